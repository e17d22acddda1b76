/** Text that is out of reach of the order that text has, at each edge where instants, dates and zones come in. */
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService, wallTime } from '../testing/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ shared: true, now: '2027-03-15T10:00:00.000Z' });
  return service.close;
});

const asAda = (method: string, path: string, body?: object) =>
  service.call(method, path, { token: service.token('ada', 'alumni'), ...(body && { body }) });

const beyond = [
  '9999-12-31T23:59:59-14:00',
  '9999-12-31T23:59:59.999-00:01',
  '0000-01-01T00:00:00+14:00',
  '+010000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '10000-01-01T00:00:00Z',
];

test.each(beyond)('the bound %s is refused wherever lists take one', async (bound) => {
  for (const name of ['from', 'to']) {
    const query = `?${name}=${encodeURIComponent(bound)}`;
    for (const path of ['/api/slots/alumni/ada', '/api/slots/my-slots'])
      expectProblem(await asAda('GET', path + query), 400, 'invalid_request');
    for (const [path, role] of [
      ['/api/slots/my-bookings', 'student'],
      ['/api/admin/audit', 'admin'],
    ] as const)
      expectProblem(
        await service.call('GET', path + query, { token: service.token('root', role) }),
        400,
        'invalid_request',
      );
  }
});

test('the first and the last instants that have four digits are bounds', async () => {
  await service.publish('bounds', 24);
  const list = (query: string) =>
    service.call<{ slots: unknown[] }>('GET', `/api/slots/alumni/bounds?${query}`);
  const all = await list('from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59.999Z');
  expect([all.status, all.body.slots?.length]).toEqual([200, 1]);
  expect((await list('to=0000-01-01T00:00:00Z')).body.slots).toEqual([]);
});

test.each(['9999-99-99T99:99:99.999Z', '2027-02-30T00:00:00.000Z', '+010000-01-01T00:00:00.000Z'])(
  'a cursor that tells the instant %s is refused',
  async (at) => {
    const cursor = Buffer.from(`${at} x`).toString('base64url');
    const answer = await service.call('GET', `/api/slots/alumni/ada?cursor=${cursor}`);
    expectProblem(answer, 400, 'invalid_request');
  },
);

test.each(['9999-12-31', '0000-01-01'])('no call leads a session beyond %s', async (date) => {
  const slot = await service.publish('ada', 48);
  const wall = { ...wallTime(service.clock.now + 3_600_000), date };
  const weekly = { ...wall, repeat: { every: 'week', count: 3 } };
  const answers = await Promise.all([
    asAda('POST', '/api/slots', wall),
    asAda('POST', '/api/slots', { ...wall, endTime: '00:00' }),
    asAda('POST', '/api/slots', weekly),
    asAda('POST', '/api/slots', { ...wall, repeat: { every: 'day', until: '9999-12-31' } }),
    asAda('POST', '/api/slots/preview', weekly),
    asAda('PATCH', `/api/slots/${slot.id}`, { date }),
    asAda('POST', '/api/slots/copy', { from: slot.date, days: 7, onto: [date] }),
    asAda('POST', '/api/slots/copy', { from: date, days: 7, onto: ['2027-04-01'] }),
  ]);
  for (const { status, body } of answers) {
    expect(status, JSON.stringify(body)).toBe(422);
    expect(JSON.stringify(body)).not.toMatch(/[+-]\d{6}-/);
  }
  await asAda('DELETE', `/api/slots/${slot.id}`);
});

test.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['AMERICA/ARGENTINA/BUENOS_AIRES', 'America/Argentina/Buenos_Aires'],
  ['america/port-au-prince', 'America/Port-au-Prince'],
  ['asia/kolkata', 'Asia/Kolkata'],
  ['us/pacific', 'US/Pacific'],
  ['etc/gmt+5', 'Etc/GMT+5'],
  ['utc', 'UTC'],
])('a zone that is written %s is kept as %s', async (written, spelt) => {
  const wall = { ...wallTime(service.clock.now + 3_600_000), timeZone: written };
  const preview = await asAda('POST', '/api/slots/preview', { ...wall, date: '2027-05-03' });
  expect(preview.body.dates).toMatchObject([{ timeZone: spelt }]);
  const slot = await service.publish('zoned', 24, { ...wall, date: '2027-05-03' });
  expect(slot.timeZone).toBe(spelt);
  const stored = await service.database.read.kysely
    .selectFrom('slots')
    .select('time_zone')
    .where('id', '=', slot.id)
    .executeTakeFirst();
  expect(stored?.time_zone).toBe(spelt);
  // The same zone in another spelling is the same time.
  const token = service.token('zoned', 'alumni');
  const again = await service.call('PATCH', `/api/slots/${slot.id}`, {
    token,
    body: { timeZone: written.toUpperCase() },
  });
  expect([again.status, again.body.timeZone, again.body.startsAt]).toEqual([200, spelt, slot.startsAt]);
  await service.call('DELETE', `/api/slots/${slot.id}`, { token });
});

test.each(['Europe/Berlin ', 'T00:00[Europe/Berlin]', 'Etc/Unknown', '+01:00', 'Europe', 'Mars/Olympus'])(
  'the zone %j is none',
  async (timeZone) => {
    const wall = { ...wallTime(service.clock.now + 3_600_000), timeZone };
    expectProblem(await asAda('POST', '/api/slots', wall), 422, 'unknown_time_zone');
  },
);
