import type { Booking, BookingList, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const message = 'I am ill; please take next Tuesday instead.';

function callOff(service: TestService, slot: SlotView, body?: unknown, query = '') {
  const token = service.token('ada', 'alumni');
  return service.call('DELETE', `/api/slots/${slot.id}${query}`, { token, body });
}

function decline(service: TestService, booking: Booking, body?: unknown) {
  const path = `/api/slots/${booking.slotId}/bookings/${booking.id}/decline`;
  return service.call<Booking>('POST', path, { token: service.token('ada', 'alumni'), body });
}

async function mine(service: TestService, student: string): Promise<Booking[]> {
  const token = service.token(student, 'student');
  return (await service.call<BookingList>('GET', '/api/slots/my-bookings', { token })).body.bookings;
}

test('whoever is booked reads why the session was called off, live and later', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 3 });
  for (const student of ['sam', 'kim']) await service.book(student, slot.id);
  const [sam, ada] = [await connectFeed(service.url), await connectFeed(service.url)];
  await sam.authenticate(service.token('sam', 'student'));
  await ada.authenticate(service.token('ada', 'alumni'));
  expect((await callOff(service, slot, { message: `  ${message}\n` })).body).toEqual({
    deleted: 0,
    cancelled: 1,
    offered: 0,
  });
  for (const student of ['sam', 'kim']) {
    expect(await mine(service, student)).toMatchObject([
      { cancelReason: 'slot_cancelled', cancelMessage: message },
    ]);
  }
  expect((await sam.next('booking_updated')).booking.cancelMessage).toBe(message);
  expect((await ada.next('booking_updated')).booking.cancelMessage).toBe(message);
});

test('nobody else reads it: no one without a booking, no one whose booking had ended before', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 3 });
  for (const student of ['sam', 'pat']) await service.book(student, slot.id);
  const pat = service.token('pat', 'student');
  await service.call('POST', '/api/slots/cancel', { token: pat, body: { slotId: slot.id } });
  const visitor = await connectFeed(service.url);
  await visitor.subscribe('ada');
  await callOff(service, slot, { message });
  await visitor.next('slot_deleted');

  const heard = [JSON.stringify(visitor.frames)];
  const callers = [undefined, pat, service.token('eve', 'alumni'), service.token('kim', 'student')];
  for (const token of callers) {
    for (const path of [
      `/api/slots/${slot.id}`,
      '/api/slots/alumni/ada',
      '/api/slots/my-bookings?from=2026-01-01',
    ]) {
      heard.push(
        JSON.stringify((await service.call('GET', path, token === undefined ? {} : { token })).body),
      );
    }
  }
  for (const text of heard) expect(text).not.toContain('ill');
});

test('a message with a series goes to the booked of each session', async () => {
  const service = await startService({ now });
  const { body } = await service.call<{ slots: SlotView[] }>('POST', '/api/slots', {
    token: service.token('ada', 'alumni'),
    body: { date: '2026-11-25', startTime: '14:00', endTime: '15:00', repeat: { every: 'day', count: 3 } },
  });
  const [first, second, third] = body.slots as [SlotView, SlotView, SlotView];
  for (const slot of [first, third]) await service.book('sam', slot.id);
  expect((await callOff(service, second, { message }, '?scope=following')).body).toEqual({
    deleted: 1,
    cancelled: 1,
    offered: 0,
  });
  expect((await mine(service, 'sam')).map(({ cancelMessage }) => cancelMessage)).toEqual([null, message]);
});

test('declining may say why; declining again changes nothing', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { requiresApproval: true });
  const { body: booking } = await service.book('sam', slot.id);
  expect(booking.cancelMessage).toBeNull();
  const declined = await decline(service, booking, { message });
  expect(declined.body).toMatchObject({ cancelReason: 'declined', cancelMessage: message });
  expect((await decline(service, booking, { message: 'Other' })).body).toEqual(declined.body);
  expect(await mine(service, 'sam')).toMatchObject([{ status: 'cancelled', cancelMessage: message }]);
});

test('without a body, with an empty one, and with blanks alone there is no message', async () => {
  const service = await startService({ now });
  for (const body of [undefined, {}, { message: '  ' }]) {
    const slot = await service.publish('ada', 24, { requiresApproval: true });
    const { body: booking } = await service.book('sam', slot.id);
    expect((await decline(service, booking, body)).body.cancelMessage).toBeNull();
    await service.book('kim', slot.id);
    expect((await callOff(service, slot, body)).status).toBe(200);
    expect((await mine(service, 'kim')).map(({ cancelMessage }) => cancelMessage)).toContain(null);
    service.clock.now += 3_600_000;
  }
});

test('a body that got lost on the way leaves its Content-Type behind: then there is no message', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { requiresApproval: true });
  const { body: booking } = await service.book('sam', slot.id);
  const lost = {
    token: service.token('ada', 'alumni'),
    headers: { 'content-type': 'application/json', 'content-length': '0' },
  };
  const path = `/api/slots/${slot.id}`;
  expect((await service.call('POST', `${path}/bookings/${booking.id}/decline`, lost)).status).toBe(200);
  expect((await service.call('DELETE', path, lost)).body).toEqual({ deleted: 0, cancelled: 1, offered: 0 });
  expect(await mine(service, 'sam')).toMatchObject([{ cancelReason: 'declined', cancelMessage: null }]);
});

test.each([
  { message: '' },
  { message: 'x'.repeat(501) },
  { message: 7 },
  { message: null },
  { message: 'a\u0000b' },
  { text: 'Sorry' },
  [],
  null,
])('%j is not of the expected form', async (body) => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { requiresApproval: true });
  const { body: booking } = await service.book('sam', slot.id);
  expectProblem(await callOff(service, slot, body), 400, 'invalid_request');
  expectProblem(await decline(service, booking, body), 400, 'invalid_request');
  expect(await mine(service, 'sam')).toMatchObject([{ status: 'pending' }]);
});

test('five hundred characters of any kind fit', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  await service.book('sam', slot.id);
  const long = '🎓'.repeat(500);
  expect((await callOff(service, slot, { message: long })).status).toBe(200);
  expect((await mine(service, 'sam'))[0]?.cancelMessage).toBe(long);
});
