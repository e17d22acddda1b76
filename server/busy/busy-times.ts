/** When an alumnus is busy elsewhere, as they, their own sessions and the programme office are told. */
import type { BusyTime } from '@mentor-slots/contract';
import type { Acting } from '../behalf/acting.ts';
import type { Queries } from '../db/database.ts';
import { overlapping, type Span, spanning } from '../time/span.ts';
import { busyTimesBetween, type NamedBusyTime } from './queries.ts';

/** All of a span. */
export async function readBusyTimes(queries: Queries, personId: string, span: Span): Promise<BusyTime[]> {
  return (await busyTimesBetween(queries, personId, span)).map(busyTime);
}

/** The same for whoever asks: by which calendar is for themselves, the programme office learns the times alone. */
export async function tellBusyTimes(
  queries: Queries,
  { by, personId }: Acting,
  span: Span,
): Promise<BusyTime[]> {
  const busy = await readBusyTimes(queries, personId, span);
  return by.id === personId ? busy : busy.map((time) => ({ ...time, label: null }));
}

/** Those that overlap each of these times, in their order. */
export async function busyDuring(
  queries: Queries,
  acting: Acting,
  times: readonly Span[],
): Promise<BusyTime[][]> {
  const busy = await tellBusyTimes(queries, acting, spanning(times));
  return times.map((time) => overlapping(busy, time));
}

function busyTime({ starts_at, ends_at, label }: NamedBusyTime): BusyTime {
  return { startsAt: starts_at, endsAt: ends_at, label };
}
