import type { Series, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const body = { date: '2026-11-25', startTime: '14:00', endTime: '15:00', maxParticipants: 2 };

function create(service: TestService, key: string | undefined, sent: unknown = body, person = 'ada') {
  return service.call<SlotView>('POST', '/api/slots', {
    token: service.token(person, 'alumni'),
    body: sent,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
}

async function slotsOf(service: TestService, person: string): Promise<number> {
  return (await service.call<Series>('GET', `/api/slots/alumni/${person}`)).body.slots.length;
}

test('the same key and body give the first answer again, even after the slot changed', async () => {
  const service = await startService({ now });
  const first = await create(service, 'key-1');
  await service.book('sam', first.body.id);
  const again = await create(service, 'key-1');
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(await slotsOf(service, 'ada')).toBe(1);
});

test('the order of the fields does not matter', async () => {
  const service = await startService({ now });
  const first = await create(service, 'key-1');
  const turned = Object.fromEntries(Object.entries(body).reverse());
  expect((await create(service, 'key-1', turned)).body).toEqual(first.body);
});

test('the same key with another body is 422', async () => {
  const service = await startService({ now });
  await create(service, 'key-1');
  const other = { ...body, startTime: '16:00', endTime: '17:00' };
  expectProblem(await create(service, 'key-1', other), 422, 'idempotency_key_reused');
  expect(await slotsOf(service, 'ada')).toBe(1);
});

test('another key, no key and another person are requests of their own', async () => {
  const service = await startService({ now });
  await create(service, 'key-1');
  expectProblem(await create(service, 'key-2'), 409, 'slot_overlap');
  expectProblem(await create(service, undefined), 409, 'slot_overlap');
  const others = await create(service, 'key-1', body, 'grace');
  expect(others.body).toMatchObject({ alumniId: 'grace' });
  const different = { ...body, startTime: '18:00', endTime: '19:00' };
  expect((await create(service, 'key-1', different, 'mary')).status).toBe(201);
});

test('a series comes back whole', async () => {
  const service = await startService({ now });
  const repeated = { ...body, repeat: { every: 'week', count: 3 } };
  const first = await create(service, 'key-1', repeated);
  const again = await create(service, 'key-1', repeated);
  expect(again.body).toEqual(first.body);
  expect(await slotsOf(service, 'ada')).toBe(3);
});

test('sent twice at once, one slot is made: the other hears 409 or the same answer', async () => {
  const service = await startService({ now });
  const answers = await Promise.all(Array.from({ length: 6 }, () => create(service, 'key-1')));
  const made = answers.filter(({ status }) => status === 201);
  expect(made.length).toBeGreaterThan(0);
  expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1);
  for (const answer of answers) {
    if (answer.status !== 201) {
      expectProblem(answer, 409, 'request_running');
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    }
  }
  expect(await slotsOf(service, 'ada')).toBe(1);
});

test('a refusal is not kept: once its cause is gone the same request succeeds', async () => {
  const service = await startService({ now });
  const inTheWay = await service.publish('ada', 0, body);
  expectProblem(await create(service, 'key-1'), 409, 'slot_overlap');
  await service.call('DELETE', `/api/slots/${inTheWay.id}`, { token: service.token('ada', 'alumni') });
  expect((await create(service, 'key-1')).status).toBe(201);
});

test('an answer is kept for a day', async () => {
  const service = await startService({ now });
  const first = await create(service, 'key-1', { ...body, date: '2026-11-28' });
  service.clock.now += 24 * 3_600_000 - 1;
  expect((await create(service, 'key-1', { ...body, date: '2026-11-28' })).body).toEqual(first.body);
  service.clock.now += 2;
  expectProblem(await create(service, 'key-1', { ...body, date: '2026-11-28' }), 409, 'slot_overlap');
});

test.each(['', 'x'.repeat(256)])('a key must be 1 to 255 characters, not %j', async (key) => {
  const service = await startService({ now });
  expectProblem(await create(service, key), 400, 'invalid_request');
});
