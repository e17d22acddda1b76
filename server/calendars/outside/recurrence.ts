import { RRuleTemporal } from 'rrule-temporal';
import { latestWall, readMoment, Unreadable } from './moments.ts';
import { utc, type Zone } from './zones.ts';

/** A rule that comes to more than can be read, such as one for each second. */
export class TooMany extends Error {}

/** The parts of the standard (RFC 5545 §3.3.10) that are handed on; others, such as RSCALE, change nothing that is read. */
const parts =
  /^(FREQ|INTERVAL|COUNT|BYSECOND|BYMINUTE|BYHOUR|BYDAY|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYMONTH|BYSETPOS|WKST)=./;

/** Rules with lists of hours, minutes or seconds may mean each second. This bounds them, and takes a slower way. */
const boundOfLists = { maxCandidateEvaluations: 10_000 };

/**
 * The wall times of a rule between two wall times, by rrule-temporal, which leaps to where they begin and gives up after
 * 10,000 steps. A rule repeats by the clock on the wall: it is worked out as if that were of UTC, and each time finds
 * its instant later, so that one which the clocks skip is moved, as calendars show it, and zones that IANA does not name work
 * too. Throws Unreadable for what is no rule, and TooMany.
 */
export function expandRule(
  rule: string,
  start: { wall: number; zone: Zone; isDate: boolean },
  from: number,
  to: number,
): number[] {
  const told = rule.toUpperCase().replace(/\s/g, '').split(';');
  const until = told.find((part) => part.startsWith('UNTIL='))?.slice('UNTIL='.length);
  const said = told.filter((part) => parts.test(part));
  if (until !== undefined) said.push(`UNTIL=${basic(lastWall(until, start))}`);
  try {
    const rruleString = `DTSTART:${basic(start.wall)}\nRRULE:${said.join(';')}`;
    const bound = /^BY(HOUR|MINUTE|SECOND)=/m.test(said.join('\n')) ? boundOfLists : {};
    const recurrence = new RRuleTemporal({ rruleString, ...bound });
    return recurrence
      .between(new Date(from), new Date(to), true)
      .map(({ epochMilliseconds }) => epochMilliseconds);
  } catch (error) {
    // It tells by its words alone.
    if (error instanceof Error && /^Maximum .* exceeded/.test(error.message)) throw new TooMany();
    throw new Unreadable();
  }
}

/** The last wall time that UNTIL allows. One in UTC is an instant, except of dates, which have none. */
function lastWall(until: string, { zone, isDate }: { zone: Zone; isDate: boolean }): number {
  const last = readMoment(until, utc);
  if (last.isDate) return last.wall + 86_399_000;
  return until.endsWith('Z') && !isDate ? zone.wallOf(last.wall) : last.wall;
}

/** `20270322T100000Z` */
function basic(wall: number): string {
  return new Date(Math.min(wall, latestWall)).toISOString().replace(/[-:]|\.\d+/g, '');
}
