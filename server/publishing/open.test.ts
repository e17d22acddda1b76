/** `GET /api/slots/open`: which sessions it has and in which order, page by page. What words find is in open-words.test.ts. */
import type { SlotList, SlotView } from '@mentor-slots/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';

async function open(service: TestService, query = ''): Promise<SlotList> {
  const { status, body } = await service.call<SlotList>('GET', `/api/slots/open${query}`);
  expect(status).toBe(200);
  return body;
}
const idsOf = ({ slots }: SlotList) => slots.map(({ id }) => id);

test('everybody’s sessions, soonest first, in the form that everyone sees, whoever asks', async () => {
  const service = await startService({ now });
  const late = await service.publish('ada', 48, { meetingUrl: 'https://meet.example.edu/ada' });
  const soon = await service.publish('grace', 24);
  const middle = await service.publish('ada', 36);
  await service.book('sam', late.id);
  const path = '/api/slots/open';
  for (const token of [
    undefined,
    service.token('sam', 'student'),
    service.token('ada', ['alumni', 'admin']),
  ]) {
    const { body } = await service.call<SlotList>('GET', path, token === undefined ? {} : { token });
    expect(idsOf(body)).toEqual([soon.id, middle.id]);
    expect(body).not.toHaveProperty('nextCursor');
    for (const slot of body.slots) {
      const { body: alone } = await service.call<SlotView>('GET', `/api/slots/${slot.id}`);
      expect(slot).toEqual(alone);
    }
  }
});

test('only what anybody can book now: it follows seats, the clock and whoever calls off', async () => {
  const service = await startService({
    now,
    env: { BOOKING_CUTOFF: '60m', HEAD_START: 'final-year=24h', JWT_COHORT_CLAIM: 'c' },
  });
  const one = await service.publish('ada', 24);
  const opening = await service.publish('grace', 48, { opensAt: '2026-11-25T12:00:00.000Z' });
  const two = await service.publish('grace', 72, { maxParticipants: 2 });
  expect(idsOf(await open(service))).toEqual([one.id, two.id]);
  const booked = await service.book('sam', one.id);
  await service.book('sam', two.id);
  expect(idsOf(await open(service))).toEqual([two.id]);
  const owner = { token: service.token('ada', 'alumni') };
  await service.call('PATCH', `/api/slots/${one.id}`, { ...owner, body: { maxParticipants: 2 } });
  expect(idsOf(await open(service))).toEqual([one.id, two.id]);
  await service.book('kim', one.id);
  const waiter = { token: service.token('lee', 'student'), body: { slotId: one.id } };
  expect((await service.call('POST', '/api/slots/waitlist', waiter)).status).toBe(201);
  const token = service.token('sam', 'student');
  await service.call('POST', '/api/slots/cancel', { token, body: { bookingId: booked.body.id } });
  // The seat that came free is the waiter's.
  expect(idsOf(await open(service))).toEqual([two.id]);
  await service.call('PATCH', `/api/slots/${one.id}`, { ...owner, body: { maxParticipants: 9 } });
  service.clock.now = Date.parse('2026-11-25T08:59:59.999Z');
  expect(idsOf(await open(service))).toEqual([one.id, two.id]);
  service.clock.now = Date.parse('2026-11-25T09:00:00.000Z');
  expect(idsOf(await open(service))).toEqual([two.id]);
  service.clock.now = Date.parse('2026-11-25T11:59:59.999Z');
  expect(idsOf(await open(service))).toEqual([two.id]);
  service.clock.now = Date.parse('2026-11-25T12:00:00.000Z');
  expect(idsOf(await open(service))).toEqual([opening.id, two.id]);
  const grace = { token: service.token('grace', 'alumni') };
  await service.call('DELETE', `/api/slots/${two.id}`, grace);
  await service.call('DELETE', `/api/slots/${opening.id}`, grace);
  expect(idsOf(await open(service))).toEqual([]);
});

test('a session that moves is where it is now', async () => {
  const service = await startService({ now });
  const first = await service.publish('ada', 24, { description: 'career' });
  const second = await service.publish('ada', 48, { description: 'career' });
  const token = service.token('ada', 'alumni');
  await service.call('PATCH', `/api/slots/${first.id}`, { token, body: { date: '2026-11-28' } });
  expect(idsOf(await open(service))).toEqual([second.id, first.id]);
  expect(idsOf(await open(service, '?q=career'))).toEqual([second.id, first.id]);
});

