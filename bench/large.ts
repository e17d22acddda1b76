/** `npm run bench -- --large`: what a list, a booking and finding by words cost among 1,000 slots, and among a million with five million bookings. */
import SqliteDatabase from 'better-sqlite3';
import { type BookingsDeps, book } from '../server/dist/bookings/book.js';
import { forOneself } from '../server/dist/bookings/seeker.js';
import { readBookingRules } from '../server/dist/config.js';
import type { Database } from '../server/dist/db/database.js';
import { openDatabase } from '../server/dist/db/open-database.js';
import { listSlotsOf } from '../server/dist/publishing/reading.js';
import { fillWords } from '../server/dist/slots/words.js';
import { description, findOpen, lookups } from './finding.ts';
import { ask } from './postgres-bookings.ts';
import { benchCaller } from './world.ts';

export interface Cost {
  what: string;
  /** Medians in ms, one caller after another. */
  small: number;
  large: number;
}

const slotsEach = 50;
const bookingsEach = 5;
const bookers = 4000;

/** Measures the same costs at both sizes, in turn. `load` fills an empty database with so many slots. */
export async function measureSizes(
  urls: { small: string; large: string },
  sizes: { small: number; large: number },
): Promise<Cost[]> {
  const small = await openAt(urls.small, sizes.small);
  const large = await openAt(urls.large, sizes.large);
  const costs: Cost[] = [];
  for (const what of Object.keys(small.costs)) {
    const times = { small: [] as number[], large: [] as number[] };
    for (let round = 0; round < 20; round += 1) {
      for (const [name, place] of [
        ['small', small],
        ['large', large],
      ] as const) {
        for (let count = 0; count < 50; count += 1) {
          const since = performance.now();
          await place.costs[what]?.();
          // The first rounds fetch what is used often into memory.
          if (round > 1) times[name].push(performance.now() - since);
        }
      }
    }
    costs.push({ what, small: median(times.small), large: median(times.large) });
  }
  await small.database.close();
  await large.database.close();
  return costs;
}

async function openAt(url: string, slots: number) {
  const database: Database = await openDatabase(url);
  const deps: BookingsDeps = { clock: Date.now, rules: readBookingRules({}) };
  const anyOf = (count: number) => Math.floor(Math.random() * count);
  let booker = 0;
  const costs: Record<string, () => Promise<void>> = {
    async list() {
      const alumnus = `a-${anyOf(slots / slotsEach)}`;
      const list = await listSlotsOf(
        database.read,
        null,
        { alumniId: alumnus, query: {}, which: 'upcoming' },
        Date.now(),
      );
      if (list.slots.length !== slotsEach) throw new Error(`${alumnus} has ${list.slots.length} slots`);
    },
    async book() {
      const caller = benchCaller(`b-${booker}`);
      booker += 1;
      const slotId = `${anyOf(slots)}-slot`;
      const { created } = await database.write((tx) =>
        book(tx, deps, forOneself(caller, deps.rules), { slotId }),
      );
      if (!created) throw new Error('Booked twice');
    },
  };
  for (const [what, q] of Object.entries(lookups)) costs[what] = () => findOpen(database, q, deps.rules);
  return { database, costs };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * The tables are there and empty. Ids are out of order, as random ones are. Every promise is kept, so that commands may
 * be tried on it too: a student has one session a day.
 */
export async function load(url: string, slots: number): Promise<void> {
  await (await openDatabase(url)).close();
  await loadRows(url, slots);
  const database = await openDatabase(url);
  await fillWords(database, Date.now());
  await database.close();
  await settleDown(url);
}

async function loadRows(url: string, slots: number): Promise<void> {
  const bookings = slots * bookingsEach;
  const students = bookings / slotsEach;
  const statements = (numbers: (count: number) => string) => [
    ...[
      ['a', slots / slotsEach],
      ['s', students],
      ['b', bookers],
    ].map(
      ([prefix, count]) =>
        `INSERT INTO people (id, name, email, token_issued_at, first_seen_at) SELECT '${prefix}-' || i, 'Person ' || i, NULL, 0, '${stamp}' FROM ${numbers(Number(count))}`,
    ),
    `WITH days (k, date, starts, ends) AS (VALUES ${days()})
     INSERT INTO slots (id, alumni_id, date, start_time, end_time, time_zone, starts_at, ends_at, max_participants,
       seats_taken, description, version, created_at, updated_at)
     SELECT ((i * 7919) % ${slots}) || '-slot', 'a-' || (i / ${slotsEach}), date, substr(starts, 12, 5), substr(ends, 12, 5),
       'UTC', starts, ends, 500, ${bookingsEach}, ${description(slots)}, ${bookingsEach + 1}, '${stamp}', '${stamp}'
     FROM ${numbers(slots)} JOIN days ON k = i % ${slotsEach}`,
    `WITH days (k, date, starts, ends) AS (VALUES ${days()})
     INSERT INTO bookings (id, slot_id, student_id, status, booked_at, place, starts_at)
     SELECT ((i * 7919) % ${bookings}) || '-booking', (((i / ${bookingsEach}) * 7919) % ${slots}) || '-slot',
       's-' || (((i / ${slotsEach * bookingsEach} * ${bookingsEach} + i % ${bookingsEach} + i / ${bookingsEach} % ${slotsEach} * 7919) * 104729) % ${students}),
       'confirmed', '${stamp}', i % ${bookingsEach} + 1, starts
     FROM ${numbers(bookings)} JOIN days ON k = i / ${bookingsEach} % ${slotsEach}`,
  ];
  if (url.startsWith('postgres')) {
    for (const statement of statements(
      (count) => `generate_series(0::bigint, ${count} - 1) AS numbers (i)`,
    )) {
      // Without looking up every row that a row refers to: they are there.
      await ask(url, `SET session_replication_role = replica; ${statement}`);
    }
    return;
  }
  const file = new SqliteDatabase(url.slice('sqlite:'.length));
  file.pragma('synchronous = OFF');
  file.pragma('foreign_keys = OFF');
  file.pragma('cache_size = -2000000');
  const counted = (count: number) =>
    `(WITH RECURSIVE numbers (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${count} - 1) SELECT i FROM numbers)`;
  file.exec(`BEGIN; ${statements(counted).join(';')}; COMMIT`);
  file.close();
}

/** As a database is that has been in use for a while. */
async function settleDown(url: string): Promise<void> {
  if (url.startsWith('postgres')) {
    await ask(url, 'VACUUM ANALYZE');
    return;
  }
  const file = new SqliteDatabase(url.slice('sqlite:'.length));
  file.exec('ANALYZE');
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
}

const stamp = new Date().toISOString();

/** A session a day, from tomorrow on. */
function days(): string {
  const values: string[] = [];
  for (let k = 0; k < slotsEach; k += 1) {
    const starts = new Date(Date.now() + (k + 1) * 86_400_000);
    starts.setUTCHours(10, 0, 0, 0);
    const ends = new Date(starts.getTime() + 1_800_000);
    const day = starts.toISOString();
    values.push(`(${k}, '${day.slice(0, 10)}', '${day}', '${ends.toISOString()}')`);
  }
  return values.join(', ');
}
