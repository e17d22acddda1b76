import type { BookingList, Series, SlotList, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2027-03-01T10:00:00.000Z';
const inLondon = { startTime: '14:00', endTime: '15:00', timeZone: 'Europe/London' };

/** A series of Ada's from Tuesday 2 March on. */
async function publishSeries(service: TestService, fields: Record<string, unknown> = {}) {
  const repeat = { every: 'week', count: 5 };
  const body = { ...inLondon, date: '2027-03-02', repeat, ...fields };
  const token = service.token('ada', 'alumni');
  return (await service.call<Series>('POST', '/api/slots', { token, body })).body.slots;
}

function change(
  service: TestService,
  slot: SlotView | undefined,
  scope: string,
  body: unknown,
  token = service.token('ada', 'alumni'),
) {
  return service.call<Series>('PATCH', `/api/slots/${slot?.id}?scope=${scope}`, { token, body });
}

async function mySlots(service: TestService): Promise<SlotView[]> {
  const token = service.token('ada', 'alumni');
  return (await service.call<SlotList>('GET', '/api/slots/my-slots', { token })).body.slots;
}

const times = (slots: SlotView[]) => slots.map((slot) => `${slot.date} ${slot.startTime}–${slot.endTime}`);

test('a whole series moves by as many days, onto its own old places, and keeps its wall time', async () => {
  const service = await startService({ now });
  const before = await publishSeries(service);
  const { status, body } = await change(service, before[1], 'series', { date: '2027-03-16' });
  expect(status).toBe(200);
  expect(body.slots.map(({ id, date, startTime, startsAt }) => [id, date, startTime, startsAt])).toEqual([
    [before[0]?.id, '2027-03-09', '14:00', '2027-03-09T14:00:00.000Z'],
    [before[1]?.id, '2027-03-16', '14:00', '2027-03-16T14:00:00.000Z'],
    [before[2]?.id, '2027-03-23', '14:00', '2027-03-23T14:00:00.000Z'],
    [before[3]?.id, '2027-03-30', '14:00', '2027-03-30T13:00:00.000Z'],
    [before[4]?.id, '2027-04-06', '14:00', '2027-04-06T13:00:00.000Z'],
  ]);
  for (const slot of body.slots) expect(slot.version).toBe(2);
  expect(await mySlots(service)).toEqual(body.slots);
});

test('following leaves those before as they were, and this alone answers with the slot', async () => {
  const service = await startService({ now });
  const before = await publishSeries(service);
  const { body } = await change(service, before[3], 'following', { startTime: '14:30', maxParticipants: 4 });
  expect(times(body.slots)).toEqual(['2027-03-23 14:30–15:00', '2027-03-30 14:30–15:00']);
  expect(body.slots.map((slot) => slot.maxParticipants)).toEqual([4, 4]);
  expect((await mySlots(service)).slice(0, 3)).toEqual(before.slice(0, 3));
  const alone = await change(service, before[0], 'this', { description: 'Alone' });
  expect(alone.body).toMatchObject({ id: before[0]?.id, description: 'Alone' });
});

test('what has started, is over or was called off is left out', async () => {
  const service = await startService({ now });
  const before = await publishSeries(service);
  await service.book('sam', before[3]?.id ?? '');
  const token = service.token('ada', 'alumni');
  await service.call('DELETE', `/api/slots/${before[3]?.id}`, { token });
  service.clock.now = Date.parse(before[1]?.startsAt ?? '');
  const { body } = await change(service, before[0], 'series', { description: 'New' });
  expect(body.slots.map((slot) => slot.id)).toEqual([before[2]?.id, before[4]?.id]);

  service.clock.now = Date.parse(before[4]?.startsAt ?? '');
  const refused = { description: 'Too late' };
  expectProblem(await change(service, before[4], 'following', refused), 409, 'slot_started');
  expectProblem(await change(service, before[0], 'series', refused), 409, 'slot_completed');
  expectProblem(await change(service, before[3], 'following', refused), 409, 'slot_cancelled');
});

test('a slot without a series is one of its own', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 5);
  for (const scope of ['following', 'series']) {
    const { status, body } = await change(service, slot, scope, { description: scope });
    expect([status, body.slots.map(({ id, description }) => [id, description])]).toEqual([
      200,
      [[slot.id, scope]],
    ]);
  }
  service.clock.now = Date.parse(slot.startsAt);
  expect((await change(service, slot, 'series', { description: 'Running' })).status).toBe(200);
});

test('a date that falls into the gap moves to the next time that exists, as long as it was', async () => {
  const service = await startService({ now });
  const night = { date: '2027-03-20', startTime: '01:30', endTime: '02:15' };
  const before = await publishSeries(service, { ...night, repeat: { every: 'week', count: 3 } });
  const { body } = await change(service, before[0], 'series', { date: '2027-03-21' });
  expect(times(body.slots)).toEqual([
    '2027-03-21 01:30–02:15',
    '2027-03-28 02:30–03:15',
    '2027-04-04 01:30–02:15',
  ]);
  const alone = await change(service, before[2], 'this', { date: '2027-03-28' });
  expectProblem(alone, 422, 'nonexistent_time');
});

