import type { Copied, Preview, Series, SlotList, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2027-03-15T10:00:00.000Z';
const inLondon = { startTime: '14:00', endTime: '15:00', timeZone: 'Europe/London' };

function copy(service: TestService, body: unknown, key?: string, who = 'ada') {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  return service.call<Copied>('POST', '/api/slots/copy', {
    token: service.token(who, 'alumni'),
    body,
    headers,
  });
}

async function mySlots(service: TestService): Promise<SlotView[]> {
  const token = service.token('ada', 'alumni');
  return (await service.call<SlotList>('GET', '/api/slots/my-slots?from=2027-01-01', { token })).body.slots;
}

const times = (slots: readonly { date: string; startTime: string; startsAt: string }[]) =>
  slots.map(({ date, startTime, startsAt }) => `${date} ${startTime} = ${startsAt.slice(11, 16)}`);

test('a week is copied with its days’ distances, wall times, zones and contents, but no bookings and no series', async () => {
  const service = await startService({ now });
  const monday = {
    ...inLondon,
    date: '2027-03-22',
    maxParticipants: 4,
    description: 'CV review',
    meetingUrl: 'https://meet.example/1',
    requiresApproval: true,
  };
  const first = await service.publish('ada', 0, monday);
  const wednesday = {
    date: '2027-03-24',
    startTime: '09:00',
    endTime: '09:30',
    timeZone: 'America/New_York',
  };
  await service.publish('ada', 0, wednesday);
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-29' });
  await service.publish('grace', 0, { ...inLondon, date: '2027-03-23' });
  await service.book('sam', first.id);
  service.clock.now += 60_000;

  const { status, body } = await copy(service, {
    from: '2027-03-22',
    days: 7,
    onto: ['2027-04-12', '2027-04-05'],
  });
  expect(status).toBe(201);
  expect(body).not.toHaveProperty('skipped');
  // London is an hour further by then, New York was already.
  expect(times(body.slots)).toEqual([
    '2027-04-05 14:00 = 13:00',
    '2027-04-07 09:00 = 13:00',
    '2027-04-12 14:00 = 13:00',
    '2027-04-14 09:00 = 13:00',
  ]);
  expect(body.slots[0]).toEqual({
    ...first,
    id: expect.any(String),
    date: '2027-04-05',
    startsAt: '2027-04-05T13:00:00.000Z',
    endsAt: '2027-04-05T14:00:00.000Z',
    createdAt: '2027-03-15T10:01:00.000Z',
    updatedAt: '2027-03-15T10:01:00.000Z',
  });
  expect(await mySlots(service)).toHaveLength(7);
});

test('a session of a series becomes one of its own; what was called off is not copied, what is over is', async () => {
  const service = await startService({ now });
  const body = { ...inLondon, date: '2027-03-16', repeat: { every: 'day', count: 2 } };
  const token = service.token('ada', 'alumni');
  const { slots } = (await service.call<Series>('POST', '/api/slots', { token, body })).body;
  await service.book('sam', slots[1]?.id ?? '');
  await service.call('DELETE', `/api/slots/${slots[1]?.id}`, { token });
  service.clock.now = Date.parse('2027-03-20T00:00:00Z');
  const answer = await copy(service, { from: '2027-03-16', days: 2, onto: ['2027-03-23'] });
  expect(answer.body.slots).toMatchObject([{ date: '2027-03-23', seriesId: null, status: 'available' }]);
});

test('an overlap anywhere refuses all of it and lists every clash, with another copy too', async () => {
  const service = await startService({ now });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-22' });
  const other = await service.publish('ada', 0, { ...inLondon, date: '2027-03-30', startTime: '14:30' });
  const refused = await copy(service, {
    from: '2027-03-22',
    days: 1,
    onto: ['2027-03-29', '2027-03-30', '2027-03-22'],
  });
  const { clashes } = expectProblem(refused, 409, 'slot_overlap');
  expect(clashes).toMatchObject([{ date: '2027-03-22' }, { date: '2027-03-30', slotId: other.id }]);

  await service.publish('ada', 0, { ...inLondon, date: '2027-03-23', startTime: '13:30', endTime: '14:30' });
  // Two days, copied onto two days that follow each other: the first's second meets the second's first.
  const onto = ['2027-04-05', '2027-04-06'];
  const among = expectProblem(
    await copy(service, { from: '2027-03-22', days: 2, onto }),
    409,
    'slot_overlap',
  );
  expect(among.clashes).toMatchObject([
    { date: '2027-04-06', slotId: null, startsAt: '2027-04-06T12:30:00.000Z' },
  ]);
  expect(await mySlots(service)).toHaveLength(3);
});

test('skipClashes leaves out what overlaps, and tells it', async () => {
  const service = await startService({ now });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-22' });
  const other = await service.publish('ada', 0, { ...inLondon, date: '2027-03-30', startTime: '14:30' });
  const { status, body } = await copy(service, {
    from: '2027-03-22',
    days: 1,
    onto: ['2027-03-29', '2027-03-30'],
    skipClashes: true,
  });
  expect(status).toBe(201);
  expect(times(body.slots)).toEqual(['2027-03-29 14:00 = 13:00']);
  expect(body.skipped).toMatchObject([
    { date: '2027-03-30', startTime: '14:00', moved: false, clash: { slotId: other.id, startTime: '14:30' } },
  ]);
  expect(await mySlots(service)).toHaveLength(3);
});

test('a copy that falls into the gap moves to the next time that exists', async () => {
  const service = await startService({ now });
  const night = { ...inLondon, startTime: '01:30', endTime: '02:15' };
  await service.publish('ada', 0, { ...night, date: '2027-03-22' });
  const { body } = await copy(service, { from: '2027-03-22', days: 1, onto: ['2027-03-28'] });
  expect(body.slots).toMatchObject([{ date: '2027-03-28', startTime: '02:30', endTime: '03:15' }]);
});

test('the days are those of the zone that is told, as a calendar shows them, else of each session', async () => {
  const service = await startService({ now });
  const inNewYork = { startTime: '11:30', endTime: '12:00', timeZone: 'America/New_York' };
  // In Tokyo: from Monday to Tuesday, Tuesday 00:30, Tuesday 22:00 and Wednesday 00:30.
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-22', startTime: '14:15', endTime: '15:15' });
  await service.publish('ada', 0, { ...inNewYork, date: '2027-03-22' });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-23', startTime: '13:00', endTime: '14:00' });
  await service.publish('ada', 0, { ...inNewYork, date: '2027-03-23' });
  const tuesday = { from: '2027-03-23', days: 1, onto: ['2027-04-06'] };
  const inTokyo = { ...tuesday, timeZone: 'Asia/Tokyo' };
  const planned = (await preview(service, inTokyo)).body.dates;
  const { status, body } = await copy(service, inTokyo);
  expect(status).toBe(201);
  // Each keeps the clock time of its own zone, as in a series.
  expect(times(body.slots)).toEqual(['2027-04-05 11:30 = 15:30', '2027-04-06 13:00 = 12:00']);
  expect(times(planned)).toEqual(times(body.slots));
  const own = await copy(service, { ...tuesday, onto: ['2027-04-13'] });
  expect(times(own.body.slots)).toEqual(['2027-04-13 13:00 = 12:00', '2027-04-13 11:30 = 15:30']);

  const week = await copy(service, { ...inTokyo, days: 7, from: '2027-03-22', onto: ['2027-04-19'] });
  expect(week.body.slots).toHaveLength(4);
  const none = await copy(service, { ...inTokyo, from: '2027-03-25' });
  expectProblem(none, 422, 'nothing_to_copy');
  const nowhere = await copy(service, { ...tuesday, timeZone: 'Mars/Phobos' });
  expect(expectProblem(nowhere, 422, 'unknown_time_zone')).toMatchObject({ field: 'timeZone' });
});

test('what cannot be copied is said', async () => {
  const service = await startService({ now });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-22' });
  const from = { from: '2027-03-22', days: 1 };
  const nothing = await copy(service, { from: '2027-03-23', days: 7, onto: ['2027-04-05'] });
  expect(expectProblem(nothing, 422, 'nothing_to_copy').detail).toContain('from 2027-03-23 to 2027-03-29');
  expectProblem(await copy(service, { ...from, onto: ['2027-03-14'] }), 422, 'start_in_past');
  expectProblem(await copy(service, { ...from, onto: ['2027-04-05', '2028-03-20'] }), 422, 'too_far_ahead');
  expectProblem(await copy(service, { ...from, onto: ['2027-02-31'] }), 422, 'nonexistent_date');
  expectProblem(
    await copy(service, { ...from, from: '2027-02-31', onto: ['2027-04-05'] }),
    422,
    'nonexistent_date',
  );
  expect(await mySlots(service)).toHaveLength(1);
});

test('more than five hundred at once are too many', async () => {
  const service = await startService({ now });
  const token = service.token('ada', 'alumni');
  for (let hour = 0; hour < 9; hour++) {
    const body = { date: '2027-03-22', startTime: `0${hour}:00`, endTime: `0${hour}:30` };
    expect((await service.call('POST', '/api/slots', { token, body })).status).toBe(201);
  }
  const onto = Array.from({ length: 56 }, (_, day) =>
    new Date(Date.parse('2027-04-01') + day * 86_400_000).toISOString().slice(0, 10),
  );
  const from = { from: '2027-03-22', days: 1 };
  expectProblem(await copy(service, { ...from, onto }), 422, 'too_many_slots');
  expect((await copy(service, { ...from, onto: onto.slice(1) })).body.slots).toHaveLength(495);
});

function preview(service: TestService, body: unknown) {
  const token = service.token('ada', 'alumni');
  return service.call<Preview>('POST', '/api/slots/copy/preview', { token, body });
}

test('a preview tells each copy, soonest first, and what is left out with skipClashes; it makes none', async () => {
  const service = await startService({ now });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-22' });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-23', startTime: '13:30', endTime: '14:30' });
  const other = await service.publish('ada', 0, { ...inLondon, date: '2027-04-07' });
  // Days that follow each other: the first's second meets the second's first.
  const body = { from: '2027-03-22', days: 2, onto: ['2027-04-06', '2027-04-05'] };
  const { status, body: told } = await preview(service, body);
  expect(status).toBe(200);
  expect(told.dates.map(({ date, startTime, clash }) => [date, startTime, clash?.slotId])).toEqual([
    ['2027-04-05', '14:00', undefined],
    ['2027-04-06', '13:30', undefined],
    ['2027-04-06', '14:00', null],
    ['2027-04-07', '13:30', other.id],
  ]);
  expect(await mySlots(service)).toHaveLength(3);

  const made = (await copy(service, { ...body, skipClashes: true })).body;
  expect(made.skipped?.map(({ startsAt }) => startsAt)).toEqual(
    told.dates.filter(({ clash }) => clash !== null).map(({ startsAt }) => startsAt),
  );
  expect(times(made.slots)).toEqual(times(told.dates.filter(({ clash }) => clash === null)));
});

