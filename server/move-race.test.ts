/** Many who move at once, over real sockets: into one seat, past each other, and round in a circle. */
import type { Booking, Moved, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { connectFeed } from './testing/feed-client.ts';
import { queueing } from './testing/queueing.ts';
import { startService, type TestService } from './testing/service.ts';

const students = Array.from({ length: 100 }, (_, index) => `student ${index}`);
/** More by `npm run prove`. */
const rounds = Math.ceil(Number(process.env.RACES ?? 5) / 5);

/** As an element asks: where the database is too busy it says so, and the same again does it once. */
async function move(service: TestService, who: string, bookingId: string, slotId: string) {
  for (;;) {
    const answer = await service.call<Moved & { code?: string }>('POST', '/api/slots/move', {
      token: service.token(who, 'student'),
      body: { bookingId, slotId },
    });
    if (answer.body.code !== 'unavailable') return answer;
  }
}

const bookAll = (service: TestService, who: readonly string[], slotId: (index: number) => string) =>
  Promise.all(who.map(async (student, index) => (await service.book(student, slotId(index))).body));

/** The rows as they are: every booking with its slot, and what each slot says of its seats. */
async function state({ database }: TestService) {
  const { kysely } = database.read;
  const bookings = await kysely.selectFrom('bookings').selectAll().orderBy('id').execute();
  const slots = await kysely.selectFrom('slots').selectAll().orderBy('id').execute();
  const living = bookings.filter(({ status }) => status !== 'cancelled');
  for (const slot of slots) {
    const taken = living.filter(({ slot_id }) => slot_id === slot.id).length;
    expect([slot.id, slot.seats_taken]).toEqual([slot.id, taken]);
    expect(taken).toBeLessThanOrEqual(slot.max_participants);
  }
  return { bookings, living };
}

test(`a hundred who want the one seat: one moves, 99 stay where they were, ${rounds} times over`, async () => {
  const service = await startService();
  for (let round = 0; round < rounds; round += 1) {
    const hours = 24 + 200 * round;
    const crowd = await service.publish('ada', hours, { maxParticipants: 100 });
    const one = await service.publish('bob', hours + 1);
    const bookings = await bookAll(service, students, () => crowd.id);
    const before = await state(service);
    const answers = await Promise.all(
      bookings.map(({ studentId, id }) => move(service, studentId, id, one.id)),
    );
    const moved = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ body }) => body.code === 'slot_full')).toHaveLength(99);
    expect(moved).toHaveLength(1);
    const { booking, left } = (moved[0] as (typeof moved)[number]).body;
    const after = await state(service);
    expect(after.living.filter(({ slot_id }) => slot_id === one.id)).toMatchObject([{ id: booking.id }]);
    // Of the others nothing is another: neither their rows, nor what is said of them.
    const others = (rows: typeof before.bookings) =>
      rows.filter(({ student_id }) => student_id !== booking.studentId);
    expect(others(after.bookings)).toEqual(others(before.bookings));
    const read = await service.call('GET', `/api/slots/${crowd.id}`);
    expect(read.body).toMatchObject({ seatsTaken: 99, version: left.slot.version });
    const { kysely } = service.database.read;
    const acts = await kysely
      .selectFrom('audit')
      .select('booking_id')
      .where('action', '=', 'booking_moved')
      .where('slot_id', '=', one.id)
      .execute();
    expect(acts).toEqual([{ booking_id: booking.id }]);
  }
});

test('two who want each other’s seat of full sessions are both refused, and both keep theirs', async () => {
  const service = await startService();
  const [one, other] = [await service.publish('ada', 24), await service.publish('bob', 48)];
  const [sams, kims] = (await bookAll(service, ['sam', 'kim'], (index) =>
    index === 0 ? one.id : other.id,
  )) as [Booking, Booking];
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all([
      move(service, 'sam', sams.id, other.id),
      move(service, 'kim', kims.id, one.id),
    ]);
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '409 slot_full',
      '409 slot_full',
    ]);
  }
  expect((await state(service)).living.map(({ id }) => id).sort()).toEqual([sams.id, kims.id].sort());
});

test('where there is room they pass each other, however many and in whatever direction', async () => {
  const service = await startService();
  const slots: SlotView[] = [];
  for (let index = 0; index < 4; index += 1)
    slots.push(await service.publish(`alumnus ${index}`, 24 + index, { maxParticipants: 40 }));
  const idOf = (index: number) => slots[index % slots.length]?.id ?? '';
  const crowd = students.slice(0, 60);
  let bookings = await bookAll(service, crowd, idOf);
  for (let round = 1; round <= 3; round += 1) {
    // In a circle, each to the next session or to the one before.
    const answers = await Promise.all(
      bookings.map(({ studentId, id, slotId }, index) => {
        const here = slots.findIndex((slot) => slot.id === slotId);
        return move(service, studentId, id, idOf(here + (index % 2 === 0 ? 1 : 3)));
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    bookings = answers.map(({ body }) => body.booking);
  }
  const { living } = await state(service);
  expect(living.map(({ id }) => id).sort()).toEqual(bookings.map(({ id }) => id).sort());
});

test('a student who sends several moves at once has one seat in the end', async () => {
  const service = await startService();
  const home = await service.publish('ada', 24);
  const away = [];
  for (let index = 0; index < 6; index += 1) away.push(await service.publish('bob', 48 + index));
  const { body: booking } = await service.book('sam', home.id);
  const answers = await Promise.all(away.map(({ id }) => move(service, 'sam', booking.id, id)));
  expect(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).sort()).toEqual([
    '200 ',
    ...Array(5).fill('409 nothing_to_move'),
  ]);
  expect((await state(service)).living).toHaveLength(1);
});

test('the waiter hears of the mover’s seat in the same moment, and nobody of a free one', async () => {
  const service = await startService();
  const { wait } = queueing(service);
  const [full, free] = [await service.publish('ada', 24), await service.publish('bob', 48)];
  const { body: booking } = await service.book('sam', full.id);
  await wait('kim', full.id);
  const [kims, anybody, sams, adas] = [
    await connectFeed(service.url),
    await connectFeed(service.url),
    await connectFeed(service.url),
    await connectFeed(service.url),
  ];
  await adas.authenticate(service.token('ada', 'alumni'));
  await kims.authenticate(service.token('kim', 'student'));
  await sams.authenticate(service.token('sam', 'student'));
  await anybody.subscribe('ada', 'bob');
  const { body: moved } = await move(service, 'sam', booking.id, free.id);
  expect((await kims.next('booking_updated')).booking).toMatchObject({ status: 'confirmed' });
  const heard = [(await sams.next('booking_updated')).booking, (await sams.next('booking_updated')).booking];
  expect(heard.map(({ slotId, status }) => [slotId, status])).toEqual([
    [free.id, 'confirmed'],
    [full.id, 'cancelled'],
  ]);
  expect(heard[1]).toMatchObject({ movedTo: moved.booking.id });
  // To whom they went is not for whom they left.
  const hers = (await adas.next('booking_updated')).booking;
  expect(hers).toMatchObject({ id: booking.id, status: 'cancelled' });
  expect(hers).not.toHaveProperty('movedTo');
  const seen = [(await anybody.next('slot_updated')).slot, (await anybody.next('slot_updated')).slot];
  expect(seen.map(({ id, seatsLeft }) => [id, seatsLeft])).toEqual([
    [free.id, 0],
    [full.id, 0],
  ]);
});
