import { beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { queueing } from '../testing/queueing.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const hour = 3_600_000;
let service: TestService;
let people: ReturnType<typeof queueing>;
let count = 0;

/** Every test has people of its own: nothing that one leaves behind is another's clash. */
beforeAll(async () => {
  // What is due is done when a test says so.
  service = await startService({ now, shared: true, dueMs: 3_600_000 });
  people = queueing(service);
  return service.close;
});

function cast() {
  count += 1;
  const name = (who: string) => `${who} ${count}`;
  return {
    ada: name('ada'),
    bob: name('bob'),
    sam: name('sam'),
    kim: name('kim'),
    lee: name('lee'),
    mia: name('mia'),
    noa: name('noa'),
  };
}

/** A session of one seat in a day, which sam has. */
async function fullSession(fields: object = {}, hours = 24) {
  const who = cast();
  service.clock.now = Date.parse(now);
  const slot = await service.publish(who.ada, hours, fields as Record<string, unknown>);
  expect((await service.book(who.sam, slot.id)).status).toBe(201);
  return { ...who, slot };
}

describe('joining', () => {
  test('puts behind those who wait already, with what they wrote, and once', async () => {
    const { ada, kim, lee, slot } = await fullSession();
    const first = await people.wait(kim, slot.id, '  About my thesis ');
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      status: 'waitlisted',
      waitlistPosition: 1,
      offerExpiresAt: null,
      note: 'About my thesis',
      slot: { seatsTaken: 1, seatsLeft: 0, waiting: 1, status: 'full' },
    });
    expect((await people.wait(lee, slot.id)).body).toMatchObject({ waitlistPosition: 2 });
    const again = await people.wait(kim, slot.id, 'Once more');
    expect([again.status, again.body]).toEqual([
      200,
      { ...first.body, slot: expect.objectContaining({ waiting: 2 }) },
    ]);
    expect(await people.read(slot.id)).toMatchObject({ waiting: 2, seatsLeft: 0, status: 'full' });
    const { bookings } = await people.read(slot.id, ada);
    expect(bookings?.map((one) => [one.status, one.studentName, one.waitlistPosition])).toEqual([
      ['confirmed', expect.stringMatching(/^sam/), null],
      ['waitlisted', expect.stringMatching(/^kim/), 1],
      ['waitlisted', expect.stringMatching(/^lee/), 2],
    ]);
  });

  test('is refused where a seat is free, and gives whoever has one theirs', async () => {
    const { sam, kim, slot } = await fullSession({ maxParticipants: 2 });
    expectProblem(await people.wait(kim, slot.id), 409, 'not_full');
    const own = await people.wait(sam, slot.id);
    expect([own.status, own.body.status]).toEqual([200, 'confirmed']);
  });

  test('is refused as booking would be', async () => {
    const { ada, kim, slot } = await fullSession();
    const token = service.token(ada, ['alumni', 'student']);
    const own = await service.call('POST', '/api/slots/waitlist', { token, body: { slotId: slot.id } });
    expectProblem(own, 409, 'own_slot');
    const other = await service.publish(cast().bob, 24);
    await service.book(kim, other.id);
    expectProblem(await people.wait(kim, slot.id), 409, 'student_conflict');
    expectProblem(await people.wait(kim, 'no-such-slot'), 404, 'slot_not_found');
    service.clock.now = Date.parse(slot.startsAt);
    expectProblem(await people.wait(kim, slot.id), 409, 'slot_started');
    service.clock.now = Date.parse(now);
    await people.callOff(ada, slot.id);
    expectProblem(await people.wait(kim, slot.id), 409, 'slot_cancelled');
  });

  test('booking a full session says whether one may wait, and never does so by itself', async () => {
    const { kim, lee, slot } = await fullSession();
    const problem = expectProblem(await service.book(kim, slot.id), 409, 'slot_full');
    expect(problem).toMatchObject({ mayWait: true, waiting: 0 });
    await people.wait(lee, slot.id);
    expectProblem(await service.book(lee, slot.id), 409, 'slot_full');
    expect(await people.standing(lee, slot.id)).toBe('waitlisted 1');
  });
});

