/** A session that its alumnus moves in time takes along whoever is in it: what a student has ahead goes by when it is now. */
import type { BookingList, Series } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { queueing } from '../testing/queueing.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const time = { startTime: '10:00', endTime: '11:00', timeZone: 'UTC' };
const [soon, far] = ['2026-11-25', '2027-06-01'];

function bookings(service: TestService, query = '') {
  const token = service.token('sam', 'student');
  return service.call<BookingList>('GET', `/api/slots/my-bookings${query}`, { token });
}

async function starts(service: TestService, query = '') {
  return (await bookings(service, query)).body.bookings.map(({ slot }) => slot.startsAt);
}

test('far away, it is no longer in the way where it was, but where it is, and is ahead for as long', async () => {
  const service = await startService({ now, env: { MAX_AHEAD: '2' } });
  const { change } = queueing(service);
  const [talk, after] = [
    await service.publish('ada', 0, { ...time, date: soon }),
    await service.publish('bob', 0, { ...time, date: '2026-12-04' }),
  ];
  await service.book('sam', talk.id);
  await service.book('sam', after.id);
  expect(await starts(service)).toEqual([talk.startsAt, after.startsAt]);
  const moved = (await change('ada', talk.id, { date: far })).body;
  expect(await starts(service)).toEqual([after.startsAt, moved.startsAt]);
  expect(await starts(service, `?from=${far}&to=${far}`)).toEqual([moved.startsAt]);
  expect(await starts(service, `?from=${soon}&to=${soon}`)).toEqual([]);

  // Long past where it was.
  service.clock.now = Date.parse('2026-12-01T10:00:00.000Z');
  expect(await starts(service)).toEqual([after.startsAt, moved.startsAt]);
  const third = await service.publish('eve', 0, { ...time, date: '2026-12-09' });
  expectProblem(await service.book('sam', third.id), 409, 'limit_reached');
  const then = await service.publish('cyd', 0, { ...time, date: far });
  expectProblem(await service.book('sam', then.id), 409, 'student_conflict');
  // For the one who moves another session there, too.
  const problem = expectProblem(await change('bob', after.id, { date: far }), 409, 'student_conflict');
  expect(problem).toMatchObject({ students: 1 });
});

test('from far away to nearby and back', async () => {
  const service = await startService({ now });
  const { change } = queueing(service);
  const talk = await service.publish('ada', 0, { ...time, date: far });
  const [beside, then] = [
    await service.publish('bob', 0, { ...time, date: soon }),
    await service.publish('bob', 0, { ...time, date: far }),
  ];
  await service.book('sam', talk.id);
  await change('ada', talk.id, { date: soon });
  expectProblem(await service.book('sam', beside.id), 409, 'student_conflict');
  expect(await starts(service, `?from=${soon}&to=${soon}`)).toEqual([beside.startsAt]);
  await change('ada', talk.id, { date: far });
  expectProblem(await service.book('sam', then.id), 409, 'student_conflict');
  expect((await service.book('sam', beside.id)).status).toBe(201);
  expect(await starts(service)).toEqual([beside.startsAt, then.startsAt]);
});

test('a seat that becomes free is not for whoever waits and whose other session was moved there', async () => {
  const service = await startService({ now });
  const { wait, cancel, change, standing } = queueing(service);
  const full = await service.publish('bob', 0, { ...time, date: soon });
  const talk = await service.publish('ada', 0, { ...time, date: far });
  await service.book('tim', full.id);
  await wait('sam', full.id);
  await service.book('sam', talk.id);
  expect((await change('ada', talk.id, { date: soon })).status).toBe(200);
  await cancel('tim', full.id);
  expect(await standing('sam', full.id)).toBe('waitlisted 1');
});

test('a series, each of it', async () => {
  const service = await startService({ now, env: { MAX_AHEAD: '3' } });
  const { change } = queueing(service);
  const token = service.token('ada', 'alumni');
  const body = { ...time, date: soon, repeat: { every: 'week', count: 3 } };
  const { slots } = (await service.call<Series>('POST', '/api/slots', { token, body })).body;
  for (const { id } of slots) await service.book('sam', id);
  const first = slots[0]?.id ?? '';
  expect((await change('ada', first, { date: far, startTime: '09:30' }, '?scope=series')).status).toBe(200);
  const moved = ['2027-06-01', '2027-06-08', '2027-06-15'].map((date) => `${date}T09:30:00.000Z`);
  service.clock.now = Date.parse('2027-01-10T10:00:00.000Z');
  expect(await starts(service)).toEqual(moved);
  const other = await service.publish('bob', 24);
  expectProblem(await service.book('sam', other.id), 409, 'limit_reached');
});
