/** The service on PostgreSQL where it differs from one process with a file: several processes, and a server that goes. */
import { join } from 'node:path';
import type { Booking, SlotList, SlotView } from '@mentor-slots/contract';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { linkTo } from '../testing/database-link.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { existing, freshDatabase } from '../testing/fresh-database.ts';
import { query } from '../testing/postgres-server.ts';
import { cutAll } from '../testing/postgres-store.ts';
import { buildService, type ServiceProcess, serviceEnvironment, startProcess } from '../testing/process.ts';
import { signToken, startService, type TestService, wallTime } from '../testing/service.ts';

/** What SQL that somebody else runs beside the service changes. */
const rename = (url: string, name: string) =>
  query(url, `UPDATE people SET name = '${name}' WHERE id = 'ada'`);

/** A service, and one beside it that reaches the same database by a link. */
async function besideLink(delayMs = 0) {
  const there = await startService();
  const { databaseUrl } = there.config;
  const url = new URL(databaseUrl);
  const folder = url.searchParams.get('host');
  const target =
    folder === null
      ? { host: url.hostname, port: Number(url.port || 5432) }
      : { path: join(folder, '.s.PGSQL.5432') };
  const link = await linkTo(target, delayMs);
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${link.port}`;
  const here = await startService({ fresh: existing(url.href) });
  const slot = await there.publish('ada', 24, { maxParticipants: 30 });
  const seats = async () => {
    const { body } = await here.call<SlotList>('GET', '/api/slots/alumni/ada');
    return body.slots[0]?.seatsTaken;
  };
  const book = async (student: number) => {
    expect((await there.book(`student-${student}`, slot.id)).status).toBe(201);
  };
  return { here, there, link, seats, book };
}

describe('a list that is kept', () => {
  test('waits for what others have committed, though word of it is still on its way', async () => {
    const { seats, book } = await besideLink(50);
    let stop = false;
    // There is always somebody who asks already.
    const asking = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (!stop) await seats();
      }),
    );
    for (let taken = 1; taken <= 10; taken += 1) {
      await book(taken);
      expect(await seats()).toBe(taken);
    }
    stop = true;
    await asking;
  });

  test('is not given out while changes are not heard', async () => {
    const { here, there, link, seats, book } = await besideLink();
    expect(await seats()).toBe(0);
    // So many at once that no connection is missing later.
    const { kysely } = here.database.read;
    const read = () => kysely.selectFrom('slots').select('id').execute();
    await Promise.all(Array.from({ length: 200 }, read));
    link.become('full');
    // Of which both have one; the other's comes back.
    await query(
      there.config.databaseUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query IN ('LISTEN mentor_slots', 'SELECT 1')`,
    );
    await expect.poll(() => here.database.vitals.hearing()).toBe(false);
    for (let taken = 1; taken <= 10; taken += 1) {
      await book(taken);
      expect([await seats(), await seats()]).toEqual([taken, taken]);
    }
    link.become('open');
    await untilReady(here);
    await book(11);
    expect(await seats()).toBe(11);
  });
});

