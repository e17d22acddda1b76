/** `MAX_ABSENCES`: who was marked absent too often gets no seat for a while, and the office can let them in. */
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { office } from '../testing/office.ts';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const hour = 3_600_000;
const day = 24 * hour;

async function world(MAX_ABSENCES?: string, env: Record<string, string> = {}) {
  const service = await startService({
    now,
    env: { ...env, ...(MAX_ABSENCES !== undefined && { MAX_ABSENCES }) },
    dueMs: hour,
  });
  const people = queueing(service);
  const mark = async (who: string, slotId: string, attendance: 'attended' | 'absent' | null) => {
    const { bookings = [] } = await people.read(slotId, 'ada');
    const { id } = bookings.find(({ studentId }) => studentId === who) ?? { id: 'none' };
    const answer = await service.call('PUT', `/api/slots/${slotId}/bookings/${id}/attendance`, {
      token: service.token('ada', 'alumni'),
      body: { attendance },
    });
    expect(answer.status).toBe(200);
  };
  /** A session that starts in an hour, to which these people do not come. Gives its start. */
  const missed = async (...who: string[]) => {
    const slot = await service.publish('ada', 1, { maxParticipants: 9 });
    for (const each of who) await service.book(each, slot.id);
    service.clock.now = Date.parse(slot.startsAt);
    for (const each of who) await mark(each, slot.id, 'absent');
    service.clock.now = Date.parse(slot.endsAt);
    return { slotId: slot.id, at: Date.parse(slot.startsAt) };
  };
  return { service, root: office(service), ...people, mark, missed };
}

test('who was absent three times in ten days books and waits again when the first of these is too long ago', async () => {
  const { service, missed, wait } = await world('3/10d');
  const first = await missed('sam');
  service.clock.now += 2 * day;
  await missed('sam');
  const open = await service.publish('ada', 14 * 24, { maxParticipants: 2 });
  const full = await service.publish('bob', 15 * 24);
  await service.book('kim', full.id);
  expect((await service.book('sam', open.id)).status).toBe(201);
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('sam', 'student'),
    body: { slotId: open.id },
  });
  await missed('sam');
  const until = new Date(first.at + 10 * day).toISOString();
  for (const answer of [await service.book('sam', open.id), await wait('sam', full.id)])
    expect(expectProblem(answer, 409, 'too_many_absences')).toMatchObject({ until, limit: 3 });
  expect((await service.book('lee', open.id)).status).toBe(201);
  service.clock.now = Date.parse(until) - 1;
  expectProblem(await service.book('sam', open.id), 409, 'too_many_absences');
  service.clock.now = Date.parse(until);
  expect((await service.book('sam', open.id)).status).toBe(201);
  expect((await wait('sam', full.id)).status).toBe(201);
});

test('what is taken back, or happened to others, does not count, and nothing does where no limit is set', async () => {
  const limited = await world('1/10d');
  const { slotId } = await limited.missed('sam', 'kim');
  const open = await limited.service.publish('bob', 48, { maxParticipants: 5 });
  expectProblem(await limited.service.book('sam', open.id), 409, 'too_many_absences');
  await limited.mark('sam', slotId, 'attended');
  expect((await limited.service.book('sam', open.id)).status).toBe(201);
  await limited.mark('kim', slotId, null);
  expect((await limited.service.book('kim', open.id)).status).toBe(201);

  const free = await world();
  for (let index = 0; index < 4; index += 1) await free.missed('sam');
  const other = await free.service.publish('bob', 48);
  expect((await free.service.book('sam', other.id)).status).toBe(201);
});

test('the office books for them', async () => {
  const { service, root, missed } = await world('1/10d');
  await missed('sam');
  const [open, full] = [await service.publish('bob', 48), await service.publish('cid', 72)];
  await service.book('kim', full.id);
  expect((await root.book('sam', open.id)).status).toBe(201);
  expect((await root.wait('sam', full.id)).status).toBe(201);
});

test('a queue passes over them, they keep their place, and get the seat when it is long enough ago', async () => {
  const { service, missed, wait, cancel, standing, settleDue } = await world('1/2d', { OFFER_BELOW: '0s' });
  const full = await service.publish('bob', 72);
  await service.book('max', full.id);
  await wait('sam', full.id);
  await wait('kim', full.id);
  const { at } = await missed('sam');
  await cancel('max', full.id);
  expect([await standing('sam', full.id), await standing('kim', full.id)]).toEqual([
    'waitlisted 1',
    'confirmed',
  ]);
  await cancel('kim', full.id);
  // Nobody who waits can take it: it is everybody's, but not theirs.
  expectProblem(await service.book('sam', full.id), 409, 'too_many_absences');
  service.clock.now = at + 2 * day;
  await settleDue();
  expect(await standing('sam', full.id)).toBe('confirmed');
});

test('an offer that was made before stays theirs', async () => {
  const { service, missed, wait, cancel, standing } = await world('1/10d', { OFFER_FOR: '6h' });
  const near = await service.publish('bob', 8);
  await service.book('max', near.id);
  await wait('sam', near.id);
  const slot = await service.publish('ada', 1);
  await service.book('sam', slot.id);
  await cancel('max', near.id);
  expect(await standing('sam', near.id)).toBe('offered');
  service.clock.now = Date.parse(slot.startsAt);
  await missed('sam');
  expect((await service.book('sam', near.id)).body.status).toBe('confirmed');
});

test('who lost their seat because a session is called off is offered none elsewhere then', async () => {
  const { service, missed, callOff, standing } = await world('1/10d');
  const [off, other] = [
    await service.publish('ada', 48, { maxParticipants: 2 }),
    await service.publish('ada', 72, { maxParticipants: 2 }),
  ];
  for (const who of ['sam', 'kim']) await service.book(who, off.id);
  await missed('sam');
  const { body } = await callOff('ada', off.id, { offerSlotIds: [other.id] });
  expect(body.offered).toBe(1);
  expect([await standing('sam', other.id), await standing('kim', other.id)]).toEqual(['none', 'offered']);
});
