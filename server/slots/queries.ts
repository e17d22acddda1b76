/** What slots ask of the database. Rows in, rows out: no rule, no caller. */
import type { Kysely } from 'kysely';
import type { Queries, Tx } from '../db/database.ts';
import { keepListQuery, keepQuery } from '../db/kept-query.ts';
import type { SlotRow, Tables } from '../db/tables.ts';
import type { Span } from '../time/span.ts';
import { earliestStart } from './slot-time.ts';
import type { NamedSlotRow } from './slot-view.ts';
import { forgetWordsOf, renewWords } from './word-queries.ts';

/** Slots with their owner's name. */
export function namedSlots(db: Kysely<Tables>) {
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
  { kysely }: Queries,
  ids: readonly string[],
): Promise<Map<string, NamedSlotRow>> {
  if (ids.length === 0) return new Map();
  const rows = await namedSlots(kysely).where('slots.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const upcomingSlotsOf = keepListQuery<{ list: readonly string[]; now: string; began: string }, NamedSlotRow>(
  (db, param, alumniIds) =>
    namedSlots(db)
      .where('slots.alumni_id', 'in', alumniIds)
      .where('slots.starts_at', '>', param('began'))
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
  return alumniIds.length === 0
    ? []
    : queries.run(upcomingSlotsOf, { list: alumniIds, now, began: earliestStart(now) });
}

const ahead = keepQuery<{ alumniId: string; now: string; began: string }, { held: number | string }>(
  (db, param) =>
    db
      .selectFrom('slots')
      .select((eb) => eb.fn.countAll().as('held'))
      .where('alumni_id', '=', param('alumniId'))
      .where('starts_at', '>', param('began'))
      .where('ends_at', '>', param('now'))
      .where('cancelled_at', 'is', null),
);

/** How many slots of an alumnus are not cancelled and not over. */
export async function countAhead(queries: Queries, alumniId: string, now: string): Promise<number> {
  const [row] = await queries.run(ahead, { alumniId, now, began: earliestStart(now) });
  return Number(row?.held ?? 0);
}

/** An alumnus's slots that are not cancelled and overlap [startsAt, endsAt), soonest first. */
export function livingSlotsBetween({ kysely }: Queries, alumniId: string, span: Span): Promise<SlotRow[]> {
  return kysely
    .selectFrom('slots')
    .selectAll()
    .where('alumni_id', '=', alumniId)
    .where('cancelled_at', 'is', null)
    .where('starts_at', '<', span.endsAt)
    .where('starts_at', '>', earliestStart(span.startsAt))
    .where('ends_at', '>', span.startsAt)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}

/** A whole series, soonest first. */
export function seriesSlots({ kysely }: Queries, seriesId: string): Promise<NamedSlotRow[]> {
  return namedSlots(kysely).where('slots.series_id', '=', seriesId).orderBy('slots.starts_at').execute();
}

/** Adds slots that lie ahead at `now`. */
export async function insertSlots(tx: Tx, rows: readonly SlotRow[], now: string): Promise<void> {
  await tx.kysely.insertInto('slots').values(rows).execute();
  await renewWords(
    tx,
    rows.map(({ id }) => id),
    now,
  );
}

/** What a use-case may set of a slot. */
export type SlotColumns = Partial<Omit<SlotRow, 'id' | 'seats_taken' | 'waiting' | 'version' | 'updated_at'>>;

/** Changes columns of a slot, adds so many seats to those taken and so many people to those who wait. It is a change to see: the version rises. */
export async function updateSlot(
  tx: Tx,
  id: string,
  { columns, seats, waiting, now }: { columns: SlotColumns; seats: number; waiting: number; now: string },
): Promise<SlotRow> {
  const slot = await tx.kysely
    .updateTable('slots')
    .set({ ...columns, updated_at: now })
    .set((eb) => ({
      version: eb('version', '+', 1),
      seats_taken: eb('seats_taken', '+', seats),
      waiting: eb('waiting', '+', waiting),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if ('description' in columns || 'starts_at' in columns || 'cancelled_at' in columns)
    await renewWords(tx, [id], now);
  return slot;
}

/** With what is kept of it: one that runs may have notes and recordings, though nobody came. */
export async function deleteSlot(tx: Tx, id: string): Promise<void> {
  const { kysely } = tx;
  await forgetWordsOf(tx, id);
  await kysely.deleteFrom('session_notes').where('slot_id', '=', id).execute();
  await kysely.deleteFrom('recordings').where('slot_id', '=', id).execute();
  await kysely.deleteFrom('slots').where('id', '=', id).execute();
}

/** The ids of all slots of an alumnus. */
export async function slotIdsOf({ kysely }: Queries, alumniId: string): Promise<string[]> {
  const rows = await kysely.selectFrom('slots').select('id').where('alumni_id', '=', alumniId).execute();
  return rows.map(({ id }) => id);
}

/** Slots of an alumnus that are not called off and start after this instant. */
export async function slotIdsAhead({ kysely }: Queries, alumniId: string, now: string): Promise<string[]> {
  const rows = await kysely
    .selectFrom('slots')
    .select('id')
    .where('alumni_id', '=', alumniId)
    .where('cancelled_at', 'is', null)
    .where('starts_at', '>', now)
    .execute();
  return rows.map(({ id }) => id);
}

/** Something of these slots changed that everyone can see. */
export async function raiseVersionsOf({ kysely }: Tx, alumniId: string, now: string): Promise<void> {
  await kysely
    .updateTable('slots')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where('alumni_id', '=', alumniId)
    .execute();
}
