/**
 * What was wrong in the portal that this service grew out of, fault by fault: each test would have caught it.
 * Buttons without names, clickable divs and state by colour alone are faults of a page: e2e/ looks for those.
 */
import { once } from 'node:events';
import type { Booking, BookingList, SlotList, SlotView } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { expectProblem } from './testing/expect-problem.ts';
import { connectFeed } from './testing/feed-client.ts';
import { startService, type TestService } from './testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const hour = 3_600_000;

function cancel(service: TestService, student: string, slotId: string) {
  return service.call<Booking>('POST', '/api/slots/cancel', {
    token: service.token(student, 'student'),
    body: { slotId },
  });
}

function remove(service: TestService, slot: SlotView) {
  const token = service.token(slot.alumniId, 'alumni');
  return service.call('DELETE', `/api/slots/${slot.id}`, { token });
}

async function bookingsOf(service: TestService, student: string) {
  const token = service.token(student, 'student');
  return (await service.call<BookingList>('GET', '/api/slots/my-bookings', { token })).body.bookings;
}

async function read(service: TestService, slot: SlotView) {
  return (await service.call<SlotView>('GET', `/api/slots/${slot.id}`)).body;
}

describe('seats', () => {
  test('overbooked under load', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada', 24, { maxParticipants: 10 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => service.book(`student ${index}`, slot.id)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    for (const answer of answers) if (answer.status !== 201) expectProblem(answer, 409, 'slot_full');
    expect(await read(service, slot)).toMatchObject({ seatsTaken: 10, seatsLeft: 0, status: 'full' });
    const rows = await service.database.read.kysely.selectFrom('bookings').select('id').execute();
    expect(rows).toHaveLength(10);
  });

  test('tested "full" before "already booked"', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada');
    const first = await service.book('sam', slot.id);
    const again = await service.book('sam', slot.id);
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  });

  test('answered success for a silent place in the queue', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada');
    await service.book('sam', slot.id);
    expectProblem(await service.book('kim', slot.id), 409, 'slot_full');
    expect(await bookingsOf(service, 'kim')).toEqual([]);
  });

  test('let capacity fall under the booked seats', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada', 24, { maxParticipants: 3 });
    await service.book('sam', slot.id);
    await service.book('kim', slot.id);
    const token = service.token('ada', 'alumni');
    const answer = await service.call('PATCH', `/api/slots/${slot.id}`, {
      token,
      body: { maxParticipants: 1 },
    });
    expectProblem(answer, 409, 'capacity_below_taken');
    expect(await read(service, slot)).toMatchObject({ maxParticipants: 3 });
  });

  test('promoted waiters into full, past or cancelled slots: whoever was refused is not booked behind their back', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada', 24);
    await service.book('sam', slot.id);
    await service.book('kim', slot.id);
    await cancel(service, 'sam', slot.id);
    expect(await bookingsOf(service, 'kim')).toEqual([]);
    await service.book('sam', slot.id);
    await remove(service, slot);
    expect(await bookingsOf(service, 'kim')).toEqual([]);
  });
});

describe('time', () => {
  test('compared a midnight `date` with now: today’s slots could not be seen or booked', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada', 3, { maxParticipants: 2 });
    expect(slot.date).toBe('2026-11-24');
    const list = await service.call<SlotList>('GET', '/api/slots/alumni/ada');
    expect(list.body.slots.map(({ id }) => id)).toEqual([slot.id]);
    expect((await service.book('sam', slot.id)).status).toBe(201);
  });

  test('a booking vanished on its own day', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada', 24);
    await service.book('sam', slot.id);
    for (const at of [`${slot.date}T00:00:00Z`, slot.startsAt, `${slot.endsAt.slice(0, 16)}:00Z`]) {
      service.clock.now = Date.parse(at) - 1;
      expect(await bookingsOf(service, 'sam')).toMatchObject([{ slotId: slot.id, status: 'confirmed' }]);
    }
  });

  test('had no time zone; the server’s and the viewer’s were mixed', async () => {
    const service = await startService({ now });
    const wall = { date: '2026-11-25', startTime: '09:00', endTime: '10:00' };
    const instants: string[] = [];
    for (const timeZone of ['Asia/Tokyo', 'Europe/London', 'America/New_York']) {
      const slot = await service.publish('ada', 0, { ...wall, timeZone });
      expect(slot).toMatchObject({ ...wall, timeZone });
      instants.push(slot.startsAt);
    }
    expect(instants).toEqual([
      '2026-11-25T00:00:00.000Z',
      '2026-11-25T09:00:00.000Z',
      '2026-11-25T14:00:00.000Z',
    ]);
  });

  test('31 February became March', async () => {
    const service = await startService({ now });
    const answer = await service.call('POST', '/api/slots', {
      token: service.token('ada', 'alumni'),
      body: { date: '2027-02-31', startTime: '09:00', endTime: '10:00' },
    });
    expectProblem(answer, 422, 'nonexistent_date');
  });

  test('let people cancel after the session', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada', 1);
    await service.book('sam', slot.id);
    service.clock.now = Date.parse(slot.endsAt) + hour;
    expectProblem(await cancel(service, 'sam', slot.id), 409, 'cancel_closed');
  });
});

