/** Times in words, by Intl alone. Instants are ISO-UTC text or milliseconds; days are `YYYY-MM-DD`. */

import { isRightToLeft } from '../text/direction.ts';
import { kept } from '../text/kept.ts';
import { type Day, dayOf, daysBetween, noon } from './dates.ts';
import type { Viewer } from './viewer.ts';
import { zoneLabel } from './zone-names.ts';

export type Instant = string | number;

const formats = kept<Intl.DateTimeFormat>();

/** Made once for each way of writing. */
export function format(viewer: Viewer, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { locale, timeZone, hourCycle } = viewer;
  return formats(JSON.stringify([locale, timeZone, hourCycle, options]), () => {
    const make = (hour: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone, ...options, ...hour });
    const one = make(options.hour && hourCycle ? { hourCycle } : {});
    // `09:00`, as everybody writes it who counts to 24; some locales' data would say `9:00`.
    const { hourCycle: cycle } = one.resolvedOptions();
    return cycle?.startsWith('h2') ? make({ hourCycle: 'h23', hour: '2-digit' }) : one;
  });
}

const clock = { hour: 'numeric', minute: '2-digit' } as const;
const shortDay = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const longDay = { weekday: 'long', day: 'numeric', month: 'long' } as const;

/** Does the viewer read hours to 12 or to 24? */
export function hourCycleOf(viewer: Viewer): 'h12' | 'h23' {
  return format(viewer, clock).resolvedOptions().hourCycle?.startsWith('h1') ? 'h12' : 'h23';
}

export function timeOf(viewer: Viewer, at: Instant): string {
  return format(viewer, clock).format(new Date(at)) + offsetIfRepeated(viewer, at);
}

/** `10:00 – 10:45`; where the clocks are set back and an hour comes twice, with the offset that is meant. */
export function timeRange(viewer: Viewer, startsAt: Instant, endsAt: Instant): string {
  const [start, end] = [timeOf(viewer, startsAt), timeOf(viewer, endsAt)];
  // Read from the right in a language written so, wherever it stands (Unicode UAX 9: RLI, FSI, PDI).
  return isRightToLeft(viewer.locale)
    ? `\u2067\u2068${start}\u2069 – \u2068${end}\u2069\u2069`
    : `${start} – ${end}`;
}

/** `Tue 24 Nov, 10:00 – 10:45`. */
export function whenOf(viewer: Viewer, { startsAt, endsAt }: { startsAt: string; endsAt: string }): string {
  return `${dayShort(viewer, startsAt)}, ${timeRange(viewer, startsAt, endsAt)}`;
}

/** `Tuesday 24 November, 10:00`. */
export function whenLong(viewer: Viewer, at: Instant): string {
  return `${dayLong(viewer, at)}, ${timeOf(viewer, at)}`;
}

/** The offset where this wall time comes twice in the hours around it. */
function offsetIfRepeated(viewer: Viewer, at: Instant): string {
  const here = new Date(at).getTime();
  if (!shiftsNear(viewer, here)) return '';
  const wall = format(viewer, { ...clock, ...shortDay });
  const told = wall.format(here);
  const twice = [-120, -60, -30, 30, 60, 120].some(
    (minutes) => wall.format(here + minutes * 60_000) === told,
  );
  return twice ? ` ${zoneOffset(viewer, at)}` : '';
}

const slice = 6 * 3_600_000;
const margin = 2 * 3_600_000;
const shifts = kept<boolean>();

/** Are the clocks changed near an instant? Asked once for each six hours. */
function shiftsNear(viewer: Viewer, at: number): boolean {
  const start = Math.floor(at / slice) * slice;
  return shifts(
    viewer.timeZone + start,
    () => zoneOffset(viewer, start - margin) !== zoneOffset(viewer, start + slice + margin),
  );
}

/** `Fri 27 Nov` as the locale writes it. */
export function dayShort(viewer: Viewer, at: Instant): string {
  return format(viewer, shortDay).format(new Date(at));
}

