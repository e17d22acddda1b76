/** When an alumnus is busy elsewhere, as they and their own sessions are told. */
import type { BusyTime } from '@mentor-slots/contract';
import type { Queries } from '../db/database.ts';
import { overlapping, type Span, spanning } from '../time/span.ts';
import { busyTimesBetween, type NamedBusyTime } from './queries.ts';

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
  const busy = await readBusyTimes(queries, personId, spanning(times));
  return times.map((time) => overlapping(busy, time));
}

function busyTime({ starts_at, ends_at, label }: NamedBusyTime): BusyTime {
  return { startsAt: starts_at, endsAt: ends_at, label };
}
