import type { SlotView } from '@mentor-slots/contract';
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
const time = { date: '2026-11-25', startTime: '14:00', endTime: '15:00' };

test('a booking has every field of the contract and takes a seat', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, {
    ...time,
    maxParticipants: 3,
    meetingUrl: 'https://meet.example',
  });
  const answer = await service.book('sam', slot.id, '  About my thesis ');
  expect(answer.status).toBe(201);
  const { slot: within, ...booking } = answer.body;
  expect(booking).toEqual({
    id: expect.stringMatching(/\S/),
    slotId: slot.id,
    studentId: 'sam',
    status: 'confirmed',
    bookedAt: now,
    cancelledAt: null,
    cancelReason: null,
    cancelMessage: null,
    note: 'About my thesis',
    waitlistPosition: null,
    offerExpiresAt: null,
    attendance: null,
  });
  expect(within).toMatchObject({
    id: slot.id,
    seatsTaken: 1,
    seatsLeft: 2,
    meetingUrl: 'https://meet.example',
  });
  expect(within.version).toBeGreaterThan(slot.version);
  const { meetingUrl, ...publicForm } = within;
  expect((await service.call('GET', `/api/slots/${slot.id}`)).body).toEqual(publicForm);
});

test('the same person again gets the booking they have: 200, and no second seat', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, { ...time, maxParticipants: 3 });
  const first = await service.book('sam', slot.id, 'First words');
  const again = await service.book('sam', slot.id, 'Other words');
  expect(again.status).toBe(200);
  expect(again.body).toEqual(first.body);
  expect((await service.call('GET', `/api/slots/${slot.id}`)).body).toMatchObject({ seatsTaken: 1 });
});

test('the same person again is answered before full, started and cut off', async () => {
  const service = await startService({ now, env: { BOOKING_CUTOFF: '1h' } });
  const slot = await service.publish('ada', 0, time);
  const { body } = await service.book('sam', slot.id);
  for (const at of ['2026-11-25T13:30:00Z', '2026-11-25T14:30:00Z', '2026-11-25T16:00:00Z']) {
    service.clock.now = Date.parse(at);
    const again = await service.book('sam', slot.id);
    expect([again.status, again.body.id]).toEqual([200, body.id]);
  }
});

test('the same person at once from two tabs has one booking', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, { ...time, maxParticipants: 5 });
  const answers = await Promise.all(Array.from({ length: 5 }, () => service.book('sam', slot.id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
});

test('full is 409, says whether one may wait, and is never a quiet place in a queue', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, time);
  await service.book('sam', slot.id);
  const problem = expectProblem(await service.book('kim', slot.id), 409, 'slot_full');
  expect(problem.mayWait).toEqual(expect.any(Boolean));
  const rows = await service.database.read.kysely.selectFrom('bookings').select('student_id').execute();
  expect(rows).toEqual([{ student_id: 'sam' }]);
});

test('a booking after cancelling is a new one', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, time);
  const first = await service.book('sam', slot.id);
  const token = service.token('sam', 'student');
  await service.call('POST', '/api/slots/cancel', { token, body: { slotId: slot.id } });
  const second = await service.book('sam', slot.id);
  expect(second.status).toBe(201);
  expect(second.body.id).not.toBe(first.body.id);
});

test('a slot later today can be booked until it starts, not from then on', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 2, { maxParticipants: 2 });
  service.clock.now = Date.parse(slot.startsAt) - 1;
  expect((await service.book('sam', slot.id)).status).toBe(201);
  service.clock.now += 1;
  expect(expectProblem(await service.book('kim', slot.id), 409, 'slot_started').startsAt).toBe(slot.startsAt);
  service.clock.now = Date.parse(slot.endsAt) + 1;
  expectProblem(await service.book('kim', slot.id), 409, 'slot_started');
});

