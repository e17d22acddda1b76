/** `?from&to` of the lists. */
import type { ListQuery } from '@mentor-slots/contract';
import { instant, isInstant } from '../clock.ts';
import { Problem } from '../problem.ts';
import { readDate } from './wall-time.ts';

/** A date is compared with the slot's own date, an instant with its instants. */
export type Bound = { date: string } | { instant: string };

export interface Range {
  from?: Bound;
  to?: Bound;
}

export function readRange(query: Pick<ListQuery, 'from' | 'to'>): Range {
  const range: Range = {};
  if (query.from !== undefined) range.from = readBound(query.from, 'from');
  if (query.to !== undefined) range.to = readBound(query.to, 'to');
  return range;
}

/** Reads a date or an instant; an instant may be told with any offset. */
function readBound(text: string, field: string): Bound {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { date: readDate(text, field).toString() };
  const looksSo = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  // Date.parse would take 31 February for 3 March.
  if (looksSo) readDate(text.slice(0, 10), field);
  const milliseconds = looksSo ? Date.parse(text) : Number.NaN;
  // An offset may take it out of the years 0000 to 9999.
  if (Number.isNaN(milliseconds) || !isInstant(instant(milliseconds))) {
    throw new Problem(
      'invalid_request',
      `\`${field}\` must be a date such as 2026-11-24 or an instant such as 2026-11-24T14:00:00Z.`,
      { field },
    );
  }
  return { instant: instant(milliseconds) };
}

/** Is a slot in the range? */
export function isInRange(
  slot: { date: string; startsAt: string; endsAt: string },
  { from, to }: Range,
): boolean {
  const isAfter =
    from === undefined || ('date' in from ? slot.date >= from.date : slot.endsAt > from.instant);
  const isBefore = to === undefined || ('date' in to ? slot.date <= to.date : slot.startsAt < to.instant);
  return isAfter && isBefore;
}

const day = 24 * 3_600_000;

/** The instants (ms) between which whatever is in the range starts, wherever its dates are told. More may lie between them. */
export function startsWithin({ from, to }: Range): { startsFrom: number; startsBefore: number } {
  const startsFrom = from === undefined ? 0 : Date.parse('date' in from ? from.date : from.instant) - day;
  if (to === undefined) return { startsFrom, startsBefore: Number.POSITIVE_INFINITY };
  return {
    startsFrom,
    startsBefore: 'date' in to ? Date.parse(to.date) + 2 * day : Date.parse(to.instant) + 1,
  };
}
