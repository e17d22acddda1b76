import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const time = { date: '2026-11-25', startTime: '14:00', endTime: '15:00' };
let service: TestService;

beforeAll(async () => {
  service = await startService({ now: '2026-11-24T10:00:00.000Z', shared: true });
  return service.close;
});

function create(body: unknown) {
  return service.call('POST', '/api/slots', { token: service.token('ada', 'alumni'), body });
}

test.each([0, 501, -1, 1.5, '3', true, null, [7], {}])('%j seats are refused, not coerced', async (seats) => {
  const problem = expectProblem(await create({ ...time, maxParticipants: seats }), 400, 'invalid_request');
  expect(problem).toMatchObject({
    field: 'maxParticipants',
    detail: expect.stringContaining('maxParticipants'),
  });
});

test.each([
  ['date', '25-11-2026'],
  ['date', '2026-11-25T00:00:00Z'],
  ['date', 20261125],
  ['startTime', '24:00'],
  ['startTime', '9:00'],
  ['startTime', '09:60'],
  ['startTime', '09:00:00'],
  ['endTime', null],
  ['timeZone', ''],
  ['timeZone', null],
  ['description', 7],
  ['description', 'x'.repeat(2001)],
  ['description', 'null\u0000byte'],
  ['meetingUrl', 'http://meet.example.edu'],
  ['meetingUrl', 'javascript:alert(1)'],
  ['meetingUrl', 'https://'],
  ['meetingUrl', 'https://['],
  ['meetingUrl', 'https://meet.example.edu/a b'],
  ['meetingUrl', `https://meet.example.edu/${'x'.repeat(2048)}`],
  ['requiresApproval', 'true'],
  ['requiresApproval', 1],
  ['repeat', 'week'],
])('%s %j is not of the expected form', async (field, value) => {
  const answer = await create({ ...time, [field]: value });
  expect(expectProblem(answer, 400, 'invalid_request').field).toBe(field);
});

test.each(['date', 'startTime', 'endTime'] as const)('%s is needed', async (field) => {
  const answer = await create({ ...time, [field]: undefined });
  expect(expectProblem(answer, 400, 'invalid_request')).toMatchObject({ field });
});

test.each(['alumniName', 'id', 'status', 'seatsTaken', 'version', 'title', '__proto__', 'constructor'])(
  'the unknown field %s is refused by name',
  async (field) => {
    const raw = `${JSON.stringify(time).slice(0, -1)},"${field}":"x"}`;
    const response = await fetch(`${service.url}/api/slots`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${service.token('ada', 'alumni')}`,
        'content-type': 'application/json',
      },
      body: raw,
    });
    expect(response.status).toBe(400);
    const problem = (await response.json()) as { code: string; detail: string };
    expect(problem.code).toBe('invalid_request');
    if (!['__proto__', 'constructor'].includes(field)) expect(problem.detail).toContain(field);
  },
);

test('a body of 64 KiB is read, a longer one is 413', async () => {
  const fits = {
    ...time,
    description: 'x'.repeat(64 * 1024 - JSON.stringify({ ...time, description: '' }).length),
  };
  expect(JSON.stringify(fits)).toHaveLength(64 * 1024);
  expectProblem(await create(fits), 400, 'invalid_request');
  expectProblem(await create({ ...fits, description: `${fits.description}x` }), 413, 'body_too_large');
});

test.each([
  ['text/plain', JSON.stringify(time)],
  ['application/x-www-form-urlencoded', 'date=2026-11-25'],
  ['application/xml', '<slot/>'],
  ['application/json-patch+json', '[]'],
])('a body of %s is 415', async (type, body) => {
  expectProblem(await sendRaw(type, body), 415, 'unsupported_media_type');
});

test.each(['', '{', 'nothing', '{"date":', '[1,]', '\u0000'])('%j is not JSON: 400', async (body) => {
  expectProblem(await sendRaw('application/json', body), 400, 'invalid_request');
});

test.each(['null', '7', '"text"', '[]', 'true'])('%s is JSON but no object: 400', async (body) => {
  expectProblem(await sendRaw('application/json; charset=utf-8', body), 400, 'invalid_request');
});

test('no body at all is 400', async () => {
  expectProblem(await create(undefined), 400, 'invalid_request');
});

test('nothing that was refused left a slot behind', async () => {
  const answer = await service.call('GET', '/api/slots/alumni/ada');
  expect(answer.body).toEqual({ slots: [] });
});

async function sendRaw(type: string, body: string) {
  const response = await fetch(`${service.url}/api/slots`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('ada', 'alumni')}`, 'content-type': type },
    body,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
