/** The events of one UID → when they are. */
import type { CalendarEvent } from './event.ts';
import { endOf, type Length, lasting, type Moment } from './moments.ts';
import { expandRule } from './recurrence.ts';
import type { Stretch } from './stretches.ts';
import { day, utc, type Zone } from './zones.ts';

/** From the first to before the last, in ms since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** An event, and those that stand in place of some of its dates. */
export interface SeriesPart {
  event: CalendarEvent;
  replacing: readonly CalendarEvent[];
}

/** The events with a RECURRENCE-ID stand in place of those dates of the others, and for themselves. */
export function partsOfSeries(events: readonly CalendarEvent[]): SeriesPart[] {
  const replacing = latestOfEach(events.filter(({ replaces }) => replaces !== null));
  const masters = events.filter(({ replaces }) => replaces === null);
  return [
    ...masters.map((event) => ({ event, replacing })),
    ...replacing.map((event) => ({
      event: { ...event, rules: [], exceptRules: [], dates: [] },
      replacing: [],
    })),
  ];
}

/** Of those for the same date, the one that was written last. */
function latestOfEach(events: readonly CalendarEvent[]): CalendarEvent[] {
  const latest = new Map<string, CalendarEvent>();
  for (const event of events) {
    const { moment, isFromThereOn } = event.replaces ?? { moment: event.start, isFromThereOn: false };
    const key = `${moment.isDate} ${moment.isDate ? moment.wall : moment.instant} ${isFromThereOn}`;
    const other = latest.get(key);
    if (other === undefined || event.sequence >= other.sequence) latest.set(key, event);
  }
  return [...latest.values()];
}

/**
 * When one is busy by this event within the span; some of what it returns may reach beyond it. Throws Unreadable and TooMany
 * (recurrence.ts).
 */
export function busyOf({ event, replacing }: SeriesPart, span: Span): Stretch[] {
  const { start, length } = event;
  const { zone } = start;
  const one = replacing.flatMap(({ replaces }) => (replaces?.isFromThereOn ? [] : (replaces?.moment ?? [])));
  const isGone = matcher([...event.exceptDates, ...one], start);
  const changes = changesOf(event, replacing);
  const reach = Math.max(0, ...changes.map(({ shift, length }) => Math.abs(shift) + lasting(length)));
  // Zones differ by less than a day, and so does what the clocks skip.
  const from = zone.wallOf(span.from) - lasting(longestOf(event)) - reach - day;
  const to = zone.wallOf(span.to) + reach + day;
  const expand = (rule: string) => expandRule(rule, start, from, to);
  const except = new Set(event.exceptRules.flatMap(expand));
  // DTSTART is the first of its series even where the rule does not say so.
  const walls = new Map([start.wall, ...event.rules.flatMap(expand)].map((wall) => [wall, length]));
  for (const extra of event.dates) {
    const { moment } = extra;
    walls.set(start.isDate ? midnight(dayWall(moment, zone)) : zone.wallOf(moment.instant), extra.length);
  }
  const stretches: Stretch[] = [];
  for (const [wall, itsLength] of walls) {
    if (wall < from || wall > to || except.has(wall)) continue;
    const instant = zone.instantOf(wall);
    if (isGone(wall, instant)) continue;
    const change = changes.findLast((one) => one.from <= instant);
    if (!(change ?? event).isBusy) continue;
    const moved = wall + (change?.shift ?? 0);
    stretches.push({
      from: zone.instantOf(moved),
      to: endOf(moved, change?.length ?? itsLength, zone),
    });
  }
  return stretches;
}

/** What RANGE=THISANDFUTURE says of all dates from one on, soonest first: by how much they are moved, and what is new of them. */
function changesOf({ start }: CalendarEvent, replacing: readonly CalendarEvent[]) {
  return replacing
    .flatMap(({ replaces, start: moved, length, isBusy }) => {
      if (!replaces?.isFromThereOn) return [];
      const [was, is] = [replaces.moment, moved].map((one) =>
        one.isDate ? one.wall : start.zone.wallOf(one.instant),
      );
      return [{ from: replaces.moment.instant, shift: Number(is) - Number(was), length, isBusy }];
    })
    .sort((one, other) => one.from - other.from);
}

/**
 * Does one of these say this date of the series? By its instant, in whatever zone it is told; a date without a time means all of
 * that day, and of whole days only the day matters, whatever time stands beside it.
 */
function matcher(moments: readonly Moment[], { isDate, zone }: Moment) {
  const dates = new Set<number>();
  const instants = new Set<number>();
  for (const moment of moments) {
    if (moment.isDate) dates.add(midnight(moment.wall));
    else if (isDate) dates.add(midnight(dayWall(moment, zone)));
    else instants.add(moment.instant);
  }
  return (wall: number, instant: number) => instants.has(instant) || dates.has(midnight(wall));
}

function midnight(wall: number): number {
  return wall - (((wall % day) + day) % day);
}

/** Which day a time means that is told of whole days: as it says itself, but one in UTC may be midnight somewhere. */
function dayWall({ wall, instant, zone }: Moment, itsZone: Zone): number {
  return zone === utc && wall % day !== 0 ? itsZone.wallOf(instant) : wall;
}

function longestOf({ length, dates }: CalendarEvent): Length {
  return [length, ...dates.map((extra) => extra.length)].reduce((one, other) =>
    lasting(one) > lasting(other) ? one : other,
  );
}
