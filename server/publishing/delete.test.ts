import type { BookingList, Deleted, Series, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';

function remove(service: TestService, slotId: string, query = '', token = service.token('ada', 'alumni')) {
  return service.call<Deleted>('DELETE', `/api/slots/${slotId}${query}`, { token });
}

async function series(service: TestService): Promise<string[]> {
  const { body } = await service.call<Series>('POST', '/api/slots', {
    token: service.token('ada', 'alumni'),
    body: { date: '2026-11-25', startTime: '14:00', endTime: '15:00', repeat: { every: 'day', count: 5 } },
  });
  return body.slots.map((slot) => slot.id);
}

async function statuses(service: TestService, ids: string[]): Promise<unknown[]> {
  const answers = await Promise.all(ids.map((id) => service.call('GET', `/api/slots/${id}`)));
  return answers.map(({ status, body }) => (status === 404 ? 'gone' : body.status));
}

test('a slot that never had a booking disappears', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  const answer = await remove(service, slot.id);
  expect([answer.status, answer.body]).toEqual([200, { deleted: 1, cancelled: 0, offered: 0 }]);
  expectProblem(await service.call('GET', `/api/slots/${slot.id}`), 404, 'slot_not_found');
  expectProblem(await remove(service, slot.id), 404, 'slot_not_found');
});

test('a booked slot is called off: its students still see it, with the reason', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 3, meetingUrl: 'https://meet.example' });
  await service.book('sam', slot.id);
  await service.book('kim', slot.id);
  service.clock.now += 60_000;
  expect((await remove(service, slot.id)).body).toEqual({ deleted: 0, cancelled: 1, offered: 0 });

  const after = await service.call('GET', `/api/slots/${slot.id}`);
  expect(after.body).toMatchObject({ status: 'cancelled', seatsTaken: 0, seatsLeft: 0 });
  for (const student of ['sam', 'kim']) {
    const { body } = await service.call<BookingList>('GET', '/api/slots/my-bookings', {
      token: service.token(student, 'student'),
    });
    expect(body.bookings).toMatchObject([
      {
        slotId: slot.id,
        status: 'cancelled',
        cancelReason: 'slot_cancelled',
        cancelledAt: '2026-11-24T10:01:00.000Z',
        slot: { status: 'cancelled' },
      },
    ]);
    expect(body.bookings[0]?.slot).not.toHaveProperty('meetingUrl');
  }
});

test('the owner of a called-off slot still sees who was in it and what they got to read; nobody who had left before', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 3 });
  await service.book('sam', slot.id, 'About my thesis');
  await service.book('lee', slot.id);
  const leave = { token: service.token('lee', 'student'), body: { slotId: slot.id } };
  await service.call('POST', '/api/slots/cancel', leave);
  const token = service.token('ada', 'alumni');
  await service.call('DELETE', `/api/slots/${slot.id}`, {
    token,
    body: { message: 'My train is cancelled.' },
  });

  const { bookings } = (await service.call<SlotView>('GET', `/api/slots/${slot.id}`, { token })).body;
  expect(bookings).toMatchObject([
    {
      studentId: 'sam',
      studentName: 'sam (name)',
      note: 'About my thesis',
      status: 'cancelled',
      cancelReason: 'slot_cancelled',
      cancelMessage: 'My train is cancelled.',
    },
  ]);
  for (const other of [undefined, service.token('kim', 'student'), service.token('grace', 'alumni')]) {
    const options = other === undefined ? {} : { token: other };
    const { body } = await service.call('GET', `/api/slots/${slot.id}`, options);
    expect(body).not.toHaveProperty('bookings');
  }
});

test('a slot whose students have all cancelled is called off too: its bookings are kept', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  const token = service.token('sam', 'student');
  await service.book('sam', slot.id);
  await service.call('POST', '/api/slots/cancel', { token, body: { slotId: slot.id } });
  expect((await remove(service, slot.id)).body).toEqual({ deleted: 0, cancelled: 1, offered: 0 });
  const past = await service.call<BookingList>('GET', '/api/slots/my-bookings?from=2026-11-01', { token });
  expect(past.body.bookings).toMatchObject([{ cancelReason: 'student', slot: { status: 'cancelled' } }]);
});

test('deleting what is called off already changes nothing', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  await service.book('sam', slot.id);
  await remove(service, slot.id);
  const before = await service.call('GET', `/api/slots/${slot.id}`);
  expect((await remove(service, slot.id)).body).toEqual({ deleted: 0, cancelled: 0, offered: 0 });
  expect((await service.call('GET', `/api/slots/${slot.id}`)).body).toEqual(before.body);
});

