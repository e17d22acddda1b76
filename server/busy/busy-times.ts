/** When an alumnus is busy elsewhere, as they and their own sessions are told. */
import type { BusyTime } from '@mentor-slots/contract';
import type { Queries } from '../db/database.ts';
import { busyTimesBetween, type NamedBusyTime } from './queries.ts';

interface Span {
  startsAt: string;
  endsAt: string;
}

/** All of a span. */
export async function readBusyTimes(queries: Queries, personId: string, span: Span): Promise<BusyTime[]> {
  return (await busyTimesBetween(queries, personId, span)).map(busyTime);
}

/** Those that overlap each of these times, in their order. */
export async function busyDuring(
  queries: Queries,
  personId: string,
  times: readonly Span[],
): Promise<BusyTime[][]> {
  const starts = times.map(({ startsAt }) => startsAt).sort();
  const ends = times.map(({ endsAt }) => endsAt).sort();
  const span = { startsAt: starts[0] ?? '', endsAt: ends.at(-1) ?? '' };
  const busy = await readBusyTimes(queries, personId, span);
  return times.map((time) => overlapping(busy, time));
}

/** Those that overlap a time; touching ends do not. */
export function overlapping<Time extends Span>(times: readonly Time[], span: Span): Time[] {
  return times.filter(({ startsAt, endsAt }) => startsAt < span.endsAt && endsAt > span.startsAt);
}

function busyTime({ starts_at, ends_at, label }: NamedBusyTime): BusyTime {
  return { startsAt: starts_at, endsAt: ends_at, label };
}
