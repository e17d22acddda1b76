/** Several processes' doors to one database: one of them does what is due, and another where that one is gone. */
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import { startService, wallTime } from '../testing/service.ts';
import { runPeriodically } from './periodic.ts';

const everyMs = 40;
/** Long enough for every node to have looked several times. */
const looks = () => new Promise((resolve) => setTimeout(resolve, 400));
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 10 });

async function startNodes(count: number) {
  const { url, drop } = await freshDatabase();
  const databases = await Promise.all(Array.from({ length: count }, () => openDatabase(url)));
  const clock = { now: Date.parse('2026-11-24T10:00:00.000Z') };
  /** Which node did it, time by time. */
  const done: number[] = [];
  const failures: unknown[] = [];
  const start = (database: Database, work: () => Promise<void>) =>
    runPeriodically({
      database,
      clock: () => clock.now,
      name: 'sweeping',
      everyMs,
      work,
      failed: (error) => failures.push(error),
    });
  const stops = databases.map((database, node) => start(database, async () => void done.push(node)));
  onTestFinished(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await Promise.all(databases.map((database) => database.close()));
    await drop();
  });
  return { clock, done, failures, stops, databases, start };
}

test('of three nodes one does it, once an interval', async () => {
  const { clock, done, failures } = await startNodes(3);
  for (let interval = 1; interval <= 5; interval += 1) {
    await soon(() => done.length).toBe(interval);
    clock.now += everyMs - 1;
    await looks();
    expect(done).toHaveLength(interval);
    clock.now += 1;
  }
  expect(failures).toEqual([]);
});

test('another takes over from one that is gone', async () => {
  const { clock, done, stops } = await startNodes(2);
  await soon(() => done.length).toBe(1);
  const [first] = done as [number];
  await stops[first]?.();
  await looks();
  expect(done).toEqual([first]);
  clock.now += everyMs;
  await soon(() => done).toEqual([first, 1 - first]);
});

test('a time that fails is told, and the next one comes', async () => {
  const { clock, done, failures, stops, databases, start } = await startNodes(1);
  await soon(() => done.length).toBe(1);
  await stops[0]?.();
  let tries = 0;
  const stop = start(databases[0] as Database, async () => {
    tries += 1;
    if (tries === 1) throw new Error('not this time');
  });
  clock.now += everyMs;
  await soon(() => failures).toEqual([new Error('not this time')]);
  clock.now += everyMs;
  await soon(() => tries).toBe(2);
  await stop();
});

test('stopping waits for what runs, and nothing runs after it', async () => {
  const { clock, done, stops, databases, start } = await startNodes(1);
  await soon(() => done.length).toBe(1);
  await stops[0]?.();
  let finish = () => {};
  let started = 0;
  const stop = start(databases[0] as Database, () => {
    started += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  clock.now += everyMs;
  await soon(() => started).toBe(1);
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  await looks();
  expect(stopped).toBe(false);
  finish();
  await stopping;
  clock.now += everyMs;
  await looks();
  expect(started).toBe(1);
});

test('the service forgets Idempotency-Keys of more than a day, and no others', async () => {
  const service = await startService({ now: '2026-11-24T10:00:00.000Z', sweepMs: everyMs });
  const token = service.token('ada', 'alumni', { exp: 4_000_000_000 });
  const hourMs = 3_600_000;
  const publish = async (key: string) => {
    const body = wallTime(service.clock.now + hourMs);
    const answer = await service.call('POST', '/api/slots', {
      token,
      body,
      headers: { 'idempotency-key': key },
    });
    expect(answer.status).toBe(201);
  };
  const keys = async () => {
    const rows = await service.database.read.kysely.selectFrom('idempotency_keys').select('key').execute();
    return rows.map(({ key }) => key).sort();
  };
  await publish('old');
  service.clock.now += 20 * hourMs;
  await publish('young');
  await looks();
  expect(await keys()).toEqual(['old', 'young']);
  service.clock.now += 5 * hourMs;
  await expect.poll(keys, { timeout: 10_000 }).toEqual(['young']);
});

test('a key of more than a day counts as new also where nobody has swept', async () => {
  const service = await startService({ now: '2026-11-24T10:00:00.000Z' });
  const token = service.token('ada', 'alumni', { exp: 4_000_000_000 });
  const publish = () =>
    service.call('POST', '/api/slots', {
      token,
      body: wallTime(service.clock.now + 3_600_000),
      headers: { 'idempotency-key': 'k' },
    });
  const first = await publish();
  service.clock.now += 25 * 3_600_000;
  const second = await publish();
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).not.toBe(first.body.id);
});
