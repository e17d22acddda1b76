import type { BookingList, SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
let shared: TestService;
let untouched: SlotView;

/** For tests that leave nothing behind: a service takes longer to start than a request to be refused. */
beforeAll(async () => {
  shared = await startService({ now, shared: true });
  untouched = await shared.publish('ada', 0, time);
  return shared.close;
});
const time = { date: '2026-11-25', startTime: '14:00', endTime: '15:00', timeZone: 'UTC' };

function change(service: TestService, slotId: string, body: unknown, token = service.token('ada', 'alumni')) {
  return service.call<SlotView>('PATCH', `/api/slots/${slotId}`, { token, body });
}

test('what is sent changes, what is left out stays, and the version rises', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, {
    ...time,
    description: 'CV',
    meetingUrl: 'https://a.example',
  });
  service.clock.now += 60_000;
  const { status, body } = await change(service, slot.id, { maxParticipants: 4, description: 'CV review' });
  expect(status).toBe(200);
  expect(body).toEqual({
    ...slot,
    maxParticipants: 4,
    seatsLeft: 4,
    description: 'CV review',
    version: body.version,
    updatedAt: '2026-11-24T10:01:00.000Z',
  });
  expect(body.version).toBeGreaterThan(slot.version);
});

test('null clears a text', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, {
    ...time,
    description: 'CV',
    meetingUrl: 'https://a.example',
  });
  const { body } = await change(service, slot.id, { description: null, meetingUrl: null });
  expect(body).toMatchObject({ description: null, meetingUrl: null });
});

test('an admin may change the slot of any alumnus', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, time);
  const { status, body } = await change(
    service,
    slot.id,
    { maxParticipants: 2 },
    service.token('root', 'admin'),
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({ alumniId: 'ada', maxParticipants: 2, bookings: [] });
});

test.each([
  {},
  { status: 'full' },
  { alumniId: 'eve' },
  { repeat: { every: 'week', count: 2 } },
  { maxParticipants: null },
  { maxParticipants: 0 },
  { maxParticipants: 501 },
  { date: null },
  { meetingUrl: 'http://a.example' },
])('%j is not of the expected form', async (body) => {
  expectProblem(await change(shared, untouched.id, body), 400, 'invalid_request');
  expect((await shared.call('GET', `/api/slots/${untouched.id}`)).body.version).toBe(untouched.version);
});

test.each([
  [{ startTime: '15:00' }, 'end_not_after_start'],
  [{ date: '2027-02-31' }, 'nonexistent_date'],
  [
    { date: '2027-03-28', startTime: '01:30', endTime: '03:00', timeZone: 'Europe/London' },
    'nonexistent_time',
  ],
  [{ timeZone: 'Mars/Phobos' }, 'unknown_time_zone'],
  [{ date: '2026-11-23' }, 'start_in_past'],
  [{ date: '2027-12-25' }, 'too_far_ahead'],
  [{ startTime: '01:00' }, 'slot_too_long'],
] as const)('the new time obeys the same rules: %j is %s', async (body, code) => {
  expectProblem(await change(shared, untouched.id, body), 422, code);
});

test('another zone is another instant of the same wall time', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, time);
  const { body } = await change(service, slot.id, { timeZone: 'Asia/Tokyo' });
  expect(body).toMatchObject({ startTime: '14:00', startsAt: '2026-11-25T05:00:00.000Z' });
});

test('capacity may fall to the seats taken and not below', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, { ...time, maxParticipants: 5 });
  await service.book('sam', slot.id);
  await service.book('kim', slot.id);
  const problem = expectProblem(
    await change(service, slot.id, { maxParticipants: 1 }),
    409,
    'capacity_below_taken',
  );
  expect(problem.seatsTaken).toBe(2);
  const { body } = await change(service, slot.id, { maxParticipants: 2 });
  expect(body).toMatchObject({ maxParticipants: 2, seatsLeft: 0, status: 'full' });
});

test('a new time and place of a booked slot reaches its students', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, { ...time, meetingUrl: 'https://old.example' });
  await service.book('sam', slot.id);
  const { status } = await change(service, slot.id, {
    date: '2026-11-26',
    startTime: '09:00',
    endTime: '10:00',
    meetingUrl: 'https://new.example',
  });
  expect(status).toBe(200);
  const { body } = await service.call<BookingList>('GET', '/api/slots/my-bookings', {
    token: service.token('sam', 'student'),
  });
  expect(body.bookings[0]).toMatchObject({
    status: 'confirmed',
    slot: { startsAt: '2026-11-26T09:00:00.000Z', meetingUrl: 'https://new.example' },
  });
});

