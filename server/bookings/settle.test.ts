import type { Booking, BookingList } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';

async function withPending(maxParticipants = 1) {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, {
    maxParticipants,
    requiresApproval: true,
    meetingUrl: 'https://meet.example',
  });
  const { body: booking } = await service.book('sam', slot.id, 'Please');
  return { service, slot, booking };
}

function settle(
  service: TestService,
  booking: Booking,
  decision: 'confirm' | 'decline',
  token = service.token('ada', 'alumni'),
) {
  const path = `/api/slots/${booking.slotId}/bookings/${booking.id}/${decision}`;
  return service.call('POST', path, { token });
}

async function mine(service: TestService, student: string) {
  const token = service.token(student, 'student');
  return (await service.call<BookingList>('GET', '/api/slots/my-bookings', { token })).body.bookings;
}

test('where approval is required a booking is pending: it holds its seat and hides the place', async () => {
  const { service, slot, booking } = await withPending();
  expect(booking).toMatchObject({ status: 'pending', slot: { seatsTaken: 1, status: 'full' } });
  expect(booking.slot).not.toHaveProperty('meetingUrl');
  expectProblem(await service.book('kim', slot.id), 409, 'slot_full');
});

test('confirming shows the student the place, keeps the seat and raises the version', async () => {
  const { service, booking } = await withPending();
  const answer = await settle(service, booking, 'confirm');
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    id: booking.id,
    status: 'confirmed',
    studentName: 'sam (name)',
    note: 'Please',
    slot: { seatsTaken: 1, meetingUrl: 'https://meet.example' },
  });
  const [own] = await mine(service, 'sam');
  expect(own).toMatchObject({ status: 'confirmed', slot: { meetingUrl: 'https://meet.example' } });
  expect(own?.slot.version).toBeGreaterThan(booking.slot.version);
});

test('declining frees the seat; the student sees why', async () => {
  const { service, slot, booking } = await withPending();
  const answer = await settle(service, booking, 'decline');
  expect(answer.body).toMatchObject({
    status: 'cancelled',
    cancelReason: 'declined',
    slot: { seatsTaken: 0 },
  });
  expect(await mine(service, 'sam')).toMatchObject([{ status: 'cancelled', cancelReason: 'declined' }]);
  expect((await service.book('kim', slot.id)).status).toBe(201);
});

test('settled the same way again is the same answer; the other way there is nothing left to settle', async () => {
  const confirmed = await withPending();
  const first = await settle(confirmed.service, confirmed.booking, 'confirm');
  expect((await settle(confirmed.service, confirmed.booking, 'confirm')).body).toEqual(first.body);
  const late = await settle(confirmed.service, confirmed.booking, 'decline');
  expectProblem(late, 409, 'booking_not_pending');

  const declined = await withPending();
  const no = await settle(declined.service, declined.booking, 'decline');
  expect((await settle(declined.service, declined.booking, 'decline')).body).toEqual(no.body);
  expectProblem(await settle(declined.service, declined.booking, 'confirm'), 409, 'booking_not_pending');
});

test('confirmed and declined at once, one wins and the seats are right', async () => {
  const { service, booking } = await withPending();
  const answers = await Promise.all([
    settle(service, booking, 'confirm'),
    settle(service, booking, 'decline'),
    settle(service, booking, 'decline'),
  ]);
  const { body } = await service.call('GET', `/api/slots/${booking.slotId}`);
  const [own] = await mine(service, 'sam');
  expect(body.seatsTaken).toBe(own?.status === 'confirmed' ? 1 : 0);
  expect(answers.filter(({ status }) => status === 409).length).toBeGreaterThan(0);
});

test('what the student cancelled cannot be confirmed', async () => {
  const { service, booking } = await withPending();
  const token = service.token('sam', 'student');
  await service.call('POST', '/api/slots/cancel', { token, body: { bookingId: booking.id } });
  expectProblem(await settle(service, booking, 'confirm'), 409, 'booking_not_pending');
  expectProblem(await settle(service, booking, 'decline'), 409, 'booking_not_pending');
});

test('during the session it can still be settled, after its end not', async () => {
  const { service, slot, booking } = await withPending(2);
  const { body: other } = await service.book('kim', slot.id);
  service.clock.now = Date.parse(slot.endsAt) - 1;
  expect((await settle(service, other, 'confirm')).status).toBe(200);
  service.clock.now += 1;
  expectProblem(await settle(service, booking, 'confirm'), 409, 'slot_completed');
});

test('only through its own slot: another slot’s booking and an unknown one are 404', async () => {
  const { service, booking } = await withPending();
  const other = await service.publish('ada', 30);
  expectProblem(await settle(service, { ...booking, slotId: other.id }, 'confirm'), 404, 'booking_not_found');
  expectProblem(await settle(service, { ...booking, id: 'no-such' }, 'confirm'), 404, 'booking_not_found');
  expectProblem(await settle(service, { ...booking, slotId: 'no-such' }, 'confirm'), 404, 'slot_not_found');
});

test('another alumnus is 403 not_yours, a student 403 wrong_role, an admin may', async () => {
  const { service, booking } = await withPending();
  expectProblem(
    await settle(service, booking, 'confirm', service.token('grace', 'alumni')),
    403,
    'not_yours',
  );
  expectProblem(
    await settle(service, booking, 'confirm', service.token('sam', 'student')),
    403,
    'wrong_role',
  );
  expect((await settle(service, booking, 'confirm', service.token('root', 'admin'))).status).toBe(200);
});

test('a slot that stops asking for approval confirms new bookings and leaves pending ones to be settled', async () => {
  const { service, slot, booking } = await withPending(2);
  await service.call('PATCH', `/api/slots/${slot.id}`, {
    token: service.token('ada', 'alumni'),
    body: { requiresApproval: false },
  });
  expect((await service.book('kim', slot.id)).body.status).toBe('confirmed');
  expect(await mine(service, 'sam')).toMatchObject([{ status: 'pending' }]);
  expect((await settle(service, booking, 'confirm')).status).toBe(200);
});
