/** What is asked of the database about bookings. The way of a booking itself is in seat-queries.ts. */
import { seatStatuses } from '@mentor-slots/contract';
import { type Kysely, sql } from 'kysely';
import type { Queries } from '../db/database.ts';
import { keepListQuery, keepQuery } from '../db/kept-query.ts';
import type { BookingRow, Tables } from '../db/tables.ts';
import { beganAfter, inRange } from '../slots/list-queries.ts';
import { earliestStart } from '../slots/slot-time.ts';
import type { Range } from '../time/range.ts';
import type { NamedBookingRow } from './booking-view.ts';

const placedById = keepQuery<{ id: string }, NamedBookingRow>((db, param) =>
  placedBookings(db).where('bookings.id', '=', param('id')),
);

/** A booking with its student's name, or none. */
export async function bookingById(queries: Queries, id: string): Promise<NamedBookingRow | undefined> {
  const [booking] = await queries.run(placedById, { id });
  return booking;
}

const newestOf = keepQuery<{ slotId: string; studentId: string }, NamedBookingRow>((db, param) =>
  placedBookings(db)
    .where('bookings.slot_id', '=', param('slotId'))
    .where('bookings.student_id', '=', param('studentId'))
    // What follows from the slot, and is what the index has of a student's many bookings.
    .where('bookings.starts_at', '=', (eb) =>
      eb.selectFrom('slots').select('starts_at').where('id', '=', param('slotId')),
    )
    .orderBy((eb) => eb.case().when('bookings.status', '=', 'cancelled').then(1).else(0).end())
    .orderBy('bookings.place', 'desc')
    .limit(1),
);

/** This student's newest booking of this slot, a cancelled one only where no other is left. */
export async function newestBooking(
  queries: Queries,
  slotId: string,
  studentId: string,
): Promise<NamedBookingRow | undefined> {
  const [booking] = await queries.run(newestOf, { slotId, studentId });
  return booking;
}

export interface BookingFilter extends Range {
  studentId: string;
  /** Only sessions that end after this instant. */
  endsAfter?: string;
  /** Also those the student cancelled? */
  cancelledByStudent: boolean;
}

/** A student's bookings, soonest session first, each with the version of its slot at which it is so. */
export function listBookings(
  { kysely }: Queries,
  filter: BookingFilter,
): Promise<(NamedBookingRow & { slot_version: number })[]> {
  let query = placedBookings(kysely)
    .innerJoin('slots', 'slots.id', 'bookings.slot_id')
    .select('slots.version as slot_version')
    .where('bookings.student_id', '=', filter.studentId);
  const { endsAfter } = filter;
  const began = beganAfter(filter);
  if (began !== undefined) query = query.where('bookings.starts_at', '>=', began);
  if (endsAfter !== undefined) query = query.where('slots.ends_at', '>', endsAfter);
  if (!filter.cancelledByStudent) {
    query = query.where((eb) =>
      eb.or([eb('bookings.cancel_reason', 'is', null), eb('bookings.cancel_reason', '<>', 'student')]),
    );
  }
  query = query.where(inRange(filter));
  // Of one session in the order of asking, though two may have asked in the same millisecond.
  return query.orderBy('bookings.starts_at').orderBy('bookings.slot_id').orderBy('bookings.place').execute();
}

/**
 * Who is in these slots: those who have a seat, earliest booking first, then those who wait, in their order. Of a slot that
 * was called off: those who were.
 */
export async function rosters(
  { kysely }: Queries,
  slotIds: readonly string[],
): Promise<Map<string, NamedBookingRow[]>> {
  const bySlot = new Map<string, NamedBookingRow[]>(slotIds.map((id) => [id, []]));
  if (slotIds.length === 0) return bySlot;
  const rows = await namedBookings(kysely)
    .where('bookings.slot_id', 'in', slotIds)
    .where((eb) =>
      eb.or([eb('bookings.status', '<>', 'cancelled'), eb('bookings.cancel_reason', '=', 'slot_cancelled')]),
    )
    .orderBy('bookings.slot_id')
    .orderBy('bookings.place')
    .execute();
  for (const row of rows) bySlot.get(row.slot_id)?.push({ ...row, waitlist_position: null });
  for (const [id, bookings] of bySlot)
    bySlot.set(id, [...bookings.filter(isNoWaiter), ...numbered(bookings)]);
  return bySlot;
}

function isNoWaiter({ status }: Pick<BookingRow, 'status'>): boolean {
  return status !== 'waitlisted';
}

