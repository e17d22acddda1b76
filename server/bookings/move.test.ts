/** One seat for another in one act, by every rule of booking the one and of cancelling the other. */
import type { Booking, BookingList, Moved } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { queueing } from '../testing/queueing.ts';
import { startService, type TestOptions, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';

async function world(options: TestOptions = {}) {
  const service = await startService({ now, dueMs: 86_400_000, ...options });
  const people = queueing(service);
  /** Moves somebody's booking of a slot, or what is told by its id. */
  const move = (who: string, from: Pick<Booking, 'id'>, slotId: string, more = {}) =>
    service.call<Moved>('POST', '/api/slots/move', {
      token: service.token(who, 'student'),
      body: { bookingId: from.id, slotId, ...more },
    });
  const booked = async (who: string, slotId: string, note?: string) =>
    (await service.book(who, slotId, note)).body;
  return { service, ...people, move, booked };
}

/** Everything that a refused move must leave as it was. */
async function everything({ database }: TestService) {
  const all: Record<string, unknown[]> = {};
  for (const table of ['slots', 'bookings', 'audit', 'messages'] as const)
    all[table] = await database.read.kysely.selectFrom(table).selectAll().orderBy('id').execute();
  return all;
}

test('the new seat is taken and the old one given back, in one answer', async () => {
  const { service, move, booked, read, standing } = await world();
  const [old, other] = [
    await service.publish('ada', 24, { meetingUrl: 'https://meet.example/old' }),
    await service.publish('bob', 48, { meetingUrl: 'https://meet.example/new' }),
  ];
  const booking = await booked('sam', old.id, 'About my CV');
  service.clock.now += 60_000;
  const { status, body } = await move('sam', booking, other.id);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    booking: {
      slotId: other.id,
      studentId: 'sam',
      status: 'confirmed',
      bookedAt: '2026-11-24T10:01:00.000Z',
      note: null,
      slot: { seatsTaken: 1, status: 'full', alumniId: 'bob', meetingUrl: 'https://meet.example/new' },
    },
    left: {
      id: booking.id,
      status: 'cancelled',
      cancelReason: 'student',
      cancelledAt: '2026-11-24T10:01:00.000Z',
      movedTo: body.booking.id,
      slot: { seatsTaken: 0, seatsLeft: 1, status: 'available' },
    },
  });
  expect(body.booking).not.toHaveProperty('movedTo');
  expect(body.left.slot).not.toHaveProperty('meetingUrl');
  expect(await read(old.id)).toMatchObject({ seatsLeft: 1, version: body.left.slot.version });
  expect(await read(other.id)).toMatchObject({ seatsLeft: 0, version: body.booking.slot.version });
  expect(await standing('sam', old.id)).toBe('cancelled student');
  // Their own list tells what they have, and only where it is asked for what they had, and that it was moved.
  const token = service.token('sam', 'student');
  const mine = await service.call<BookingList>('GET', '/api/slots/my-bookings', { token });
  expect(mine.body.bookings.map(({ id }) => id)).toEqual([body.booking.id]);
  const all = await service.call<BookingList>('GET', '/api/slots/my-bookings?from=2026-01-01', { token });
  expect(all.body.bookings.map(({ id, movedTo }) => [id, movedTo])).toEqual([
    [booking.id, body.booking.id],
    [body.booking.id, undefined],
  ]);
});

test('the note goes along to the same alumnus, and to another only where it is sent', async () => {
  const { service, move, booked } = await world();
  const [first, second] = [await service.publish('ada', 24), await service.publish('ada', 48)];
  const bobs = await service.publish('bob', 72);
  const booking = await booked('sam', first.id, 'About my CV');
  const same = await move('sam', booking, second.id);
  expect(same.body.booking.note).toBe('About my CV');
  const other = await move('sam', same.body.booking, bobs.id);
  expect([other.body.booking.note, other.body.left.note]).toEqual([null, 'About my CV']);
  const sent = await move('sam', other.body.booking, first.id, { note: '  Mock interview ' });
  expect(sent.body.booking).toMatchObject({ note: 'Mock interview', status: 'confirmed' });
  expect((await move('sam', sent.body.booking, second.id, { note: null })).body.booking.note).toBeNull();
});

