import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { connectFeed } from '../testing/feed-client.ts';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const onPostgres = process.env.TEST_DATABASE === 'postgres';

type Service = Awaited<ReturnType<typeof startService>>;

/** One sample of /metrics, by its name and labels as Prometheus writes them; 0 where it is not there (yet). */
async function sample(service: Service, name: string): Promise<number> {
  const { body } = await service.call<string>('GET', '/metrics');
  const line = body.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1).replace('Nan', 'NaN'));
}

test('requests to book are counted by what became of them', async () => {
  const service = await startService();
  const slot = await service.publish('ada', 30, { maxParticipants: 1 });
  const book = (who: string) =>
    service.call('POST', '/api/slots/book', {
      token: service.token(who, 'student'),
      body: { slotId: slot.id },
    });
  await book('mira');
  await book('mira');
  await book('tom');
  expect(await sample(service, 'mentor_slots_bookings_total{outcome="confirmed"}')).toBe(1);
  expect(await sample(service, 'mentor_slots_bookings_total{outcome="again"}')).toBe(1);
  expect(await sample(service, 'mentor_slots_bookings_total{outcome="slot_full"}')).toBe(1);
  expect(await sample(service, 'mentor_slots_refusals_total{code="slot_full"}')).toBe(1);
});

test('commits are counted with the units that they made durable', async () => {
  const service = await startService();
  const before = await sample(service, 'mentor_slots_commit_units_sum');
  await service.publish('ada', 30);
  await service.publish('ada', 130);
  expect(await sample(service, 'mentor_slots_commit_units_sum')).toBeGreaterThanOrEqual(before + 2);
  expect(await sample(service, 'mentor_slots_commit_seconds_count')).toBeGreaterThan(0);
  expect(await sample(service, 'mentor_slots_waiting_units')).toBe(0);
  expect(await sample(service, 'mentor_slots_hears_changes')).toBe(1);
});

test('what becomes of those who wait is counted, and how many wait', async () => {
  const service = await startService({ dueMs: 3_600_000 });
  const { wait, cancel, settleDue } = queueing(service);
  const near = await service.publish('ada', 6);
  const far = await service.publish('bo', 30);
  for (const { id } of [near, far]) {
    await service.book(`holder of ${id}`, id);
    await wait('mira', id);
    await wait('tom', id);
  }
  expect(await sample(service, 'mentor_slots_queues')).toBe(2);
  expect(await sample(service, 'mentor_slots_waitlisted')).toBe(4);
  expect(await sample(service, 'mentor_slots_longest_queue')).toBe(2);
  for (const { id } of [near, far]) await cancel(`holder of ${id}`, id);
  service.clock.now += 1_800_000;
  await settleDue();
  const changes = (change: string) =>
    sample(service, `mentor_slots_booking_changes_total{change="${change}"}`);
  expect(await changes('booking_created')).toBe(2);
  expect(await changes('booking_waitlisted')).toBe(4);
  expect(await changes('student')).toBe(2);
  expect(await changes('booking_promoted')).toBe(1);
  expect(await changes('booking_offered')).toBe(2);
  expect(await changes('offer_lapsed')).toBe(1);
  // A refused one never happened.
  expect((await service.book('holder', far.id)).status).toBe(409);
  expect(await changes('booking_created')).toBe(2);
});

test('sockets, frames and closings of the feed are counted', async () => {
  const service = await startService();
  const client = await connectFeed(service.url);
  await client.next('hello');
  client.send({ type: 'subscribe', alumniIds: ['ada'] });
  await client.next('snapshot');
  expect(await sample(service, 'mentor_slots_sockets')).toBe(1);
  expect(await sample(service, 'mentor_slots_frames_total{direction="in"}')).toBe(1);
  expect(await sample(service, 'mentor_slots_frames_total{direction="out"}')).toBeGreaterThanOrEqual(2);
  client.socket.close();
  await expect.poll(() => sample(service, 'mentor_slots_sockets')).toBe(0);
  expect(await sample(service, 'mentor_slots_socket_closings_total{code="1005"}')).toBe(1);
});

test('the room that the database takes and has, its connections and the limit of the heap are told', async () => {
  const service = await startService();
  await service.publish('ada', 30);
  const told = (name: string) => sample(service, `mentor_slots_${name}`);
  expect(await told('database_bytes')).toBeGreaterThan(100_000);
  expect(await told('wal_bytes')).toBeGreaterThan(0);
  expect(await told('heap_limit_bytes')).toBeGreaterThan(
    await sample(service, 'nodejs_heap_size_used_bytes'),
  );
  if (!onPostgres) {
    const free = await told('disk_free_bytes');
    const { bavail, bsize } = await statfs(dirname(service.config.databaseUrl.slice('sqlite:'.length)));
    expect(Math.abs(free - bavail * bsize)).toBeLessThan(2 ** 30);
    return;
  }
  // The disk is the server's, which does not tell.
  expect(await told('disk_free_bytes')).toBe(Number.NaN);
  expect(await told('connections_most{pool="write"}')).toBe(8);
  expect(await told('connections_waiting{pool="read"}')).toBe(0);
  let leave = () => {};
  const held = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const unit = service.database.write(async (tx) => {
    await tx.kysely.selectFrom('people').select('id').execute();
    await held;
  });
  await expect.poll(() => told('connections_used{pool="write"}')).toBeGreaterThan(0);
  leave();
  await unit;
  await expect.poll(() => told('connections_used{pool="write"}')).toBe(0);
});

test('of a database that does not answer, the figures are left out before anybody is tired of waiting', async () => {
  const never = () => new Promise<never>(() => {});
  const service = await startService({
    around: (database) => ({
      ...database,
      read: new Proxy(database.read, {
        get: (read, key) => (key === 'run' ? never : Reflect.get(read, key)),
      }),
      vitals: { ...database.vitals, room: never },
    }),
  });
  // Twice: who comes while others wait waits no longer for it.
  for (const _ of [1, 2]) {
    const answer = await fetch(`${service.url}/metrics`, { signal: AbortSignal.timeout(6_000) });
    const told = await answer.text();
    expect(told).toMatch(/^mentor_slots_queues Nan$/im);
    expect(told).toMatch(/^mentor_slots_database_bytes Nan$/im);
    expect(told).toMatch(/^mentor_slots_hears_changes 1$/m);
  }
}, 20_000);

test('the room that recordings have is told where there are any', async () => {
  const mediaDir = temporaryFolder();
  const service = await startService({ env: { MEDIA_DIR: mediaDir } });
  expect(await sample(service, 'mentor_slots_recordings_disk_free_bytes')).toBeGreaterThan(0);
  const without = await startService();
  expect(await sample(without, 'mentor_slots_recordings_disk_free_bytes')).toBe(Number.NaN);
});

test('no sample carries an id, a name, a token or an address', async () => {
  const service = await startService();
  const slot = await service.publish('ada-secret', 30, { description: 'Private words' });
  const token = service.token('mira-secret', 'student', { name: 'Mira Hidden' });
  await service.call('POST', '/api/slots/book', { token, body: { slotId: slot.id, note: 'a note' } });
  const { body } = await service.call<string>('GET', '/metrics');
  for (const secret of [
    slot.id,
    'ada-secret',
    'mira-secret',
    'Mira Hidden',
    'Private',
    'a note',
    token,
    '127.0.0.1',
  ])
    expect(body).not.toContain(secret);
});