/** Those who wait among a slot's bookings, which come in the order of their places. */
function numbered(bookings: readonly Omit<NamedBookingRow, 'waitlist_position'>[]): NamedBookingRow[] {
  return bookings
    .filter(({ status }) => status === 'waitlisted')
    .map((booking, index) => ({ ...booking, waitlist_position: index + 1 }));
}

const waitersOf = keepQuery<{ slotId: string }, Omit<NamedBookingRow, 'waitlist_position'>>((db, param) =>
  namedBookings(db)
    .where('bookings.slot_id', '=', param('slotId'))
    .where('bookings.status', '=', 'waitlisted')
    .orderBy('bookings.place'),
);

/** Who waits for a seat in this slot, whoever came first first. */
export async function queueOf(queries: Queries, slotId: string): Promise<NamedBookingRow[]> {
  return numbered(await queries.run(waitersOf, { slotId }));
}

const confirmedBookings = keepListQuery<{ list: readonly string[]; studentId: string }, { slot_id: string }>(
  (db, param, slotIds) =>
    db
      .selectFrom('bookings')
      .select('slot_id')
      .where('student_id', '=', param('studentId'))
      .where('slot_id', 'in', slotIds)
      // The index of those that live is found by its own words alone.
      .where('status', '<>', 'cancelled')
      .where('status', '=', 'confirmed'),
);

/** In which of these slots this person is confirmed. */
export async function confirmedIn(
  queries: Queries,
  studentId: string,
  slotIds: readonly string[],
): Promise<Set<string>> {
  if (slotIds.length === 0) return new Set();
  const rows = await queries.run(confirmedBookings, { list: slotIds, studentId });
  return new Set(rows.map((row) => row.slot_id));
}

/**
 * How many of those who hold a seat in this slot hold one elsewhere that overlaps the given time. The slots in
 * `except`, this one among them, are not elsewhere.
 */
export async function studentsElsewhere(
  { kysely }: Queries,
  slotId: string,
  time: { startsAt: string; endsAt: string },
  except: readonly string[],
): Promise<number> {
  const rows = await kysely
    .selectFrom('bookings as here')
    .innerJoin('bookings as there', 'there.student_id', 'here.student_id')
    .innerJoin('slots', 'slots.id', 'there.slot_id')
    .select('here.student_id')
    .distinct()
    .where('here.slot_id', '=', slotId)
    .where('here.status', 'in', seatStatuses)
    .where('there.slot_id', 'not in', except)
    .where('there.status', 'in', seatStatuses)
    .where('there.starts_at', '>', earliestStart(time.startsAt))
    .where('there.starts_at', '<', time.endsAt)
    .where('slots.ends_at', '>', time.startsAt)
    .execute();
  return rows.length;
}

/** Was this slot ever booked, by whomever, however it ended? */
export async function wasEverBooked({ kysely }: Queries, slotId: string): Promise<boolean> {
  const row = await kysely
    .selectFrom('bookings')
    .select('id')
    .where('slot_id', '=', slotId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * A student's bookings that are not cancelled, of sessions that start after this instant: places in queues first, then the
 * soonest session.
 */
export function bookingsAhead(
  { kysely }: Queries,
  studentId: string,
  now: string,
): Promise<Pick<BookingRow, 'id' | 'slot_id'>[]> {
  return kysely
    .selectFrom('bookings')
    .innerJoin('slots', 'slots.id', 'bookings.slot_id')
    .select(['bookings.id', 'bookings.slot_id'])
    .where('bookings.student_id', '=', studentId)
    .where('bookings.status', '<>', 'cancelled')
    .where('bookings.starts_at', '>', now)
    .orderBy((eb) => eb.case().when('bookings.status', '=', 'waitlisted').then(0).else(1).end())
    .orderBy('bookings.starts_at')
    .orderBy('slots.created_at')
    .execute();
}

/** With their place in the queue, for few of them: each is counted by itself. */
function placedBookings(db: Kysely<Tables>) {
  return namedBookings(db).select((eb) =>
    eb
      .case()
      .when('bookings.status', '=', 'waitlisted')
      .then(
        eb
          .selectFrom('bookings as before')
          .select((count) => sql<number>`CAST(${count.fn.countAll()} AS INTEGER)`.as('count'))
          .whereRef('before.slot_id', '=', 'bookings.slot_id')
          .where('before.status', '=', 'waitlisted')
          .whereRef('before.place', '<=', 'bookings.place'),
      )
      .else(null)
      .end()
      .as('waitlist_position'),
  );
}

function namedBookings(db: Kysely<Tables>) {
  return db
    .selectFrom('bookings')
    .innerJoin('people', 'people.id', 'bookings.student_id')
    .selectAll('bookings')
    .select('people.name as student_name');
}