test('the seat that is left goes to whoever waits for it, at once', async () => {
  const { service, move, booked, wait, standing, read } = await world();
  const [full, free] = [await service.publish('ada', 24), await service.publish('bob', 48)];
  const booking = await booked('sam', full.id);
  await wait('kim', full.id);
  const { body } = await move('sam', booking, free.id);
  expect(body.left.slot).toMatchObject({ seatsTaken: 1, seatsLeft: 0, waiting: 0, status: 'full' });
  expect(await standing('kim', full.id)).toBe('confirmed');
  expect(await read(full.id)).toMatchObject({ seatsTaken: 1, version: body.left.slot.version });
});

test('whoever is no longer in the way of themselves moves up where else they wait', async () => {
  const { service, move, booked, wait, change, standing } = await world();
  const [seat, wish] = [await service.publish('ada', 24), await service.publish('bob', 24)];
  const later = await service.publish('cid', 48);
  await service.book('kim', wish.id);
  await wait('sam', wish.id);
  const booking = await booked('sam', seat.id);
  // A seat is added that Sam cannot take, being elsewhere then.
  await change('bob', wish.id, { maxParticipants: 2 });
  expect(await standing('sam', wish.id)).toBe('waitlisted 1');
  await move('sam', booking, later.id);
  expect(await standing('sam', wish.id)).toBe('confirmed');
  expect(await standing('sam', later.id)).toBe('confirmed');
});

test('a pending seat moves as a confirmed one does; where the owner confirms it is asked for', async () => {
  const { service, move, booked, settle, standing } = await world();
  const [asked, free] = [
    await service.publish('ada', 24, { requiresApproval: true }),
    await service.publish('bob', 48),
  ];
  const booking = await booked('sam', asked.id);
  const there = await move('sam', booking, free.id);
  expect(there.body.booking.status).toBe('confirmed');
  const back = await move('sam', there.body.booking, asked.id);
  expect(back.body.booking.status).toBe('pending');
  await settle('ada', asked.id, 'sam', 'confirm');
  expect(await standing('sam', asked.id)).toBe('confirmed');
});

test('the same again has the same two bookings, as they are by now, also at the same time', async () => {
  const { service, move, booked, settle, callOff, cancel } = await world();
  const [old, other] = [
    await service.publish('ada', 24),
    await service.publish('bob', 48, { requiresApproval: true }),
  ];
  const booking = await booked('sam', old.id);
  const answers = await Promise.all(Array.from({ length: 6 }, () => move('sam', booking, other.id)));
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
  const [first] = answers;
  for (const { body } of answers) expect(body).toEqual(first?.body);
  expect((await everything(service)).bookings).toHaveLength(2);
  // Neither the lost seat of the old session nor its end is in the way of telling how it went.
  await settle('bob', other.id, 'sam', 'confirm');
  await callOff('ada', old.id);
  const again = await move('sam', booking, other.id);
  expect([again.status, again.body.booking.status]).toEqual([200, 'confirmed']);
  expect(again.body.left).toMatchObject({ id: booking.id, movedTo: first?.body.booking.id });
  // Given back since: no longer the same.
  await cancel('sam', other.id);
  await service.book('sam', other.id);
  expectProblem(await move('sam', booking, other.id), 409, 'nothing_to_move');
});