describe('a seat that is given back', () => {
  test('is the next one’s, in the order of joining, and never anybody’s meanwhile', async () => {
    const { ada, sam, kim, lee, mia, slot } = await fullSession();
    const everyone = await connectFeed(service.url);
    await everyone.subscribe(ada);
    for (const who of [kim, lee, mia]) await people.wait(who, slot.id);
    await people.cancel(sam, slot.id);
    expect(await people.standing(kim, slot.id)).toBe('confirmed');
    expect(await people.standing(lee, slot.id)).toBe('waitlisted 1');
    await people.cancel(lee, slot.id);
    expect(await people.standing(mia, slot.id)).toBe('waitlisted 1');
    await people.cancel(kim, slot.id);
    expect(await people.standing(mia, slot.id)).toBe('confirmed');
    await everyone.settle();
    const seats = everyone.frames.flatMap((frame) =>
      frame.type === 'slot_updated' ? [[frame.slot.seatsLeft, frame.slot.waiting]] : [],
    );
    expect(seats).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 2],
      [0, 1],
      [0, 0],
    ]);
  });

  test('asks the owner first where they confirm, and declining moves on too', async () => {
    const { ada, sam, kim, lee, slot } = await fullSession({ requiresApproval: true });
    await people.wait(kim, slot.id);
    await people.wait(lee, slot.id);
    expect((await people.settle(ada, slot.id, sam, 'decline')).status).toBe(200);
    expect(await people.standing(sam, slot.id)).toBe('cancelled declined');
    expect(await people.standing(kim, slot.id)).toBe('pending');
    await people.settle(ada, slot.id, kim, 'decline');
    expect(await people.standing(lee, slot.id)).toBe('pending');
  });

  test('passes over who is elsewhere then, who keeps their place and gets the next one that they can take', async () => {
    const { ada, bob, sam, kim, lee, slot } = await fullSession();
    const other = await service.publish(bob, 24);
    await people.wait(kim, slot.id);
    await people.wait(lee, slot.id);
    expect((await service.book(kim, other.id)).status).toBe(201);
    await people.cancel(sam, slot.id);
    expect(await people.standing(lee, slot.id)).toBe('confirmed');
    expect(await people.standing(kim, slot.id)).toBe('waitlisted 1');
    await people.change(ada, slot.id, { maxParticipants: 2 });
    // Nobody who waits can take it: it is everybody's.
    expect(await people.read(slot.id)).toMatchObject({ seatsLeft: 1, waiting: 1, status: 'available' });
    // And as soon as they can, it is theirs.
    await people.cancel(kim, other.id);
    expect(await people.standing(kim, slot.id)).toBe('confirmed');
    expect(await people.read(slot.id)).toMatchObject({ seatsLeft: 0, waiting: 0 });
  });

  test('a public seat that a passed-over waiter could not take is booked by anybody', async () => {
    const { ada, bob, sam, kim, lee, slot } = await fullSession();
    const other = await service.publish(bob, 24);
    await people.wait(kim, slot.id);
    await service.book(kim, other.id);
    await people.cancel(sam, slot.id);
    expectProblem(await service.book(kim, slot.id), 409, 'student_conflict');
    expect((await service.book(lee, slot.id)).status).toBe(201);
    await people.cancel(kim, other.id);
    expect(await people.standing(kim, slot.id)).toBe('waitlisted 1');
    expect(await people.read(slot.id, ada)).toMatchObject({ seatsTaken: 1, waiting: 1 });
  });

  test('moves up in another queue whoever is freed by a session that is called off or moved', async () => {
    const { bob, noa, sam, kim, slot } = await fullSession();
    const [called, moved] = [await service.publish(bob, 24), await service.publish(noa, 24)];
    await people.wait(kim, slot.id);
    await service.book(kim, called.id);
    await people.cancel(sam, slot.id);
    expect(await people.standing(kim, slot.id)).toBe('waitlisted 1');
    await people.callOff(bob, called.id);
    expect(await people.standing(kim, slot.id)).toBe('confirmed');

    await people.cancel(kim, slot.id);
    await service.book(sam, slot.id);
    await people.wait(kim, slot.id);
    await service.book(kim, moved.id);
    await people.cancel(sam, slot.id);
    expect(await people.standing(kim, slot.id)).toBe('waitlisted 1');
    const later = { startTime: '15:00', endTime: '16:00' };
    expect((await people.change(noa, moved.id, later)).status).toBe(200);
    expect(await people.standing(kim, slot.id)).toBe('confirmed');
  });

  test('an added seat is the next one’s as well, and the owner’s answer shows them', async () => {
    const { ada, kim, lee, mia, slot } = await fullSession();
    for (const who of [kim, lee, mia]) await people.wait(who, slot.id);
    const { body } = await people.change(ada, slot.id, { maxParticipants: 3 });
    expect(body).toMatchObject({ seatsTaken: 3, waiting: 1 });
    expect(body.bookings?.map(({ status, waitlistPosition }) => [status, waitlistPosition])).toEqual([
      ['confirmed', null],
      ['confirmed', null],
      ['confirmed', null],
      ['waitlisted', 1],
    ]);
    expect(await people.standing(mia, slot.id)).toBe('waitlisted 1');
  });
});

