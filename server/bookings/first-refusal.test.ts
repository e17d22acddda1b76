import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';

async function world() {
  const service = await startService({ now });
  return { service, ...queueing(service) };
}

test('those who had a seat are held one, in the order of booking, in the first session that has one', async () => {
  const { service, callOff, booking, standing, read } = await world();
  const called = await service.publish('ada', 24, { maxParticipants: 4 });
  const small = await service.publish('ada', 48);
  const large = await service.publish('ada', 72, { maxParticipants: 2 });
  for (const who of ['sam', 'kim', 'lee', 'mia']) {
    await service.book(who, called.id);
    service.clock.now += 1000;
  }
  const { body } = await callOff('ada', called.id, {
    message: 'Sorry',
    offerSlotIds: [small.id, large.id],
  });
  expect(body).toEqual({ deleted: 0, cancelled: 1, offered: 3 });
  expect(await booking('sam', small.id)).toMatchObject({
    status: 'offered',
    offerExpiresAt: '2026-11-25T10:00:04.000Z',
  });
  expect(await standing('kim', large.id)).toBe('offered');
  expect(await standing('lee', large.id)).toBe('offered');
  expect(await standing('mia', large.id)).toBe('none');
  expect(await read(large.id)).toMatchObject({ seatsLeft: 0, status: 'full' });
  expect((await service.book('kim', large.id)).body.status).toBe('confirmed');
});

test('a seat that somebody waits for, or that they cannot take, is not offered', async () => {
  const { service, callOff, wait, change, standing } = await world();
  const called = await service.publish('ada', 24);
  const [waitedFor, clashing] = [await service.publish('ada', 48), await service.publish('ada', 72)];
  const last = await service.publish('ada', 96);
  const elsewhere = [await service.publish('bob', 48), await service.publish('bob', 72)];
  await service.book('sam', called.id);
  await service.book('kim', waitedFor.id);
  await wait('lee', waitedFor.id);
  // Lee is elsewhere, so that the seat that is added is free although somebody waits for it.
  await service.book('lee', elsewhere[0]?.id ?? '');
  await change('ada', waitedFor.id, { maxParticipants: 2 });
  await service.book('sam', elsewhere[1]?.id ?? '');
  const { body } = await callOff('ada', called.id, {
    offerSlotIds: [waitedFor.id, clashing.id, last.id],
  });
  expect(body).toMatchObject({ offered: 1 });
  expect(await standing('sam', last.id)).toBe('offered');
});

test('held until the end of booking at the most', async () => {
  const { service, callOff, booking } = await world();
  const [called, soon] = [await service.publish('ada', 24), await service.publish('ada', 6)];
  await service.book('sam', called.id);
  await callOff('ada', called.id, { offerSlotIds: [soon.id] });
  expect((await booking('sam', soon.id))?.offerExpiresAt).toBe(soon.startsAt);
});

test('a session in which nothing can be offered refuses all of it', async () => {
  const { service, callOff, standing } = await world();
  const [called, removed, past] = [
    await service.publish('ada', 24),
    await service.publish('ada', 48),
    await service.publish('ada', 1),
  ];
  const other = await service.publish('bob', 48);
  await service.book('sam', called.id);
  await service.book('sam', removed.id);
  await callOff('ada', removed.id);
  service.clock.now = Date.parse(past.startsAt);
  for (const [id, status, code] of [
    ['no-such-slot', 404, 'slot_not_found'],
    [other.id, 403, 'not_yours'],
    [removed.id, 409, 'slot_cancelled'],
    [called.id, 409, 'slot_cancelled'],
    [past.id, 409, 'slot_started'],
  ] as const) {
    expectProblem(await callOff('ada', called.id, { offerSlotIds: [id] }), status, code);
  }
  expectProblem(await callOff('ada', called.id, { offerSlotIds: 'all' }), 400, 'invalid_request');
  expect(await standing('sam', called.id)).toBe('confirmed');
});

test('a token of another alumnus, an admin’s too, offers in the sessions of the same alumnus alone', async () => {
  const { service } = await world();
  const [called, other] = [await service.publish('ada', 24), await service.publish('bob', 48)];
  await service.book('sam', called.id);
  const answer = await service.call('DELETE', `/api/slots/${called.id}`, {
    token: service.token('root', 'admin'),
    body: { offerSlotIds: [other.id] },
  });
  expectProblem(answer, 403, 'not_yours');
});