test('somebody else’s booking is 404, exactly as one that does not exist; a slot that does not exist too', async () => {
  const { service, move, booked } = await world();
  const [old, other] = [await service.publish('ada', 24), await service.publish('ada', 48)];
  const booking = await booked('sam', old.id);
  const foreign = expectProblem(await move('kim', booking, other.id), 404, 'booking_not_found');
  const unknown = expectProblem(await move('kim', { id: 'no-such' }, other.id), 404, 'booking_not_found');
  expect({ ...foreign, requestId: null }).toEqual({ ...unknown, requestId: null });
  expectProblem(await move('sam', booking, 'no-such'), 404, 'slot_not_found');
  const body = { bookingId: booking.id, slotId: other.id };
  for (const role of ['alumni', 'admin']) {
    const token = service.token('sam', role);
    expectProblem(await service.call('POST', '/api/slots/move', { token, body }), 403, 'wrong_role');
  }
  expectProblem(await service.call('POST', '/api/slots/move', { body }), 401, 'unauthenticated');
  const token = service.token('sam', 'student');
  for (const wrong of [{}, { ...body, studentId: 'sam' }, { ...body, slotId: 7 }, { ...body, note: 'x\0' }])
    expectProblem(
      await service.call('POST', '/api/slots/move', { token, body: wrong }),
      400,
      'invalid_request',
    );
});

test('what holds no seat, or has it there already, has nothing to move', async () => {
  const { service, move, booked, wait, cancel } = await world();
  const [old, other] = [await service.publish('ada', 24), await service.publish('ada', 48)];
  const full = await service.publish('ada', 72);
  const booking = await booked('sam', old.id);
  await service.book('kim', full.id);
  const { body: waiting } = await wait('sam', full.id);
  expectProblem(await move('sam', booking, old.id), 409, 'nothing_to_move');
  expectProblem(await move('sam', waiting, other.id), 409, 'nothing_to_move');
  await service.book('sam', other.id);
  expectProblem(await move('sam', booking, other.id), 409, 'nothing_to_move');
  await cancel('sam', other.id);
  await cancel('sam', old.id);
  expectProblem(await move('sam', booking, other.id), 409, 'nothing_to_move');
});

test('the session that is left is no clash, every other one is', async () => {
  const { service, move, booked } = await world();
  const old = await service.publish('ada', 24);
  const same = await service.publish('bob', 24);
  const [busy, clashing] = [await service.publish('ada', 48), await service.publish('bob', 48)];
  const booking = await booked('sam', old.id);
  const there = await move('sam', booking, same.id);
  expect(there.status).toBe(200);
  await service.book('sam', busy.id);
  const before = await everything(service);
  const problem = expectProblem(await move('sam', there.body.booking, clashing.id), 409, 'student_conflict');
  expect(problem.slotId).toBe(busy.id);
  expect(await everything(service)).toEqual(before);
});

test('limits count what is held afterwards', async () => {
  const { service, move, booked } = await world({ env: { MAX_AHEAD: '2', MAX_AHEAD_PER_MENTOR: '1' } });
  const [one, two] = [await service.publish('ada', 24), await service.publish('ada', 48)];
  const [bobs, another] = [await service.publish('bob', 72), await service.publish('bob', 96)];
  const booking = await booked('sam', one.id);
  const bobsBooking = await booked('sam', bobs.id);
  const there = await move('sam', booking, two.id);
  expect(there.status).toBe(200);
  const problem = expectProblem(await move('sam', there.body.booking, another.id), 409, 'limit_reached');
  expect(problem).toMatchObject({ scope: 'alumnus', limit: 1, held: 1 });
  expect((await move('sam', bobsBooking, another.id)).status).toBe(200);
});

test('whoever was absent too often moves no seat', async () => {
  const { service, move, booked } = await world({ env: { MAX_ABSENCES: '1/90d' } });
  const past = await service.publish('ada', 1);
  const [old, other] = [await service.publish('ada', 24), await service.publish('ada', 48)];
  const missed = await booked('sam', past.id);
  const booking = await booked('sam', old.id);
  service.clock.now = Date.parse(past.endsAt);
  await service.call('PUT', `/api/slots/${past.id}/bookings/${missed.id}/attendance`, {
    token: service.token('ada', 'alumni'),
    body: { attendance: 'absent' },
  });
  expectProblem(await move('sam', booking, other.id), 409, 'too_many_absences');
});

