/** Calendar days as `YYYY-MM-DD` text, so that text order is time order. Pure; nothing depends on the process's zone. */

import { kept } from '../text/kept.ts';

export type Day = string;

const dayMs = 86_400_000;
const slice = 6 * 3_600_000;
const sliceDays = kept<Day>();
const formats = kept<Intl.DateTimeFormat>();

/**
 * The day on which an instant (ISO text or ms) falls in a zone. Each zone is asked once for the ends of the six hours
 * around it; for the instant itself only where a day ends between them.
 */
export function dayOf(instant: string | number, timeZone: string): Day {
  const at = new Date(instant).getTime();
  const start = Math.floor(at / slice) * slice;
  const day = sliceDay(start, timeZone);
  return day === sliceDay(start + slice, timeZone) ? day : readDay(at, timeZone);
}

function sliceDay(at: number, timeZone: string): Day {
  return sliceDays(at + timeZone, () => readDay(at, timeZone));
}

const numbers = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;

function readDay(at: number, timeZone: string): Day {
  const format = formats(
    timeZone,
    () =>
      new Intl.DateTimeFormat('en-CA', {
        ...numbers,
        timeZone,
        calendar: 'gregory',
        numberingSystem: 'latn',
      }),
  );
  const found = { year: '', month: '', day: '' } as Record<string, string>;
  for (const { type, value } of format.formatToParts(at)) found[type] = value;
  return `${found.year}-${found.month}-${found.day}`;
}

/** Noon UTC of a day: far enough from every midnight to format it in UTC. */
export function noon(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}

export function addDays(day: Day, count: number): Day {
  return new Date(noon(day).getTime() + count * dayMs).toISOString().slice(0, 10);
}

/** How many days later `to` is than `from`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / dayMs);
}

/** Orders sessions by their start; two at the same time always alike. */
export function bySoonest(
  one: { startsAt: string; id: string },
  other: { startsAt: string; id: string },
): number {
  const [a, b] = one.startsAt === other.startsAt ? [one.id, other.id] : [one.startsAt, other.startsAt];
  return a < b ? -1 : a > b ? 1 : 0;
}
