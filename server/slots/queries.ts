/** What slots ask of the database. Rows in, rows out: no rule, no caller. */
import { seatStatuses } from '@mentor-slots/contract';
import type { Kysely } from 'kysely';
import type { Queries } from '../db/database.ts';
import { type KeptQuery, keepListQuery, keepQuery } from '../db/kept-query.ts';
import type { SlotRow, Tables } from '../db/tables.ts';
import { type Bound, inRange, type Range } from './range.ts';
import type { NamedBookingRow, NamedSlotRow } from './slot-view.ts';

function namedSlots(db: Kysely<Tables>) {
  return db
    .selectFrom('slots')
    .innerJoin('people', 'people.id', 'slots.alumni_id')
    .selectAll('slots')
    .select('people.name as alumni_name');
}

export const slotById = keepQuery<{ id: string }, NamedSlotRow>((db, param) =>
  namedSlots(db).where('slots.id', '=', param('id')),
);

export async function slotsByIds(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<Map<string, NamedSlotRow>> {
  if (ids.length === 0) return new Map();
  const rows = await namedSlots(db).where('slots.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const upcomingSlotsOf = keepListQuery<{ list: readonly string[]; now: string }, NamedSlotRow>(
  (db, param, alumniIds) =>
    namedSlots(db)
      .where('slots.alumni_id', 'in', alumniIds)
      .where('slots.ends_at', '>', param('now'))
      .where('slots.cancelled_at', 'is', null)
      .orderBy('slots.starts_at')
      .orderBy('slots.id'),
);

/** Slots of some alumni that are not cancelled and not over: what a snapshot shows, soonest first. */
export async function upcomingSlots(
  queries: Queries,
  alumniIds: readonly string[],
  now: string,
): Promise<NamedSlotRow[]> {
  return alumniIds.length === 0 ? [] : queries.run(upcomingSlotsOf, { list: alumniIds, now });
}

export interface SlotFilter extends Range {
  alumniId: string;
  /** Only those that end after this instant. */
  endsAfter?: string;
  /** Cancelled ones too? */
  cancelled: boolean;
  /** The last slot of the page before. */
  after?: { startsAt: string; id: string };
  limit: number;
}

interface ListParams {
  alumniId: string;
  endsAfter: string | undefined;
  from: string | undefined;
  to: string | undefined;
  afterStart: string | undefined;
  afterId: string | undefined;
  limit: number;
}

/** One for each combination of conditions that was asked for. */
const lists = new Map<string, KeptQuery<ListParams, NamedSlotRow>>();

/** One alumnus's slots, soonest first. */
export function listSlots(queries: Queries, filter: SlotFilter): Promise<NamedSlotRow[]> {
  const { alumniId, endsAfter, cancelled, from, to, after, limit } = filter;
  const kindOf = (bound: Range['from']) => bound && ('date' in bound ? 'date' : 'instant');
  const kind = [endsAfter !== undefined, cancelled, kindOf(from), kindOf(to), after !== undefined].join();
  let list = lists.get(kind);
  if (list === undefined) {
    list = keepList(filter);
    lists.set(kind, list);
  }
  return queries.run(list, {
    alumniId,
    endsAfter,
    from: from && textOf(from),
    to: to && textOf(to),
    afterStart: after?.startsAt,
    afterId: after?.id,
    limit,
  });
}

const textOf = (bound: Bound) => ('date' in bound ? bound.date : bound.instant);

/** By the conditions that this filter has; their values come with each call. */
function keepList({
  endsAfter,
  cancelled,
  from,
  to,
  after,
}: SlotFilter): KeptQuery<ListParams, NamedSlotRow> {
  return keepQuery((db, param) => {
    const named = (name: keyof ListParams) => param(name) as string;
    const boundOf = (bound: Bound, name: 'from' | 'to'): Bound =>
      'date' in bound ? { date: named(name) } : { instant: named(name) };
    let query = namedSlots(db).where('slots.alumni_id', '=', named('alumniId'));
    if (endsAfter !== undefined) query = query.where('slots.ends_at', '>', named('endsAfter'));
    if (!cancelled) query = query.where('slots.cancelled_at', 'is', null);
    if (from !== undefined) query = query.where(inRange({ from: boundOf(from, 'from') }));
    if (to !== undefined) query = query.where(inRange({ to: boundOf(to, 'to') }));
    if (after !== undefined) {
      const [start, id] = [named('afterStart'), named('afterId')];
      query = query.where((where) =>
        where.or([
          where('slots.starts_at', '>', start),
          where.and([where('slots.starts_at', '=', start), where('slots.id', '>', id)]),
        ]),
      );
    }
    return query.orderBy('slots.starts_at').orderBy('slots.id').limit(param('limit'));
  });
}

/** Who holds a seat in these slots, earliest booking first. */
export async function rosters(
  db: Kysely<Tables>,
  slotIds: readonly string[],
): Promise<Map<string, NamedBookingRow[]>> {
  const bySlot = new Map<string, NamedBookingRow[]>(slotIds.map((id) => [id, []]));
  if (slotIds.length === 0) return bySlot;
  const rows = await db
    .selectFrom('bookings')
    .innerJoin('people', 'people.id', 'bookings.student_id')
    .selectAll('bookings')
    .select('people.name as student_name')
    .where('bookings.slot_id', 'in', slotIds)
    .where('bookings.status', 'in', seatStatuses)
    .orderBy('bookings.slot_id')
    .orderBy('bookings.place')
    .execute();
  for (const row of rows) bySlot.get(row.slot_id)?.push(row);
  return bySlot;
}

const confirmedBookings = keepListQuery<{ list: readonly string[]; studentId: string }, { slot_id: string }>(
  (db, param, slotIds) =>
    db
      .selectFrom('bookings')
      .select('slot_id')
      .where('student_id', '=', param('studentId'))
      .where('slot_id', 'in', slotIds)
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

/** An alumnus's slots that are not cancelled and overlap [startsAt, endsAt), soonest first. */
export function livingSlotsBetween(
  db: Kysely<Tables>,
  alumniId: string,
  span: { startsAt: string; endsAt: string },
): Promise<SlotRow[]> {
  return db
    .selectFrom('slots')
    .selectAll()
    .where('alumni_id', '=', alumniId)
    .where('cancelled_at', 'is', null)
    .where('starts_at', '<', span.endsAt)
    .where('ends_at', '>', span.startsAt)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}

/**
 * How many of those who hold a seat in this slot hold one elsewhere that overlaps the given time. The slots in
 * `except`, this one among them, are not elsewhere.
 */
export async function studentsElsewhere(
  db: Kysely<Tables>,
  slotId: string,
  time: { startsAt: string; endsAt: string },
  except: readonly string[],
): Promise<number> {
  const rows = await db
    .selectFrom('bookings as here')
    .innerJoin('bookings as there', 'there.student_id', 'here.student_id')
    .innerJoin('slots', 'slots.id', 'there.slot_id')
    .select('here.student_id')
    .distinct()
    .where('here.slot_id', '=', slotId)
    .where('here.status', 'in', seatStatuses)
    .where('there.slot_id', 'not in', except)
    .where('there.status', 'in', seatStatuses)
    .where('slots.starts_at', '<', time.endsAt)
    .where('slots.ends_at', '>', time.startsAt)
    .execute();
  return rows.length;
}

/** A whole series, soonest first. */
export function seriesSlots(db: Kysely<Tables>, seriesId: string): Promise<NamedSlotRow[]> {
  return namedSlots(db).where('slots.series_id', '=', seriesId).orderBy('slots.starts_at').execute();
}

/** Was this slot ever booked, by whomever, however it ended? */
export async function wasEverBooked(db: Kysely<Tables>, slotId: string): Promise<boolean> {
  const row = await db
    .selectFrom('bookings')
    .select('id')
    .where('slot_id', '=', slotId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
