/** The programme office books, waits and cancels for students: who may, what holds all the same, and what is kept of it. */
import { expect, test } from 'vitest';
import { erasePerson } from '../people/erasure.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { office } from '../testing/office.ts';
import { queueing } from '../testing/queueing.ts';
import { startService, wallTime } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const hour = 3_600_000;

async function world(env: Record<string, string> = {}) {
  const service = await startService({ now, env, dueMs: hour });
  return { service, root: office(service), ...queueing(service) };
}

test('the office books for a student, once, and the student has it as their own', async () => {
  const { service, root, booking } = await world();
  const slot = await service.publish('ada', 24, { maxParticipants: 2 });
  await root.introduce('student', 'sam');
  const first = await root.book('sam', slot.id);
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ studentId: 'sam', status: 'confirmed', slot: { seatsTaken: 1 } });
  const again = await root.book('sam', slot.id);
  expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  expect(await booking('sam', slot.id)).toMatchObject({ id: first.body.id, status: 'confirmed' });
  expect((await service.book('sam', slot.id)).status).toBe(200);
});

test('it is kept who did it for whom', async () => {
  const { service, root } = await world();
  const slot = await service.publish('ada', 24);
  await root.introduce('student', 'sam', 'kim');
  await root.book('sam', slot.id);
  await root.wait('kim', slot.id);
  await root.cancel('sam', slot.id);
  expect(await root.audit(`?slotId=${slot.id}`)).toEqual([
    'ada slot_created ada',
    'root booking_created sam',
    'root booking_waitlisted kim',
    'root booking_cancelled sam',
    'service booking_promoted kim',
  ]);
  for (const who of ['root', 'sam'])
    expect(await root.audit(`?personId=${who}&action=booking_created`)).toEqual(['root booking_created sam']);
});

test('whoever is no admin acts for themselves alone, and learns nothing of who is known', async () => {
  const { service, root } = await world();
  const slot = await service.publish('ada', 24, { maxParticipants: 5 });
  await root.introduce('student', 'sam', 'kim');
  await root.introduce('alumni', 'bob');
  for (const path of ['book', 'waitlist', 'cancel']) {
    for (const [who, role] of [
      ['kim', 'student'],
      ['ada', 'alumni'],
      ['bob', 'alumni'],
    ] as const) {
      for (const studentId of ['sam', 'nobody']) {
        const answer = await service.call('POST', `/api/slots/${path}`, {
          token: service.token(who, role),
          body: { slotId: slot.id, studentId },
        });
        expect(expectProblem(answer, 403, 'wrong_role').requiredRole).toBe('admin');
      }
    }
    const answer = await service.call('POST', `/api/slots/${path}`, {
      body: { slotId: slot.id, studentId: 'sam' },
    });
    expectProblem(answer, 401, 'unauthenticated');
  }
  expect((await root.audit()).filter((entry) => entry.includes('booking'))).toEqual([]);
});

test("one's own id is the same as none: rules of students hold, and an admin is none", async () => {
  const { service, root } = await world({ BOOKING_CUTOFF: '2h' });
  const [open, closed] = [await service.publish('ada', 24), await service.publish('ada', 1)];
  const own = (path: string, roles: string | string[], slotId: string, who = 'sam') =>
    service.call('POST', `/api/slots/${path}`, {
      token: service.token(who, roles),
      body: { slotId, studentId: who },
    });
  expect((await own('book', 'student', open.id)).status).toBe(201);
  expect((await own('cancel', 'student', open.id)).status).toBe(200);
  expectProblem(await own('book', ['student', 'admin'], closed.id), 409, 'booking_closed');
  expect(expectProblem(await own('book', 'admin', open.id, 'root'), 403, 'wrong_role').requiredRole).toBe(
    'student',
  );
  expect(await root.audit('?personId=sam')).toEqual(['sam booking_created sam', 'sam booking_cancelled sam']);
});

test('a student must be known by a token of their own', async () => {
  const { service, root } = await world();
  const slot = await service.publish('ada', 24);
  for (const ask of [root.book, root.wait, root.cancel])
    expectProblem(await ask('sam', slot.id), 404, 'person_not_found');
  await service.book('sam', slot.id);
  const deps = { clock: () => service.clock.now, rules: service.config.rules };
  await service.database.write((tx) => erasePerson(tx, deps, 'sam'));
  const { kysely } = service.database.read;
  const { id } = await kysely
    .selectFrom('people')
    .select('id')
    .where('id', 'like', 'erased-%')
    .executeTakeFirstOrThrow();
  // What stands in the place of somebody is nobody.
  for (const who of ['sam', id]) expectProblem(await root.book(who, slot.id), 404, 'person_not_found');
});

test('limits, an opening that is to come and both cut-offs are for students; what the office does follows the rules for others', async () => {
  const env = { MAX_AHEAD: '1', MAX_AHEAD_PER_MENTOR: '1', BOOKING_CUTOFF: '5h', CANCEL_CUTOFF: '5h' };
  const { service, root, read } = await world(env);
  const later = { opensAt: '2026-11-25T10:00:00.000Z' };
  const slots = [
    await service.publish('ada', 48),
    await service.publish('ada', 50, later),
    await service.publish('ada', 2),
  ];
  await root.introduce('student', 'sam');
  for (const { id } of slots) expect((await root.book('sam', id)).status).toBe(201);
  expectProblem(await service.book('kim', slots[1]?.id ?? ''), 409, 'booking_not_open');
  expect((await root.cancel('sam', slots[2]?.id ?? '')).status).toBe(200);
  expect((await root.cancel('sam', slots[2]?.id ?? '')).body).toMatchObject({ cancelReason: 'student' });
  expect(await read(slots[2]?.id ?? '')).toMatchObject({ seatsTaken: 0, seatsLeft: 1 });
});

