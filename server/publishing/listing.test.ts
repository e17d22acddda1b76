import type { SlotList, SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
let shared: TestService;

/** For tests that leave nothing behind: a service takes longer to start than a request to be refused. */
beforeAll(async () => {
  shared = await startService({ now, shared: true });
  return shared.close;
});
const hour = 3_600_000;

function list(service: TestService, query = '', token?: string) {
  return service.call<SlotList>('GET', `/api/slots/alumni/ada${query}`, token === undefined ? {} : { token });
}

function listMine(service: TestService, query = '') {
  return service.call<SlotList>('GET', `/api/slots/my-slots${query}`, {
    token: service.token('ada', 'alumni'),
  });
}

function ids(answer: { body: SlotList }): string[] {
  return answer.body.slots.map((slot) => slot.id);
}

test('upcoming and running slots of one alumnus, soonest first, until the end of each', async () => {
  const service = await startService({ now });
  const later = await service.publish('ada', 30);
  const soon = await service.publish('ada', 1);
  await service.publish('grace', 2);
  expect(ids(await list(service))).toEqual([soon.id, later.id]);

  service.clock.now = Date.parse(soon.startsAt) + 60_000;
  expect(ids(await list(service))).toEqual([soon.id, later.id]);
  service.clock.now = Date.parse(soon.endsAt) - 1;
  expect(ids(await list(service))).toEqual([soon.id, later.id]);
  service.clock.now = Date.parse(soon.endsAt);
  expect(ids(await list(service))).toEqual([later.id]);
});

test('status follows the clock and the seats: available, full, completed', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 1);
  const status = async () => (await service.call('GET', `/api/slots/${slot.id}`)).body.status;
  expect(await status()).toBe('available');
  await service.book('sam', slot.id);
  expect(await status()).toBe('full');
  service.clock.now = Date.parse(slot.endsAt) - 1;
  expect(await status()).toBe('full');
  service.clock.now += 1;
  expect(await status()).toBe('completed');
});

test('an alumnus whom nobody knows has no slots', async () => {
  const service = shared;
  const answer = await service.call('GET', '/api/slots/alumni/nobody%2Fat%20all');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ slots: [] });
});

test('ids of alumni may hold anything that a URL can carry', async () => {
  const service = await startService({ now });
  for (const id of ['a/b', 'ünï @edu', '100%', '🙂'.repeat(64), 'x'.repeat(128)]) {
    const slot = await service.publish(id, 1);
    const answer = await service.call<SlotList>('GET', `/api/slots/alumni/${encodeURIComponent(id)}`);
    expect(ids(answer)).toEqual([slot.id]);
  }
});

test('a slot that does not exist is 404', async () => {
  const service = shared;
  expectProblem(await service.call('GET', '/api/slots/no-such-slot'), 404, 'slot_not_found');
});

test('`from` and `to` as dates take whole days of the slot’s own calendar', async () => {
  const service = await startService({ now });
  const late = { startTime: '23:00', endTime: '00:00', timeZone: 'America/Los_Angeles' };
  const first = await service.publish('ada', 0, { ...late, date: '2026-11-25' });
  const second = await service.publish('ada', 0, { ...late, date: '2026-11-26' });
  expect(ids(await list(service, '?from=2026-11-26'))).toEqual([second.id]);
  expect(ids(await list(service, '?to=2026-11-25'))).toEqual([first.id]);
  expect(ids(await list(service, '?from=2026-11-25&to=2026-11-26'))).toEqual([first.id, second.id]);
  expect(ids(await list(service, '?from=2026-11-27'))).toEqual([]);
});

test('`from` and `to` as instants take what lies or reaches between them', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24);
  const at = (milliseconds: number) => encodeURIComponent(new Date(milliseconds).toISOString());
  const start = Date.parse(slot.startsAt);
  const end = Date.parse(slot.endsAt);
  expect(ids(await list(service, `?from=${at(end - 1)}`))).toEqual([slot.id]);
  expect(ids(await list(service, `?from=${at(end)}`))).toEqual([]);
  expect(ids(await list(service, `?to=${at(start + 1)}`))).toEqual([slot.id]);
  expect(ids(await list(service, `?to=${at(start)}`))).toEqual([]);
  const withOffset = encodeURIComponent('2026-11-25T11:00:00+01:00');
  expect(ids(await list(service, `?from=${withOffset}`))).toEqual([slot.id]);
});

test('the public list never shows the past or what was called off, whatever the range', async () => {
  const service = await startService({ now });
  const past = await service.publish('ada', 1);
  const off = await service.publish('ada', 30);
  await service.book('sam', off.id);
  await service.call('DELETE', `/api/slots/${off.id}`, { token: service.token('ada', 'alumni') });
  service.clock.now = Date.parse(past.endsAt) + hour;
  expect(ids(await list(service, '?from=2026-11-01&to=2027-11-01'))).toEqual([]);
});

