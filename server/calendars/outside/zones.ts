/** The zones of a calendar: what its TZIDs stand for. */
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { findIana } from 'windows-iana';
import { zoneName } from '../../time/wall-time.ts';
import { type Component, propertyOf, writeComponent } from './calendar-lines.ts';

export const day = 86_400_000;

/**
 * Wall time ↔ instant, both in ms: an instant since 1970 in UTC, a wall time as if it were of UTC. A wall time that the
 * clocks skip is later by as much as they skip, and one that occurs twice is its first (RFC 5545 §3.3.5).
 */
export interface Zone {
  instantOf(wall: number): number;
  wallOf(instant: number): number;
}

export const utc: Zone = { instantOf: (wall) => wall, wallOf: (instant) => instant };

/** A zone that IANA names. Where the clocks change near a day, Temporal is asked; else one offset is right for all of it. */
export function ianaZone(name: string): Zone {
  const offsetAt = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).offsetNanoseconds / 1e6;
  const offsets = new Map<number, number | null>();
  const offsetAround = (time: number) => {
    const date = Math.floor(time / day);
    let offset = offsets.get(date);
    if (offset === undefined) {
      offset = offsetAt((date - 1) * day);
      if (offset !== offsetAt((date + 2) * day)) offset = null;
      offsets.set(date, offset);
    }
    return offset;
  };
  return {
    instantOf: (wall) => wall - (offsetAround(wall) ?? wall - exactInstant(wall, name)),
    wallOf: (instant) => instant + (offsetAround(instant) ?? offsetAt(instant)),
  };
}

function exactInstant(wall: number, timeZone: string): number {
  const time = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
  return time.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/**
 * What a TZID stands for, in this order:
 *
 * 1. The zone that IANA or Windows calls so, also with a path before it (`/citadel.org/20210210_1/Europe/Berlin`). Not the
 *    VTIMEZONE beside it: many hold one pair of rules for all years, or those of the day when the program was made.
 * 2. The VTIMEZONE of that TZID: for zones that somebody made up (`Customized Time Zone`).
 * 3. `floating`, the zone of times that name none: for a TZID that nothing explains.
 */
export function zonesOf(calendar: Component, floating: Zone): (tzid: string) => Zone {
  const own = new Map(
    calendar.parts
      .filter(({ name }) => name === 'VTIMEZONE')
      .map((component) => [propertyOf(component, 'TZID')?.value ?? '', component]),
  );
  const found = new Map<string, Zone>();
  return (tzid) => {
    const kept = found.get(tzid);
    if (kept !== undefined) return kept;
    const component = own.get(tzid);
    const zone = namedZone(tzid) ?? (component && ownZone(component)) ?? floating;
    found.set(tzid, zone);
    return zone;
  };
}

/** null where neither IANA nor Windows has a zone of that name. */
export function namedZone(text: string): Zone | null {
  if (/^(tzone:\/\/Microsoft\/)?UTC$/i.test(text)) return utc;
  const steps = text.split('/');
  const names = [text, steps.slice(-3).join('/'), steps.slice(-2).join('/')];
  const name = findIana(text)[0] ?? names.find((one) => zoneName(one) !== null);
  return name === undefined ? null : ianaZone(name);
}

/** A VTIMEZONE. null where it cannot be read. */
function ownZone(component: Component): Zone | null {
  const location = propertyOf(component, 'X-LIC-LOCATION');
  const named = location && namedZone(location.value);
  if (named) return named;
  try {
    const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(writeComponent(component))));
    const offset = (wall: number) => zone.utcOffset(clockTime(wall)) * 1000;
    if (Number.isNaN(offset(0))) return null;
    return { instantOf: (wall) => wall - offset(wall), wallOf: (instant) => wallBy(offset, instant) };
  } catch {
    // ical.js throws many kinds of errors at what is not of the standard's form.
    return null;
  }
}

/** The wall time that has this instant, of an offset that is known by wall time. */
function wallBy(offset: (wall: number) => number, instant: number): number {
  const near = instant + offset(instant);
  const walls = [instant + offset(near), near];
  return walls.find((wall) => wall - offset(wall) === instant) ?? near;
}

function clockTime(wall: number): ICAL.Time {
  const date = new Date(wall);
  // ical.js works out all changes until then: as in that year they go on.
  const year = Math.min(date.getUTCFullYear(), 2200);
  return ICAL.Time.fromData({
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    isDate: false,
  });
}
