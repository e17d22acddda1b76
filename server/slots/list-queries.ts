/** Lists of slots, kept prepared for each combination of conditions. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Queries } from '../db/database.ts';
import { type KeptQuery, keepQuery } from '../db/kept-query.ts';
import type { Tables } from '../db/tables.ts';
import type { Bound, Range } from '../time/range.ts';
import { namedSlots } from './queries.ts';
import { earliestStart, earliestStartOn } from './slot-time.ts';
import type { NamedSlotRow } from './slot-view.ts';

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
  began: string | undefined;
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
    began: beganAfter(filter),
    afterStart: after?.startsAt,
    afterId: after?.id,
    limit,
  });
}

/** What may be in the list began after this: what its conditions on the end and on the date come to. */
export function beganAfter({
  endsAfter,
  from,
  after,
}: Pick<SlotFilter, 'endsAfter' | 'from' | 'after'>): string | undefined {
  const bounds = [after?.startsAt, endsAfter && earliestStart(endsAfter)];
  if (from !== undefined)
    bounds.push('date' in from ? earliestStartOn(from.date) : earliestStart(from.instant));
  return bounds
    .filter((bound) => bound !== undefined)
    .sort()
    .at(-1);
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
    if (endsAfter !== undefined || from !== undefined || after !== undefined)
      query = query.where('slots.starts_at', '>=', named('began'));
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
