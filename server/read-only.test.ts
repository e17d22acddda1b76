/** READ_ONLY: lists and live pages go on, and nothing is changed. */
import type { Slot } from '@mentor-slots/contract';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from './testing/cluster.ts';
import { expectProblem } from './testing/expect-problem.ts';
import { follow } from './testing/follower.ts';
import { existing, freshDatabase } from './testing/fresh-database.ts';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { startService } from './testing/service.ts';

const hour = 3_600_000;

/** One that works, and one on the same database in which nothing can be changed. */
async function startBoth(words: string) {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const fresh = existing(url);
  const service = await startService({ fresh });
  const { id } = await service.publish('ada', 24, { description: 'CV review' });
  const { body: slot } = await service.call<Slot>('GET', `/api/slots/${id}`);
  return { service, slot, still: await startService({ fresh, env: { READ_ONLY: words } }) };
}

test('what would change something is 503 with the operator’s words, and nothing is changed', async () => {
  const { service, slot, still } = await startBoth('Back at 6 pm.');
  const [student, alumna] = [still.token('sam', 'student'), still.token('ada', 'alumni')];
  const tries = [
    ['POST', '/api/slots/book', student, { slotId: slot.id }],
    ['PATCH', `/api/slots/${slot.id}`, alumna, { description: 'Changed' }],
    ['DELETE', `/api/slots/${slot.id}`, alumna, undefined],
    ['PUT', '/api/me', student, { timeZone: 'Asia/Tokyo' }],
    ['POST', '/api/calendar-feed', student, undefined],
  ] as const;
  for (const [method, path, token, body] of tries) {
    const answer = await still.call(method, path, { token, ...(body && { body }) });
    const problem = expectProblem(answer, 503, 'maintenance');
    expect([problem.detail, problem.words]).toEqual(['Back at 6 pm.', 'Back at 6 pm.']);
    expect(answer.headers.get('retry-after')).toBe('60');
  }
  expect((await service.call('GET', `/api/slots/${slot.id}`)).body).toEqual(slot);
});

test('without words of the operator it says so in its own', async () => {
  const { slot, still } = await startBoth('true');
  const answer = await still.call('POST', '/api/slots/book', {
    token: still.token('sam', 'student'),
    body: { slotId: slot.id },
  });
  const problem = expectProblem(answer, 503, 'maintenance');
  expect([problem.detail, problem.words]).toEqual([
    'Nothing can be changed at the moment: the service is being worked on. Try again later.',
    null,
  ]);
});

test('lists and pages go on, for people too whom nobody has seen before', async () => {
  const { service, slot, still } = await startBoth('true');
  const token = still.token('new', 'student');
  expect((await still.call('GET', '/api/slots/my-bookings', { token })).body).toEqual({ bookings: [] });
  expect((await still.call('GET', '/api/slots/alumni/ada')).body).toEqual({ slots: [slot] });
  expect((await still.call('GET', '/readyz')).status).toBe(200);
  const page = follow(still.url, ['ada']);
  await page.ready;
  await service.book('sam', slot.id);
  await expect.poll(() => page.slots().map(({ seatsTaken }) => seatsTaken)).toEqual([1]);
});

test('what is refused meanwhile is no warning, and is counted as what it is', async () => {
  buildService();
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  await (await startService({ fresh: existing(url) })).close();
  const process = startProcess({ ...serviceEnvironment(''), DATABASE_URL: url, READ_ONLY: 'true' });
  const at = await process.url;
  const counted = async () =>
    /mentor_slots_refusals_total\{code="maintenance"\} (\d+)/.exec(
      await (await fetch(`${at}/metrics`)).text(),
    )?.[1];
  // There from the beginning: what it takes away from all failures, it takes away from the first one on.
  expect(await counted()).toBe('0');
  for (const student of ['sam', 'kim'])
    await ask(at, '/api/slots/book', { sub: student, role: 'student' }, { slotId: 'any' });
  expect(await counted()).toBe('2');
  const lines = process.stdout().trimEnd().split('\n');
  const warnings = lines.map((line) => JSON.parse(line)).filter(({ level }) => level >= 40);
  expect(warnings.map(({ msg }) => msg)).toEqual([
    'READ_ONLY is set: nothing can be changed, and nothing is done by itself.',
  ]);
});

/** On a database of its own: kim holds an offer that is over an hour later. Gives its status as it is then. */
async function startLapsing(env: Record<string, string>) {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const fresh = existing(url);
  const before = await startService({ fresh, dueMs: hour });
  const slot = await before.publish('ada', 2);
  const ask = (who: string, what: string) =>
    before.call('POST', `/api/slots/${what}`, {
      token: before.token(who, 'student'),
      body: { slotId: slot.id },
    });
  for (const [who, what] of [
    ['sam', 'book'],
    ['kim', 'waitlist'],
    ['sam', 'cancel'],
  ] as const)
    await ask(who, what);
  const after = await startService({ fresh, dueMs: 20, env });
  after.clock.now = before.clock.now + hour;
  return async () => {
    const query = after.database.read.kysely.selectFrom('bookings').select('status');
    return (await query.where('student_id', '=', 'kim').executeTakeFirstOrThrow()).status;
  };
}

test('nothing is done by itself: a held seat stays held', async () => {
  const [still, usual] = [await startLapsing({ READ_ONLY: 'true' }), await startLapsing({})];
  await expect.poll(usual).toBe('cancelled');
  expect(await still()).toBe('offered');
});
