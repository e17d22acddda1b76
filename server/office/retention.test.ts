/** Who has been away for as long as RETAIN says is erased at night, and nobody else. */
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { runPeriodically } from '../leases/periodic.ts';
import { mentorSlots, mentorSlotsHere } from '../testing/command-line.ts';
import { existing, freshDatabase } from '../testing/fresh-database.ts';
import { buildService } from '../testing/process.ts';
import { startService, type TestService } from '../testing/service.ts';
import { retention } from './retention.ts';

const hour = 3_600_000;
const day = 24 * hour;
const soon = <T>(read: () => T) => expect.poll(read, { interval: 20, timeout: 60_000 });

const people = async ({ read }: Database) =>
  (await read.kysely.selectFrom('people').select('id').orderBy('id').execute()).map(({ id }) =>
    id.replace(/^erased-.*/, 'erased'),
  );
const erasures = ({ read }: Database) =>
  read.kysely
    .selectFrom('audit')
    .select(['actor_id', 'actor_roles', 'subject_id'])
    .where('action', '=', 'person_erased')
    .execute();

/** Signs in, as a page does that shows somebody's bookings. */
async function come(service: TestService, who: string) {
  await service.call('PUT', '/api/me', { token: service.token(who, 'student'), body: {} });
}

/** A programme of some people, at noon of the first day. Its clock goes on: a lease ends by it. */
async function programme(env: Record<string, string> = { RETAIN: '90d' }) {
  const service = await startService({ now: '2026-01-01T12:00:00.000Z', env, retainMs: 40, ticking: true });
  const slot = await service.publish('ada', day / hour, { maxParticipants: 5 });
  await service.book('sam', slot.id);
  await come(service, 'looked-in-once');
  return { service, slot };
}

async function untilNight(service: TestService, days: number) {
  service.clock.now = Date.parse('2026-01-01T02:00:00.000Z') + days * day;
}

describe('at night', () => {
  test('goes who gave, booked or looked in that long ago; who came since stays', async () => {
    const { service } = await programme();
    const { database } = service;
    // They come as ever: nothing about them is new but the token.
    service.clock.now += 60 * day;
    await come(service, 'comes-again');
    service.clock.now += 5 * day;
    await come(service, 'sam');
    await untilNight(service, 100);
    await soon(() => people(database)).toEqual(['comes-again', 'erased', 'erased', 'sam']);
    const entries = await erasures(database);
    expect(entries).toHaveLength(2);
    for (const { actor_id, actor_roles, subject_id } of entries) {
      expect([actor_id, actor_roles]).toEqual(['service', 'service']);
      expect(subject_id).toMatch(/^erased-/);
    }
    // Pseudonyms are nobody: they stay as they are.
    const before = await database.read.kysely.selectFrom('people').select('id').orderBy('id').execute();
    await untilNight(service, 190);
    await soon(() => people(database)).toEqual(['erased', 'erased', 'erased', 'erased']);
    const after = await database.read.kysely.selectFrom('people').select('id').orderBy('id').execute();
    expect(after).toEqual(expect.arrayContaining(before.filter(({ id }) => id.startsWith('erased-'))));
    expect(await erasures(database)).toHaveLength(4);
  });

  test('when somebody last came is known to the day, whichever process saw them', async () => {
    const { url, drop } = await freshDatabase();
    onTestFinished(drop);
    const fresh = existing(url);
    const [one, other] = [await startService({ fresh }), await startService({ fresh })];
    const begun = one.clock.now;
    await come(one, 'sam');
    // The other one meets them when there is nothing to record yet, and again a day after that, but for an hour.
    for (const hours of [23, 46]) {
      other.clock.now = begun + hours * hour;
      await come(other, 'sam');
    }
    const { token_issued_at: known } = await other.database.read.kysely
      .selectFrom('people')
      .select('token_issued_at')
      .where('id', '=', 'sam')
      .executeTakeFirstOrThrow();
    expect(other.clock.now / 1000 - known).toBeLessThan(24 * 3600);
  });

  test('nobody goes whose last session is younger, or ahead', async () => {
    const { service } = await programme();
    service.clock.now += day;
    const late = await service.publish('bob', 60 * 24);
    await service.book('tim', late.id);
    const ahead = await service.publish('eve', 180 * 24, { maxParticipants: 3 });
    await service.book('uma', ahead.id);
    // Who waits has nothing else; who cancelled had nothing.
    await service.book('wes', ahead.id);
    await service.call('POST', '/api/slots/cancel', {
      token: service.token('wes', 'student'),
      body: { slotId: ahead.id },
    });
    await untilNight(service, 120);
    await soon(() => people(service.database)).not.toContain('sam');
    await soon(() => people(service.database)).not.toContain('ada');
    await soon(async () => (await erasures(service.database)).length).toBe(3);
    expect(await people(service.database)).toEqual(
      expect.arrayContaining(['bob', 'eve', 'tim', 'uma', 'wes']),
    );
    const { body } = await service.call<{ seatsTaken: number }>('GET', `/api/slots/${ahead.id}`);
    expect(body.seatsTaken).toBe(1);
  });

  test('is told by the zone of the service, and nothing happens by day', () => {
    const at = (time: string, timeZone: string) =>
      retention({
        database: {} as Database,
        clock: () => Date.parse(`2026-07-01T${time}:00.000Z`),
        rules: {} as never,
        retain: day,
        timeZone,
        everyMs: 1,
      }).isDue?.();
    return Promise.all([
      expect(at('00:59', 'UTC')).resolves.toBe(false),
      expect(at('01:00', 'UTC')).resolves.toBe(true),
      expect(at('04:59', 'UTC')).resolves.toBe(true),
      expect(at('05:00', 'UTC')).resolves.toBe(false),
      expect(at('00:00', 'Europe/Berlin')).resolves.toBe(true),
      expect(at('03:00', 'Europe/Berlin')).resolves.toBe(false),
    ]);
  });
});

