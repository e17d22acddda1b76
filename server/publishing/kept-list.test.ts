/** A list that is kept answers as one that is read: `?limit=500` asks for the same and is always read. */
import type { Booking, SlotList } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { erasePerson } from '../people/erasure.ts';
import { existing } from '../testing/fresh-database.ts';
import { startService, type TestService, wallTime } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const hour = 3_600_000;
const path = '/api/slots/alumni/ada';

const list = (service: TestService, token?: string, headers: Record<string, string> = {}) =>
  service.call<SlotList>('GET', path, { headers, ...(token !== undefined && { token }) });

/** The list as everybody sees it, asked twice, so that the second is kept, and the same as one that is read. */
async function seen(service: TestService): Promise<SlotList['slots']> {
  const first = await list(service);
  const second = await list(service);
  const read = await service.call<SlotList>('GET', `${path}?limit=500`);
  expect(first.body).toEqual(read.body);
  expect(second.body).toEqual(read.body);
  expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  return read.body.slots;
}

/** The same database, seen from another process's side. */
const beside = (service: TestService) => startService({ now, fresh: existing(service.config.databaseUrl) });

test('whatever changes is in the next answer', async () => {
  const service = await startService({ now });
  const ada = service.token('ada', 'alumni');
  const call = (method: string, to: string, token: string, body?: unknown) =>
    service.call(method, to, { token, ...(body !== undefined && { body }) });
  const sam = service.token('sam', 'student');
  const tia = service.token('tia', 'student');
  expect(await seen(service)).toEqual([]);

  const slot = await service.publish('ada', 24, { requiresApproval: true });
  expect(await seen(service)).toMatchObject([{ status: 'available', seatsLeft: 1 }]);
  const { body: booking } = await service.book('sam', slot.id);
  expect(await seen(service)).toMatchObject([{ status: 'full', seatsTaken: 1 }]);
  await call('POST', `/api/slots/${slot.id}/bookings/${booking.id}/confirm`, ada);
  const [confirmed] = await seen(service);
  expect(confirmed).toMatchObject({ seatsTaken: 1 });
  await call('POST', '/api/slots/waitlist', tia, { slotId: slot.id });
  expect(await seen(service)).toMatchObject([{ waiting: 1 }]);
  await call('POST', '/api/slots/cancel', sam, { slotId: slot.id });
  expect(await seen(service)).toMatchObject([{ waiting: 0, seatsTaken: 1 }]);
  await call('PATCH', `/api/slots/${slot.id}`, ada, { description: 'Ünïcode — 日本', maxParticipants: 3 });
  expect(await seen(service)).toMatchObject([{ description: 'Ünïcode — 日本', seatsLeft: 2 }]);
  service.clock.now += 1_000;
  await call('GET', '/api/slots/my-slots', service.token('ada', 'alumni', { name: 'Ada L.' }));
  // Reading does not wait for the name to be recorded; writing does.
  await call('POST', '/api/slots/cancel', service.token('ada', 'alumni', { name: 'Ada L.' }), {
    slotId: 'x',
  });
  expect(await seen(service)).toMatchObject([{ alumniName: 'Ada L.' }]);

  const off = await service.publish('ada', 30);
  await service.book('sam', off.id);
  expect(await seen(service)).toHaveLength(2);
  await call('DELETE', `/api/slots/${off.id}`, ada);
  expect(await seen(service)).toHaveLength(1);
  const erased = { clock: () => service.clock.now, rules: service.config.rules };
  await service.database.write((tx) => erasePerson(tx, erased, 'tia'));
  expect(await seen(service)).toMatchObject([{ seatsTaken: 0 }]);
  await service.database.write((tx) => erasePerson(tx, erased, 'ada'));
  expect(await seen(service)).toEqual([]);
});

test('whoever is erased while their session runs has none any more', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 1);
  service.clock.now = Date.parse(slot.startsAt) + 60_000;
  expect(await seen(service)).toHaveLength(1);
  const deps = { clock: () => service.clock.now, rules: service.config.rules };
  await service.database.write((tx) => erasePerson(tx, deps, 'ada'));
  expect(await seen(service)).toEqual([]);
});

test('what another process has committed is in the next answer here', async () => {
  const here = await startService({ now });
  const there = await beside(here);
  const slot = await here.publish('ada', 24, { maxParticipants: 40 });
  for (let seats = 1; seats <= 40; seats += 1) {
    const { body: before } = await list(here);
    expect(before.slots[0]?.seatsTaken).toBe(seats - 1);
    expect((await there.book(`student-${seats}`, slot.id)).status).toBe(201);
    const answers = await Promise.all([list(here), list(here), list(here)]);
    expect(answers.map(({ body }) => body.slots[0]?.seatsTaken)).toEqual([seats, seats, seats]);
  }
});

test('what many do at once is in the answer to each who did it', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 60 });
  const seatsSeen = Array.from({ length: 60 }, async (_, index) => {
    const booked = await service.book(`student-${index}`, slot.id);
    const { body } = await list(service, service.token(`other-${index}`, 'student'));
    return [(body.slots[0]?.version ?? 0) >= booked.body.slot.version, booked.status];
  });
  expect(await Promise.all(seatsSeen)).toEqual(Array(60).fill([true, 201]));
});

