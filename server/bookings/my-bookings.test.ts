import type { BookingList, SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { queueing } from '../testing/queueing.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
let shared: TestService;

/** For tests that leave nothing behind: a service takes longer to start than a request to be refused. */
beforeAll(async () => {
  shared = await startService({ now, shared: true });
  return shared.close;
});

function list(service: TestService, query = '', student = 'sam') {
  return service.call<BookingList>('GET', `/api/slots/my-bookings${query}`, {
    token: service.token(student, 'student'),
  });
}

async function slotIds(service: TestService, query = '') {
  return (await list(service, query)).body.bookings.map((booking) => booking.slotId);
}

test('a booking is there until its session’s end, soonest session first, and only one’s own', async () => {
  const service = await startService({ now });
  const later = await service.publish('ada', 30);
  const soon = await service.publish('grace', 1, { maxParticipants: 2 });
  await service.book('sam', later.id);
  await service.book('sam', soon.id);
  await service.book('kim', soon.id);
  expect(await slotIds(service)).toEqual([soon.id, later.id]);
  service.clock.now = Date.parse(soon.endsAt) - 1;
  expect(await slotIds(service)).toEqual([soon.id, later.id]);
  service.clock.now += 1;
  expect(await slotIds(service)).toEqual([later.id]);
});

test('each has what a page of one’s own needs: with whom, when in which zone, where once confirmed, why not', async () => {
  const service = await startService({ now });
  const fields = { timeZone: 'Asia/Tokyo', date: '2026-11-26', meetingUrl: 'https://meet.example' };
  const hours = (start: number) => ({ startTime: `${start}:00`, endTime: `${start + 1}:00` });
  const sure = await service.publish('ada', 0, { ...fields, ...hours(10) });
  const asked = await service.publish('ada', 0, { ...fields, ...hours(12), requiresApproval: true });
  const off = await service.publish('ada', 0, { ...fields, ...hours(14) });
  for (const slot of [sure, asked, off]) await service.book('sam', slot.id);
  const token = service.token('ada', 'alumni');
  await service.call('DELETE', `/api/slots/${off.id}`, { token, body: { message: 'I am ill.' } });

  const { bookings } = (await list(service)).body;
  expect(bookings).toMatchObject([
    { status: 'confirmed', cancelMessage: null, slot: { meetingUrl: 'https://meet.example' } },
    { status: 'pending', cancelMessage: null },
    { status: 'cancelled', cancelReason: 'slot_cancelled', cancelMessage: 'I am ill.' },
  ]);
  for (const { slot } of bookings.slice(1)) expect(slot).not.toHaveProperty('meetingUrl');
  for (const { slot } of bookings) {
    expect(slot).toMatchObject({ alumniName: 'ada (name)', timeZone: 'Asia/Tokyo', date: '2026-11-26' });
    expect(slot).not.toHaveProperty('bookings');
  }
  expect(bookings[0]?.slot).toMatchObject({ startTime: '10:00', startsAt: '2026-11-26T01:00:00.000Z' });
});

test('without a range, what was called off is shown and what one cancelled oneself is not', async () => {
  const service = await startService({ now });
  const off = await service.publish('ada', 24);
  const left = await service.publish('grace', 30);
  await service.book('sam', off.id);
  await service.book('sam', left.id);
  await service.call('DELETE', `/api/slots/${off.id}`, { token: service.token('ada', 'alumni') });
  const token = service.token('sam', 'student');
  await service.call('POST', '/api/slots/cancel', { token, body: { slotId: left.id } });
  expect(await slotIds(service)).toEqual([off.id]);
  expect(await slotIds(service, '?from=2026-11-24')).toEqual([off.id, left.id]);
});

test('`from` and `to` reach into the past, by date and by instant', async () => {
  const service = await startService({ now });
  const first = await service.publish('ada', 2);
  const second = await service.publish('ada', 24);
  await service.book('sam', first.id);
  await service.book('sam', second.id);
  service.clock.now = Date.parse('2026-12-24T10:00:00Z');
  expect(await slotIds(service)).toEqual([]);
  expect(await slotIds(service, '?from=2026-11-24')).toEqual([first.id, second.id]);
  expect(await slotIds(service, '?to=2026-11-24')).toEqual([first.id]);
  expect(await slotIds(service, '?from=2026-11-25&to=2026-11-25')).toEqual([second.id]);
  expect(await slotIds(service, `?from=${first.endsAt}`)).toEqual([second.id]);
  expect(await slotIds(service, `?to=${second.startsAt}`)).toEqual([first.id]);
  const { body } = await list(service, '?to=2026-11-24');
  expect(body.bookings[0]?.slot.status).toBe('completed');
});

test.each(['?from=x', '?to=2026-99', '?limit=x', '?studentId=kim'])('%s is refused', async (query) => {
  const service = shared;
  expectProblem(await list(service, query), 400, 'invalid_request');
});

test('carries an ETag of its own, and 304 while nothing changed', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 2 });
  await service.book('sam', slot.id);
  const etag = (await list(service)).headers.get('etag') ?? '';
  const token = service.token('sam', 'student');
  const ask = () =>
    service.call('GET', '/api/slots/my-bookings', { token, headers: { 'if-none-match': etag } });
  expect((await ask()).status).toBe(304);
  await service.book('kim', slot.id);
  expect((await ask()).status).toBe(200);
});

test('what changes while a list is read is newer than the list tells, so that the frame of it counts', async () => {
  let between = async () => {};
  const service = await startService({
    around: (database) => ({
      ...database,
      read: {
        run: database.read.run,
        // After the query that reads the booking something may happen before the next one. The service reads for itself as well.
        kysely: database.read.kysely.withPlugin({
          transformQuery: ({ node }) => node,
          async transformResult({ result }) {
            if (result.rows.some(({ student_id }) => student_id === 'noor')) await between();
            return result;
          },
        }),
      },
    }),
  });
  const people = queueing(service);
  const slot = await service.publish('ada', 48, { maxParticipants: 1 });
  await service.book('mira', slot.id);
  await people.wait('noor', slot.id);
  let promoted: SlotView | undefined;
  between = async () => {
    between = async () => {};
    await people.cancel('mira', slot.id);
    promoted = await people.read(slot.id);
  };
  const booking = await people.booking('noor', slot.id);
  expect(promoted?.waiting).toBe(0);
  expect(booking?.status).toBe('waitlisted');
  expect(booking?.slot.version).toBeLessThan(promoted?.version ?? 0);
});