test('my-slots shows the caller’s own with rosters; with a range the past and the called off too', async () => {
  const service = await startService({ now });
  const past = await service.publish('ada', 1);
  const next = await service.publish('ada', 24, { maxParticipants: 2 });
  const off = await service.publish('ada', 48);
  await service.publish('grace', 24);
  await service.book('sam', next.id, 'May I bring my CV?');
  await service.book('sam', off.id);
  await service.call('DELETE', `/api/slots/${off.id}`, { token: service.token('ada', 'alumni') });
  service.clock.now = Date.parse(past.endsAt);

  const mine = await listMine(service);
  expect(ids(mine)).toEqual([next.id]);
  expect(mine.body.slots[0]?.bookings).toMatchObject([
    { studentId: 'sam', studentName: 'sam (name)', status: 'confirmed', note: 'May I bring my CV?' },
  ]);
  const all = await listMine(service, '?from=2026-11-01');
  expect(all.body.slots.map(({ id, status }) => [id, status])).toEqual([
    [past.id, 'completed'],
    [next.id, 'available'],
    [off.id, 'cancelled'],
  ]);
  expect(ids(await listMine(service, '?to=2026-11-24'))).toEqual([past.id]);
});

test.each([
  '?from=today',
  '?to=2026-11-24T10:00',
  '?limit=0',
  '?limit=501',
  '?limit=2.5',
  '?limit=x',
  '?cursor=x',
])('%s is refused by name', async (query) => {
  const service = shared;
  const problem = expectProblem(await list(service, query), 400, 'invalid_request');
  expect(problem.field).toBe(query.slice(1).split('=')[0]);
});

test.each(['?page=2', '?from=2026-11-24&from=2026-11-25', '?limit=1&limit=2'])(
  '%s is refused',
  async (query) => {
    const service = shared;
    expectProblem(await list(service, query), 400, 'invalid_request');
  },
);

test('a range by a date that does not exist is 422', async () => {
  const service = shared;
  expectProblem(await list(service, '?from=2026-02-30'), 422, 'nonexistent_date');
  expectProblem(await list(service, '?to=2027-02-31T10:00:00Z'), 422, 'nonexistent_date');
});

test('pages are complete and without doubles, also while slots come and go', async () => {
  const service = await startService({ now });
  const token = service.token('ada', 'alumni');
  const { body } = await service.call<SlotList>('POST', '/api/slots', {
    token,
    body: {
      date: '2026-11-25',
      startTime: '14:00',
      endTime: '15:00',
      repeat: { every: 'day', count: 23 },
    },
  });
  const published = body.slots.map((slot) => slot.id);
  const seen: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page: { body: SlotList } = await list(service, `?limit=5${cursor ? `&cursor=${cursor}` : ''}`);
    expect(page.body.slots.length).toBeLessThanOrEqual(5);
    seen.push(...ids(page));
    cursor = page.body.nextCursor;
    pages++;
    // One before and one after where the reader stands.
    if (pages === 2) await service.call('DELETE', `/api/slots/${published[0]}`, { token });
    if (pages === 2)
      await service.publish('ada', 0, { date: '2026-11-25', startTime: '16:00', endTime: '17:00' });
  } while (cursor !== undefined);
  expect(seen).toEqual(published);
  expect(pages).toBe(5);
});

test('a page that ends exactly with the list has no nextCursor', async () => {
  const service = await startService({ now });
  await service.publish('ada', 1);
  await service.publish('ada', 2);
  expect((await list(service, '?limit=2')).body).not.toHaveProperty('nextCursor');
  expect((await list(service, '?limit=1')).body).toHaveProperty('nextCursor');
});

test('a list and a slot carry a strong ETag, 304 while nothing changed, and a new one after', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24);
  for (const path of ['/api/slots/alumni/ada', `/api/slots/${slot.id}`]) {
    const first = await service.call('GET', path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    for (const header of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const again = await service.call('GET', path, { headers: { 'if-none-match': header } });
      expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    const stale = await service.call('GET', path, { headers: { 'if-none-match': '"other"' } });
    expect(stale.status).toBe(200);
    const head = await service.call('HEAD', path);
    expect(head.headers.get('etag')).toBe(etag);

    await service.book(`sam for ${path}`, slot.id);
    await service.call<SlotView>('PATCH', `/api/slots/${slot.id}`, {
      token: service.token('ada', 'alumni'),
      body: { description: path },
    });
    const changed = await service.call('GET', path, { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  }
});

test('what one caller sees has another tag than what another sees, and shared caches keep out', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { meetingUrl: 'https://meet.example.edu/ada' });
  const path = `/api/slots/${slot.id}`;
  const asPublic = await service.call('GET', path);
  const asOwner = await service.call('GET', path, { token: service.token('ada', 'alumni') });
  expect(asOwner.headers.get('etag')).not.toBe(asPublic.headers.get('etag'));
  expect(asOwner.headers.get('cache-control')).toContain('private');
  expect(asOwner.headers.get('vary')?.toLowerCase()).toContain('authorization');
});
