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

function cancel(service: TestService, student: string, body: unknown) {
  return service.call('POST', '/api/slots/cancel', { token: service.token(student, 'student'), body });
}

test.each(['bookingId', 'slotId'] as const)(
  'a booking is cancelled by its %s and its seat is free',
  async (by) => {
    const service = await startService({ now });
    const slot = await service.publish('ada', 24, { meetingUrl: 'https://meet.example' });
    const { body: booking } = await service.book('sam', slot.id);
    service.clock.now += 60_000;
    const answer = await cancel(
      service,
      'sam',
      by === 'slotId' ? { slotId: slot.id } : { bookingId: booking.id },
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: booking.id,
      status: 'cancelled',
      cancelledAt: '2026-11-24T10:01:00.000Z',
      cancelReason: 'student',
      slot: { seatsTaken: 0, seatsLeft: 1, status: 'available' },
    });
    expect(answer.body.slot).not.toHaveProperty('meetingUrl');
    const read = await service.call('GET', `/api/slots/${slot.id}`);
    expect(read.body.seatsLeft).toBe(1);
    expect(read.body.version).toBeGreaterThan(booking.slot.version);
    expect((await service.book('kim', slot.id)).status).toBe(201);
  },
);

test('again gives the same answer and frees no second seat', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 2 });
  await service.book('kim', slot.id);
  const { body: booking } = await service.book('sam', slot.id);
  const first = await cancel(service, 'sam', { bookingId: booking.id });
  service.clock.now += 60_000;
  for (const body of [{ bookingId: booking.id }, { slotId: slot.id }]) {
    const again = await cancel(service, 'sam', body);
    expect([again.status, again.body]).toEqual([200, first.body]);
  }
  const at = await Promise.all(Array.from({ length: 4 }, () => cancel(service, 'sam', { slotId: slot.id })));
  expect(at.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await service.call('GET', `/api/slots/${slot.id}`)).body).toMatchObject({ seatsTaken: 1 });
});

test('cancelled several times at once, one seat is freed', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 3 });
  await service.book('kim', slot.id);
  const { body: booking } = await service.book('sam', slot.id);
  await Promise.all(Array.from({ length: 5 }, () => cancel(service, 'sam', { bookingId: booking.id })));
  expect((await service.call('GET', `/api/slots/${slot.id}`)).body).toMatchObject({ seatsTaken: 1 });
});

test('a place in the queue holds no seat, so giving it up frees none', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24);
  await service.book('kim', slot.id);
  const token = service.token('sam', 'student');
  await service.call('POST', '/api/slots/waitlist', { token, body: { slotId: slot.id } });
  const answer = await cancel(service, 'sam', { slotId: slot.id });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    status: 'cancelled',
    slot: { seatsTaken: 1, seatsLeft: 0, waiting: 0, version: 4 },
  });
  const read = await service.call('GET', `/api/slots/${slot.id}`);
  expect(read.body).toMatchObject({ seatsTaken: 1, status: 'full', version: 4 });
});

test('by its slot the living booking is meant, not one cancelled before', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  await service.book('sam', slot.id);
  await cancel(service, 'sam', { slotId: slot.id });
  const { body: second } = await service.book('sam', slot.id);
  const answer = await cancel(service, 'sam', { slotId: slot.id });
  expect(answer.body.id).toBe(second.id);
});

test('someone else’s booking is 404, exactly as one that does not exist', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 2 });
  const { body: booking } = await service.book('sam', slot.id);
  const foreign = expectProblem(
    await cancel(service, 'kim', { bookingId: booking.id }),
    404,
    'booking_not_found',
  );
  const unknown = expectProblem(
    await cancel(service, 'kim', { bookingId: 'no-such' }),
    404,
    'booking_not_found',
  );
  expect({ ...foreign, requestId: null }).toEqual({ ...unknown, requestId: null });
  expectProblem(await cancel(service, 'kim', { slotId: slot.id }), 404, 'booking_not_found');
  expectProblem(await cancel(service, 'kim', { slotId: 'no-such' }), 404, 'booking_not_found');
  expect((await service.call('GET', `/api/slots/${slot.id}`)).body).toMatchObject({ seatsTaken: 1 });
});

test('from the start on it is too late', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 2 });
  const { body: early } = await service.book('sam', slot.id);
  await service.book('kim', slot.id);
  service.clock.now = Date.parse(slot.startsAt) - 1;
  expect((await cancel(service, 'kim', { slotId: slot.id })).status).toBe(200);
  for (const at of [slot.startsAt, slot.endsAt, '2026-12-24T00:00:00.000Z']) {
    service.clock.now = Date.parse(at);
    const problem = expectProblem(
      await cancel(service, 'sam', { bookingId: early.id }),
      409,
      'cancel_closed',
    );
    expect(problem.closedAt).toBe(slot.startsAt);
  }
  // What was cancelled in time stays a success when asked again.
  expect((await cancel(service, 'kim', { slotId: slot.id })).status).toBe(200);
});

test.each([
  {},
  { bookingId: 'x', slotId: 'y' },
  { bookingId: null },
  { slotId: 7 },
  { id: 'x' },
  { bookingId: '' },
])('%j is not of the expected form', async (body) => {
  const service = shared;
  expectProblem(await cancel(service, 'sam', body), 400, 'invalid_request');
});

test('BOOKING_CUTOFF and CANCEL_CUTOFF close earlier, each with its instant', async () => {
  const service = await startService({ now, env: { BOOKING_CUTOFF: '1h', CANCEL_CUTOFF: '1d' } });
  const slot = await service.publish('ada', 48, { maxParticipants: 3 });
  const start = Date.parse(slot.startsAt);
  await service.book('sam', slot.id);
  await service.book('kim', slot.id);

  service.clock.now = start - 24 * 3_600_000 - 1;
  expect((await cancel(service, 'kim', { slotId: slot.id })).status).toBe(200);
  service.clock.now += 1;
  const tooLate = expectProblem(await cancel(service, 'sam', { slotId: slot.id }), 409, 'cancel_closed');
  expect(tooLate.closedAt).toBe(new Date(start - 24 * 3_600_000).toISOString());

  service.clock.now = start - 3_600_000 - 1;
  expect((await service.book('kim', slot.id)).status).toBe(201);
  service.clock.now += 1;
  const closed = expectProblem(await service.book('lee', slot.id), 409, 'booking_closed');
  expect(closed.closedAt).toBe(new Date(start - 3_600_000).toISOString());
  service.clock.now = start;
  expectProblem(await service.book('lee', slot.id), 409, 'slot_started');
});
