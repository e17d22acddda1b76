/**
 * Bookings on PostgreSQL: the service's own use-case through its database, against pgbench, which sends the same statements
 * one by one over as many connections and does nothing else. One server for both, which syncs every commit.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../server/dist/db/open-database.js';
import type { PostgresProcess } from '../server/testing/postgres-process.ts';
import { bookingThrough } from './durable-bookings.ts';
import { measureWay } from './feed.ts';
import { type Comparison, compare, type Run } from './measure.ts';
import { createDatabase, startBenchPostgres } from './postgres-server.ts';
import { type Row, row } from './row.ts';
import { settle, spreadPairs } from './world.ts';

/** In process on 8 and on 64 connections; and from one node to a page at another. */
export async function measurePostgres(folder: string): Promise<Row[]> {
  if (findPgbench() === undefined)
    throw new Error('The benchmark needs pgbench, which comes with PostgreSQL.');
  const server = await startBenchPostgres();
  try {
    const few = await comparePostgres(server, folder, { callers: 8, rounds: 5, count: 640 });
    const many = await comparePostgres(server, folder, { callers: 64, rounds: 5, count: 1280 });
    return [
      row('postgres8', few.service),
      row('notify8', few.notify),
      row('engines8', few.engines),
      row('postgres64', many.service),
      row('notify64', many.notify),
      row('engines64', many.engines),
      ...(await measureWay(await createDatabase(server, 'way'), 500)),
    ];
  } finally {
    await server.remove();
  }
}

interface PostgresComparisons {
  /** The service ÷ pgbench. */
  service: Comparison;
  /** pgbench without the NOTIFY ÷ with it. */
  notify: Comparison;
  /** The service on PostgreSQL ÷ on SQLite. */
  engines: Comparison;
}

async function comparePostgres(
  server: PostgresProcess,
  folder: string,
  { callers, rounds, count }: { callers: number; rounds: number; count: number },
): Promise<PostgresComparisons> {
  const ours = await createDatabase(server, `ours_${callers}`);
  const theirs = await createDatabase(server, `theirs_${callers}`);
  for (const url of [ours, theirs]) await settleAt(url);
  const service = await bookingThrough(ours, callers, spreadPairs());
  const sqlite = `sqlite:${join(folder, `beside-${callers}.db`)}`;
  await settleAt(sqlite);
  const onSqlite = await bookingThrough(sqlite, callers, spreadPairs());
  const payload = await payloadOf(ours, () => service.run(1));
  const next = { booking: 0 };
  const pgbench = (notifying: boolean) => runPgbench(theirs, folder, { callers, payload, notifying, next });
  const options = { rounds, count };
  const compared = await compare(service.run, pgbench(true), options);
  const notify = await compare(pgbench(false), pgbench(true), options);
  const engines = await compare(service.run, onSqlite.run, options);
  await service.close();
  await onSqlite.close();
  return { service: compared, notify, engines };
}

async function settleAt(url: string): Promise<void> {
  const database = await openDatabase(url);
  await settle(database);
  await database.close();
}

/** How many characters a booking tells the other processes. */
async function payloadOf(url: string, bookOne: () => Promise<unknown>): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const heard = new Promise<number>((resolve) => {
    client.on('notification', ({ payload = '' }) => resolve(payload.length));
  });
  await client.query('LISTEN mentor_slots');
  await bookOne();
  const length = await heard;
  await client.end();
  return length;
}

/**
 * What the service sends for one booking, in this order. pgbench waits for the answer to each; the service does so only where
 * the next one needs it. Each client keeps `i`, so that every pair comes once.
 */
function script(payload: number, notifying: boolean): string {
  const now = new Date().toISOString();
  const notify = `SELECT pg_notify('mentor_slots', repeat('x', ${payload}));`;
  return `\\set i :i + 1
\\set n :first + :i * :clients + :client_id
\\set student mod(:n, 20000)
\\set slot mod(:n + :n / 20000, 400)
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SELECT id FROM people WHERE id = ANY (ARRAY['student-' || :student]) ORDER BY id FOR NO KEY UPDATE;
SELECT slots.*, people.name AS alumni_name, slots.starts_at AS s, slots.ends_at AS e FROM slots INNER JOIN people ON people.id = slots.alumni_id WHERE slots.id = 'slot-' || :slot \\gset
SELECT * FROM bookings WHERE slot_id = 'slot-' || :slot AND student_id = 'student-' || :student AND status <> 'cancelled';
SELECT slots.id, slots.date, slots.start_time, slots.end_time, slots.time_zone, slots.starts_at, slots.ends_at, slots.description FROM bookings INNER JOIN slots ON slots.id = bookings.slot_id WHERE bookings.student_id = 'student-' || :student AND bookings.status IN ('pending', 'confirmed', 'offered') AND bookings.starts_at > '${now}' AND bookings.starts_at < :e AND slots.ends_at > :s ORDER BY bookings.starts_at LIMIT 1;
UPDATE slots SET seats_taken = seats_taken + 1, version = version + 1, updated_at = '${now}' WHERE id = 'slot-' || :slot AND cancelled_at IS NULL AND starts_at = :s AND ends_at = :e AND seats_taken < max_participants RETURNING seats_taken, version AS place, updated_at, max_participants, description, meeting_url, requires_approval \\gset
INSERT INTO bookings (id, slot_id, student_id, status, note, booked_at, cancelled_at, cancel_reason, place, cancel_message, starts_at) VALUES (gen_random_uuid()::text, 'slot-' || :slot, 'student-' || :student, 'confirmed', NULL, '${now}', NULL, NULL, :place, NULL, :s);
INSERT INTO audit (id, at, actor_id, actor_roles, action, slot_id, booking_id, subject_id, details, request_id) VALUES (gen_random_uuid()::text, '${now}', 'student-' || :student, 'student', 'booking_created', 'slot-' || :slot, gen_random_uuid()::text, NULL, '{"status":"confirmed"}', 'a request of the benchmark, as long as a UUID');
${notifying ? notify : ''}
COMMIT;
`;
}

function runPgbench(
  url: string,
  folder: string,
  run: { callers: number; payload: number; notifying: boolean; next: { booking: number } },
): Run {
  const { callers, next } = run;
  const path = join(folder, `pgbench-${callers}-${run.notifying}.sql`);
  writeFileSync(path, script(run.payload, run.notifying));
  return async (count) => {
    const each = Math.ceil(count / callers);
    const variables = { i: -1, first: next.booking, clients: callers };
    next.booking += each * callers;
    const args = ['-n', '-M', 'prepared', '-c', callers, '-j', 2, '-t', each, '-f', path];
    for (const [name, value] of Object.entries(variables)) args.push('-D', `${name}=${value}`);
    const { host, port } = new pg.Client({ connectionString: url });
    const database = new URL(url).pathname.slice(1);
    const child = spawn(
      findPgbench() ?? '',
      [...args, '-h', host, '-p', port, '-U', 'mentor_slots', database].map(String),
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    const speed = /^tps = ([\d.]+) \(without initial/m.exec(said)?.[1];
    if (code !== 0 || speed === undefined) throw new Error(`pgbench failed: ${said}`);
    return Number(speed);
  };
}

/** Beside the server's programs, or on the path. */
function findPgbench(): string | undefined {
  const besides = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'].map((at) => join(at, 'pgbench'));
  if (spawnSync('pgbench', ['--version']).status === 0) return 'pgbench';
  return besides.find((path) => existsSync(path));
}