describe('a waiter', () => {
  test('hears of each change of their place and state, and of nobody else', async () => {
    const { sam, kim, lee, slot } = await fullSession();
    await people.wait(kim, slot.id);
    await people.wait(lee, slot.id);
    const feed = await connectFeed(service.url);
    await feed.authenticate(service.token(lee, 'student'));
    await people.cancel(kim, slot.id);
    expect((await feed.next('booking_updated')).booking).toMatchObject({
      status: 'waitlisted',
      waitlistPosition: 1,
      slot: { waiting: 1 },
    });
    await people.cancel(sam, slot.id);
    const { booking } = await feed.next('booking_updated');
    expect(booking).toMatchObject({ status: 'confirmed', waitlistPosition: null });
    expect(JSON.stringify(feed.frames)).not.toMatch(/sam|kim/);
  });

  test('can leave until the start, whatever the cut-off for cancelling', async () => {
    const strict = await startService({ now, env: { CANCEL_CUTOFF: '48h' } });
    const others = queueing(strict);
    const slot = await strict.publish('ada', 24);
    await strict.book('sam', slot.id);
    await others.wait('kim', slot.id);
    expectProblem(await others.cancel('sam', slot.id), 409, 'cancel_closed');
    expect((await others.cancel('kim', slot.id)).body).toMatchObject({ cancelReason: 'student' });
    expect(await others.read(slot.id)).toMatchObject({ waiting: 0, seatsTaken: 1 });
  });

  test('can be taken out by the owner, with a message, and cannot be confirmed past the others', async () => {
    const { ada, kim, lee, slot } = await fullSession();
    await people.wait(kim, slot.id);
    await people.wait(lee, slot.id);
    expectProblem(await people.settle(ada, slot.id, lee, 'confirm'), 409, 'booking_not_pending');
    expect((await people.settle(ada, slot.id, kim, 'decline')).status).toBe(200);
    expect(await people.standing(kim, slot.id)).toBe('cancelled declined');
    expect(await people.standing(lee, slot.id)).toBe('waitlisted 1');
  });

  test('is told when the session is called off or moved', async () => {
    const { ada, kim, slot } = await fullSession();
    await people.wait(kim, slot.id);
    const feed = await connectFeed(service.url);
    await feed.authenticate(service.token(kim, 'student'));
    await people.change(ada, slot.id, { startTime: '12:00', endTime: '13:00' });
    expect((await feed.next('booking_updated')).booking).toMatchObject({
      status: 'waitlisted',
      slot: { startTime: '12:00' },
    });
    await people.callOff(ada, slot.id, { message: 'I am ill' });
    expect((await feed.next('booking_updated')).booking).toMatchObject({
      cancelReason: 'slot_cancelled',
      cancelMessage: 'I am ill',
      waitlistPosition: null,
    });
  });
});