export function dayLong(viewer: Viewer, at: Instant): string {
  return format(viewer, longDay).format(new Date(at));
}

/** The day of an instant where the viewer is, as `YYYY-MM-DD`. */
export function dayKey(viewer: Viewer, at: Instant): Day {
  return dayOf(at, viewer.timeZone);
}

/** A calendar day in full, `Tuesday 24 November 2026`; short leaves out the year. */
export function dayName(locale: string, day: Day, length: 'full' | 'long' | 'short' = 'full'): string {
  const options =
    length === 'full' ? ({ ...longDay, year: 'numeric' } as const) : length === 'long' ? longDay : shortDay;
  return format(utc(locale), options).format(noon(day));
}

/** `London (GMT)`: the place people know, and the offset in force at that instant. */
export function zoneName(viewer: Viewer, at: Instant): string {
  const city = zoneCity(viewer.timeZone);
  const offset = zoneOffset(viewer, at);
  return offset === city ? city : `${city} (${offset})`;
}

/** `America/New_York` → `New York`, `Asia/Calcutta` → `Kolkata`. */
export function zoneCity(timeZone: string): string {
  return zoneLabel(timeZone).split('/').pop() ?? timeZone;
}

/** `GMT−5`, or the zone's own letters where the locale has some. */
export function zoneOffset(viewer: Viewer, at: Instant): string {
  const parts = format(viewer, { timeZoneName: 'short' }).formatToParts(new Date(at));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/**
 * `in 1 hr 42 min`, `in 7 hr`, `tomorrow`, `in 3 days`: how long it is from `now` until `then`, as coarse as people say it. Rounded
 * down, under a minute in seconds, from six hours on without minutes; from 24 hours on the days of the viewer's calendar, so that
 * all that is on one day is as far away.
 */
export function countdown(viewer: Viewer, now: number, then: number): string {
  const { locale, timeZone } = viewer;
  const relative = relativeTo(locale, { style: 'short' });
  const minutes = Math.floor((then - now) / 60_000);
  if (minutes < 1) return relative.format(Math.max(0, Math.floor((then - now) / 1000)), 'second');
  if (minutes < 60) return relative.format(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  // No days where 24 hours do not lead out of one that has 25.
  const days = hours < 24 ? 0 : daysBetween(dayOf(now, timeZone), dayOf(then, timeZone));
  if (days) return relativeTo(locale, { numeric: 'auto' }).format(days, 'day');
  if (hours > 5 || minutes % 60 === 0) return relative.format(hours, 'hour');
  // The hours go where the locale puts the number: "in 1 hr 42 min", "1小时42分钟后".
  const parts = relative.formatToParts(minutes % 60, 'minute');
  const at = Math.max(
    0,
    parts.findIndex((part) => part.type !== 'literal'),
  );
  const words = parts.map((part) => part.value);
  words.splice(at, 0, `${unit(locale, hours, 'hour')} `);
  return words.join('').replace(/\.$/, '');
}

/** `3 minutes ago`, for something last known to be true. */
export function ago(viewer: Viewer, ms: number): string {
  const relative = relativeTo(viewer.locale, { numeric: 'auto' });
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return relative.format(-Math.max(0, minutes), 'minute');
  return minutes < 1440
    ? relative.format(-Math.floor(minutes / 60), 'hour')
    : relative.format(-Math.floor(minutes / 1440), 'day');
}

const relatives = kept<Intl.RelativeTimeFormat>();

function relativeTo(locale: string, options: Intl.RelativeTimeFormatOptions): Intl.RelativeTimeFormat {
  return relatives(locale + Object.values(options), () => new Intl.RelativeTimeFormat(locale, options));
}

const units = kept<Intl.NumberFormat>();

export function unit(locale: string, value: number, name: 'day' | 'hour' | 'minute' | 'second'): string {
  const make = () => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' });
  return units(locale + name, make).format(value);
}

/** Whoever reads days, which have no zone. */
export function utc(locale: string): Viewer {
  return { locale, timeZone: 'UTC', hourCycle: undefined, firstDay: undefined };
}
