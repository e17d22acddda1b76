import { type Day, noon } from './dates.ts';
import { format, utc } from './format.ts';

/** `November 2026`. */
export function monthName(locale: string, day: Day): string {
  return format(utc(locale), { month: 'long', year: 'numeric' }).format(noon(day));
}

/** A weekday's name; any day with that weekday will do. */
export function weekdayName(locale: string, day: Day, length: 'long' | 'short' | 'narrow'): string {
  return format(utc(locale), { weekday: length }).format(noon(day));
}

/** The number of the day in its month, in the locale's digits. */
export function dayNumber(locale: string, day: Day): string {
  return Number(day.slice(8)).toLocaleString(locale);
}
