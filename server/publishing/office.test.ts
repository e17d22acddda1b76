/** The programme office publishes, copies and reads for alumni: who may, whose rules hold, and what is kept of it. */
import type { Copied, Preview, Series, SlotList, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { office } from '../testing/office.ts';
import { startService, wallTime } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const day = { date: '2026-12-01', startTime: '10:00', endTime: '11:00', timeZone: 'UTC' };
const another = { ...day, startTime: '14:00', endTime: '15:00' };

async function world() {
  const service = await startService({ now });
  const root = office(service);
  await root.introduce('alumni', 'ada', 'bob');
  return { service, root };
}

test('the office publishes for an alumna: it is hers, and it is kept who did it', async () => {
  const { service, root } = await world();
  const made = await root.call<SlotView>('POST', '/api/slots', { ...day, alumniId: 'ada' });
  expect([made.status, made.body.alumniId]).toEqual([201, 'ada']);
  const repeat = { every: 'week', count: 3 };
  const series = await root.call<Series>('POST', '/api/slots', { ...another, repeat, alumniId: 'ada' });
  expect(series.body.slots.map(({ alumniId }) => alumniId)).toEqual(['ada', 'ada', 'ada']);
  const hers = await service.call<SlotList>('GET', '/api/slots/my-slots', {
    token: service.token('ada', 'alumni'),
  });
  const asked = await root.call<SlotList>('GET', '/api/slots/my-slots?alumniId=ada');
  expect(hers.body.slots).toHaveLength(4);
  expect(asked.body).toEqual(hers.body);
  expect((await root.call<SlotList>('GET', '/api/slots/my-slots')).body.slots).toEqual([]);
  expect(await root.audit(`?slotId=${made.body.id}`)).toEqual(['root slot_created ada']);
  // She changes it herself, and the office does.
  const ada = { token: service.token('ada', 'alumni'), body: { description: 'CV review' } };
  expect((await service.call('PATCH', `/api/slots/${made.body.id}`, ada)).status).toBe(200);
  await root.call('PATCH', `/api/slots/${made.body.id}`, { maxParticipants: 2 });
  await root.call('DELETE', `/api/slots/${made.body.id}`);
  expect(await root.audit(`?slotId=${made.body.id}`)).toEqual([
    'root slot_created ada',
    'ada slot_updated ada',
    'root slot_updated ada',
    'root slot_deleted ada',
  ]);
});

test('clashes and the most sessions ahead are those of the alumna', async () => {
  const { service, root } = await world();
  const own = await service.publish('ada', 0, day);
  const overlap = await root.call('POST', '/api/slots', { ...day, alumniId: 'ada' });
  expect(expectProblem(overlap, 409, 'slot_overlap').clashes).toMatchObject([{ slotId: own.id }]);
  const preview = await root.call<Preview>('POST', '/api/slots/preview', { ...day, alumniId: 'ada' });
  expect(preview.body.dates).toMatchObject([{ clash: { slotId: own.id } }]);
  // The admin’s own calendar is not in the way, nor is hers in theirs.
  expect((await root.call('POST', '/api/slots', day)).status).toBe(201);
  expect((await root.call('POST', '/api/slots', { ...another, alumniId: 'ada' })).status).toBe(201);

  const rows = Array.from({ length: 998 }, (_, index) => ({
    ...wallTime(service.clock.now + (48 + index) * 3_600_000),
  }));
  const { kysely } = service.database.read;
  const row = await kysely.selectFrom('slots').selectAll().where('id', '=', own.id).executeTakeFirstOrThrow();
  await service.database.write(async (tx) => {
    for (const [index, { date, startTime, endTime }] of rows.entries()) {
      const instants = { starts_at: `${date}T${startTime}:00.000Z`, ends_at: `${date}T${endTime}:00.000Z` };
      const columns = { date, start_time: startTime, end_time: endTime, ...instants };
      await tx.kysely
        .insertInto('slots')
        .values({ ...row, ...columns, id: `more-${index}` })
        .execute();
    }
  });
  const late = { ...day, date: '2027-03-01' };
  const many = await root.call('POST', '/api/slots', { ...late, alumniId: 'ada' });
  expect(expectProblem(many, 409, 'too_many_ahead')).toMatchObject({ held: 1000 });
  const seen = await root.call('POST', '/api/slots/preview', { ...late, alumniId: 'ada' });
  expectProblem(seen, 409, 'too_many_ahead');
  expect((await root.call('POST', '/api/slots', late)).status).toBe(201);
});

test('the office copies the days of an alumna', async () => {
  const { service, root } = await world();
  await service.publish('ada', 0, day);
  const copy = { from: day.date, days: 1, onto: ['2026-12-08', '2026-12-09'], alumniId: 'ada' };
  const preview = await root.call<Preview>('POST', '/api/slots/copy/preview', copy);
  expect(preview.body.dates.map(({ date }) => date)).toEqual(copy.onto);
  const copied = await root.call<Copied>('POST', '/api/slots/copy', copy);
  expect(copied.body.slots.map(({ alumniId, date }) => [alumniId, date])).toEqual([
    ['ada', '2026-12-08'],
    ['ada', '2026-12-09'],
  ]);
  expectProblem(
    await root.call('POST', '/api/slots/copy', { ...copy, alumniId: 'bob' }),
    422,
    'nothing_to_copy',
  );
});

const copy = { from: day.date, days: 1, onto: ['2026-12-08'] };
const calls = [
  ['POST', '/api/slots', another],
  ['POST', '/api/slots/preview', another],
  ['POST', '/api/slots/copy', copy],
  ['POST', '/api/slots/copy/preview', copy],
  ['GET', '/api/slots/my-slots', undefined],
  ['GET', '/api/busy', undefined],
] as const;

test.each(calls)(
  '%s %s for others is for admins, of whom a token has introduced',
  async (method, path, body) => {
    const { service } = await world();
    await service.publish('ada', 0, day);
    const ask = (alumniId: string, token?: string) =>
      service.call(method, body === undefined ? `${path}?alumniId=${alumniId}` : path, {
        ...(token !== undefined && { token }),
        ...(body !== undefined && { body: { ...body, alumniId } }),
      });
    for (const alumniId of ['ada', 'nobody']) {
      expectProblem(await ask(alumniId), 401, 'unauthenticated');
      expectProblem(await ask(alumniId, service.token('bob', 'alumni')), 403, 'wrong_role');
      expectProblem(await ask(alumniId, service.token('sam', 'student')), 403, 'wrong_role');
    }
    expect((await ask('ada', service.token('ada', 'alumni'))).status).toBeLessThan(300);
    expectProblem(await ask('nobody', service.token('root', 'admin')), 404, 'person_not_found');
  },
);

test('an Idempotency-Key is the admin’s, whoever it is for', async () => {
  const { service, root } = await world();
  const key = { 'idempotency-key': 'key-1' };
  const first = await root.call<SlotView>('POST', '/api/slots', { ...day, alumniId: 'ada' }, key);
  const again = await root.call<SlotView>('POST', '/api/slots', { ...day, alumniId: 'ada' }, key);
  expect([again.status, again.body]).toEqual([201, first.body]);
  const other = await root.call('POST', '/api/slots', { ...day, alumniId: 'bob' }, key);
  expectProblem(other, 422, 'idempotency_key_reused');
  const own = await service.call('POST', '/api/slots', {
    token: service.token('ada', 'alumni'),
    headers: key,
    body: another,
  });
  expect(own.status).toBe(201);
});

test('two admins who publish for each other at once do not wait for each other for ever', async () => {
  const service = await startService({ now });
  const both = ['ann', 'zoe'] as const;
  for (const who of both)
    await service.call('PUT', '/api/me', { token: service.token(who, 'admin'), body: { reminders: true } });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => {
      const [by, alumniId] = index % 2 === 0 ? both : [...both].reverse();
      return service.call('POST', '/api/slots', {
        token: service.token(by ?? '', 'admin'),
        headers: { 'idempotency-key': `key ${index}` },
        body: { ...day, date: `2026-12-${10 + index}`, alumniId },
      });
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
});
