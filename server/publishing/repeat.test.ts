import type { Series, SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2027-03-01T10:00:00.000Z';
let shared: TestService;

/** For tests that leave nothing behind: a service takes longer to start than a request to be refused. */
beforeAll(async () => {
  shared = await startService({ now, shared: true });
  return shared.close;
});
const inLondon = { startTime: '14:00', endTime: '15:00', timeZone: 'Europe/London' };

function create(service: TestService, body: unknown) {
  return service.call<Series>('POST', '/api/slots', { token: service.token('ada', 'alumni'), body });
}

function dates(answer: { body: Series }): string[] {
  return answer.body.slots.map((slot) => slot.date);
}

test('a weekly series keeps its wall time when the clocks change', async () => {
  const service = await startService({ now });
  const answer = await create(service, {
    ...inLondon,
    date: '2027-03-16',
    repeat: { every: 'week', count: 4 },
  });
  expect(answer.status).toBe(201);
  expect(answer.body.slots.map(({ startTime, startsAt }) => [startTime, startsAt])).toEqual([
    ['14:00', '2027-03-16T14:00:00.000Z'],
    ['14:00', '2027-03-23T14:00:00.000Z'],
    ['14:00', '2027-03-30T13:00:00.000Z'],
    ['14:00', '2027-04-06T13:00:00.000Z'],
  ]);
  const series = new Set(answer.body.slots.map((slot) => slot.seriesId));
  expect(series.size).toBe(1);
  expect([...series][0]).toMatch(/\S/);
  expect(new Set(answer.body.slots.map((slot) => slot.id)).size).toBe(4);
});

test.each([
  ['day', { count: 3 }, ['2027-03-16', '2027-03-17', '2027-03-18']],
  ['2 weeks', { count: 3 }, ['2027-03-16', '2027-03-30', '2027-04-13']],
  ['week', { until: '2027-03-30' }, ['2027-03-16', '2027-03-23', '2027-03-30']],
  ['week', { until: '2027-03-29' }, ['2027-03-16', '2027-03-23']],
  ['week', { until: '2027-03-16' }, ['2027-03-16']],
  ['week', { count: 9, until: '2027-03-25' }, ['2027-03-16', '2027-03-23']],
  ['week', { count: 2, until: '2027-12-31' }, ['2027-03-16', '2027-03-23']],
  ['week', { count: 3, skip: ['2027-03-23'] }, ['2027-03-16', '2027-03-30']],
  ['week', { count: 2, skip: ['2027-03-16', '2027-04-01'] }, ['2027-03-23']],
])('every %s with %j makes %j', async (every, ending, expected) => {
  const service = await startService({ now });
  const answer = await create(service, { ...inLondon, date: '2027-03-16', repeat: { every, ...ending } });
  expect(answer.status).toBe(201);
  expect(dates(answer)).toEqual(expected);
});

test.each([
  { every: 'week' },
  { every: 'week', skip: [] },
  { every: 'week', until: '2027-03-15' },
  { every: 'week', count: 2, skip: ['2027-03-16', '2027-03-23'] },
  { every: 'day', until: '2027-05-15' },
])('%j makes no series', async (repeat) => {
  const service = shared;
  expectProblem(await create(service, { ...inLondon, date: '2027-03-16', repeat }), 422, 'invalid_repeat');
});

test.each([
  { every: 'month', count: 3 },
  { every: 'Week', count: 3 },
  { count: 3 },
  { every: 'week', count: 1 },
  { every: 'week', count: 61 },
  { every: 'week', count: '3' },
  { every: 'week', count: 3, skip: '2027-03-16' },
  { every: 'week', count: 3, skip: ['tomorrow'] },
  { every: 'week', until: null },
  { every: 'week', count: 3, interval: 2 },
])('%j is not of the expected form', async (repeat) => {
  const service = shared;
  expectProblem(await create(service, { ...inLondon, date: '2027-03-16', repeat }), 400, 'invalid_request');
});

test.each([{ until: '2027-04-31' }, { count: 3, skip: ['2027-02-30'] }])(
  '%j names a date that does not exist',
  async (ending) => {
    const service = shared;
    const repeat = { every: 'week', ...ending };
    expectProblem(
      await create(service, { ...inLondon, date: '2027-03-16', repeat }),
      422,
      'nonexistent_date',
    );
  },
);

test('sixty sessions are the most, by count and by date', async () => {
  const service = await startService({ now });
  const byCount = await create(service, {
    ...inLondon,
    date: '2027-03-16',
    repeat: { every: 'day', count: 60 },
  });
  expect(dates(byCount)).toHaveLength(60);
  const evening = { startTime: '18:00', endTime: '19:00', date: '2027-03-16' };
  const byDate = await create(service, { ...evening, repeat: { every: 'day', until: '2027-05-14' } });
  expect(dates(byDate)).toHaveLength(60);
});

test('a date that falls into the gap moves to the next time that exists, as long as it was', async () => {
  const service = await startService({ now });
  const night = { startTime: '01:30', endTime: '02:15', timeZone: 'Europe/London' };
  const answer = await create(service, { ...night, date: '2027-03-27', repeat: { every: 'day', count: 3 } });
  expect(
    answer.body.slots.map(({ date, startTime, endTime, startsAt, endsAt }) => [
      `${date} ${startTime}–${endTime}`,
      (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000,
      startsAt,
    ]),
  ).toEqual([
    ['2027-03-27 01:30–02:15', 45, '2027-03-27T01:30:00.000Z'],
    ['2027-03-28 02:30–03:15', 45, '2027-03-28T01:30:00.000Z'],
    ['2027-03-29 01:30–02:15', 45, '2027-03-29T00:30:00.000Z'],
  ]);
});

test('a first date in the gap moves as well', async () => {
  const service = await startService({ now });
  const night = { startTime: '02:15', endTime: '02:45', timeZone: 'Australia/Lord_Howe' };
  const answer = await create(service, { ...night, date: '2027-10-03', repeat: { every: 'week', count: 2 } });
  expect(answer.body.slots[0]).toMatchObject({
    startTime: '02:45',
    endTime: '03:15',
    startsAt: '2027-10-02T15:45:00.000Z',
    endsAt: '2027-10-02T16:15:00.000Z',
  });
});

test('an overlap anywhere refuses the whole series and lists every clash', async () => {
  const service = await startService({ now });
  const token = service.token('ada', 'alumni');
  const occupied: string[] = [];
  for (const date of ['2027-03-23', '2027-04-06']) {
    const body = { ...inLondon, date, startTime: '14:30', endTime: '16:00' };
    occupied.push((await service.call<SlotView>('POST', '/api/slots', { token, body })).body.id);
  }
  const answer = await create(service, {
    ...inLondon,
    date: '2027-03-16',
    repeat: { every: 'week', count: 5 },
  });
  const problem = expectProblem(answer, 409, 'slot_overlap');
  expect(problem.clashes).toMatchObject([
    { date: '2027-03-23', slotId: occupied[0] },
    { date: '2027-04-06', slotId: occupied[1] },
  ]);
  const mine = await service.call<Series>('GET', '/api/slots/my-slots', { token });
  expect(mine.body.slots.map((slot) => slot.id)).toEqual(occupied);
});

test('a series may not reach farther than 366 days, nor start in the past: all or nothing', async () => {
  const service = shared;
  const tooFar = { ...inLondon, date: '2027-03-16', repeat: { every: 'week', count: 60 } };
  expectProblem(await create(service, tooFar), 422, 'too_far_ahead');
  const past = { ...inLondon, date: '2027-02-23', repeat: { every: 'week', count: 3 } };
  expectProblem(await create(service, past), 422, 'start_in_past');
  expect((await service.call('GET', '/api/slots/alumni/ada')).body).toEqual({ slots: [] });
});

test('each session of a series is booked, changed and deleted by itself', async () => {
  const service = await startService({ now });
  const { body } = await create(service, {
    ...inLondon,
    date: '2027-03-16',
    repeat: { every: 'week', count: 2 },
  });
  const [first, second] = body.slots;
  expect((await service.book('sam', first?.id ?? '')).status).toBe(201);
  const other = await service.call('GET', `/api/slots/${second?.id}`);
  expect(other.body).toMatchObject({ seatsTaken: 0, version: 1 });
});
