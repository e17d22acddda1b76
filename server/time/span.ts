/** Times from an instant to another. */
import { instant } from '../clock.ts';
import { Problem } from '../problem.ts';
import { readRange } from './range.ts';

/** Instants as text. */
export interface Span {
  startsAt: string;
  endsAt: string;
}

/** Those that overlap a time; touching ends do not. */
export function overlapping<Time extends Span>(times: readonly Time[], span: Span): Time[] {
  return times.filter(({ startsAt, endsAt }) => startsAt < span.endsAt && endsAt > span.startsAt);
}

/** From the first of their starts to the last of their ends. */
export function spanning(times: readonly Span[]): Span {
  const starts = times.map(({ startsAt }) => startsAt).sort();
  const ends = times.map(({ endsAt }) => endsAt).sort();
  return { startsAt: starts[0] ?? '', endsAt: ends.at(-1) ?? '' };
}

const day = 24 * 3_600_000;
const longestDays = 400;
/** Beyond it text has another order than time. */
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** `?from&to`: from now on and for 31 days unless told; a date is a day in UTC. At most 400 days. `now` in ms. */
export function readSpan(query: { from?: string; to?: string }, now: number): Span {
  const { from, to } = readRange(query);
  const starts = from === undefined ? now : Date.parse('date' in from ? from.date : from.instant);
  const ends =
    to === undefined ? starts + 31 * day : 'date' in to ? Date.parse(to.date) + day : Date.parse(to.instant);
  if (ends <= starts) throw new Problem('invalid_request', '`to` must be after `from`.', { field: 'to' });
  if (ends - starts > longestDays * day)
    throw new Problem('invalid_request', `\`from\` and \`to\` may be at most ${longestDays} days apart.`, {
      field: 'to',
    });
  return { startsAt: instant(starts), endsAt: instant(Math.min(ends, latest)) };
}