test('a student cannot hold two sessions that overlap: the other is named, touching ends are fine', async () => {
  const service = await startService({ now });
  const held = await service.publish('ada', 0, { ...time, description: 'CV review' });
  const clashing = await service.publish('grace', 0, { ...time, startTime: '14:59', endTime: '16:00' });
  const before = await service.publish('mary', 0, { ...time, startTime: '13:00', endTime: '14:00' });
  const after = await service.publish('mary', 0, { ...time, startTime: '15:00', endTime: '16:00' });
  await service.book('sam', held.id);
  const problem = expectProblem(await service.book('sam', clashing.id), 409, 'student_conflict');
  expect(problem).toMatchObject({ slotId: held.id, startsAt: held.startsAt, endsAt: held.endsAt });
  expect(problem.detail).toContain('CV review');
  expect((await service.book('sam', before.id)).status).toBe(201);
  expect((await service.book('sam', after.id)).status).toBe(201);
});

test('two overlapping sessions booked at once: one is refused', async () => {
  const service = await startService({ now });
  const slots = await Promise.all(
    ['ada', 'grace', 'mary', 'joan'].map((owner) => service.publish(owner, 0, time)),
  );
  const answers = await Promise.all(slots.map((slot) => service.book('sam', slot.id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

test('a clash with a pending booking counts, one with a cancelled booking does not', async () => {
  const service = await startService({ now });
  const asked = await service.publish('ada', 0, { ...time, requiresApproval: true });
  const other = await service.publish('grace', 0, time);
  await service.book('sam', asked.id);
  expectProblem(await service.book('sam', other.id), 409, 'student_conflict');
  const token = service.token('sam', 'student');
  await service.call('POST', '/api/slots/cancel', { token, body: { slotId: asked.id } });
  expect((await service.book('sam', other.id)).status).toBe(201);
});

test('nobody books their own slot, whatever other roles they hold', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, time);
  const token = service.token('ada', ['alumni', 'student']);
  const body = { slotId: slot.id };
  expectProblem(await service.call('POST', '/api/slots/book', { token, body }), 409, 'own_slot');
});

test('a slot that does not exist is 404', async () => {
  const service = shared;
  expectProblem(await service.book('sam', 'no-such-slot'), 404, 'slot_not_found');
});

test.each([
  {},
  { slotId: null },
  { slotId: 7 },
  { slotId: '' },
  { slotId: ['x'] },
  { slotId: 'x', studentId: 7 },
  { slotId: 'x', studentName: 'kim' },
  { slotId: 'x', note: 7 },
  { slotId: 'x', note: 'y'.repeat(1001) },
])('%j is not of the expected form', async (body) => {
  const service = shared;
  const token = service.token('sam', 'student');
  expectProblem(await service.call('POST', '/api/slots/book', { token, body }), 400, 'invalid_request');
});

test.each([1, 3, 500])('of more callers than seats, exactly %i get one', async (maxParticipants) => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 0, { ...time, maxParticipants });
  const callers = Math.min(maxParticipants + 10, 60);
  const answers = await Promise.all(
    Array.from({ length: callers }, (_, index) => service.book(`student ${index}`, slot.id)),
  );
  const booked = answers.filter(({ status }) => status === 201);
  expect(booked).toHaveLength(Math.min(maxParticipants, callers));
  for (const answer of answers) if (answer.status !== 201) expectProblem(answer, 409, 'slot_full');
  const { body } = await service.call<SlotView>('GET', `/api/slots/${slot.id}`);
  expect(body).toMatchObject({ seatsTaken: booked.length, seatsLeft: maxParticipants - booked.length });
});

test('the roster tells who came first, however many came in one millisecond', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 9 });
  const students = Array.from({ length: 9 }, (_, index) => `student ${index}`);
  for (const student of students) await service.book(student, slot.id);
  const token = service.token('ada', 'alumni');
  const { body } = await service.call<SlotView>('GET', `/api/slots/${slot.id}`, { token });
  expect(body.bookings?.map(({ studentId }) => studentId)).toEqual(students);
});