describe('what others hear', () => {
  test('sent `slot_booked` where `slot_updated` was promised', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada');
    const page = await connectFeed(service.url);
    await page.subscribe('ada');
    await service.book('sam', slot.id);
    expect((await page.next('slot_updated')).slot).toEqual(await read(service, slot));
    await cancel(service, 'sam', slot.id);
    expect((await page.next('slot_updated')).slot).toEqual(await read(service, slot));
    expect(page.frames.map(({ type }) => type)).toEqual([
      'hello',
      'snapshot',
      'slot_updated',
      'slot_updated',
    ]);
  });

  test('told everyone’s events to everyone, with student ids', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada', 24, { maxParticipants: 2 });
    const [onlooker, elsewhere] = [await connectFeed(service.url), await connectFeed(service.url)];
    await onlooker.authenticate(service.token('kim', 'student'));
    await onlooker.subscribe('ada');
    await elsewhere.authenticate(service.token('grace', 'alumni'));
    await elsewhere.subscribe('grace');

    await service.book('sam', slot.id);
    await cancel(service, 'sam', slot.id);
    await remove(service, slot);
    await onlooker.next('slot_deleted');
    await elsewhere.settle();
    expect(JSON.stringify(onlooker.frames)).not.toMatch(/sam|booking_updated/);
    expect(elsewhere.frames.map(({ type }) => type)).toEqual(['hello', 'authenticated', 'snapshot']);
  });

  test('one socket a person: a second tab silenced the first', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada');
    const tabs = [await connectFeed(service.url), await connectFeed(service.url)];
    for (const tab of tabs) await tab.authenticate(service.token('sam', 'student'));
    const { body } = await service.book('sam', slot.id);
    for (const tab of tabs) expect((await tab.next('booking_updated')).booking.id).toBe(body.id);
  });

  test('token in the URL', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada');
    const token = service.token('sam', 'student');
    for (const name of ['token', 'access_token', 'jwt']) {
      const answer = await service.call('GET', `/api/slots/my-bookings?${name}=${token}`);
      expect([400, 401]).toContain(answer.status);
      const frames: string[] = [];
      const url = `${service.url.replace('http', 'ws')}/api/slots/feed?${name}=${token}`;
      const socket = new WebSocket(url).on('message', (data) => frames.push(JSON.parse(String(data)).type));
      await once(socket, 'open');
      await service.book('sam', slot.id);
      await cancel(service, 'sam', slot.id);
      socket.ping();
      await once(socket, 'pong');
      expect(frames).toEqual(['hello']);
      socket.terminate();
    }
  });

  test('never checked the token again', async () => {
    const service = await startService({ now, heartbeatSeconds: 0.05 });
    const slot = await service.publish('ada', 24);
    const page = await connectFeed(service.url);
    await page.authenticate(service.token('sam', 'student'));
    service.clock.now += hour + 1000;
    expect((await page.closed).code).toBe(4401);
    await service.book('sam', slot.id);
    expect(page.frames.map(({ type }) => type)).not.toContain('booking_updated');
  });

  test('deleted bookings with the slot and told nobody', async () => {
    const service = await startService({ now });
    const slot = await service.publish('ada');
    const student = await connectFeed(service.url);
    await service.book('sam', slot.id);
    await student.authenticate(service.token('sam', 'student'));
    await remove(service, slot);
    expect((await student.next('booking_updated')).booking).toMatchObject({
      slotId: slot.id,
      status: 'cancelled',
      cancelReason: 'slot_cancelled',
      slot: { status: 'cancelled' },
    });
    expect(await bookingsOf(service, 'sam')).toMatchObject([{ slotId: slot.id, status: 'cancelled' }]);
  });
});

test('changed data in a GET', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 1);
  await service.book('sam', slot.id);
  const { kysely } = service.database.read;
  const tables = async () => ({
    slots: await kysely.selectFrom('slots').selectAll().execute(),
    bookings: await kysely.selectFrom('bookings').selectAll().execute(),
  });
  const before = await tables();
  for (const at of [slot.startsAt, slot.endsAt, '2027-11-24T10:00:00.000Z']) {
    service.clock.now = Date.parse(at);
    expect((await service.call('GET', '/api/slots/alumni/ada')).status).toBe(200);
    expect(await read(service, slot)).toMatchObject({ id: slot.id });
    const mine = { token: service.token('ada', 'alumni') };
    expect((await service.call('GET', '/api/slots/my-slots?from=2026-11-01', mine)).status).toBe(200);
    await bookingsOf(service, 'sam');
  }
  expect(await tables()).toEqual(before);
});