test('a called-off slot cannot be booked, and its time is free again for owner and student', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  await service.book('sam', slot.id);
  await remove(service, slot.id);
  expectProblem(await service.book('kim', slot.id), 409, 'slot_cancelled');
  const again = await service.publish('ada');
  expect((await service.book('sam', again.id)).status).toBe(201);
});

test('a running slot can be called off, a past one cannot be deleted', async () => {
  const service = await startService({ now });
  const [running, past] = [await service.publish('ada', 1), await service.publish('grace', 1)];
  await service.book('sam', running.id);
  service.clock.now = Date.parse(running.endsAt) - 1;
  expect((await remove(service, running.id)).body).toEqual({ deleted: 0, cancelled: 1, offered: 0 });
  service.clock.now += 1;
  const grace = service.token('grace', 'alumni');
  expectProblem(await remove(service, past.id, '', grace), 409, 'slot_completed');
  expectProblem(await remove(service, past.id, '?scope=series', grace), 409, 'slot_completed');
});

test.each([
  ['', { deleted: 1, cancelled: 0, offered: 0 }, ['available', 'full', 'gone', 'full', 'available']],
  [
    '?scope=this',
    { deleted: 1, cancelled: 0, offered: 0 },
    ['available', 'full', 'gone', 'full', 'available'],
  ],
  [
    '?scope=following',
    { deleted: 2, cancelled: 1, offered: 0 },
    ['available', 'full', 'gone', 'cancelled', 'gone'],
  ],
  [
    '?scope=series',
    { deleted: 3, cancelled: 2, offered: 0 },
    ['gone', 'cancelled', 'gone', 'cancelled', 'gone'],
  ],
])('from the middle of a series, %j deletes what it says', async (query, counts, expected) => {
  const service = await startService({ now });
  const ids = await series(service);
  await service.book('sam', ids[1] ?? '');
  await service.book('sam', ids[3] ?? '');
  expect((await remove(service, ids[2] ?? '', query)).body).toEqual(counts);
  expect(await statuses(service, ids)).toEqual(expected);
});

test('of a series that has begun, what is past stays as it was', async () => {
  const service = await startService({ now });
  const ids = await series(service);
  await service.book('sam', ids[0] ?? '');
  service.clock.now = Date.parse('2026-11-26T15:00:00Z');
  expectProblem(await remove(service, ids[1] ?? ''), 409, 'slot_completed');
  expect((await remove(service, ids[4] ?? '', '?scope=series')).body).toEqual({
    deleted: 3,
    cancelled: 0,
    offered: 0,
  });
  expect(await statuses(service, ids)).toEqual(['completed', 'completed', 'gone', 'gone', 'gone']);
});

test('a slot without a series is a series of its own', async () => {
  const service = await startService({ now });
  const [slot, other] = [await service.publish('ada', 24), await service.publish('ada', 30)];
  expect((await remove(service, slot.id, '?scope=series')).body).toEqual({
    deleted: 1,
    cancelled: 0,
    offered: 0,
  });
  expect(await statuses(service, [other.id])).toEqual(['available']);
});

test('an unknown scope and a body are refused', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  expectProblem(await remove(service, slot.id, '?scope=all'), 400, 'invalid_request');
  expectProblem(await remove(service, slot.id, '?force=true'), 400, 'invalid_request');
  const token = service.token('ada', 'alumni');
  const body = { scope: 'series' };
  expectProblem(
    await service.call('DELETE', `/api/slots/${slot.id}`, { token, body }),
    400,
    'invalid_request',
  );
  expect(await statuses(service, [slot.id])).toEqual(['available']);
});

test('of deletions and bookings at once none leaves a booking without its slot', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 20 });
  const [removed, ...booked] = await Promise.all([
    remove(service, slot.id),
    ...Array.from({ length: 10 }, (_, index) => service.book(`student ${index}`, slot.id)),
  ]);
  expect(removed.status).toBe(200);
  for (const answer of booked) expect([201, 404, 409]).toContain(answer.status);
  const rows = await service.database.read.kysely.selectFrom('bookings').select('status').execute();
  expect(rows.filter(({ status }) => status !== 'cancelled')).toEqual([]);
  expect(rows).toHaveLength(booked.filter(({ status }) => status === 201).length);
});