test('a preview tells a start that the clocks skip', async () => {
  const service = await startService({ now });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-21', startTime: '01:30', endTime: '02:15' });
  const { body } = await preview(service, { from: '2027-03-21', days: 1, onto: ['2027-03-28'] });
  expect(body.dates).toMatchObject([{ date: '2027-03-28', startTime: '02:30', moved: true, clash: null }]);
});

test('what a copy refuses besides clashes is refused before it too', async () => {
  const service = await startService({ now });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-22' });
  const of = (from: string, onto: string) => preview(service, { from, days: 1, onto: [onto] });
  expectProblem(await of('2027-03-23', '2027-04-05'), 422, 'nothing_to_copy');
  expectProblem(await of('2027-03-22', '2027-03-01'), 422, 'start_in_past');
  expectProblem(await of('2027-03-22', '2028-03-22'), 422, 'too_far_ahead');
  expectProblem(await of('2027-03-22', '2027-02-30'), 422, 'nonexistent_date');
});

test.each([
  { from: '2027-03-22', days: 0, onto: ['2027-04-05'] },
  { from: '2027-03-22', days: 8, onto: ['2027-04-05'] },
  { from: '2027-03-22', days: 1, onto: [] },
  { from: '2027-03-22', days: 1, onto: ['2027-04-05', '2027-04-05'] },
  { from: '2027-03-22', days: 1, onto: Array.from({ length: 61 }, (_, day) => `2027-04-${day}`) },
  { from: '2027-03-22', onto: ['2027-04-05'] },
  { from: '2027-03-22', days: 1, onto: ['2027-04-05'], skipClashes: 'yes' },
  { from: 'Monday', days: 1, onto: ['2027-04-05'] },
])('%j is not of the expected form', async (body) => {
  const service = await startService({ now });
  expectProblem(await copy(service, body), 400, 'invalid_request');
});

