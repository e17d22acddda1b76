import type { Day } from '../../calendar/dates.ts';

/** The days with another, or without it. */
export function withDay(days: ReadonlySet<Day>, day: Day, isIn: boolean): ReadonlySet<Day> {
  return new Set(isIn ? [...days, day] : [...days].filter((one) => one !== day));
}
