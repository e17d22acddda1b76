import type { Preview, Series, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2027-03-01T10:00:00.000Z';
const inLondon = { date: '2027-03-16', startTime: '14:00', endTime: '15:00', timeZone: 'Europe/London' };

function preview(service: TestService, body: unknown, query = '', who = 'ada', role = 'alumni') {
  const token = service.token(who, role);
  return service.call<Preview>('POST', `/api/slots/preview${query}`, { token, body });
}

function create(service: TestService, body: unknown) {
  return service.call<Series>('POST', '/api/slots', { token: service.token('ada', 'alumni'), body });
}

test('a preview tells what publishing then makes, and writes nothing', async () => {
  const service = await startService({ now });
  const body = { ...inLondon, repeat: { every: 'week', count: 4, skip: ['2027-03-23'] } };
  const { status, body: told } = await preview(service, body);
  expect(status).toBe(200);
  expect((await service.call('GET', '/api/slots/alumni/ada')).body).toEqual({ slots: [] });
  const made = (await create(service, body)).body.slots;
  expect(told.dates).toEqual(
    made.map(({ date, startTime, endTime, timeZone, startsAt, endsAt }) => {
      return { date, startTime, endTime, timeZone, startsAt, endsAt, moved: false, clash: null, busy: [] };
    }),
  );
});

test('one date without a repetition, in the zone that publishing would take', async () => {
  const service = await startService({ now, env: { DEFAULT_TIME_ZONE: 'Asia/Tokyo' } });
  const { timeZone: _, ...body } = inLondon;
  expect((await preview(service, body)).body.dates).toMatchObject([
    { timeZone: 'Asia/Tokyo', startsAt: '2027-03-16T05:00:00.000Z' },
  ]);
});

test('a date that a gap moves says so', async () => {
  const service = await startService({ now });
  const night = { ...inLondon, date: '2027-03-27', startTime: '01:30', endTime: '02:15' };
  const { body } = await preview(service, { ...night, repeat: { every: 'day', count: 3 } });
  expect(body.dates.map(({ startTime, endTime, moved }) => [startTime, endTime, moved])).toEqual([
    ['01:30', '02:15', false],
    ['02:30', '03:15', true],
    ['01:30', '02:15', false],
  ]);
});

test('a clash is told with the first session it runs into; touching ends are none', async () => {
  const service = await startService({ now });
  const times = { startTime: '14:30', endTime: '14:45' };
  const other = await service.publish('ada', 0, { ...inLondon, ...times, date: '2027-03-23' });
  await service.publish('ada', 0, { ...inLondon, startTime: '14:45', endTime: '15:30', date: '2027-03-23' });
  await service.publish('ada', 0, { ...inLondon, startTime: '15:00', endTime: '16:00', date: '2027-03-30' });
  await service.publish('grace', 0, inLondon);
  const { status, body } = await preview(service, { ...inLondon, repeat: { every: 'week', count: 3 } });
  expect(status).toBe(200);
  const { date, startTime, endTime, timeZone, startsAt, endsAt } = other;
  expect(body.dates.map(({ clash }) => clash)).toEqual([
    null,
    { slotId: other.id, date, startTime, endTime, timeZone, startsAt, endsAt },
    null,
  ]);
});

test('the slots that are edited are in nobody’s way', async () => {
  const service = await startService({ now });
  const repeat = { every: 'week', count: 3 };
  const { slots } = (await create(service, { ...inLondon, repeat })).body;
  const clashes = async (query: string, who = 'ada', role = 'alumni') => {
    const later = { ...inLondon, startTime: '14:30', endTime: '15:30', repeat };
    const { body } = await preview(service, later, query, who, role);
    return body.dates.map(({ clash }) => clash?.slotId ?? null);
  };
  const [first, second, third] = slots.map((slot: SlotView) => slot.id);
  expect(await clashes('')).toEqual([first, second, third]);
  expect(await clashes(`?slotId=${second}`)).toEqual([first, null, third]);
  expect(await clashes(`?slotId=${second}&scope=following`)).toEqual([first, null, null]);
  expect(await clashes(`?slotId=${second}&scope=series`)).toEqual([null, null, null]);
  expect(await clashes(`?slotId=${second}`, 'root', 'admin')).toEqual([first, null, third]);
  expectProblem(await preview(service, inLondon, `?slotId=${first}`, 'eve'), 403, 'not_yours');
  expectProblem(await preview(service, inLondon, '?slotId=none'), 404, 'slot_not_found');
});

test.each([
  [{ ...inLondon, endTime: '13:00' }, 422, 'end_not_after_start'],
  [{ ...inLondon, date: '2027-02-23' }, 422, 'start_in_past'],
  [{ ...inLondon, date: '2028-06-01' }, 422, 'too_far_ahead'],
  [{ ...inLondon, date: '2027-02-29' }, 422, 'nonexistent_date'],
  [{ ...inLondon, date: '2027-03-28', startTime: '01:30' }, 422, 'nonexistent_time'],
  [{ ...inLondon, repeat: { every: 'week' } }, 422, 'invalid_repeat'],
  [{ ...inLondon, seats: 3 }, 400, 'invalid_request'],
  [{ ...inLondon, meetingUrl: 'https://[' }, 400, 'invalid_request'],
] as const)('what publishing refuses is refused: %j', async (body, status, code) => {
  const service = await startService({ now });
  expectProblem(await preview(service, body), status, code);
  expectProblem(await create(service, body), status, code);
});