test('seats, clashes, what has started or was called off, and own sessions hold for the office, told in its words', async () => {
  const { service, root, callOff } = await world();
  await root.introduce('student', 'sam', 'ada');
  const time = wallTime(service.clock.now + 24 * hour);
  const taken = await service.publish('bob', 24, time);
  const clashing = await service.publish('cid', 24, { ...time, maxParticipants: 2 });
  const soon = await service.publish('ada', 1);
  const off = await service.publish('eve', 30);
  await service.book('kim', taken.id);
  await service.book('kim', off.id);
  expect(expectProblem(await root.book('sam', taken.id), 409, 'slot_full').mayWait).toBe(true);
  expect((await root.book('sam', clashing.id)).status).toBe(201);
  const clash = expectProblem(await root.wait('sam', taken.id), 409, 'student_conflict');
  expect(clash.detail).toMatch(/^They hold/);
  expect(expectProblem(await root.book('ada', soon.id), 409, 'own_slot').detail).toMatch(/^This is their/);
  expectProblem(await root.wait('sam', soon.id), 409, 'not_full');
  await callOff('eve', off.id);
  expectProblem(await root.book('sam', off.id), 409, 'slot_cancelled');
  expectProblem(await root.book('sam', 'no-such-slot'), 404, 'slot_not_found');
  await root.book('sam', soon.id);
  service.clock.now = Date.parse(soon.startsAt);
  expectProblem(await root.book('kim', soon.id), 409, 'slot_started');
  expectProblem(await root.cancel('sam', soon.id), 409, 'cancel_closed');
});

test('a booking is told by its id or its slot, with the student whose it is', async () => {
  const { service, root } = await world();
  const slot = await service.publish('ada', 24, { maxParticipants: 2 });
  await root.introduce('student', 'sam', 'kim');
  const { body } = await root.book('sam', slot.id);
  await service.book('kim', slot.id);
  const cancel = (request: object) => root.call('POST', '/api/slots/cancel', request);
  expectProblem(await cancel({ bookingId: body.id, studentId: 'kim' }), 404, 'booking_not_found');
  expectProblem(await cancel({ bookingId: body.id }), 403, 'wrong_role');
  for (const request of [
    { studentId: 'sam' },
    { bookingId: body.id, slotId: slot.id, studentId: 'sam' },
    {},
  ]) {
    const problem = expectProblem(await cancel(request), 400, 'invalid_request');
    expect(problem.detail).toBe('The body must have either bookingId or slotId.');
  }
  const done = await cancel({ bookingId: body.id, studentId: 'sam' });
  expect(done.body).toMatchObject({ id: body.id, status: 'cancelled', cancelReason: 'student' });
  expect((await cancel({ slotId: slot.id, studentId: 'sam' })).body).toEqual(done.body);
});

test('in a queue the office stands behind nobody’s back: it waits, takes what is offered, and passes', async () => {
  const { service, root, standing } = await world({ OFFER_BELOW: '48h', BOOKING_CUTOFF: '1h' });
  const slot = await service.publish('ada', 24);
  await root.introduce('student', 'sam', 'kim', 'lee');
  await service.book('max', slot.id);
  expect((await root.wait('sam', slot.id)).body).toMatchObject({ waitlistPosition: 1 });
  expect((await root.wait('sam', slot.id)).status).toBe(200);
  await root.wait('kim', slot.id);
  expectProblem(await root.book('kim', slot.id), 409, 'slot_full');
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('max', 'student'),
    body: { slotId: slot.id },
  });
  expect(await standing('sam', slot.id)).toBe('offered');
  expectProblem(await root.book('kim', slot.id), 409, 'slot_full');
  const taken = await root.book('sam', slot.id);
  expect([taken.status, taken.body.status]).toEqual([200, 'confirmed']);
  await root.cancel('sam', slot.id);
  expect(await standing('kim', slot.id)).toBe('offered');
  expect((await root.cancel('kim', slot.id)).body.status).toBe('cancelled');
  service.clock.now += 23.5 * hour;
  // The queue has closed with booking: the office books, and nobody is let wait for nothing.
  expect((await root.book('lee', slot.id)).status).toBe(201);
  expectProblem(await root.wait('kim', slot.id), 409, 'booking_closed');
});

test('office and student at once: one booking, and never a seat more than there is', async () => {
  const { service, root, read } = await world();
  const slot = await service.publish('ada', 24, { maxParticipants: 3 });
  const students = ['sam', 'kim', 'lee', 'max', 'tim', 'uma'];
  await root.introduce('student', ...students);
  const answers = await Promise.all(
    students.flatMap((who) => [root.book(who, slot.id), service.book(who, slot.id)]),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  const { bookings = [], seatsTaken } = await read(slot.id, 'ada');
  expect([seatsTaken, new Set(bookings.map(({ studentId }) => studentId)).size]).toEqual([3, 3]);
});
