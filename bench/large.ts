/** `npm run bench -- --only large`: what a list, a booking and finding by words cost among 1,000 slots, and among a million with five million bookings. */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type BookingsDeps, book } from '../server/dist/bookings/book.js';
import { forOneself } from '../server/dist/bookings/seeker.js';
import { readBookingRules } from '../server/dist/config.js';
import type { Database } from '../server/dist/db/database.js';
import { openDatabase } from '../server/dist/db/open-database.js';
import { listSlotsOf } from '../server/dist/publishing/reading.js';
import { fillWords } from '../server/dist/slots/words.js';
import { description, findOpen, lookups } from './finding.ts';
import { inTurn, median } from './measure.ts';
import { ask, createDatabase, startBenchPostgres } from './postgres-server.ts';
import type { Row } from './row.ts';
import { benchCaller } from './world.ts';

const sizes = { small: 1000, large: Number(process.env.LARGE_SLOTS ?? 1_000_000) };
const slotsEach = 50;
const bookingsEach = 5;
const bookers = 4000;

/** On both engines, each at both sizes. */
export async function measureLarge(folder: string): Promise<Row[]> {
  const server = await startBenchPostgres();
  try {
    const names = ['small', 'large'] as const;
    const [small, large] = [await createDatabase(server, names[0]), await createDatabase(server, names[1])];
    const rows = await measureSizes('PostgreSQL', { small, large });
    const file = (name: string) => `sqlite:${join(folder, `${name}.db`)}`;
    return [...rows, ...(await measureSizes('SQLite', { small: file('small'), large: file('large') }))];
  } finally {
    await server.remove();
  }
}

/** Measures the same costs at both sizes, in turn: medians in ms of one caller after another. */
async function measureSizes(engine: string, urls: { small: string; large: string }): Promise<Row[]> {
  for (const size of ['small', 'large'] as const) {
    console.error(`Filling ${engine} with ${sizes[size].toLocaleString('en')} slots …`);
    await load(urls[size], sizes[size]);
  }
  const [small, large] = [await openAt(urls.small, sizes.small), await openAt(urls.large, sizes.large)];
  const rows: Row[] = [];
  for (const what of Object.keys(small.costs)) {
    const fifty =
      ({ costs }: Awaited<ReturnType<typeof openAt>>) =>
      async () => {
        const times: number[] = [];
        while (times.length < 50) {
          const since = performance.now();
          await costs[what]?.();
          times.push(performance.now() - since);
        }
        return median(times);
      };
    rows.push({
      name: `${what} on ${engine}`,
      part: 'large',
      measured: `${what} on ${engine} among ${sizes.large.toLocaleString('en')} slots, five times as many bookings`,
      against: 'among 1,000 slots',
      unit: 'ms',
      figures: await inTurn(fifty(large), fifty(small), 18),
    });
  }
  await small.database.close();
  await large.database.close();
  return rows;
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

/**
 * The tables are there and empty. Ids are out of order, as random ones are. Every promise is kept, so that commands may
 * be tried on it too: a student has one session a day.
 */
async function load(url: string, slots: number): Promise<void> {
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
