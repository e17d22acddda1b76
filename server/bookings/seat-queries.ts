/** The way of a booking through the database: kept prepared, since every booking asks them. */
import { seatStatuses } from '@mentor-slots/contract';
import type { Expression, ExpressionBuilder, InsertResult, SqlBool, UpdateResult } from 'kysely';
import type { Queries } from '../db/database.ts';
import { keepQuery } from '../db/kept-query.ts';
import type { BookingRow, SlotRow, Tables } from '../db/tables.ts';
import { earliestStart } from '../slots/slot-time.ts';

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

/** Does a booking hold a seat at this instant? A seat whose offer is over is nobody's, whether it was ended or not. */
export function holdsSeatAt(now: string) {
  return (eb: ExpressionBuilder<Tables, 'bookings'>): Expression<SqlBool> =>
    eb.and([
      eb('bookings.status', 'in', seatStatuses),
      eb.or([eb('bookings.offer_expires_at', 'is', null), eb('bookings.offer_expires_at', '>', now)]),
    ]);
}

interface Wish {
  startsAt: string;
  endsAt: string;
  now: string;
  except: string;
}

const clashes = keepQuery<Wish & { studentId: string; began: string }, ClashRow>((db, param) =>
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
    .where(holdsSeatAt(param('now')))
    .where('bookings.starts_at', '>', param('began'))
    .where('bookings.starts_at', '<', param('endsAt'))
    .where('slots.ends_at', '>', param('startsAt'))
    .where('slots.id', '<>', param('except'))
    .orderBy('bookings.starts_at')
    .limit(1),
);

/** A session but `except` in which this student holds a seat at `now` and that overlaps [startsAt, endsAt). */
export async function clashOf(
  queries: Queries,
  studentId: string,
  wish: Wish,
): Promise<ClashRow | undefined> {
  const [clash] = await queries.run(clashes, { studentId, ...wish, began: earliestStart(wish.startsAt) });
  return clash;
}

/** What a change of its seats leaves of a slot. */
export type SeatsRow = Pick<SlotRow, 'seats_taken' | 'waiting' | 'version' | 'updated_at'>;
/** And what else may have changed since the slot was read. */
export type ClaimedRow = SeatsRow &
  Pick<SlotRow, 'max_participants' | 'description' | 'meeting_url' | 'requires_approval'>;

/**
 * Takes a seat if one is left and the slot still is and opens at the times that were judged; no row otherwise. The
 * condition is what makes overbooking impossible. `opensAt`: empty where there is none.
 */
export const claimSeat = keepQuery<
  { slotId: string; startsAt: string; endsAt: string; opensAt: string; now: string },
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
    .where((eb) => eb(eb.fn.coalesce('opens_at', eb.val('')), '=', param('opensAt')))
    .whereRef('seats_taken', '<', 'max_participants')
    .returning([
      'seats_taken',
      'waiting',
      'version',
      'updated_at',
      'max_participants',
      'description',
      'meeting_url',
      'requires_approval',
    ]),
);

/**
 * Adds so many seats to those taken, and so many people to those who wait; fewer than none takes them away. With none,
 * too, it is a change of the slot: what happens to a booking is one.
 */
export const moveSeats = keepQuery<{ slotId: string; seats: number; waiting: number; now: string }, SeatsRow>(
  (db, param) =>
    db
      .updateTable('slots')
      .set((eb) => ({
        seats_taken: eb('seats_taken', '+', param('seats')),
        waiting: eb('waiting', '+', param('waiting')),
        version: eb('version', '+', 1),
        updated_at: param('now'),
      }))
      .where('id', '=', param('slotId'))
      .returning(['seats_taken', 'waiting', 'version', 'updated_at']),
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
    offer_expires_at: param('offer_expires_at'),
    event_id: param('event_id'),
    event_sequence: param('event_sequence'),
    starts_at: param('starts_at'),
  }),
);

/** What may change of a booking. */
export const updateBooking = keepQuery<
  Pick<
    BookingRow,
    | 'id'
    | 'status'
    | 'cancelled_at'
    | 'cancel_reason'
    | 'cancel_message'
    | 'offer_expires_at'
    | 'attendance'
    | 'moved_to'
    | 'event_id'
    | 'event_sequence'
  >,
  UpdateResult
>((db, param) =>
  db
    .updateTable('bookings')
    .set({
      status: param('status'),
      cancelled_at: param('cancelled_at'),
      cancel_reason: param('cancel_reason'),
      cancel_message: param('cancel_message'),
      offer_expires_at: param('offer_expires_at'),
      attendance: param('attendance'),
      moved_to: param('moved_to'),
      event_id: param('event_id'),
      event_sequence: param('event_sequence'),
    })
    .where('id', '=', param('id')),
);

/** Whoever is in a slot is there when it is, whatever became of the booking. */
export const moveBookings = keepQuery<{ slotId: string; startsAt: string }, UpdateResult>((db, param) =>
  db
    .updateTable('bookings')
    .set({ starts_at: param('startsAt') })
    .where('slot_id', '=', param('slotId'))
    .where('starts_at', '<>', param('startsAt')),
);

/** What the student writes to the owner is another. */
export const writeNote = keepQuery<{ id: string; note: string | null }, UpdateResult>((db, param) =>
  db
    .updateTable('bookings')
    .set({ note: param('note') })
    .where('id', '=', param('id')),
);
