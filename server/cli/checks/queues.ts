/** Who waits, in which order, and that no seat is empty meanwhile. */
import { howToPromote, seatStatuses } from '@mentor-slots/contract';
import { type Check, lastDone } from './check.ts';

/** What the clock has made due is done some seconds later. */
const soon = 60_000;

export const queues: Check = {
  name: 'queues',
  promise: 'how many wait for each slot are the bookings that do',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('slots')
      .leftJoin('bookings', (join) =>
        join.onRef('bookings.slot_id', '=', 'slots.id').on('bookings.status', '=', 'waitlisted'),
      )
      .select((eb) => ['slots.id', 'slots.waiting', eb.fn.count<number>('bookings.id').as('waitlisted')])
      .groupBy(['slots.id', 'slots.waiting'])
      .having((eb) => eb(eb.fn.count('bookings.id'), '<>', eb.ref('slots.waiting')))
      .stream();
    for await (const { id, waiting, waitlisted } of rows) {
      read();
      broken(`slot ${id} says that ${waiting} wait; ${waitlisted} bookings do`);
    }
  },
};

export const passedOver: Check = {
  name: 'waiting',
  promise: 'no seat is empty while somebody waits who can take it',
  async look(contents, broken, read, rules) {
    const now = await lastDone(contents);
    const rows = contents.kysely
      .selectFrom('bookings')
      .innerJoin('slots', 'slots.id', 'bookings.slot_id')
      .select(['slots.id', 'slots.starts_at', 'bookings.student_id'])
      .where('bookings.status', '=', 'waitlisted')
      .where('slots.cancelled_at', 'is', null)
      .whereRef('slots.seats_taken', '<', 'slots.max_participants')
      // Whoever holds a seat then cannot; nor can whoever holds one at all where only so many are allowed.
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('bookings as other')
              .innerJoin('slots as then', 'then.id', 'other.slot_id')
              .select('other.id')
              .whereRef('other.student_id', '=', 'bookings.student_id')
              .where('other.status', 'in', seatStatuses)
              .where((then) =>
                then.or([
                  then.and([
                    then('then.starts_at', '<', then.ref('slots.ends_at')),
                    then('then.ends_at', '>', then.ref('slots.starts_at')),
                  ]),
                  then.lit(rules.maxAhead !== null || rules.maxAheadPerMentor !== null),
                ]),
              ),
          ),
        ),
      )
      .stream();
    for await (const { id, starts_at, student_id } of rows) {
      read();
      if (howToPromote({ startsAt: starts_at }, now, rules) === null) continue;
      broken(`slot ${id} has a seat that nobody has, and ${student_id} waits for it`);
    }
  },
};

export const offers: Check = {
  name: 'offers',
  promise: 'no seat is held longer than it was offered',
  async look(contents, broken, read) {
    const before = new Date(Math.max(0, (await lastDone(contents)) - soon)).toISOString();
    const rows = contents.kysely
      .selectFrom('bookings')
      .select(['id', 'offer_expires_at'])
      .where('status', '=', 'offered')
      .where('offer_expires_at', '<', before)
      .stream();
    for await (const { id, offer_expires_at } of rows) {
      read();
      broken(`booking ${id} was held until ${offer_expires_at} and still is`);
    }
  },
};