test('the same key and body copy once; the same key for another call is refused', async () => {
  const service = await startService({ now });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-22' });
  const body = { from: '2027-03-22', days: 1, onto: ['2027-04-05'] };
  const first = await copy(service, body, 'k1');
  const again = await copy(service, body, 'k1');
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(await mySlots(service)).toHaveLength(2);
  expectProblem(await copy(service, { ...body, onto: ['2027-04-06'] }, 'k1'), 422, 'idempotency_key_reused');
  const publish = await service.call('POST', '/api/slots', {
    token: service.token('ada', 'alumni'),
    body: { ...inLondon, date: '2027-05-01' },
    headers: { 'idempotency-key': 'k1' },
  });
  expectProblem(publish, 422, 'idempotency_key_reused');
});

test('copies made at once never overlap, and subscribers hear of each', async () => {
  const service = await startService({ now });
  await service.publish('ada', 0, { ...inLondon, date: '2027-03-22' });
  const visitor = await connectFeed(service.url);
  await visitor.subscribe('ada');
  const onto = ['2027-04-05', '2027-04-06'];
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => copy(service, { from: '2027-03-22', days: 1, onto })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  const heard = [await visitor.next('slot_created'), await visitor.next('slot_created')];
  expect(heard.map(({ slot }) => slot.date)).toEqual(onto);
  expect(heard[0]?.slot).not.toHaveProperty('meetingUrl');
  await visitor.settle();
  expect(visitor.frames.filter(({ type }) => type === 'slot_created')).toHaveLength(2);
});