test('without RETAIN everybody stays', async () => {
  const { service } = await programme({});
  await untilNight(service, 2000);
  await service.call('GET', '/livez');
  expect(service.config.retain).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await people(service.database)).toEqual(['ada', 'looked-in-once', 'sam']);
});

test('somebody who comes back while others are erased stays', async () => {
  const { service } = await programme({});
  const { database, config, clock } = service;
  await untilNight(service, 200);
  const deps = { database, clock: () => clock.now, rules: config.rules };
  const work = retention({ ...deps, retain: 90 * day, timeZone: 'UTC', everyMs: 1 });
  let first = true;
  await work.work(async (unit) => {
    if (first) {
      first = false;
      await come(service, 'sam');
      await come(service, 'looked-in-once');
    }
    return database.write(unit);
  });
  expect(await people(database)).toEqual(['erased', 'looked-in-once', 'sam']);
});

test('of three processes one does it, five hundred people one by one', async () => {
  // More than two portions of them.
  const [gone, staying] = [500, 10];
  const { url, drop } = await freshDatabase();
  const databases = await Promise.all([1, 2, 3].map(() => openDatabase(url)));
  const stops: (() => Promise<void>)[] = [];
  onTestFinished(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await Promise.all(databases.map((database) => database.close()));
    await drop();
  });
  const [database] = databases as [Database];
  const now = Date.parse('2026-07-01T02:00:00.000Z');
  const row = (n: number) => ({
    id: `p${n}`,
    name: `p${n}`,
    email: null,
    token_issued_at: Math.floor((now - (n < gone ? 400 : 10) * day) / 1000),
    first_seen_at: '2025-01-01T00:00:00.000Z',
  });
  const rows = Array.from({ length: gone + staying }, (_, n) => row(n));
  for (let from = 0; from < rows.length; from += 500)
    await database.write(async (tx) => {
      await tx.kysely
        .insertInto('people')
        .values(rows.slice(from, from + 500))
        .execute();
    });
  const failures: unknown[] = [];
  for (const one of databases)
    stops.push(
      runPeriodically({
        ...retention({
          database: one,
          clock: () => now,
          rules: { cancelCutoff: 0 } as never,
          retain: 365 * day,
          timeZone: 'UTC',
          everyMs: 40,
        }),
        failed: (error) => failures.push(error),
      }),
    );
  await expect
    .poll(async () => (await erasures(database)).length, { interval: 200, timeout: 170_000 })
    .toBe(gone);
  expect(failures).toEqual([]);
  const left = await people(database);
  expect(left.filter((id) => id === 'erased')).toHaveLength(gone);
  expect(left.filter((id) => id !== 'erased')).toEqual(rows.slice(gone).map(({ id }) => id));
});

describe('mentor-slots retain', () => {
  beforeAll(buildService);

  /** A programme that was over long ago by the clock of this machine. */
  async function longAgo() {
    const service = await startService({ now: new Date(Date.now() - 400 * day).toISOString() });
    const slot = await service.publish('ada', 24);
    await service.book('sam', slot.id);
    service.clock.now = Date.now();
    await come(service, 'new');
    return { service, env: { DATABASE_URL: service.config.databaseUrl, RETAIN: '1y' }, slot };
  }

  test('lists whom and why, and does it when told so', async () => {
    const { service, env, slot } = await longAgo();
    const dry = await mentorSlotsHere(['retain', '--dry-run', '--json'], env);
    expect(dry.code, dry.stderr).toBe(0);
    const told = JSON.parse(dry.stdout);
    expect(told).toMatchObject({ dryRun: true });
    expect(told.people).toEqual([
      { id: 'ada', name: 'ada (name)', newestTokenAt: expect.any(String), lastSessionEndedAt: slot.endsAt },
      { id: 'sam', name: 'sam (name)', newestTokenAt: expect.any(String), lastSessionEndedAt: slot.endsAt },
    ]);
    const read = await mentorSlotsHere(['retain', '--dry-run'], env);
    expect(read.stdout).toMatch(/^2 people would be erased: away since before \d{4}-\d\d-\d\d\.\n/);
    expect(read.stdout).toMatch(/^sam {2}sam \(name\) {2}newest token [\d-]+, last session [\d-]+$/m);
    expect(await people(service.database)).toEqual(['ada', 'new', 'sam']);
    const done = await mentorSlots(['retain'], env);
    expect(done.stdout).toMatch(/^2 people erased/);
    expect(await people(service.database)).toEqual(['erased', 'erased', 'new']);
    expect((await erasures(service.database)).map(({ actor_id }) => actor_id)).toEqual([
      'command line',
      'command line',
    ]);
    expect((await mentorSlotsHere(['retain'], env)).stdout).toMatch(/^0 people erased/);
  });

  test.each([
    ['RETAIN is not set', {}],
    ['RETAIN is "29d"; expected a duration from 30d to 100y', { RETAIN: '29d' }],
    ['RETAIN is "101y"', { RETAIN: '101y' }],
    ['RETAIN is "three years"', { RETAIN: 'three years' }],
  ])('does nothing where %s', async (line, env) => {
    const { code, stderr } = await mentorSlotsHere(['retain'], {
      DATABASE_URL: 'sqlite:/nowhere.db',
      ...env,
    });
    expect(code).not.toBe(0);
    expect(stderr).toContain(line);
  });
});