test('a session leaves the list in the moment in which it ends, and is there again where the clock steps back', async () => {
  const service = await startService({ now });
  const first = await service.publish('ada', 1);
  const second = await service.publish('ada', 2);
  const ids = async () => (await seen(service)).map(({ id }) => id);
  expect(await ids()).toEqual([first.id, second.id]);
  service.clock.now = Date.parse(first.endsAt) - 1;
  expect(await ids()).toEqual([first.id, second.id]);
  service.clock.now += 1;
  expect(await ids()).toEqual([second.id]);
  service.clock.now -= 1;
  expect(await ids()).toEqual([first.id, second.id]);
  service.clock.now = Date.parse(second.endsAt);
  expect(await ids()).toEqual([]);
});

test('who opens and who closes booking by the clock is told so, though nothing was written', async () => {
  const service = await startService({ now });
  const opensAt = new Date(service.clock.now + hour).toISOString();
  const slot = await service.publish('ada', 24, { opensAt });
  expect(await seen(service)).toMatchObject([{ opensAt, status: 'available' }]);
  expect((await service.book('sam', slot.id)).status).toBe(409);
  service.clock.now += hour;
  expect((await service.book('sam', slot.id)).status).toBe(201);
  expect(await seen(service)).toMatchObject([{ status: 'full' }]);
});

test('the place is for whoever is confirmed, the roster for the owner and the office, whoever asked before', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, {
    maxParticipants: 3,
    meetingUrl: 'https://meet.example.edu/secret',
  });
  const { body: booking } = await service.book('sam', slot.id, 'My own words');
  const secrets = async (token?: string) => {
    const { body } = await list(service, token);
    const text = JSON.stringify(body);
    return [/secret/.test(text), /My own words/.test(text), /"sam/.test(text)];
  };
  const sam = service.token('sam', 'student');
  const others = [undefined, service.token('tia', 'student'), service.token('grace', 'alumni')];
  const managers = [service.token('ada', 'alumni'), service.token('root', 'admin')];
  for (let again = 0; again < 3; again += 1) {
    for (const token of others) expect(await secrets(token)).toEqual([false, false, false]);
    expect(await secrets(sam)).toEqual([true, false, false]);
    for (const token of managers) expect(await secrets(token)).toEqual([true, true, true]);
  }
  // Known to see what everybody sees, until they are confirmed; and the other way round.
  await service.book('tia', slot.id);
  expect(await secrets(others[1])).toEqual([true, false, false]);
  const cancel = { token: sam, body: { bookingId: (booking as Booking).id } };
  await service.call('POST', '/api/slots/cancel', cancel);
  expect(await secrets(sam)).toEqual([false, false, false]);
  expect(await secrets()).toEqual([false, false, false]);
});

test('a confirmation alone shows the place to who was kept out before', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, {
    requiresApproval: true,
    meetingUrl: 'https://meet.example.edu/secret',
  });
  const { body: booking } = await service.book('sam', slot.id);
  const placeOf = async () =>
    (await list(service, service.token('sam', 'student'))).body.slots[0]?.meetingUrl;
  expect([await placeOf(), await placeOf()]).toEqual([undefined, undefined]);
  const ada = service.token('ada', 'alumni');
  await service.call('POST', `/api/slots/${slot.id}/bookings/${booking.id}/confirm`, { token: ada });
  expect(await placeOf()).toBe('https://meet.example.edu/secret');
});

test('a tag holds until something changes', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 2 });
  const tag = (await list(service)).headers.get('etag') ?? '';
  for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const answer = await list(service, undefined, { 'if-none-match': held });
    expect([answer.status, answer.body, answer.headers.get('etag')]).toEqual([304, '', tag]);
    expect(answer.headers.get('vary')).toBe('Origin, Authorization');
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  }
  await service.book('sam', slot.id);
  const answer = await list(service, undefined, { 'if-none-match': tag });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('etag')).not.toBe(tag);
  const head = await service.call('HEAD', path);
  expect([head.status, head.headers.get('etag')]).toEqual([200, answer.headers.get('etag')]);
});

test('PUBLIC_READ=false: no list without a token, though it is kept', async () => {
  const service = await startService({ now, env: { PUBLIC_READ: 'false' } });
  await service.publish('ada', 24);
  const sam = service.token('sam', 'student');
  expect([(await list(service, sam)).status, (await list(service, sam)).status]).toEqual([200, 200]);
  expect((await list(service)).status).toBe(401);
});

test('of more than a page the next page is told', async () => {
  const service = await startService({ now });
  for (let series = 0; series < 9; series += 1) {
    await service.call('POST', '/api/slots', {
      token: service.token('ada', 'alumni'),
      body: {
        ...wallTime(service.clock.now + 24 * hour),
        startTime: `${String(series + 8).padStart(2, '0')}:00`,
        endTime: `${String(series + 8).padStart(2, '0')}:30`,
        repeat: { every: 'day', count: 60 },
      },
    });
  }
  expect(await seen(service)).toHaveLength(500);
  const { body } = await list(service);
  const rest = await service.call<SlotList>('GET', `${path}?cursor=${body.nextCursor}`);
  expect(rest.body.slots).toHaveLength(40);
});
