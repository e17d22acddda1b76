/** Dates, times and durations as calendars write them. */
import { Temporal } from 'temporal-polyfill';
import type { Property } from './calendar-lines.ts';
import { day, utc, type Zone } from './zones.ts';

/** A date or a time. Of a date, `wall` is its midnight. */
export interface Moment {
  isDate: boolean;
  /** In ms, as if it were of UTC. */
  wall: number;
  zone: Zone;
  instant: number;
}

/** Something of that cannot be read. Caught where an event is read: the others still can. */
export class Unreadable extends Error {}

/** In which zones times are that name one, and that name none. */
export interface ZonesOfTimes {
  zoneOf(tzid: string): Zone;
  /** For times without a zone. */
  floating: Zone;
}

/** The dates or times of a property, of which some have several. Throws Unreadable. */
export function momentsOf({ value, parameters }: Property, zones: ZonesOfTimes): Moment[] {
  const zone = parameters.TZID === undefined ? zones.floating : zones.zoneOf(parameters.TZID);
  const texts = value.split(',').filter((text) => text.trim() !== '');
  return texts.map((text) => readMoment(text, zone, parameters.VALUE?.toUpperCase() === 'DATE'));
}

/** Throws Unreadable where there is not exactly one. */
export function momentOf(property: Property, zones: ZonesOfTimes): Moment {
  const [moment, ...others] = momentsOf(property, zones);
  if (moment === undefined || others.length > 0) throw new Unreadable();
  return moment;
}

/** `20270322`, `20270322T100000`, `20270322T100000Z`. Exporters leave VALUE=DATE away, or write a time after it. */
export function readMoment(text: string, zone: Zone, isOfDates = false): Moment {
  const form = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/i;
  const [, year, month, date, hour, minute = '00', second = '00', z] = form.exec(text.trim()) ?? [];
  const isDate = isOfDates || hour === undefined;
  const iso = `${year}-${month}-${date}T${isDate ? '00:00:00' : `${hour}:${minute}:${second}`}.000Z`;
  // A leap second, which no clock of a computer shows.
  const told = iso.replace(':60.000Z', ':59.000Z');
  const wall = Date.parse(told);
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== told) throw new Unreadable();
  const its = z && !isDate ? utc : zone;
  return { isDate, wall, zone: its, instant: its.instantOf(wall) };
}

/** How long something lasts: calendar days first, then ms of real time (RFC 5545 §3.3.6). */
export interface Length {
  days: number;
  ms: number;
}

/** `PT1H30M`, `P1W`. A negative one is none. Throws Unreadable. */
export function readDuration(text: string): Length {
  try {
    const duration = Temporal.Duration.from(text.trim().replace(/T$/i, ''));
    if (duration.sign < 0) return { days: 0, ms: 0 };
    const { weeks, days, hours, minutes, seconds } = duration;
    return { days: weeks * 7 + days, ms: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
  } catch {
    throw new Unreadable();
  }
}

/** Calendars write it for "never". What is later cannot be written, and spans may lead beyond what dates can be. */
export const latestWall = Date.UTC(9999, 11, 31, 23, 59, 59);

/** In ms, as if each day had 24 hours. */
export function lasting({ days, ms }: Length): number {
  return Math.min(days * day + ms, latestWall);
}

/** The instant at which what begins at a wall time is over. */
export function endOf(wall: number, { days, ms }: Length, zone: Zone): number {
  return zone.instantOf(Math.min(wall + days * day, latestWall)) + Math.min(ms, latestWall);
}