test('from and to are the dates of the session, or instants', async () => {
  const service = await startService({ now });
  const zones = ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago'];
  const slots: SlotView[] = [];
  for (const [index, timeZone] of zones.entries())
    for (const date of ['2026-11-26', '2026-11-27', '2026-11-28'])
      slots.push(
        await service.publish(`a${index}`, 24, { date, startTime: '09:00', endTime: '10:00', timeZone }),
      );
  const those = (wanted: (slot: SlotView) => boolean) =>
    slots
      .filter(wanted)
      .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
      .map(({ id }) => id);
  expect(idsOf(await open(service, '?from=2026-11-27&to=2026-11-27'))).toEqual(
    those(({ date }) => date === '2026-11-27'),
  );
  expect(idsOf(await open(service, '?from=2026-11-28'))).toEqual(those(({ date }) => date >= '2026-11-28'));
  const at = '2026-11-27T09:30:00.000Z';
  expect(idsOf(await open(service, `?from=${at}`))).toEqual(those(({ endsAt }) => endsAt > at));
  expect(idsOf(await open(service, `?to=${at}`))).toEqual(those(({ startsAt }) => startsAt < at));
  expect(idsOf(await open(service, '?from=9999-12-31'))).toEqual([]);
  expect(idsOf(await open(service, '?to=0001-01-01'))).toEqual([]);
});

test('page by page through thousands, each once, also of one minute and while others are booked', async () => {
  const service = await startService({ now });
  const all: string[] = [];
  for (let alumnus = 0; alumnus < 9; alumnus += 1) {
    const token = service.token(`alumnus ${alumnus}`, 'alumni');
    for (const startTime of ['09:00', '10:00', '11:00']) {
      const body = {
        ...{ date: '2026-11-25', startTime, endTime: startTime.replace(':00', ':30'), timeZone: 'UTC' },
        ...{ description: alumnus % 3 === 0 ? 'Interviews' : 'Careers', repeat: { every: 'day', count: 60 } },
      };
      const { body: series } = await service.call<{ slots: SlotView[] }>('POST', '/api/slots', {
        token,
        body,
      });
      all.push(...series.slots.map(({ id }) => id));
    }
  }
  // Six are booked on the way, the last of each page that another one follows.
  for (const [words, count] of [
    ['', 1620],
    ['&q=inter', 540],
    ['&q=inter+alu', 534],
    ['&q=alu', 1614],
  ] as const) {
    // An engine that counts what it has may look words up in another way.
    if (words === '&q=alu')
      await service.database.write(({ kysely }) => sql`ANALYZE slot_words`.execute(kysely));
    const seen: SlotView[] = [];
    let pages = 0;
    for (let cursor: string | undefined = ''; cursor !== undefined; pages += 1) {
      const list: SlotList = await open(service, `?limit=100${words}${cursor && `&cursor=${cursor}`}`);
      seen.push(...list.slots);
      // What is gone meanwhile, and the place where the page ended is as good as before.
      const last = list.slots.at(-1);
      if (last !== undefined && words === '&q=inter') await service.book('sam', last.id);
      cursor = list.nextCursor;
    }
    expect([words, seen.length, new Set(seen.map(({ id }) => id)).size]).toEqual([words, count, count]);
    expect(seen.map(({ startsAt }) => startsAt)).toEqual(seen.map(({ startsAt }) => startsAt).sort());
    if (words === '') expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(all));
    expect(pages).toBe(Math.ceil(count / 100));
    if (words === '&q=inter') expect((await open(service, '?limit=100&q=inter')).slots.length).toBe(100);
  }
});

test('what is asked wrongly is refused', async () => {
  const service = await startService({ now });
  for (const [query, field] of [
    ['limit=101', 'limit'],
    ['limit=0', 'limit'],
    ['limit=x', 'limit'],
    ['from=yesterday', 'from'],
    ['cursor=x', 'cursor'],
    [`cursor=${Buffer.from('9007199254740993').toString('base64url')}`, 'cursor'],
    ['q=a%00b', 'q'],
    [`q=${'a'.repeat(201)}`, 'q'],
    ['q=a&q=b', 'q'],
  ]) {
    const { status, body } = await service.call('GET', `/api/slots/open?${query}`);
    expect([query, status, body.code, body.field]).toEqual([query, 400, 'invalid_request', field]);
  }
  expect((await service.call('GET', `/api/slots/open?q=${'%F0%9F%8E%A8'.repeat(200)}`)).status).toBe(200);
});

test('without a token only where reading is public, and 304 where nothing changed', async () => {
  const closed = await startService({ now, env: { PUBLIC_READ: 'false' } });
  expect((await closed.call('GET', '/api/slots/open')).status).toBe(401);
  const token = closed.token('sam', 'student');
  const first = await closed.call('GET', '/api/slots/open', { token });
  expect([first.status, first.body]).toEqual([200, { slots: [] }]);
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect((await closed.call('GET', '/api/slots/open', { token, headers })).status).toBe(304);
  await closed.publish('ada');
  expect((await closed.call('GET', '/api/slots/open', { token, headers })).status).toBe(200);
});
