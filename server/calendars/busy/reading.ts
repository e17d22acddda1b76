/**
 * Reads the calendars that alumni keep elsewhere, each every fifteen minutes, and keeps when they are busy. A calendar that
 * cannot be read keeps its last busy times. Of the processes that share a database one reads, and a calendar is claimed by
 * putting its next reading ahead: however many processes and pages there are, its server is asked once.
 */
import type { BusyProblem, BusyTime } from '@mentor-slots/contract';
import { readBusyTimes as storedBusyTimes } from '../../busy/busy-times.ts';
import { type Clock, instant } from '../../clock.ts';
import type { Database, Tx } from '../../db/database.ts';
import type { BusyCalendarRow } from '../../db/tables.ts';
import type { PeriodicWork } from '../../leases/periodic.ts';
import { writeBusyClash } from '../../outbox/busy-clash.ts';
import { mailsGoBy } from '../../people/me.ts';
import { personById } from '../../people/queries.ts';
import { farthestAhead } from '../../slots/slot-time.ts';
import { overlapping } from '../../time/span.ts';
import type { BusyStretch } from '../outside/busy-times.ts';
import type { FetchCalendar, FetchedCalendar } from '../outside/fetch-calendar.ts';
import type { BusyReader } from '../outside/read-in-worker.ts';
import {
  bookedAhead,
  calendarById,
  claimCalendars,
  deleteBusyTimes,
  forgetTakenOut,
  insertBusyTimes,
  isAnyCalendarDue,
  updateCalendar,
} from './queries.ts';

export interface ReadingDeps {
  database: Database;
  clock: Clock;
  /** From other people's servers: see fetch-calendar.ts. */
  fetchCalendar: (calendar: FetchCalendar) => Promise<FetchedCalendar>;
  reader: BusyReader;
  /** Of alumni who told none: the zone of whole days. */
  timeZone: string;
  /** Once it is aborted, what is being read is given up. */
  stopping: AbortSignal;
  /** Hears of what is a fault of ours. */
  failed: (error: unknown) => void;
  /** Are people told by mail? */
  isMailSent: boolean;
  /** How often is looked which calendar is due, in ms. */
  everyMs: number;
}

/** How often each is read, in ms. */
const againMs = 15 * 60_000;
/** How many at a time. */
const atOnce = 5;
const day = 24 * 3_600_000;
/** How far ahead: as sessions are published, and into the day after. */
const aheadMs = farthestAhead + 2 * day;
/** Most busy times of one calendar. */
const mostStretches = 5_000;

type Reading = { busy: BusyStretch[] } | { problem: BusyProblem } | 'unchanged';

export function readDueCalendars(deps: ReadingDeps): Omit<PeriodicWork, 'failed'> {
  const { database, clock, everyMs, stopping } = deps;
  return {
    database,
    clock,
    name: 'reading busy calendars',
    everyMs,
    isDue: () => isAnyCalendarDue(database.read, instant(clock())),
    async work(write) {
      while (!stopping.aborted) {
        const now = clock();
        const claimed = await write(async (tx) => {
          await forgetTakenOut(tx, instant(now));
          return claimCalendars(tx, { now: instant(now), next: instant(now + againMs), limit: atOnce });
        });
        if (claimed.length === 0) return;
        await Promise.all(
          claimed.map(async (calendar) => {
            const read = await tryReading(deps, calendar, now);
            if (read !== null) await write((tx) => keepReading(tx, deps, calendar, read));
          }),
        );
      }
    },
  };
}

/** Null where it was given up. One calendar that cannot be read keeps nobody from reading the others. */
async function tryReading(deps: ReadingDeps, calendar: BusyCalendarRow, now: number): Promise<Read | null> {
  try {
    return await readCalendar(deps, calendar, now);
  } catch (error) {
    if (deps.stopping.aborted) return null;
    deps.failed(error);
    return { reading: { problem: 'unreadable' }, etag: null, lastModified: null };
  }
}

interface Read {
  reading: Reading;
  etag: string | null;
  lastModified: string | null;
}

/** What it says now: asked whether it changed, but for the first time of a day, since the days ahead move on. */
async function readCalendar(
  { database, fetchCalendar, reader, timeZone }: ReadingDeps,
  calendar: BusyCalendarRow,
  now: number,
): Promise<Read> {
  const { url, etag, last_modified: lastModified } = calendar;
  const isOfToday = calendar.read_at?.slice(0, 10) === instant(now).slice(0, 10);
  const known = isOfToday ? { etag, lastModified } : { etag: null, lastModified: null };
  const fetched = await fetchCalendar({ url, ...known });
  if (fetched.kind === 'unchanged') return { reading: 'unchanged', etag, lastModified };
  if (fetched.kind === 'failed') return { reading: { problem: fetched.problem }, etag, lastModified };
  const person = await personById(database.read, calendar.person_id);
  const read = await reader.read(fetched.text, {
    from: instant(now - day),
    to: instant(now + aheadMs),
    timeZone: (person && mailsGoBy(person).timeZone) ?? timeZone,
    mostStretches,
    ...(person?.email && { owners: [person.email] }),
  });
  return { reading: read, etag: fetched.etag, lastModified: fetched.lastModified };
}

/** Keeps it, unless the calendar was taken out meanwhile. Sessions in which somebody has a seat and that clash since now are told. */
async function keepReading(
  tx: Tx,
  { clock, isMailSent }: ReadingDeps,
  { id, person_id: personId }: BusyCalendarRow,
  { reading, etag, lastModified }: Read,
): Promise<void> {
  const calendar = await calendarById(tx, id);
  if (calendar === undefined || calendar.position === null) return;
  const now = instant(clock());
  if (reading !== 'unchanged' && 'problem' in reading) {
    await updateCalendar(tx, id, { checked_at: now, problem: reading.problem });
    return;
  }
  const read = { checked_at: now, read_at: now, problem: null, etag, last_modified: lastModified };
  if (reading !== 'unchanged') {
    // Whoever has just named a calendar looks at what it says.
    const isTold = isMailSent && calendar.read_at !== null;
    const ahead = { startsAt: now, endsAt: instant(clock() + aheadMs) };
    const before = isTold ? await storedBusyTimes(tx, personId, ahead) : [];
    await deleteBusyTimes(tx, id);
    const rows = reading.busy.map(({ startsAt, endsAt }) => ({ starts_at: startsAt, ends_at: endsAt }));
    await insertBusyTimes(
      tx,
      rows.map((row) => ({ calendar_id: id, person_id: personId, ...row })),
    );
    if (isTold) await tellClashes(tx, personId, before, reading.busy, clock());
  }
  await updateCalendar(tx, id, read);
}

/** Tells an alumnus of each session in which somebody has a seat that a new busy time overlaps and none did before. `now` in ms. */
async function tellClashes(
  tx: Tx,
  alumniId: string,
  before: readonly BusyTime[],
  after: readonly BusyStretch[],
  now: number,
): Promise<void> {
  for (const slot of await bookedAhead(tx, alumniId, instant(now))) {
    const time = { startsAt: slot.starts_at, endsAt: slot.ends_at };
    if (overlapping(after, time).length > 0 && overlapping(before, time).length === 0)
      writeBusyClash(tx, slot, alumniId, now);
  }
}
