import { problems as table } from '@mentor-slots/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService, wallTime } from '../testing/service.ts';

/** Posts a slot with these fields replaced; a text is sent as it is. */
async function post(
  service: TestService,
  change: Record<string, unknown> | string,
  type = 'application/json',
) {
  const body = { ...wallTime(service.clock.now + 3_600_000), ...(typeof change === 'object' && change) };
  return service.app.inject({
    method: 'POST',
    url: '/api/slots',
    headers: { authorization: `Bearer ${service.token('ada', 'alumni')}`, 'content-type': type },
    payload: typeof change === 'string' ? change : JSON.stringify(body),
  });
}

test('a problem has the members of RFC 9457, its code and the request it belongs to', async () => {
  const service = await startService();
  const answer = await service.app.inject('/api/slots/nowhere/at/all?token=hidden');
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.json()).toEqual({
    type: '/api/docs#not_found',
    title: table.not_found.title,
    status: 404,
    detail: 'There is nothing at /api/slots/nowhere/at/all.',
    code: 'not_found',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test.each([
  [
    'startTime',
    { startTime: '9:30' },
    '`startTime` must be a time of day HH:MM from 00:00 to 23:59, such as 09:30.',
  ],
  [
    'startTime',
    { startTime: null },
    '`startTime` must be a time of day HH:MM from 00:00 to 23:59, such as 09:30.',
  ],
  ['date', { date: undefined }, '`date` is missing: a date YYYY-MM-DD, such as 2026-11-24.'],
  ['foo', { foo: 1 }, '`foo` is not a field of this request.'],
  [
    'maxParticipants',
    { maxParticipants: '4' },
    '`maxParticipants` must be a whole number of seats from 1 to 500.',
  ],
  [
    'maxParticipants',
    { maxParticipants: true },
    '`maxParticipants` must be a whole number of seats from 1 to 500.',
  ],
  [
    'maxParticipants',
    { maxParticipants: [7] },
    '`maxParticipants` must be a whole number of seats from 1 to 500.',
  ],
  [
    'maxParticipants',
    { maxParticipants: 0 },
    '`maxParticipants` must be a whole number of seats from 1 to 500.',
  ],
  ['description', { description: 4 }, '`description` must be text of at most 2,000 characters or null.'],
  [
    'meetingUrl',
    { meetingUrl: 'http://a.b' },
    '`meetingUrl` must be an https:// address of at most 2,048 characters or null.',
  ],
  ['requiresApproval', { requiresApproval: 'yes' }, '`requiresApproval` must be true or false.'],
  ['repeat.every', { repeat: { every: 'month' } }, '`repeat.every` must be one of "week", "2 weeks", "day".'],
  [
    'repeat.skip[1]',
    { repeat: { every: 'day', skip: ['2026-11-24', 'x'] } },
    '`repeat.skip[1]` must be a date YYYY-MM-DD, such as 2026-11-24.',
  ],
  ['repeat.often', { repeat: { every: 'day', often: 1 } }, '`repeat.often` is not a field of this request.'],
])('a body whose %s is %j is told what was expected', async (field, change, detail) => {
  const service = await startService();
  const answer = await post(service, change);
  expect([answer.statusCode, answer.json().detail]).toEqual([400, detail]);
  expect(answer.json()).toMatchObject({ code: 'invalid_request', field });
});

test.each([
  ['not JSON', '{', 'The body is not valid JSON.'],
  ['empty', '', 'The body is empty; expected JSON.'],
  ['null', 'null', 'The body must be a JSON object.'],
  ['a list', '[]', 'The body must be a JSON object.'],
  ['a text', '"slot"', 'The body must be a JSON object.'],
  ['poisoned', '{"__proto__":{"admin":true}}', 'The body is not valid JSON.'],
])('a body that is %s is 400', async (_title, body, detail) => {
  const service = await startService();
  const answer = await post(service, body);
  expect([answer.statusCode, answer.json().code, answer.json().detail]).toEqual([
    400,
    'invalid_request',
    detail,
  ]);
});

test('a field may be called anything without breaking the answer', async () => {
  const service = await startService();
  const name = `<script>\u0000"${'x'.repeat(5000)}`;
  const answer = await post(service, { [name]: 1 });
  expect(answer.json()).toMatchObject({ code: 'invalid_request', field: name.slice(0, 100) });
});

test('either of two fields, and parameters, are told as such', async () => {
  const service = await startService();
  const token = service.token('bo', 'student');
  const both = await service.call('POST', '/api/slots/cancel', {
    token,
    body: { bookingId: 'a', slotId: 'b' },
  });
  expect(both.body.detail).toBe('The body must have either bookingId or slotId.');
  const parameter = await service.call('GET', '/api/slots/alumni/ada?foo=1');
  expect(parameter.body.detail).toBe('`foo` is not a parameter of this request.');
  const twice = await service.call('GET', '/api/slots/alumni/ada?from=2026-01-01&from=2026-01-02');
  expect([twice.status, twice.body.field]).toEqual([400, 'from']);
});

test.each([
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonx',
])('%s is 415', async (type) => {
  const service = await startService();
  const answer = await post(service, '{}', type);
  expect([answer.statusCode, answer.json().code]).toEqual([415, 'unsupported_media_type']);
});

test('more than 64 KiB is 413', async () => {
  const service = await startService();
  const answer = await post(service, { description: 'x'.repeat(64 * 1024) });
  expect([answer.statusCode, answer.json().code]).toEqual([413, 'body_too_large']);
});

test('a known address by the wrong method is 405 and says which are right', async () => {
  const service = await startService();
  const answer = await service.app.inject({ method: 'PUT', url: '/api/slots/some-slot?x=1' });
  expect([answer.statusCode, answer.json().code]).toEqual([405, 'method_not_allowed']);
  expect(answer.headers.allow).toBe('DELETE, GET, HEAD, PATCH');
  expect(answer.json().detail).toBe(
    '/api/slots/some-slot cannot be asked by PUT, only by DELETE, GET, HEAD, PATCH.',
  );
  expect((await service.app.inject({ method: 'DELETE', url: '/api/slots/book/now' })).statusCode).toBe(404);
});

test.each([
  ['GET', '/api/slots/book', 'POST'],
  ['HEAD', '/api/slots/copy', 'POST'],
  ['GET', '/api/slots/copy/preview', 'POST'],
  ['DELETE', '/api/slots/cancel', 'POST'],
  ['PATCH', '/api/slots/preview?x=1', 'POST'],
  ['DELETE', '/api/slots/my-slots', 'GET, HEAD'],
])('%s %s is not the slot of that name: 405', async (method, url, allow) => {
  const service = await startService();
  const answer = await service.call(method, url);
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  if (method !== 'HEAD') expectProblem(answer, 405, 'method_not_allowed');
});

test.each([
  '/%',
  '/api/slots/%zz',
  '/api/slots/%ff',
  `/api/slots/${'x'.repeat(5000)}`,
  '/api/slots/%00',
  '//',
  '/api/slots/..%2f..',
])('the address %s is no fault of the service', async (url) => {
  const service = await startService();
  const answer = await service.app.inject({ url });
  expect(answer.statusCode).toBeOneOf([400, 404]);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.json()).toMatchObject({ status: answer.statusCode, code: expect.any(String) });
});

test('random bodies and addresses are never a fault of the service', async () => {
  const service = await startService();
  await fc.assert(
    fc.asyncProperty(fc.json(), fc.webPath(), async (body, path) => {
      expect((await post(service, body)).statusCode).toBe(400);
      expect((await service.app.inject({ url: `/api/slots${path}` })).statusCode).toBeLessThan(500);
    }),
    { numRuns: 100 },
  );
});

test('a fault shows nothing of itself but the request it belongs to', async () => {
  const broken = (database: Database): Database => ({
    ...database,
    read: {
      ...database.read,
      run: () => Promise.reject(new Error('secret: the password is hunter2')),
      get kysely(): never {
        throw new Error('secret: the password is hunter2');
      },
    },
  });
  const service = await startService({ around: broken });
  const answer = await service.app.inject('/api/slots/some-slot');
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toEqual({
    type: '/api/docs#internal_error',
    title: table.internal_error.title,
    status: 500,
    detail: 'Something went wrong inside the service. It has been logged.',
    code: 'internal_error',
    requestId: expect.any(String),
  });
  expect(answer.body).not.toMatch(/secret|hunter2|node_modules/);
});

test('what is thrown need not be an error', async () => {
  const service = await startService({
    around: (database) => ({
      ...database,
      read: { ...database.read, run: () => Promise.reject(undefined) },
    }),
  });
  expect((await service.app.inject('/api/slots/some-slot')).statusCode).toBe(500);
});
