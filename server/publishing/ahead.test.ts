import { mostAhead, type SlotList } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2027-03-15T10:00:00.000Z';
let service: TestService;
beforeAll(async () => {
  service = await startService({ now, shared: true });
  return service.close;
});

/** Sessions of a minute each, so that many fit. */
function publish(who: string, minute: number, repeat?: object, path = '/api/slots') {
  const wall = (at: number) =>
    `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  const body = {
    date: '2027-03-16',
    startTime: wall(minute),
    endTime: wall(minute + 1),
    timeZone: 'UTC',
    ...(repeat !== undefined && { repeat }),
  };
  return service.call<{ id: string }>('POST', path, { token: service.token(who, 'alumni'), body });
}

/** Gives an alumnus so many sessions ahead, from `minute` 0 of each day on. */
async function fill(who: string, count: number) {
  for (let minute = 0; count > 0; minute++, count -= 60) {
    const answer = await publish(who, minute, { every: 'day', count: Math.max(2, Math.min(60, count)) });
    expect(answer.status).toBe(201);
  }
}

const list = async (who: string) =>
  (await service.call<SlotList>('GET', '/api/slots/my-slots', { token: service.token(who, 'alumni') })).body;

test('of two that come at once when one more may be there, one is refused', async () => {
  await fill('ada', mostAhead - 1);
  const answers = await Promise.all([publish('ada', 600), publish('ada', 700)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const refused = answers.find(({ status }) => status === 409);
  if (refused === undefined) throw new Error('none is refused');
  expect(expectProblem(refused, 409, 'too_many_ahead')).toMatchObject({ limit: mostAhead, held: mostAhead });
});

test('a series, a copy and a preview are refused as one session is, whole', async () => {
  await fill('bo', mostAhead - 2);
  const token = service.token('bo', 'alumni');
  const three = { every: 'day', count: 3 };
  expectProblem(await publish('bo', 600, three), 409, 'too_many_ahead');
  expectProblem(await publish('bo', 600, three, '/api/slots/preview'), 409, 'too_many_ahead');
  const copied = await service.call('POST', '/api/slots/copy', {
    token,
    body: { from: '2027-03-16', days: 1, onto: ['2027-08-02'], skipClashes: true },
  });
  expectProblem(copied, 409, 'too_many_ahead');
  const page = await list('bo');
  expect([page.slots.length, page.nextCursor === undefined]).toEqual([500, false]);
  const two = await publish('bo', 600, { every: 'day', count: 2 });
  expect(two.status).toBe(201);
  expectProblem(await publish('bo', 800), 409, 'too_many_ahead');
});

test('what is over or called off leaves room', async () => {
  await fill('cy', mostAhead);
  const token = service.token('cy', 'alumni');
  expectProblem(await publish('cy', 600), 409, 'too_many_ahead');
  const [first] = (await list('cy')).slots;
  expect((await service.call('DELETE', `/api/slots/${first?.id}`, { token })).status).toBe(200);
  expect((await publish('cy', 600)).status).toBe(201);
  expectProblem(await publish('cy', 700), 409, 'too_many_ahead');
  service.clock.now = Date.parse('2027-03-16T00:03:00.000Z');
  const later = { token: service.token('cy', 'alumni') };
  const body = { date: '2027-03-17', startTime: '20:00', endTime: '20:30', timeZone: 'UTC' };
  expect((await service.call('POST', '/api/slots', { ...later, body })).status).toBe(201);
});
