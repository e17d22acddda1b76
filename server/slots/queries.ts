/** What slots ask of the database. Rows in, rows out: no rule, no caller. */
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { Queries, Tx } from '../db/database.ts';
import { type KeptQuery, keepListQuery, keepQuery } from '../db/kept-query.ts';
import type { SlotRow, Tables } from '../db/tables.ts';
import type { Bound, Range } from '../time/range.ts';
import type { NamedSlotRow } from './slot-view.ts';

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
  { kysely }: Queries,
  ids: readonly string[],
): Promise<Map<string, NamedSlotRow>> {
  if (ids.length === 0) return new Map();
  const rows = await namedSlots(kysely).where('slots.id', 'in', ids).execute();
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

/** The slots of a range: a date as `to` is in it, an instant is not. */
export function inRange({ from, to }: Range) {
  return (eb: ExpressionBuilder<Tables, 'slots'>): Expression<SqlBool> => {
    const within: Expression<SqlBool>[] = [];
    if (from !== undefined) {
      within.push(
        'date' in from ? eb('slots.date', '>=', from.date) : eb('slots.ends_at', '>', from.instant),
      );
    }
    if (to !== undefined) {
      within.push('date' in to ? eb('slots.date', '<=', to.date) : eb('slots.starts_at', '<', to.instant));
    }
    return eb.and(within);
  };
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

/** An alumnus's slots that are not cancelled and overlap [startsAt, endsAt), soonest first. */
export function livingSlotsBetween(
  { kysely }: Queries,
  alumniId: string,
  span: { startsAt: string; endsAt: string },
): Promise<SlotRow[]> {
  return kysely
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

/** A whole series, soonest first. */
export function seriesSlots({ kysely }: Queries, seriesId: string): Promise<NamedSlotRow[]> {
  return namedSlots(kysely).where('slots.series_id', '=', seriesId).orderBy('slots.starts_at').execute();
}

export async function insertSlots({ kysely }: Tx, rows: readonly SlotRow[]): Promise<void> {
  await kysely.insertInto('slots').values(rows).execute();
}

/** What a use-case may set of a slot. */
export type SlotColumns = Partial<Omit<SlotRow, 'id' | 'seats_taken' | 'version' | 'updated_at'>>;

/** Changes columns of a slot and adds so many seats to those taken. It is a change to see: the version rises. */
export function updateSlot(
  { kysely }: Tx,
  id: string,
  { columns, seats, now }: { columns: SlotColumns; seats: number; now: string },
): Promise<SlotRow> {
  return kysely
    .updateTable('slots')
    .set({ ...columns, updated_at: now })
    .set((eb) => ({ version: eb('version', '+', 1), seats_taken: eb('seats_taken', '+', seats) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteSlot({ kysely }: Tx, id: string): Promise<void> {
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