test('a change that overlaps another of the owner’s slots is refused, naming it; the slot itself is no clash', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, time);
  const other = await service.publish('ada', 0, { ...time, startTime: '16:00', endTime: '17:00' });
  const problem = expectProblem(await change(service, slot.id, { endTime: '16:01' }), 409, 'slot_overlap');
  expect(problem.clashes).toMatchObject([{ slotId: other.id }]);
  expect((await change(service, slot.id, { startTime: '14:30', endTime: '16:00' })).status).toBe(200);
});

test('a change by an admin is held against the owner’s slots, not the admin’s', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, time);
  await service.publish('ada', 0, { ...time, startTime: '16:00', endTime: '17:00' });
  const admin = service.token('root', 'admin');
  expectProblem(await change(service, slot.id, { endTime: '16:30' }, admin), 409, 'slot_overlap');
});

test('a change that clashes for a student is refused without telling whose or which session', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, { ...time, maxParticipants: 3 });
  const other = await service.publish('grace', 0, {
    ...time,
    startTime: '16:00',
    endTime: '17:00',
    description: 'Secret talk',
  });
  await service.book('sam', slot.id);
  await service.book('kim', slot.id);
  await service.book('sam', other.id);
  const answer = await change(service, slot.id, { startTime: '16:30', endTime: '17:30' });
  expectProblem(answer, 409, 'student_conflict');
  const text = JSON.stringify(answer.body);
  for (const secret of ['sam', 'kim', 'grace', other.id, 'Secret', '16:00', '17:00:00']) {
    expect(text).not.toContain(secret);
  }
  // Ends that touch are no clash, and a session the student has left is none either.
  expect((await change(service, slot.id, { startTime: '17:00', endTime: '18:00' })).status).toBe(200);
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('sam', 'student'),
    body: { slotId: other.id },
  });
  expect((await change(service, slot.id, { startTime: '16:30', endTime: '17:30' })).status).toBe(200);
});

test('a refused change changes nothing, not even its harmless part', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, { ...time, maxParticipants: 2 });
  await service.book('sam', slot.id);
  await service.book('kim', slot.id);
  const path = `/api/slots/${slot.id}`;
  const before = await service.call('GET', path);
  await change(service, slot.id, { description: 'New', maxParticipants: 1 });
  expect((await service.call('GET', path)).body).toEqual(before.body);
});

test('of a running session the time stays, the rest may change; of a past one nothing may', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 1);
  service.clock.now = Date.parse(slot.startsAt);
  expectProblem(await change(service, slot.id, { date: '2026-11-26' }), 409, 'slot_started');
  const { body } = await change(service, slot.id, { meetingUrl: 'https://other-room.example' });
  expect(body.meetingUrl).toBe('https://other-room.example');
  // The same time again is no change of time.
  expect((await change(service, slot.id, { startTime: slot.startTime })).status).toBe(200);
  service.clock.now = Date.parse(slot.endsAt);
  expectProblem(await change(service, slot.id, { description: 'Too late' }), 409, 'slot_completed');
});

test('what was called off stays so', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, time);
  await service.book('sam', slot.id);
  await service.call('DELETE', `/api/slots/${slot.id}`, { token: service.token('ada', 'alumni') });
  expectProblem(await change(service, slot.id, { description: 'Again' }), 409, 'slot_cancelled');
});

test('changes and bookings at once keep the seats within the capacity', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, { ...time, maxParticipants: 10 });
  await Promise.all([
    ...Array.from({ length: 10 }, (_, index) => service.book(`student ${index}`, slot.id)),
    ...Array.from({ length: 5 }, () => change(service, slot.id, { maxParticipants: 3 })),
  ]);
  const { body } = await service.call<SlotView>('GET', `/api/slots/${slot.id}`, {
    token: service.token('ada', 'alumni'),
  });
  expect(body.seatsTaken).toBeLessThanOrEqual(body.maxParticipants);
  expect(body.bookings).toHaveLength(body.seatsTaken);
});
