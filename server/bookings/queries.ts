/** What bookings ask of the database. The ones on the way of a booking are kept prepared. */
import { seatStatuses } from '@mentor-slots/contract';
import type { InsertResult, Kysely } from 'kysely';
import { keepQuery } from '../db/kept-query.ts';
import type { BookingRow, SlotRow, Tables } from '../db/tables.ts';
import { inRange, type Range } from '../slots/range.ts';
import type { NamedBookingRow } from '../slots/slot-view.ts';

/** This student's booking of this slot that is not cancelled: there is one at the most. */
export const livingBooking = keepQuery<{ slotId: string; studentId: string }, BookingRow>((db, param) =>
  db
    .selectFrom('bookings')
    .selectAll()
    .where('slot_id', '=', param('slotId'))
    .where('student_id', '=', param('studentId'))
    .where('status', '<>', 'cancelled'),
);

/** What a refusal tells of the session that is in the way. */
export type ClashRow = Pick<
  SlotRow,
  'id' | 'date' | 'start_time' | 'end_time' | 'time_zone' | 'starts_at' | 'ends_at' | 'description'
>;

/** A session in which this student holds a seat and that overlaps [startsAt, endsAt). */
export const studentClash = keepQuery<{ studentId: string; startsAt: string; endsAt: string }, ClashRow>(
  (db, param) =>
    db
      .selectFrom('bookings')
      .innerJoin('slots', 'slots.id', 'bookings.slot_id')
      .select([
        'slots.id',
        'slots.date',
        'slots.start_time',
        'slots.end_time',
        'slots.time_zone',
        'slots.starts_at',
        'slots.ends_at',
        'slots.description',
      ])
      .where('bookings.student_id', '=', param('studentId'))
      .where('bookings.status', 'in', seatStatuses)
      .where('slots.starts_at', '<', param('endsAt'))
      .where('slots.ends_at', '>', param('startsAt'))
      .orderBy('slots.starts_at')
      .limit(1),
);

/** What a change of its seats leaves of a slot. */
export type SeatsRow = Pick<SlotRow, 'seats_taken' | 'version' | 'updated_at'>;
/** And what else may have changed since the slot was read. */
export type ClaimedRow = SeatsRow &
  Pick<SlotRow, 'max_participants' | 'description' | 'meeting_url' | 'requires_approval'>;

/**
 * Takes a seat if one is left and the slot still is at the time that was judged; no row otherwise. The condition is
 * what makes overbooking impossible.
 */
export const claimSeat = keepQuery<
  { slotId: string; startsAt: string; endsAt: string; now: string },
  ClaimedRow
>((db, param) =>
  db
    .updateTable('slots')
    .set((eb) => ({
      seats_taken: eb('seats_taken', '+', 1),
      version: eb('version', '+', 1),
      updated_at: param('now'),
    }))
    .where('id', '=', param('slotId'))
    .where('cancelled_at', 'is', null)
    .where('starts_at', '=', param('startsAt'))
    .where('ends_at', '=', param('endsAt'))
    .whereRef('seats_taken', '<', 'max_participants')
    .returning([
      'seats_taken',
      'version',
      'updated_at',
      'max_participants',
      'description',
      'meeting_url',
      'requires_approval',
    ]),
);

/** Gives a seat back. */
export const freeSeat = keepQuery<{ slotId: string; now: string }, SeatsRow>((db, param) =>
  db
    .updateTable('slots')
    .set((eb) => ({
      seats_taken: eb('seats_taken', '-', 1),
      version: eb('version', '+', 1),
      updated_at: param('now'),
    }))
    .where('id', '=', param('slotId'))
    .returning(['seats_taken', 'version', 'updated_at']),
);

/** A change of a booking that leaves the seats alone still is a change of its slot. */
export const touchSlot = keepQuery<{ slotId: string; now: string }, SeatsRow>((db, param) =>
  db
    .updateTable('slots')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: param('now') }))
    .where('id', '=', param('slotId'))
    .returning(['seats_taken', 'version', 'updated_at']),
);

export const insertBooking = keepQuery<BookingRow, InsertResult>((db, param) =>
  db.insertInto('bookings').values({
    id: param('id'),
    slot_id: param('slot_id'),
    student_id: param('student_id'),
    status: param('status'),
    note: param('note'),
    booked_at: param('booked_at'),
    cancelled_at: param('cancelled_at'),
    cancel_reason: param('cancel_reason'),
    place: param('place'),
    cancel_message: param('cancel_message'),
  }),
);

/** A booking with its student's name, or none. */
export function bookingById(db: Kysely<Tables>, id: string): Promise<NamedBookingRow | undefined> {
  return namedBookings(db).where('bookings.id', '=', id).executeTakeFirst();
}

/** This student's newest booking of this slot, a cancelled one only where no other is left. */
export function newestBooking(
  db: Kysely<Tables>,
  slotId: string,
  studentId: string,
): Promise<NamedBookingRow | undefined> {
  return namedBookings(db)
    .where('bookings.slot_id', '=', slotId)
    .where('bookings.student_id', '=', studentId)
    .orderBy((eb) => eb.case().when('bookings.status', '=', 'cancelled').then(1).else(0).end())
    .orderBy('bookings.place', 'desc')
    .executeTakeFirst();
}

export async function updateBooking(
  db: Kysely<Tables>,
  id: string,
  columns: Partial<Pick<BookingRow, 'status' | 'cancelled_at' | 'cancel_reason' | 'cancel_message'>>,
): Promise<void> {
  await db.updateTable('bookings').set(columns).where('id', '=', id).execute();
}

export interface BookingFilter extends Range {
  studentId: string;
  /** Only sessions that end after this instant. */
  endsAfter?: string;
  /** Also those the student cancelled? */
  cancelledByStudent: boolean;
}

/** A student's bookings, soonest session first. */
export function listBookings(db: Kysely<Tables>, filter: BookingFilter): Promise<NamedBookingRow[]> {
  let query = namedBookings(db)
    .innerJoin('slots', 'slots.id', 'bookings.slot_id')
    .where('bookings.student_id', '=', filter.studentId);
  const { endsAfter } = filter;
  if (endsAfter !== undefined) query = query.where('slots.ends_at', '>', endsAfter);
  if (!filter.cancelledByStudent) {
    query = query.where((eb) =>
      eb.or([eb('bookings.cancel_reason', 'is', null), eb('bookings.cancel_reason', '<>', 'student')]),
    );
  }
  query = query.where(inRange(filter));
  return query.orderBy('slots.starts_at').orderBy('bookings.booked_at').execute();
}

function namedBookings(db: Kysely<Tables>) {
  return db
    .selectFrom('bookings')
    .innerJoin('people', 'people.id', 'bookings.student_id')
    .selectAll('bookings')
    .select('people.name as student_name');
}
