/** Several processes open one database: one of them does what is due, and another where that one is gone. */
import { queryObjects } from 'node:v8';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import type { Database, Queries, Tx } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import { startService, wallTime } from '../testing/service.ts';
import { TakenOver } from './lease.ts';
import { type PeriodicWork, runPeriodically } from './periodic.ts';
import { periodically } from './periodically.ts';

const everyMs = 40;
/** Long enough for every node to have looked several times. */
const looks = () => new Promise((resolve) => setTimeout(resolve, 400));
const soon = <T>(read: () => T) => expect.poll(read, { interval: 10 });

/** What a work waits at until the test lets it go on. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  // A test that fails before it comes to that must not wait for it at its end.
  onTestFinished(open);
  return { open, opened };
}

interface Node {
  database: Database;
  work: PeriodicWork['work'];
}

/** One database, opened several times, and a way to start a node at each. What runs is stopped with the test. */
async function openTimes(count: number) {
  const { url, drop } = await freshDatabase();
  const databases = await Promise.all(Array.from({ length: count }, () => openDatabase(url)));
  const clock = { now: Date.parse('2026-11-24T10:00:00.000Z') };
  const failures: unknown[] = [];
  const stops: (() => Promise<void>)[] = [];
  onTestFinished(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await Promise.all(databases.map((database) => database.close()));
    await drop();
  });
  const start = ({ database, work }: Node) => {
    const failed = (error: unknown) => failures.push(error);
    const stop = runPeriodically({
      database,
      clock: () => clock.now,
      name: 'sweeping',
      everyMs,
      work,
      failed,
    });
    stops.push(stop);
    return stop;
  };
  return { clock, failures, databases: databases as [Database, ...Database[]], start };
}

async function startNodes(count: number) {
  const opened = await openTimes(count);
  /** Which node did it, time by time. */
  const done: number[] = [];
  const stops = opened.databases.map((database, node) =>
    opened.start({ database, work: async () => void done.push(node) }),
  );
  return { ...opened, done, stops };
}

async function add({ kysely }: Tx, id: string): Promise<void> {
  const first_seen_at = '2026-11-24T10:00:00.000Z';
  const person = { id, name: id, email: null, token_issued_at: 0, first_seen_at };
  await kysely.insertInto('people').values(person).execute();
}

const added = async ({ read }: Database) =>
  (await read.kysely.selectFrom('people').select('id').orderBy('id').execute()).map(({ id }) => id);

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
  const stop = start({
    database: databases[0],
    work: async () => {
      tries += 1;
      if (tries === 1) throw new Error('not this time');
    },
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
  const slow = gate();
  let started = 0;
  const stop = start({
    database: databases[0],
    work: () => {
      started += 1;
      return slow.opened;
    },
  });
  clock.now += everyMs;
  await soon(() => started).toBe(1);
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  await looks();
  expect(stopped).toBe(false);
  slow.open();
  await stopping;
  clock.now += everyMs;
  await looks();
  expect(started).toBe(1);
});

test('a clock that steps back holds nothing up', async () => {
  const { clock, done, failures } = await startNodes(1);
  await soon(() => done.length).toBe(1);
  clock.now -= 3_600_000;
  await soon(() => done.length).toBe(2);
  await looks();
  expect(done).toHaveLength(2);
  expect(failures).toEqual([]);
});

test('nobody joins a slow one, however long it takes', async () => {
  const { clock, failures, databases, start } = await openTimes(2);
  const [{ read }] = databases;
  const slow = gate();
  let begun = 0;
  for (const database of databases) {
    start({
      database,
      work: () => {
        begun += 1;
        return slow.opened;
      },
    });
  }
  await soon(() => begun).toBe(1);
  const leaseEnds = async () => {
    const { until } = await read.kysely.selectFrom('leases').select('until').executeTakeFirstOrThrow();
    return Date.parse(until);
  };
  for (let half = 1; half <= 6; half += 1) {
    clock.now += everyMs / 2;
    await soon(leaseEnds).toBe(clock.now + everyMs);
  }
  await looks();
  expect(begun).toBe(1);
  // It began long ago, so the next time comes at once.
  slow.open();
  await soon(() => begun).toBe(2);
  expect(failures).toEqual([]);
});

/** Like a process that is stopped at times: whatever it wants to write then waits. */
function pausable(database: Database) {
  let running = Promise.resolve();
  const write: Database['write'] = async (unit) => {
    await running;
    return database.write(unit);
  };
  const pause = () => {
    const paused = gate();
    running = paused.opened;
    return paused.open;
  };
  return { database: { ...database, write }, pause };
}

