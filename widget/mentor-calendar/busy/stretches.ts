import type { BusyTime, SlotView } from '@mentor-slots/contract';
import { addDays, type Day } from '../../calendar/dates.ts';
import { wallInstant } from '../../calendar/wall/wall-instant.ts';

/** A time at which somebody is busy on a day, ms, cut off where the day ends. */
export interface Stretch {
  from: number;
  to: number;
  /** From midnight to midnight. */
  isWhole: boolean;
  /** The calendars that say so, as far as they have names. */
  labels: readonly string[];
}

/** When somebody is busy on a day as the zone has it, soonest first; what meets or overlaps is one. */
export function stretchesOf(times: readonly BusyTime[], day: Day, timeZone: string): Stretch[] {
  const begins = wallInstant(day, '00:00', timeZone);
  const ends = wallInstant(addDays(day, 1), '00:00', timeZone);
  const merged: Stretch[] = [];
  for (const { startsAt, endsAt, label } of times) {
    const from = Math.max(begins, Date.parse(startsAt));
    const to = Math.min(ends, Date.parse(endsAt));
    if (!(from < to)) continue;
    const last = merged.at(-1);
    const isOne = last && from <= last.to;
    const stretch = {
      from: isOne ? last.from : from,
      to: isOne ? Math.max(last.to, to) : to,
      labels: [...new Set([...(isOne ? last.labels : []), ...(label ? [label] : [])])],
    };
    if (isOne) merged.pop();
    merged.push({ ...stretch, isWhole: stretch.from === begins && stretch.to === ends });
  }
  return merged;
}

/** When somebody is busy during a session; touching ends do not count. Null where they are not. */
export function busyDuring(
  times: readonly BusyTime[],
  { startsAt, endsAt, status }: SlotView,
): { labels: readonly string[] } | null {
  if (status === 'cancelled') return null;
  const found = times.filter((time) => time.startsAt < endsAt && time.endsAt > startsAt);
  return found.length ? { labels: [...new Set(found.flatMap(({ label }) => label ?? []))] } : null;
}