test('an overlap anywhere refuses all of it and lists every clash, those within the series too', async () => {
  const service = await startService({ now });
  const before = await publishSeries(service);
  const inTheWay: SlotView[] = [];
  for (const date of ['2027-03-10', '2027-03-24']) {
    inTheWay.push(await service.publish('ada', 0, { ...inLondon, date, description: 'Other' }));
  }
  const answer = await change(service, before[0], 'series', { date: '2027-03-03', description: 'New' });
  const problem = expectProblem(answer, 409, 'slot_overlap');
  expect(problem.clashes).toEqual(
    inTheWay.map(({ id, date, startsAt, endsAt }) => ({
      date,
      slotId: id,
      startsAt,
      endsAt,
      description: 'Other',
    })),
  );

  // One of the series that was moved by itself to another's day, at another time.
  await change(service, before[1], 'this', { date: '2027-03-16', startTime: '16:00', endTime: '17:00' });
  const together = await change(service, before[0], 'series', { startTime: '13:00', endTime: '16:30' });
  const within = expectProblem(together, 409, 'slot_overlap');
  expect(within.clashes).toMatchObject([{ date: '2027-03-16' }]);
  const slots = await mySlots(service);
  expect(slots.filter((slot) => slot.seriesId !== null && slot.version !== 1)).toHaveLength(1);
});

test('a student’s other session refuses all of it; their sessions of the same series do not', async () => {
  const service = await startService({ now });
  const before = await publishSeries(service, { maxParticipants: 3 });
  for (const slot of before) expect((await service.book('sam', slot.id)).status).toBe(201);
  const grace = await service.publish('grace', 0, { ...inLondon, date: '2027-03-24', description: 'Secret' });
  await service.book('sam', grace.id);

  const answer = await change(service, before[0], 'series', { date: '2027-03-03' });
  const problem = expectProblem(answer, 409, 'student_conflict');
  expect(problem).toMatchObject({
    students: 1,
    clashes: [{ slotId: before[3]?.id, date: '2027-03-24', students: 1 }],
  });
  for (const secret of ['sam', 'grace', grace.id, 'Secret']) {
    expect(JSON.stringify(answer.body)).not.toContain(secret);
  }
  expect(times(await mySlots(service))).toEqual(times(before));
  // By a week, onto the places where the same student sits already.
  expect((await change(service, before[0], 'series', { date: '2027-03-09' })).status).toBe(200);
});

test('too small for one of them refuses all, naming it', async () => {
  const service = await startService({ now });
  const before = await publishSeries(service, { maxParticipants: 3 });
  for (const student of ['sam', 'kim']) await service.book(student, before[2]?.id ?? '');
  const answer = await change(service, before[0], 'series', { maxParticipants: 1 });
  const problem = expectProblem(answer, 409, 'capacity_below_taken');
  expect(problem).toMatchObject({ slotId: before[2]?.id, date: '2027-03-16', seatsTaken: 2 });
  expect((await mySlots(service)).map((slot) => slot.maxParticipants)).toEqual([3, 3, 3, 3, 3]);
});

test('one date too early or too far refuses all', async () => {
  const service = await startService({ now });
  const before = await publishSeries(service);
  expectProblem(await change(service, before[4], 'series', { date: '2027-03-23' }), 422, 'start_in_past');
  expectProblem(await change(service, before[0], 'series', { date: '2028-02-15' }), 422, 'too_far_ahead');
  expectProblem(await change(service, before[0], 'series', { date: '2027-02-30' }), 422, 'nonexistent_date');
  expectProblem(await change(service, before[0], 'all', { date: '2027-03-03' }), 400, 'invalid_request');
  expect(await mySlots(service)).toEqual(before);
});

test('subscribers and the booked hear of each, each once', async () => {
  const service = await startService({ now });
  const before = await publishSeries(service, { meetingUrl: 'https://old.example' });
  await service.book('sam', before[1]?.id ?? '');
  const [visitor, sam] = [await connectFeed(service.url), await connectFeed(service.url)];
  await visitor.subscribe('ada');
  await sam.authenticate(service.token('sam', 'student'));
  const { body } = await change(service, before[0], 'series', {
    date: '2027-03-03',
    meetingUrl: 'https://new.example',
  });
  const heard: string[] = [];
  for (const _ of before) {
    const { slot } = await visitor.next('slot_updated');
    heard.push(`${slot.id} ${slot.date} ${slot.version}`);
    expect(slot).not.toHaveProperty('meetingUrl');
  }
  expect(heard).toEqual(body.slots.map((slot) => `${slot.id} ${slot.date} ${slot.version}`));
  const { booking } = await sam.next('booking_updated');
  expect(booking.slot).toMatchObject({ date: '2027-03-10', meetingUrl: 'https://new.example' });
  await sam.settle();
  expect(sam.frames.filter((frame) => frame.type === 'booking_updated')).toHaveLength(1);
});

test('an admin may, another alumnus may not', async () => {
  const service = await startService({ now });
  const [slot] = await publishSeries(service);
  const body = { description: 'By the office' };
  const eve = await change(service, slot, 'series', body, service.token('eve', 'alumni'));
  expectProblem(eve, 403, 'not_yours');
  const root = await change(service, slot, 'series', body, service.token('root', 'admin'));
  expect(root.body.slots).toHaveLength(5);
});

test('series that are moved and sessions that are booked at once leave no student in two places', async () => {
  const service = await startService({ now });
  const before = await publishSeries(service, { maxParticipants: 20 });
  const grace = await service.publish('grace', 0, { ...inLondon, date: '2027-03-10', maxParticipants: 20 });
  const students = Array.from({ length: 10 }, (_, index) => `student ${index}`);
  const [moved] = await Promise.all([
    change(service, before[0], 'series', { date: '2027-03-03' }),
    ...students.flatMap((student) => [
      service.book(student, before[1]?.id ?? ''),
      service.book(student, grace.id),
    ]),
  ]);
  expect([200, 409]).toContain(moved.status);
  for (const student of students) {
    const token = service.token(student, 'student');
    const { body } = await service.call<BookingList>('GET', '/api/slots/my-bookings', { token });
    const starts = body.bookings.map((booking) => booking.slot.startsAt);
    expect(new Set(starts).size).toBe(starts.length);
  }
});