test('one that was paused until another took over writes nothing more', async () => {
  const { clock, failures, databases, start } = await openTimes(2);
  const [database, another] = databases as unknown as [Database, Database];
  const paused = pausable(database);
  const between = gate();
  const stop = start({
    database: paused.database,
    work: async (write) => {
      await write((tx) => add(tx, 'before the pause'));
      await between.opened;
      await write((tx) => add(tx, 'after the pause'));
    },
  });
  await soon(() => added(database)).toEqual(['before the pause']);
  const goOn = paused.pause();
  clock.now += everyMs;
  start({ database: another, work: (write) => write((tx) => add(tx, 'by another')) });
  await soon(() => added(database)).toEqual(['before the pause', 'by another']);
  goOn();
  between.open();
  await soon(() => failures).toEqual([new TakenOver('sweeping')]);
  expect(await added(database)).toEqual(['before the pause', 'by another']);
  await stop();
});

test('that another took over is no fault: one line tells it, without a stack', async () => {
  const { clock, databases, start } = await openTimes(2);
  const [database, another] = databases as unknown as [Database, Database];
  const paused = pausable(database);
  const [begun, between] = [gate(), gate()];
  const lines: string[] = [];
  const app = Fastify({ logger: { level: 'info', stream: { write: (line) => void lines.push(line) } } });
  onTestFinished(() => app.close());
  await app.register(periodically, {
    database: paused.database,
    clock: () => clock.now,
    name: 'sweeping',
    everyMs,
    async work(write) {
      begun.open();
      await between.opened;
      await write((tx) => add(tx, 'after the pause'));
    },
  });
  await app.ready();
  await begun.opened;
  const goOn = paused.pause();
  clock.now += everyMs;
  start({ database: another, work: (write) => write((tx) => add(tx, 'by another')) });
  await soon(() => added(database)).toEqual(['by another']);
  goOn();
  between.open();
  await soon(() => lines.length).toBe(1);
  const { level, msg, ...more } = JSON.parse(lines[0] ?? '');
  expect([level, msg]).toEqual([30, 'sweeping: another process has taken over']);
  expect(JSON.stringify(more)).not.toContain('stack');
});

test('nobody takes over between a write and its commit', async () => {
  const { clock, failures, databases, start } = await openTimes(2);
  const [database, another] = databases as unknown as [Database, Database];
  const inUnit = gate();
  const commit = gate();
  const stop = start({
    database,
    work: (write) =>
      write(async (tx) => {
        await add(tx, 'by one');
        inUnit.open();
        await commit.opened;
      }),
  });
  await inUnit.opened;
  clock.now += everyMs;
  const seen: string[][] = [];
  start({ database: another, work: async () => void seen.push(await added(another)) });
  await looks();
  expect(seen).toEqual([]);
  const stopping = stop();
  commit.open();
  await stopping;
  clock.now += everyMs;
  await soon(() => seen[0]).toEqual(['by one']);
  expect(failures).toEqual([]);
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
  await expect.poll(keys).toEqual(['young']);
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

test('however much is to be forgotten, it goes in portions, and others have their turn in between', async () => {
  const old = 1_000;
  /** By each unit. */
  const forgotten: number[] = [];
  const count = async (queries: Queries) => {
    const row = await queries.kysely
      .selectFrom('idempotency_keys')
      .select((eb) => eb.fn.countAll().as('rows'))
      .executeTakeFirstOrThrow();
    return Number(row.rows);
  };
  const service = await startService({
    sweepMs: everyMs,
    ticking: true,
    around: (database) => ({
      ...database,
      write: (work) =>
        database.write(async (tx) => {
          const result = await work(tx);
          if (typeof result === 'number' && result > 0) forgotten.push(result);
          return result;
        }),
    }),
  });
  await service.database.write(async ({ kysely }) => {
    const person = {
      name: 'Ada',
      email: null,
      token_issued_at: 1,
      first_seen_at: '2020-01-01T00:00:00.000Z',
    };
    await kysely
      .insertInto('people')
      .values({ id: 'ada', ...person })
      .execute();
    for (let from = 0; from < old; from += 100) {
      const keys = Array.from({ length: 100 }, (_, index) => `key ${from + index}`);
      const row = {
        caller_id: 'ada',
        request_hash: '',
        answer: '{}',
        created_at: '2020-01-01T00:00:00.000Z',
      };
      await kysely
        .insertInto('idempotency_keys')
        .values(keys.map((key) => ({ ...row, key })))
        .execute();
    }
  });
  await expect.poll(() => count(service.database.read)).toBe(0);
  expect(forgotten).toEqual(Array(old / 200).fill(200));
});

test('a look that is over leaves nothing behind, however many there were', async () => {
  const { databases, clock } = await openTimes(1);
  let looks = 0;
  const stop = runPeriodically({
    database: databases[0] as Database,
    clock: () => clock.now,
    name: 'looking',
    everyMs: 1,
    isDue: async () => {
      looks += 1;
      return false;
    },
    work: async () => {},
    failed: () => {},
  });
  const promises = () => queryObjects(Promise, { format: 'count' });
  await soon(() => looks).toBeGreaterThan(50);
  const before = promises();
  const enough = looks + 200;
  await soon(() => looks).toBeGreaterThan(enough);
  expect(promises() - before).toBeLessThan(100);
  await stop();
});