test('refused as booking the one or cancelling the other would be, and then nothing has changed at all', async () => {
  const { service, move, booked, callOff, wait } = await world({
    env: {
      BOOKING_CUTOFF: '2h',
      CANCEL_CUTOFF: '3h',
      JWT_COHORT_CLAIM: 'cohort',
      HEAD_START: 'final=24h',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'slots@example.edu',
    },
    sendMs: 86_400_000,
  });
  const old = await service.publish('ada', 24);
  const booking = await booked('sam', old.id);
  const full = await service.publish('bob', 30);
  await service.book('kim', full.id);
  const opening = await service.publish('bob', 40, { opensAt: '2026-11-25T16:00:00.000Z' });
  const off = await service.publish('bob', 44);
  await service.book('kim', off.id);
  await callOff('bob', off.id);
  const soon = await service.publish('bob', 22);
  const own = await service.publish('sam', 50);
  const refusals = async (who: Record<string, string>, codes: string[]) => {
    const before = await everything(service);
    for (const [name, slotId] of Object.entries(who)) {
      const answer = await move('sam', booking, slotId);
      codes.push(`${name} ${answer.status} ${(answer.body as unknown as { code: string }).code}`);
    }
    expect(await everything(service)).toEqual(before);
    return codes;
  };
  const codes = await refusals({ full: full.id, opening: opening.id, off: off.id, own: own.id }, []);
  expect(codes).toEqual([
    'full 409 slot_full',
    'opening 409 booking_not_open',
    'off 409 slot_cancelled',
    'own 409 own_slot',
  ]);
  expect((await move('sam', booking, full.id)).body).toMatchObject({ mayWait: true, waiting: 0 });
  // Whoever waits there is told the same, and keeps their place.
  await wait('sam', full.id);
  expect(await refusals({ full: full.id }, [])).toEqual(['full 409 slot_full']);

  service.clock.now = Date.parse(soon.startsAt) - 2 * 3_600_000;
  expect(await refusals({ soon: soon.id }, [])).toEqual(['soon 409 booking_closed']);
  const closed = (await move('sam', booking, soon.id)).body as unknown as { closedAt: string };
  expect(closed.closedAt).toBe(new Date(service.clock.now).toISOString());
  service.clock.now = Date.parse(soon.startsAt);
  expect(await refusals({ soon: soon.id }, [])).toEqual(['soon 409 cancel_closed']);
  // Head start: a day before the others.
  const early = await service.call('POST', '/api/slots/book', {
    token: service.token('lee', 'student', { cohort: 'final' }),
    body: { slotId: (await service.publish('cid', 60)).id },
  });
  const told = { bookingId: String(early.body.id), slotId: opening.id };
  const token = service.token('lee', 'student', { cohort: 'final' });
  expect((await service.call('POST', '/api/slots/move', { token, body: told })).status).toBe(200);
});

test('from CANCEL_CUTOFF on the old seat stays, with the instant', async () => {
  const { service, move, booked } = await world({ env: { CANCEL_CUTOFF: '1d' } });
  const [old, other] = [await service.publish('ada', 25), await service.publish('ada', 48)];
  const booking = await booked('sam', old.id);
  service.clock.now = Date.parse(old.startsAt) - 24 * 3_600_000;
  const problem = expectProblem(await move('sam', booking, other.id), 409, 'cancel_closed');
  expect(problem.closedAt).toBe(new Date(service.clock.now).toISOString());
  service.clock.now -= 1;
  expect((await move('sam', booking, other.id)).status).toBe(200);
});

