/** Wall time in a zone → instants: the only place of the service that makes these, but for what strangers write (calendars/outside/zones.ts). */
import { Temporal } from 'temporal-polyfill';
import { Problem } from '../problem.ts';

/** `date`, `startTime` and `endTime` as people say them, and the zone they say them in. */
export interface WallTime {
  date: string;
  startTime: string;
  endTime: string;
  timeZone: string;
}

/** A wall time with the instants it stands for. */
export interface PlacedTime extends WallTime {
  startsAt: string;
  endsAt: string;
}

/**
 * The name of an IANA zone as IANA spells it (`europe/berlin` → `Europe/Berlin`), an old name as that old name; null where
 * there is no such zone. Bare offsets such as +01:00 are none: they know no summer.
 */
export function zoneName(text: string): string | null {
  if (!/^[A-Za-z][\w+/-]*$/.test(text)) return null;
  try {
    return epoch.toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return null;
  }
}

const epoch = Temporal.Instant.fromEpochMilliseconds(0);

/** Reads `YYYY-MM-DD`, or throws 422 `nonexistent_date`: 31 February does not become March. */
export function readDate(text: string, field: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw new Problem('nonexistent_date', `\`${field}\`: there is no ${text} in the calendar.`, { field });
  }
}

/** How many calendar days lie between two dates; negative where the second, which `field` told, is earlier. */
export function daysFrom(first: string, second: string, field = 'date'): number {
  return readDate(first, 'from').until(readDate(second, field), { largestUnit: 'days' }).days;
}

export function plusDays(date: string, days: number, field = 'date'): string {
  return dateText(readDate(date, field).add({ days }), field);
}

/** `YYYY-MM-DD`, or 422 `nonexistent_date`: beyond the year 9999 dates are written otherwise, and text loses their order. */
export function dateText(date: Temporal.PlainDate, field: string): string {
  if (date.year >= 0 && date.year <= 9999) return date.toString();
  throw new Problem('nonexistent_date', `\`${field}\` leads beyond the years 0000 to 9999.`, { field });
}

/** The instant at which a day begins in a zone: midnight, or where the clocks skip that the first time there is. */
export function startOfDay(date: string, timeZone: string, field = 'date'): string {
  return toInstant(readDate(date, field).toZonedDateTime(readZone(timeZone)));
}

/** As IANA spells it; 422 `unknown_time_zone` where there is no such zone. */
export function readZone(timeZone: string): string {
  const name = zoneName(timeZone);
  if (name !== null) return name;
  throw new Problem(
    'unknown_time_zone',
    `\`timeZone\`: "${timeZone}" is not an IANA time zone such as Europe/London.`,
    { field: 'timeZone' },
  );
}

/**
 * Finds the instants of a wall time. An end of `00:00` is midnight at the end of the day. A start that the zone
 * skips is 422 `nonexistent_time`, or, with `inGap: 'move'`, slides forward by the gap together with its end
 * (RFC 5545 §3.3.5 reads such times with the offset before the gap). A time that occurs twice is its first.
 */
export function placeTime(told: WallTime, inGap: 'refuse' | 'move' = 'refuse'): PlacedTime {
  const wall = { ...told, timeZone: readZone(told.timeZone) };
  const date = readDate(wall.date, 'date');
  const start = date.toPlainDateTime(wall.startTime);
  const end = (wall.endTime === '00:00' ? date.add({ days: 1 }) : date).toPlainDateTime(wall.endTime);
  if (Temporal.PlainDateTime.compare(end, start) <= 0) {
    throw new Problem(
      'end_not_after_start',
      `\`endTime\` must be later than ${wall.startTime} on the same day; 00:00 means midnight at its end.`,
      { field: 'endTime' },
    );
  }
  // For gaps "compatible" is later by the gap's length, for repeated times it is the first.
  const startsAt = start.toZonedDateTime(wall.timeZone, { disambiguation: 'compatible' });
  const moved = startsAt.toPlainDateTime();
  if (moved.equals(start)) {
    const endsAt = end.toZonedDateTime(wall.timeZone, { disambiguation: 'compatible' });
    return { ...wall, startsAt: toInstant(startsAt), endsAt: toInstant(endsAt) };
  }
  if (inGap === 'refuse') {
    throw new Problem(
      'nonexistent_time',
      `${wall.startTime} does not exist on ${wall.date} in ${wall.timeZone}: the clocks skip it. ` +
        `The next time that does is ${timeOfDay(moved)}.`,
      { field: 'startTime', nextTime: timeOfDay(moved) },
    );
  }
  const movedEnd = moved.add(start.until(end));
  return {
    date: moved.toPlainDate().toString(),
    startTime: timeOfDay(moved),
    endTime: timeOfDay(movedEnd),
    timeZone: wall.timeZone,
    startsAt: toInstant(startsAt),
    endsAt: toInstant(movedEnd.toZonedDateTime(wall.timeZone, { disambiguation: 'compatible' })),
  };
}

function timeOfDay(time: Temporal.PlainDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: 'minute' });
}

/** With exactly three digits of milliseconds, as the database orders it. */
function toInstant(time: Temporal.ZonedDateTime): string {
  return new Date(time.epochMilliseconds).toISOString();
}