describe('near the start', () => {
  /** A session in some hours with one waiter or two, whose seat was just given back. */
  async function offered(hours: number, ...waiting: ('kim' | 'lee')[]) {
    const session = await fullSession({}, hours);
    for (const who of waiting) await people.wait(session[who], session.slot.id);
    await people.cancel(session.sam, session.slot.id);
    return session;
  }

  test('the seat is held, half an hour, for whoever is next; taking it is a booking', async () => {
    const { kim, lee, slot } = await offered(11, 'kim', 'lee');
    const booking = await people.booking(kim, slot.id);
    expect(booking).toMatchObject({ status: 'offered', offerExpiresAt: '2026-11-24T10:30:00.000Z' });
    expect(booking?.slot).toMatchObject({ seatsTaken: 1, seatsLeft: 0, waiting: 1 });
    expectProblem(await service.book(lee, slot.id), 409, 'slot_full');
    const taken = await service.book(kim, slot.id);
    expect(taken.status).toBe(200);
    expect(taken.body).toMatchObject({ id: booking?.id, status: 'confirmed', offerExpiresAt: null });
  });

  test('half a day away it is theirs at once', async () => {
    const { kim, slot } = await offered(12, 'kim');
    expect(await people.standing(kim, slot.id)).toBe('confirmed');
  });

  test('an offer that is passed on, or is over, goes to the next one', async () => {
    const { kim, lee, slot } = await offered(6, 'kim', 'lee');
    await people.cancel(kim, slot.id);
    expect(await people.standing(kim, slot.id)).toBe('cancelled student');
    expect(await people.standing(lee, slot.id)).toBe('offered');
    service.clock.now += hour / 2;
    expectProblem(await service.book(lee, slot.id), 409, 'offer_lapsed');
    await people.settleDue();
    expect(await people.standing(lee, slot.id)).toBe('cancelled offer_lapsed');
    expect(await people.read(slot.id)).toMatchObject({ seatsLeft: 1, status: 'available' });
  });

  test('an offer that is over is in nobody’s way, also where nobody has ended it', async () => {
    const { bob, kim, lee, slot } = await offered(6, 'kim');
    const other = await service.publish(bob, 6);
    expectProblem(await service.book(kim, other.id), 409, 'student_conflict');
    service.clock.now += hour / 2;
    expect((await service.book(kim, other.id)).status).toBe(201);
    expect(await people.standing(kim, slot.id)).toBe('cancelled offer_lapsed');
    expect((await service.book(lee, slot.id)).status).toBe(201);
  });

  test('whoever comes when an offer is over finds the next waiter before them', async () => {
    const { kim, lee, mia, slot } = await offered(6, 'kim', 'lee');
    service.clock.now += hour / 2;
    expectProblem(await service.book(mia, slot.id), 409, 'slot_full');
    expect((await people.wait(mia, slot.id)).body).toMatchObject({ waitlistPosition: 1 });
    expect(await people.standing(kim, slot.id)).toBe('cancelled offer_lapsed');
    expect(await people.standing(lee, slot.id)).toBe('offered');
  });

  test('whoever held a seat that is over moves up elsewhere, with whatever ended it', async () => {
    const { bob, sam, kim, lee, mia, noa, slot } = await fullSession({}, 6);
    const other = await service.publish(bob, 6);
    await service.book(mia, other.id);
    for (const id of [slot.id, other.id]) await people.wait(kim, id);
    await people.wait(lee, slot.id);
    await people.cancel(sam, slot.id);
    await people.cancel(mia, other.id);
    expect(await people.standing(kim, other.id)).toBe('waitlisted 1');
    service.clock.now += hour / 2;
    expect((await people.wait(noa, slot.id)).status).toBe(201);
    expect(await people.standing(lee, slot.id)).toBe('offered');
    expect(await people.standing(kim, other.id)).toBe('offered');
  });

  test('less than five minutes before the end of booking the seat is everybody’s, waiters included', async () => {
    const { sam, kim, lee, slot } = await fullSession({}, 1);
    await people.wait(kim, slot.id);
    await people.wait(lee, slot.id);
    service.clock.now = Date.parse(slot.startsAt) - 5 * 60_000 + 1;
    await people.cancel(sam, slot.id);
    expect(await people.read(slot.id)).toMatchObject({ seatsLeft: 1, waiting: 2, status: 'available' });
    const taken = await service.book(lee, slot.id);
    expect([taken.status, taken.body.status]).toEqual([200, 'confirmed']);
    expect(await people.standing(kim, slot.id)).toBe('waitlisted 1');
  });

  test('the queue is closed when booking is, and everyone in it is told', async () => {
    const { kim, lee, slot } = await fullSession({}, 1);
    await people.wait(kim, slot.id);
    await people.wait(lee, slot.id);
    const feed = await connectFeed(service.url);
    await feed.authenticate(service.token(lee, 'student', { exp: 4_000_000_000 }));
    service.clock.now = Date.parse(slot.startsAt);
    await people.settleDue();
    expect((await feed.next('booking_updated')).booking).toMatchObject({ cancelReason: 'queue_closed' });
    expect(await people.standing(kim, slot.id)).toBe('cancelled queue_closed');
    expect(await people.read(slot.id)).toMatchObject({ waiting: 0, seatsTaken: 1 });
  });
});

test('the service itself does what is due, without being asked', async () => {
  const own = await startService({ now, dueMs: 40 });
  const others = queueing(own);
  const slot = await own.publish('ada', 6);
  await own.book('sam', slot.id);
  await others.wait('kim', slot.id);
  await others.cancel('sam', slot.id);
  own.clock.now += hour / 2;
  await expect.poll(() => others.standing('kim', slot.id)).toBe('cancelled offer_lapsed');
  await own.book('sam', slot.id);
  await others.wait('lee', slot.id);
  own.clock.now = Date.parse(slot.startsAt);
  await expect.poll(() => others.standing('lee', slot.id)).toBe('cancelled queue_closed');
});

test('the longest queue is as long as WAITLIST_MAX says', async () => {
  const small = await startService({ now, env: { WAITLIST_MAX: '1' } });
  const others = queueing(small);
  const slot = await small.publish('ada', 24);
  await small.book('sam', slot.id);
  await others.wait('kim', slot.id);
  const problem = expectProblem(await others.wait('lee', slot.id), 409, 'waitlist_full');
  expect(problem).toMatchObject({ waiting: 1, limit: 1 });
  expect(expectProblem(await small.book('lee', slot.id), 409, 'slot_full')).toMatchObject({ mayWait: false });
});
