/** A calendar that somebody keeps elsewhere → when its owner is busy. README.md says by which rules. */

import type { BusyProblem } from '@mentor-slots/contract';
import { instant } from '../../clock.ts';
import { type Component, propertyOf, readComponents } from './calendar-lines.ts';
import { type CalendarEvent, readEvent, readPeriod } from './event.ts';
import { endOf, Unreadable, type ZonesOfTimes } from './moments.ts';
import { TooMany } from './recurrence.ts';
import { busyOf, partsOfSeries } from './series.ts';
import { mergeStretches, type Stretch } from './stretches.ts';
import { ianaZone, namedZone, zonesOf } from './zones.ts';

export interface BusyTimesQuery {
  /** Instants as ISO text: only what lies between them is told. */
  from: string;
  to: string;
  /** IANA name: the zone of whole days and of times that name none, where the calendar does not say its own. */
  timeZone: string;
  /** More than so many are refused. */
  mostStretches: number;
  /** Mail addresses of whom the calendar is of, where they are known: what these have declined is not busy. */
  owners?: readonly string[];
}

/** As `toISOString` writes them. */
export interface BusyStretch {
  startsAt: string;
  endsAt: string;
}

/** Sorted, overlapping ones made one. `unread`: of how many events the times could not be read. */
export type BusyTimes = { busy: BusyStretch[]; unread: number } | { problem: BusyProblem };

/** Of the sessions of our own, which such a calendar may show by our feed. */
const ours = /@mentor-slots$/;

/** Takes time as long as the calendar wants: read what strangers write by `createBusyReader` (read-in-worker.ts). */
export function readBusyTimes(text: string, query: BusyTimesQuery): BusyTimes {
  const calendars = readComponents(text);
  if (calendars === null) return { problem: 'unreadable' };
  if (!calendars.some(({ name }) => name === 'VCALENDAR')) return { problem: 'not_a_calendar' };
  try {
    return readCalendars(calendars, query);
  } catch (error) {
    if (error instanceof TooMany) return { problem: 'too_many_events' };
    throw error;
  }
}

function readCalendars(calendars: readonly Component[], query: BusyTimesQuery): BusyTimes {
  const span = { from: Date.parse(query.from), to: Date.parse(query.to) };
  const found: Stretch[] = [];
  let read = 0;
  let unread = 0;
  const attempt = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      unread += 1;
      return null;
    }
  };
  const add = (work: () => readonly Stretch[]) => {
    const stretches = attempt(work);
    if (stretches === null) return;
    read += 1;
    for (const stretch of stretches) found.push(stretch);
    if (found.length > mostFound) throw new TooMany();
  };
  for (const calendar of calendars) {
    const zones = timesOf(calendar, query.timeZone);
    const owners = ownersOf(calendar, query.owners);
    const series = new Map<string, CalendarEvent[]>();
    for (const part of calendar.parts) {
      if (part.name === 'VFREEBUSY') add(() => freeBusy(part, zones));
      if (part.name !== 'VEVENT' || ours.test(propertyOf(part, 'UID')?.value ?? '')) continue;
      const event = attempt(() => readEvent(part, zones, owners));
      if (event === null) continue;
      const others = series.get(event.uid);
      if (others === undefined) series.set(event.uid, [event]);
      else others.push(event);
    }
    for (const part of [...series.values()].flatMap(partsOfSeries)) add(() => busyOf(part, span));
  }
  if (unread > 0 && read === 0) return { problem: 'unreadable' };
  const busy = mergeStretches(found, span).map(({ from, to }) => ({
    startsAt: instant(from),
    endsAt: instant(to),
  }));
  return busy.length > query.mostStretches ? { problem: 'too_many_events' } : { busy, unread };
}

/** Before those are made one that overlap. */
const mostFound = 50_000;

function timesOf(calendar: Component, timeZone: string): ZonesOfTimes {
  const own = propertyOf(calendar, 'X-WR-TIMEZONE');
  const floating = (own && namedZone(own.value)) ?? ianaZone(timeZone);
  return { floating, zoneOf: zonesOf(calendar, floating) };
}

/** Google calls somebody's own calendar by their mail address. */
function ownersOf(calendar: Component, known: readonly string[] = []): ReadonlySet<string> {
  const names = [...known, propertyOf(calendar, 'X-WR-CALNAME')?.value ?? ''];
  return new Set(names.map((name) => name.toLowerCase()).filter((name) => name.includes('@')));
}

/** The periods of a VFREEBUSY, but for those that are said to be free (RFC 5545 §3.2.9). */
function freeBusy(component: Component, zones: ZonesOfTimes): Stretch[] {
  return component.properties
    .filter(({ name, parameters }) => name === 'FREEBUSY' && parameters.FBTYPE?.toUpperCase() !== 'FREE')
    .flatMap(({ value }) => value.split(','))
    .map((text) => readPeriod(text, zones.floating))
    .map(({ moment, length }) => ({ from: moment.instant, to: endOf(moment.wall, length, moment.zone) }));
}
