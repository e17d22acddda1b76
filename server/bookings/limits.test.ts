import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';

test('no more seats in sessions ahead than MAX_AHEAD, and one more when a session is over', async () => {
  const service = await startService({ now, env: { MAX_AHEAD: '2' } });
  const slots = [
    await service.publish('ada', 24),
    await service.publish('bob', 48, { requiresApproval: true }),
    await service.publish('cid', 72),
  ];
  const [first, second, third] = slots.map(({ id }) => id) as [string, string, string];
  await service.book('sam', first);
  await service.book('sam', second);
  const problem = expectProblem(await service.book('sam', third), 409, 'limit_reached');
  expect(problem).toMatchObject({ limit: 2, held: 2, scope: 'all' });
  service.clock.now = Date.parse(slots[0]?.endsAt ?? '');
  expect((await service.book('sam', third)).status).toBe(201);
});

test('no more with one alumnus than MAX_AHEAD_PER_MENTOR', async () => {
  const service = await startService({ now, env: { MAX_AHEAD_PER_MENTOR: '1' } });
  const [one, two] = [await service.publish('ada', 24), await service.publish('ada', 48)];
  const other = await service.publish('bob', 72);
  await service.book('sam', one.id);
  const problem = expectProblem(await service.book('sam', two.id), 409, 'limit_reached');
  expect(problem).toMatchObject({ limit: 1, held: 1, scope: 'alumnus' });
  expect((await service.book('sam', other.id)).status).toBe(201);
});

test('two bookings at once do not pass a limit together', async () => {
  const service = await startService({ now, env: { MAX_AHEAD: '1' } });
  const slots = [];
  for (let index = 0; index < 6; index += 1)
    slots.push(await service.publish(`alumnus ${index}`, 24 + index));
  const answers = await Promise.all(slots.map(({ id }) => service.book('sam', id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
});

test('waiting does not count and is refused at the limit; an offer counts', async () => {
  const service = await startService({ now, env: { MAX_AHEAD: '1' } });
  const { wait, cancel, standing } = queueing(service);
  const [full, near] = [await service.publish('ada', 24), await service.publish('bob', 6)];
  const free = await service.publish('cid', 48);
  for (const slot of [full, near]) await service.book(`holder of ${slot.id}`, slot.id);
  await wait('sam', full.id);
  await wait('sam', near.id);
  await cancel(`holder of ${near.id}`, near.id);
  expect(await standing('sam', near.id)).toBe('offered');
  expectProblem(await service.book('sam', free.id), 409, 'limit_reached');
  expectProblem(await wait('sam', free.id), 409, 'limit_reached');
  expect((await service.book('sam', near.id)).status).toBe(200);
});

test('whoever is at their limit is passed over, and gets the seat as soon as the limit leaves one', async () => {
  const service = await startService({ now, env: { MAX_AHEAD: '1' }, dueMs: 3_600_000 });
  const { wait, cancel, standing, read, settleDue } = queueing(service);
  const [full, soon] = [await service.publish('ada', 72), await service.publish('bob', 24)];
  await service.book('kim', full.id);
  await wait('sam', full.id);
  await service.book('sam', soon.id);
  await cancel('kim', full.id);
  expect(await read(full.id)).toMatchObject({ seatsLeft: 1, waiting: 1 });
  service.clock.now = Date.parse(soon.endsAt);
  await settleDue();
  expect(await standing('sam', full.id)).toBe('confirmed');
});