describe('when every connection is cut', () => {
  test('subscribers get fresh snapshots; who is signed in is asked to come back', async () => {
    const service = await startService();
    const slot = await service.publish('ada');
    const subscriber = await connectFeed(service.url);
    await subscriber.subscribe('ada', 'bo');
    const person = await connectFeed(service.url);
    await person.authenticate(service.token('dee', 'student'));
    await rename(service.config.databaseUrl, 'Ada Lovelace');
    await cutAll(service.config.databaseUrl);
    const snapshots = [await subscriber.next('snapshot'), await subscriber.next('snapshot')];
    expect(snapshots).toMatchObject([
      { alumniId: 'ada', slots: [{ id: slot.id, alumniName: 'Ada Lovelace' }] },
      { alumniId: 'bo', slots: [] },
    ]);
    expect((await person.closed).code).toBe(1012);
    await service.book('dee', slot.id);
    expect(await subscriber.next('slot_updated')).toMatchObject({ slot: { id: slot.id, seatsTaken: 1 } });
  });

  test('a request is answered or told 503 with Retry-After, and nothing is half-made', async () => {
    const service = await startService();
    const slot = await service.publish('ada', 24, { maxParticipants: 500 });
    const booked = new Set<string>();
    let stop = false;
    const student = async (id: number) => {
      for (let count = 0; !stop; count += 1) {
        const answer = await service.book(`student ${id} ${count}`, slot.id);
        if (answer.status === 201) booked.add(answer.body.id);
        else if (answer.status !== 409) {
          expectProblem(answer as never, 503, 'unavailable');
          expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        }
      }
    };
    const students = Promise.all(Array.from({ length: 8 }, (_, id) => student(id)));
    for (let cut = 0; cut < 8; cut += 1) {
      const before = booked.size;
      await expect.poll(() => booked.size).toBeGreaterThan(before);
      await cutAll(service.config.databaseUrl);
    }
    stop = true;
    await students;
    await untilReady(service);
    const { kysely } = service.database.read;
    const bookings = await kysely.selectFrom('bookings').select('id').execute();
    const kept = new Set(bookings.map(({ id }) => id));
    expect([...booked].filter((id) => !kept.has(id))).toEqual([]);
    const after = await service.call<SlotView>('GET', `/api/slots/${slot.id}`);
    expect(after.body.seatsTaken).toBe(kept.size);
  });

  test('and the database is away for longer: 503, alive, and ready again when it is back', async () => {
    const service = await startService();
    const slot = await service.publish('ada');
    const { url, name, lock } = await doorOf(service);
    await lock(false);
    await query(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    expectProblem(await service.call('GET', `/api/slots/${slot.id}`), 503, 'unavailable');
    expectProblem((await service.book('dee', slot.id)) as never, 503, 'unavailable');
    expect((await service.call('GET', '/readyz')).status).toBe(503);
    expect((await service.call('GET', '/livez')).status).toBe(200);
    await lock(true);
    expect((await service.book('dee', slot.id)).status).toBe(201);
    await untilReady(service);
  });
});

/** A process that listens again a moment later says so then. */
const untilReady = (service: TestService) =>
  expect.poll(async () => (await service.call('GET', '/readyz')).status).toBe(200);

/** Lets nobody into the service's database, or everybody again. */
async function doorOf(service: TestService) {
  const own = new URL(service.config.databaseUrl);
  const name = own.pathname.slice(1);
  own.pathname = '/postgres';
  const url = own.href;
  const lock = (allow: boolean) => query(url, `ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allow}`);
  return { url, name, lock };
}

describe('two processes on one database', () => {
  beforeAll(buildService);

  async function startTwo(): Promise<[ServiceProcess, ServiceProcess]> {
    const fresh = await freshDatabase();
    const env = { ...serviceEnvironment(''), DATABASE_URL: fresh.url };
    const processes: [ServiceProcess, ServiceProcess] = [startProcess(env), startProcess(env)];
    onTestFinished(async () => {
      for (const { child } of processes) child.kill('SIGKILL');
      await Promise.all(processes.map(({ exited }) => exited));
      await fresh.drop();
    });
    return processes;
  }

  async function post<Body>(url: string, path: string, sub: string, role: string, body: unknown) {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${signToken({ sub, role })}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Body & { code?: string } };
  }

  test('sell ten seats to 200 students once, and a page at either sees every seat go', async () => {
    const processes = await startTwo();
    const [one, other] = [await processes[0].url, await processes[1].url];
    const subscriber = await connectFeed(other);
    await subscriber.subscribe('ada');
    const time = wallTime(Date.now() + 86_400_000);
    const slot = await post<SlotView>(one, '/api/slots', 'ada', 'alumni', { ...time, maxParticipants: 10 });
    expect((await subscriber.next('slot_created')).slot.id).toBe(slot.body.id);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        post<Booking>(index % 2 === 0 ? one : other, '/api/slots/book', `student ${index}`, 'student', {
          slotId: slot.body.id,
        }),
      ),
    );
    const tally = answers.map(({ status, body }) => (status === 201 ? '201' : `${status} ${body.code}`));
    expect(tally.filter((kind) => kind === '201')).toHaveLength(10);
    expect(tally.filter((kind) => kind === '409 slot_full')).toHaveLength(190);
    const seen: number[] = [];
    while (seen.at(-1) !== 10) seen.push((await subscriber.next('slot_updated')).slot.seatsTaken);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('tell a person of their booking wherever they are, and stop in order', async () => {
    const processes = await startTwo();
    const [one, other] = [await processes[0].url, await processes[1].url];
    const student = await connectFeed(other);
    await student.authenticate(signToken({ sub: 'dee', role: 'student' }));
    const slot = await post<SlotView>(one, '/api/slots', 'ada', 'alumni', wallTime(Date.now() + 86_400_000));
    const { body } = await post<Booking>(one, '/api/slots/book', 'dee', 'student', { slotId: slot.body.id });
    expect((await student.next('booking_updated')).booking.id).toBe(body.id);
    for (const { child, exited, stderr } of processes) {
      child.kill('SIGTERM');
      expect([await exited, stderr()]).toEqual([{ code: 0, signal: null }, '']);
    }
    expect((await student.closed).code).toBe(1012);
  });
});
