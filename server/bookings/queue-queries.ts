/** What is asked of the database about who waits and who is able to take a seat. */
import type { Queries } from '../db/database.ts';
import { keepListQuery, keepQuery } from '../db/kept-query.ts';
import type { BookingRow } from '../db/tables.ts';
import { earliestStart } from '../slots/slot-time.ts';
import { holdsSeatAt } from './seat-queries.ts';

/** Runs a query on a long list: no statement takes any number of values. */
async function inParts<Row>(
  list: readonly string[],
  run: (part: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < list.length; from += 512) rows.push(...(await run(list.slice(from, from + 512))));
  return rows;
}

const slotsOfWaiters = keepListQuery<{ list: readonly string[] }, { slot_id: string }>(
  (db, _param, studentIds) =>
    db
      .selectFrom('bookings')
      .select('slot_id')
      .distinct()
      .where('student_id', 'in', studentIds)
      .where('status', '=', 'waitlisted'),
);

/** The slots in which one of these people waits. */
export async function slotsWaitedFor(queries: Queries, studentIds: readonly string[]): Promise<string[]> {
  const rows = await inParts(studentIds, (list) => queries.run(slotsOfWaiters, { list }));
  return [...new Set(rows.map((row) => row.slot_id))];
}

const waiters = keepListQuery<{ list: readonly string[] }, { student_id: string }>((db, _param, slotIds) =>
  db
    .selectFrom('bookings')
    .select('student_id')
    .where('slot_id', 'in', slotIds)
    .where('status', '=', 'waitlisted'),
);

/** Who waits in one of these slots. */
export async function waitersIn(queries: Queries, slotIds: readonly string[]): Promise<string[]> {
  const rows = await inParts(slotIds, (list) => queries.run(waiters, { list }));
  return rows.map((row) => row.student_id);
}

const busy = keepListQuery<
  { list: readonly string[]; startsAt: string; endsAt: string; now: string; began: string },
  { student_id: string }
>((db, param, studentIds) =>
  db
    .selectFrom('bookings')
    .innerJoin('slots', 'slots.id', 'bookings.slot_id')
    .select('bookings.student_id')
    .where('bookings.student_id', 'in', studentIds)
    .where(holdsSeatAt(param('now')))
    .where('bookings.starts_at', '>', param('began'))
    .where('bookings.starts_at', '<', param('endsAt'))
    .where('slots.ends_at', '>', param('startsAt')),
);

/** Who of these people holds a seat at `now` in a session that overlaps [startsAt, endsAt). */
export async function busyThen(
  queries: Queries,
  studentIds: readonly string[],
  time: { startsAt: string; endsAt: string; now: string },
): Promise<Set<string>> {
  const asked = { ...time, began: earliestStart(time.startsAt) };
  const rows = await inParts(studentIds, (list) => queries.run(busy, { list, ...asked }));
  return new Set(rows.map((row) => row.student_id));
}

const seatsAhead = keepListQuery<
  { list: readonly string[]; now: string; began: string; except: string },
  { student_id: string; alumni_id: string }
>((db, param, studentIds) =>
  db
    .selectFrom('bookings')
    .innerJoin('slots', 'slots.id', 'bookings.slot_id')
    .select(['bookings.student_id', 'slots.alumni_id'])
    .where('bookings.student_id', 'in', studentIds)
    .where(holdsSeatAt(param('now')))
    .where('bookings.starts_at', '>', param('began'))
    .where('slots.ends_at', '>', param('now'))
    .where('slots.id', '<>', param('except')),
);

/** With whom these people hold seats in sessions, but `except`, that have not ended: a name for each seat. */
export async function heldAhead(
  queries: Queries,
  studentIds: readonly string[],
  now: string,
  except = '',
): Promise<Map<string, string[]>> {
  const held = new Map<string, string[]>(studentIds.map((id) => [id, []]));
  const asked = { now, began: earliestStart(now), except };
  const rows = await inParts(studentIds, (list) => queries.run(seatsAhead, { list, ...asked }));
  for (const row of rows) held.get(row.student_id)?.push(row.alumni_id);
  return held;
}

const absencesOf = keepListQuery<
  { list: readonly string[]; since: string },
  { student_id: string; starts_at: string }
>((db, param, studentIds) =>
  db
    .selectFrom('bookings')
    .select(['student_id', 'starts_at'])
    .where('student_id', 'in', studentIds)
    .where('attendance', '=', 'absent')
    .where('status', '=', 'confirmed')
    .where('starts_at', '>', param('since')),
);

/** The starts, since an instant, of the sessions in which these people were marked absent. */
export function absencesSince(
  queries: Queries,
  studentIds: readonly string[],
  since: string,
): Promise<{ student_id: string; starts_at: string }[]> {
  return inParts(studentIds, (list) => queries.run(absencesOf, { list, since }));
}

/**
 * Offers that are over and that nobody has ended yet, in the order in which they are ended. Usually none: it looks into an
 * index of its own.
 */
export const overdueOffers = keepQuery<{ now: string }, Pick<BookingRow, 'id' | 'slot_id' | 'student_id'>>(
  (db, param) =>
    db
      .selectFrom('bookings')
      .innerJoin('slots', 'slots.id', 'bookings.slot_id')
      .select(['bookings.id', 'bookings.slot_id', 'bookings.student_id'])
      .where('bookings.status', '=', 'offered')
      .where('bookings.offer_expires_at', '<=', param('now'))
      .orderBy('bookings.offer_expires_at')
      .orderBy('slots.starts_at')
      .orderBy('slots.created_at')
      .orderBy('bookings.place')
      .limit(500),
);

/**
 * Slots in which somebody waits although booking has closed (they start before `closing`), or although a seat is free:
 * for those that nobody was able to take then.
 */
export const queuesDue = keepQuery<{ closing: string }, { id: string }>((db, param) =>
  db
    .selectFrom('slots')
    .select('id')
    .where('waiting', '>', 0)
    .where((eb) =>
      eb.or([eb('starts_at', '<=', param('closing')), eb('seats_taken', '<', eb.ref('max_participants'))]),
    )
    .orderBy('starts_at')
    .orderBy('created_at')
    .limit(500),
);

/** How many sessions have a queue, how many people wait in all, and how many in the longest. */
export const queueLengths = keepQuery<
  Record<string, never>,
  { queues: number | string; waiting: number | string | null; longest: number | string | null }
>((db) =>
  db
    .selectFrom('slots')
    .select((eb) => [
      eb.fn.countAll().as('queues'),
      eb.fn.sum('waiting').as('waiting'),
      eb.fn.max('waiting').as('longest'),
    ])
    .where('waiting', '>', 0),
);
