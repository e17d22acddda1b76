import type { SlotView } from '@mentor-slots/contract';
import type { Day } from '../../calendar/dates.ts';
import { wallInstant } from '../../calendar/wall/wall-instant.ts';

/** Minutes since midnight. */
interface Times {
  start: number;
  end: number;
}

const lastMinute = 24 * 60;
/** Starts are proposed at full quarters of an hour. */
const quarter = 15;

/**
 * The first time from `wanted` on, as long as that, at which none of `slots` is in the way on any of the days; `wanted` itself where
 * these days have no such time left.
 */
export function freeTimes(
  wanted: Times,
  days: readonly Day[],
  slots: readonly SlotView[],
  timeZone: string,
): Times {
  const busy = slots
    .filter(({ status }) => status !== 'cancelled')
    .map(({ startsAt, endsAt }) => ({ start: Date.parse(startsAt), end: Date.parse(endsAt) }));
  const length = wanted.end - wanted.start;
  for (let start = wanted.start; start + length <= lastMinute; start = nextQuarter(start)) {
    const isFree = days.every((day) => {
      const from = wallInstant(day, clock(start), timeZone);
      const to = from + length * 60_000;
      return !busy.some((one) => one.start < to && one.end > from);
    });
    if (isFree) return { start, end: start + length };
  }
  return wanted;
}

function nextQuarter(minutes: number): number {
  return (Math.floor(minutes / quarter) + 1) * quarter;
}

/** Of `10:15`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `10:15`; midnight at the end of the day is `00:00`. */
export function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
