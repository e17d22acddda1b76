/** Which calendars an alumnus keeps elsewhere: told by them, read by reading.ts. */
import { randomUUID } from 'node:crypto';
import type { BusyCalendar, BusyCalendars, BusyProblem, ChangeBusyCalendars } from '@mentor-slots/contract';
import { recordAudit } from '../../audit/record.ts';
import type { Caller } from '../../caller.ts';
import { instant } from '../../clock.ts';
import type { Queries, Tx } from '../../db/database.ts';
import type { BusyCalendarRow } from '../../db/tables.ts';
import { Problem } from '../../problem.ts';
import { oneLine } from '../../text/plain.ts';
import { readOutsideAddress } from '../outside/address.ts';
import { tellOutsideProblem } from '../outside/problems.ts';
import { calendarsOf, insertCalendar, updateCalendar } from './queries.ts';

/** How soon a calendar that was read may be read again because somebody asks, in ms. */
const askedAgainMs = 60_000;
/** How long a calendar that was taken out stays known, in ms. */
const knownMs = 15 * 60_000;
/** How many calendars of one person are known at once, those that they took out a while ago among them. */
const mostKnown = 20;

export async function readBusyCalendars(queries: Queries, caller: Caller): Promise<BusyCalendars> {
  const rows = await calendarsOf(queries, caller.id);
  return { calendars: rows.filter(({ position }) => position !== null).map(busyCalendar) };
}

/**
 * These take the place of all that there were. A calendar that stays keeps its busy times; each is read at once, but none
 * more often than every minute. What is taken out is known for a while, so that nobody has the same server asked over and over.
 */
export async function changeBusyCalendars(
  tx: Tx,
  caller: Caller,
  body: ChangeBusyCalendars,
  privateHosts: readonly string[],
  now: number,
): Promise<BusyCalendars> {
  const told = body.calendars.map(({ url, label = null }, index) => ({
    url: readOutsideAddress(url, privateHosts, { field: 'calendars', index }),
    label: label === null ? null : oneLine(label) || null,
  }));
  if (new Set(told.map(({ url }) => url)).size < told.length)
    throw new Problem('invalid_request', 'The same calendar stands there twice. Leave one out.', {
      field: 'calendars',
    });
  // Two requests at once would each add what the other does not know.
  await tx.lock('people', [caller.id]);
  const known = await calendarsOf(tx, caller.id);
  const byUrl = new Map(known.map((row) => [row.url, row]));
  const added = told.filter(({ url }) => !byUrl.has(url));
  if (known.length + added.length > mostKnown)
    throw new Problem(
      'rate_limited',
      'You have named many calendars within a quarter of an hour. Try again in 15 minutes.',
      { retryAfter: knownMs / 1000 },
    );
  for (const [position, { url, label }] of told.entries()) {
    const row = byUrl.get(url);
    if (row === undefined) {
      const id = randomUUID();
      await insertCalendar(tx, {
        id,
        person_id: caller.id,
        position,
        url,
        label,
        read_next_at: instant(now),
      });
      continue;
    }
    byUrl.delete(url);
    const soonest = row.checked_at === null ? now : Math.max(now, Date.parse(row.checked_at) + askedAgainMs);
    await updateCalendar(tx, row.id, { position, label, read_next_at: instant(soonest) });
  }
  for (const { id, position } of byUrl.values()) {
    if (position !== null)
      await updateCalendar(tx, id, { position: null, read_next_at: instant(now + knownMs) });
  }
  const details = { calendars: told.length };
  recordAudit(tx, caller, now, { action: 'busy_calendars_changed', subjectId: caller.id, details });
  return readBusyCalendars(tx, caller);
}

function busyCalendar(row: BusyCalendarRow): BusyCalendar {
  const problemCode = row.problem as BusyProblem | null;
  return {
    url: row.url,
    label: row.label,
    checkedAt: row.checked_at,
    readAt: row.read_at,
    problem: problemCode === null ? null : tellOutsideProblem(problemCode),
    problemCode,
  };
}
