import type { SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const opensAt = '2026-11-25T09:00:00.000Z';
const session = { date: '2026-11-27', startTime: '14:00', endTime: '15:00', timeZone: 'UTC', opensAt };

test('until booking opens everyone sees the session and when, and nobody books or waits', async () => {
  const service = await startService({ now });
  const { wait } = queueing(service);
  const slot = await service.publish('ada', 0, session);
  expect(slot.opensAt).toBe(opensAt);
  expect((await service.call('GET', `/api/slots/${slot.id}`)).body).toMatchObject({
    opensAt,
    status: 'available',
  });
  service.clock.now = Date.parse(opensAt) - 1;
  const problem = expectProblem(await service.book('sam', slot.id), 409, 'booking_not_open');
  expect(problem).toMatchObject({ opensAt });
  expectProblem(await wait('sam', slot.id), 409, 'booking_not_open');
  service.clock.now += 1;
  expect((await service.book('sam', slot.id)).status).toBe(201);
});

test('a cohort with a head start books earlier, and each is told their own instant', async () => {
  const env = { JWT_COHORT_CLAIM: 'portal.cohorts', HEAD_START: 'final-year=24h,first-gen=90m' };
  const service = await startService({ now, env });
  const slot = await service.publish('ada', 0, { ...session, maxParticipants: 5 });
  const book = (who: string, cohorts: unknown) =>
    service.call('POST', '/api/slots/book', {
      token: service.token(who, 'student', { portal: { cohorts } }),
      body: { slotId: slot.id },
    });
  const opensFor = async (cohorts: unknown) =>
    expectProblem(await book('sam', cohorts), 409, 'booking_not_open').opensAt;
  service.clock.now = Date.parse(opensAt) - 24 * 3_600_000 - 1;
  expect(await opensFor('final-year')).toBe('2026-11-24T09:00:00.000Z');
  expect(await opensFor(['others', 'first-gen'])).toBe('2026-11-25T07:30:00.000Z');
  expect(await opensFor(['first-gen', 'final-year'])).toBe('2026-11-24T09:00:00.000Z');
  expect(await opensFor('others')).toBe(opensAt);
  expect(await opensFor({ toString: 'final-year' })).toBe(opensAt);
  service.clock.now += 1;
  expect((await book('kim', ['final-year'])).status).toBe(201);
  expectProblem(await book('lee', ['first-gen']), 409, 'booking_not_open');
});

test('of a series each opens as long before its own start', async () => {
  const service = await startService({ now });
  const { body } = await service.call<{ slots: SlotView[] }>('POST', '/api/slots', {
    token: service.token('ada', 'alumni'),
    body: { ...session, repeat: { every: 'week', count: 3 } },
  });
  expect(body.slots.map((slot) => slot.opensAt)).toEqual([
    opensAt,
    '2026-12-02T09:00:00.000Z',
    '2026-12-09T09:00:00.000Z',
  ]);
  const changed = await service.call<{ slots: SlotView[] }>(
    'PATCH',
    `/api/slots/${body.slots[1]?.id}?scope=following`,
    { token: service.token('ada', 'alumni'), body: { opensAt: '2026-12-04T08:00:00.000Z' } },
  );
  expect(changed.body.slots.map((slot) => slot.opensAt)).toEqual([
    '2026-12-04T08:00:00.000Z',
    '2026-12-11T08:00:00.000Z',
  ]);
  const copied = await service.call<{ slots: SlotView[] }>('POST', '/api/slots/copy', {
    token: service.token('ada', 'alumni'),
    body: { from: '2026-11-27', days: 1, onto: ['2026-11-28'] },
  });
  expect(copied.body.slots[0]?.opensAt).toBe('2026-11-26T09:00:00.000Z');
});

test('null opens it at once, and what is left out stays', async () => {
  const service = await startService({ now });
  const { change } = queueing(service);
  const slot = await service.publish('ada', 0, session);
  expect((await change('ada', slot.id, { description: 'CV' })).body.opensAt).toBe(opensAt);
  expect((await change('ada', slot.id, { opensAt: null })).body.opensAt).toBeNull();
  expect((await service.book('sam', slot.id)).status).toBe(201);
});

test('it opens before the start, at an instant that there is', async () => {
  const service = await startService({ now });
  const { change } = queueing(service);
  const publish = (opensAt: unknown) =>
    service.call('POST', '/api/slots', {
      token: service.token('ada', 'alumni'),
      body: { ...session, opensAt },
    });
  const late = expectProblem(await publish('2026-11-27T14:00:00.000Z'), 422, 'opens_after_start');
  expect(late).toMatchObject({ field: 'opensAt' });
  expectProblem(await publish('2026-02-31T14:00:00.000Z'), 422, 'nonexistent_date');
  for (const bad of ['2026-11-25', 'tomorrow', 5, '2026-11-25T09:00:00Z'])
    expectProblem(await publish(bad), 400, 'invalid_request');
  const slot = await service.publish('ada', 0, session);
  expectProblem(await change('ada', slot.id, { opensAt: slot.startsAt }), 422, 'opens_after_start');
  expectProblem(
    await change('ada', slot.id, { date: '2026-11-25', startTime: '08:00' }),
    422,
    'opens_after_start',
  );
  expect((await change('ada', slot.id, { date: '2026-11-25' })).status).toBe(200);
});

test('opening later takes nothing from who is in it already, and whoever waits still moves up', async () => {
  const service = await startService({ now });
  const { change, wait, cancel, standing } = queueing(service);
  const slot = await service.publish('ada', 0, { ...session, opensAt: null });
  await service.book('sam', slot.id);
  await wait('kim', slot.id);
  await change('ada', slot.id, { opensAt });
  await cancel('sam', slot.id);
  expect(await standing('kim', slot.id)).toBe('confirmed');
});
