/** Seats and who holds them. */
import { seatStatuses } from '@mentor-slots/contract';
import type { Contents } from '../../db/snapshot.ts';
import type { Check } from './check.ts';

export const seats: Check = {
  name: 'seats',
  promise: 'the seats taken of every slot are the bookings that hold one',
  async look(contents, broken, read) {
    const rows = heldSeats(contents)
      .having((eb) => eb(eb.fn.count('bookings.id'), '<>', eb.ref('slots.seats_taken')))
      .stream();
    for await (const { id, seats_taken, held } of rows) {
      read();
      broken(`slot ${id} says that ${seats_taken} seats are taken; ${held} bookings hold one`);
    }
  },
};

export const capacity: Check = {
  name: 'capacity',
  promise: 'no slot is overbooked',
  async look(contents, broken, read) {
    const rows = heldSeats(contents)
      .having((eb) => eb(eb.fn.count('bookings.id'), '>', eb.ref('slots.max_participants')))
      .stream();
    for await (const { id, max_participants, held } of rows) {
      read();
      broken(`slot ${id} has ${max_participants} seats; ${held} bookings hold one`);
    }
  },
};

function heldSeats({ kysely }: Contents) {
  return kysely
    .selectFrom('slots')
    .leftJoin('bookings', (join) =>
      join.onRef('bookings.slot_id', '=', 'slots.id').on('bookings.status', 'in', seatStatuses),
    )
    .select((eb) => [
      'slots.id',
      'slots.seats_taken',
      'slots.max_participants',
      eb.fn.count<number>('bookings.id').as('held'),
    ])
    .groupBy(['slots.id', 'slots.seats_taken', 'slots.max_participants']);
}

export const duplicates: Check = {
  name: 'duplicates',
  promise: 'no student has two living bookings of one slot',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('bookings')
      .select((eb) => ['slot_id', 'student_id', eb.fn.countAll<number>().as('living')])
      .where('status', '<>', 'cancelled')
      .groupBy(['slot_id', 'student_id'])
      .having((eb) => eb(eb.fn.countAll(), '>', 1))
      .stream();
    for await (const { slot_id, student_id, living } of rows) {
      read();
      broken(`student ${student_id} has ${living} living bookings of slot ${slot_id}`);
    }
  },
};
