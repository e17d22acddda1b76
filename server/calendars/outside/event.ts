/** A VEVENT → when it is, how it repeats, and whether its owner is busy then. */
import { type Component, type Property, propertyOf, wordOf } from './calendar-lines.ts';
import {
  type Length,
  type Moment,
  momentOf,
  momentsOf,
  readDuration,
  readMoment,
  Unreadable,
  type ZonesOfTimes,
} from './moments.ts';
import { day } from './zones.ts';

export interface CalendarEvent {
  uid: string;
  /** Of two of the same, the one with the higher counts. */
  sequence: number;
  start: Moment;
  length: Length;
  isBusy: boolean;
  /** RRULEs and EXRULEs as they came. */
  rules: string[];
  exceptRules: string[];
  /** RDATEs: a period has a length of its own. */
  dates: { moment: Moment; length: Length }[];
  exceptDates: Moment[];
  /** The date of a series that this event stands for, or from which on it does. */
  replaces: { moment: Moment; isFromThereOn: boolean } | null;
}

/** `owners` are mail addresses in small letters. Throws Unreadable. */
export function readEvent(
  component: Component,
  zones: ZonesOfTimes,
  owners: ReadonlySet<string>,
): CalendarEvent {
  const startProperty = propertyOf(component, 'DTSTART');
  if (startProperty === undefined) throw new Unreadable();
  const start = momentOf(startProperty, zones);
  const length = lengthOf(component, start, zones);
  // Some leave the zone away where it is the one of the event.
  const itsZones = { ...zones, floating: start.zone };
  const all = (name: string) => component.properties.filter((property) => property.name === name);
  const replaced = propertyOf(component, 'RECURRENCE-ID');
  return {
    uid: propertyOf(component, 'UID')?.value ?? '',
    sequence: Number(propertyOf(component, 'SEQUENCE')?.value ?? 0) || 0,
    start,
    length,
    isBusy: isBusy(component, owners),
    rules: all('RRULE').map(({ value }) => value),
    exceptRules: all('EXRULE').map(({ value }) => value),
    dates: all('RDATE').flatMap((property) => extraDates(property, length, itsZones)),
    exceptDates: all('EXDATE').flatMap((property) => momentsOf(property, itsZones)),
    replaces: replaced
      ? {
          moment: momentOf(replaced, itsZones),
          isFromThereOn: replaced.parameters.RANGE?.toUpperCase() === 'THISANDFUTURE',
        }
      : null,
  };
}

/**
 * A date without an end, or with one that is not later, is that whole day; a time without an end takes no time. By DTEND it
 * lasts as long each time, by DURATION as many days and hours (RFC 5545 §3.8.5.3).
 */
function lengthOf(component: Component, start: Moment, zones: ZonesOfTimes): Length {
  const end = propertyOf(component, 'DTEND');
  const duration = propertyOf(component, 'DURATION');
  if (end !== undefined) {
    const moment = momentOf(end, { ...zones, floating: start.zone });
    if (start.isDate) return { days: Math.max(1, Math.ceil((moment.wall - start.wall) / day)), ms: 0 };
    return { days: 0, ms: Math.max(0, moment.instant - start.instant) };
  }
  const told = duration ? readDuration(duration.value) : { days: 0, ms: 0 };
  return start.isDate && told.days + told.ms === 0 ? { days: 1, ms: 0 } : told;
}

function extraDates(property: Property, length: Length, zones: ZonesOfTimes): CalendarEvent['dates'] {
  if (property.parameters.VALUE?.toUpperCase() !== 'PERIOD') {
    return momentsOf(property, zones).map((moment) => ({ moment, length }));
  }
  const { TZID } = property.parameters;
  const zone = TZID === undefined ? zones.floating : zones.zoneOf(TZID);
  return property.value.split(',').map((text) => readPeriod(text, zone));
}

/** `START/END` or `START/DURATION`. Throws Unreadable. */
export function readPeriod(text: string, zone: ZonesOfTimes['floating']): { moment: Moment; length: Length } {
  const [from = '', to = ''] = text.split('/');
  const moment = readMoment(from, zone);
  if (/^[+-]?P/i.test(to.trim())) return { moment, length: readDuration(to) };
  const end = readMoment(to, zone);
  return { moment, length: { days: 0, ms: Math.max(0, end.instant - moment.instant) } };
}

/** Outlook's words for times at which one can be asked. Tentative and out of office are busy. */
const freeWords = ['FREE', 'WORKINGELSEWHERE'];

/**
 * Not busy: what is called off, what is shown as free by either of its two words (a program that knows one leaves the other as
 * it was), and what an owner has declined.
 */
function isBusy(component: Component, owners: ReadonlySet<string>): boolean {
  return !(
    wordOf(component, 'STATUS') === 'CANCELLED' ||
    wordOf(component, 'TRANSP') === 'TRANSPARENT' ||
    freeWords.includes(wordOf(component, 'X-MICROSOFT-CDO-BUSYSTATUS')) ||
    component.properties.some((property) => isDecline(property, owners))
  );
}

function isDecline({ name, parameters, value }: Property, owners: ReadonlySet<string>): boolean {
  return (
    name === 'ATTENDEE' &&
    parameters.PARTSTAT?.toUpperCase() === 'DECLINED' &&
    owners.has(value.toLowerCase().replace(/^mailto:/, ''))
  );
}