test('whoever is offered the seat there takes it by moving, until it lapses', async () => {
  const { service, move, booked, wait, cancel, standing, read } = await world();
  const [near, far] = [await service.publish('bob', 6), await service.publish('ada', 48)];
  await service.book('kim', near.id);
  await wait('sam', near.id, 'For tomorrow');
  const booking = await booked('sam', far.id, 'For later');
  await cancel('kim', near.id);
  expect(await standing('sam', near.id)).toBe('offered');
  const offer = (await move('sam', booking, near.id)).body;
  expect(offer.booking).toMatchObject({
    status: 'confirmed',
    note: 'For tomorrow',
    offerExpiresAt: null,
    slot: { seatsTaken: 1 },
  });
  expect(offer.left).toMatchObject({ movedTo: offer.booking.id, slot: { seatsTaken: 0 } });
  // And one that was not taken in time is gone, whether it was ended or not.
  await wait('lee', near.id);
  const lees = await booked('lee', far.id);
  await cancel('sam', near.id);
  expect(await standing('lee', near.id)).toBe('offered');
  service.clock.now += 30 * 60_000;
  expectProblem(await move('lee', lees, near.id), 409, 'offer_lapsed');
  expect(await standing('lee', far.id)).toBe('confirmed');
  expect(await read(near.id)).toMatchObject({ seatsLeft: 0 });
});

test('an offer is passed by moving, also when it is too late to cancel, and one that lapsed holds nothing', async () => {
  const { service, move, wait, cancel, standing, booking } = await world({ env: { CANCEL_CUTOFF: '10h' } });
  const [near, far] = [await service.publish('bob', 6), await service.publish('ada', 48)];
  service.clock.now -= 5 * 3_600_000;
  await service.book('kim', near.id);
  await wait('sam', near.id);
  await wait('lee', near.id);
  await cancel('kim', near.id);
  service.clock.now += 5 * 3_600_000;
  expect([await standing('sam', near.id), await standing('lee', near.id)]).toEqual([
    'offered',
    'waitlisted 1',
  ]);
  service.clock.now -= 5 * 3_600_000;
  const held = (await booking('sam', near.id)) as Booking;
  expect((await move('sam', held, far.id)).status).toBe(200);
  expect(await standing('lee', near.id)).toBe('offered');
  service.clock.now += 2 * 3_600_000;
  const lapsed = (await booking('lee', near.id)) as Booking;
  expectProblem(await move('lee', lapsed, far.id), 409, 'offer_lapsed');
});

test('a seat that is only held for somebody else is not free, and once the offer is over it is', async () => {
  const { service, move, booked, wait, cancel, standing } = await world();
  const [near, far] = [await service.publish('bob', 6), await service.publish('ada', 48)];
  await service.book('kim', near.id);
  await wait('lee', near.id);
  await cancel('kim', near.id);
  const booking = await booked('sam', far.id);
  expectProblem(await move('sam', booking, near.id), 409, 'slot_full');
  service.clock.now += 30 * 60_000;
  expect((await move('sam', booking, near.id)).status).toBe(200);
  expect(await standing('lee', near.id)).toBe('cancelled offer_lapsed');
});

test('whoever waits there may take a seat that was passed over because they are here', async () => {
  const { service, move, booked, wait, change, standing, read } = await world();
  const [seat, wish] = [await service.publish('ada', 24), await service.publish('bob', 24)];
  await service.book('kim', wish.id);
  await wait('sam', wish.id, 'For Bob');
  const booking = await booked('sam', seat.id, 'For Ada');
  await change('bob', wish.id, { maxParticipants: 2 });
  const { status, body } = await move('sam', booking, wish.id, { note: 'For both' });
  expect([status, body.booking.note]).toEqual([200, 'For both']);
  expect(await standing('sam', wish.id)).toBe('confirmed');
  expect(await read(wish.id, 'bob')).toMatchObject({
    waiting: 0,
    seatsTaken: 2,
    bookings: [{ studentId: 'kim' }, { studentId: 'sam', note: 'For both' }],
  });
});
