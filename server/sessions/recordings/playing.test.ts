/** Hearing and seeing recordings: by a token, by a signed address, in parts, and as nothing that a page runs. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import { expectProblem } from '../../testing/expect-problem.ts';
import { recordedSession } from '../../testing/recorded-session.ts';
import type { TestService } from '../../testing/service.ts';
import { wav } from '../../testing/wav.ts';

const content = wav(20_000);
const portal = 'https://portal.example.edu';

async function played(
  service: TestService,
  url: string,
  headers: Record<string, string> = {},
  method = 'GET',
) {
  const response = await fetch(service.url + url, { method, headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

test.each([
  ['no range', undefined, 200, 0, 20_000],
  ['the first bytes', 'bytes=0-99', 206, 0, 100],
  ['some in the middle', 'bytes=500-999', 206, 500, 1000],
  ['one byte', 'bytes=7-7', 206, 7, 8],
  ['all from the start, as players begin', 'bytes=0-', 206, 0, 20_000],
  ['all from a place, as players seek', 'bytes=19000-', 206, 19_000, 20_000],
  ['the last bytes', 'bytes=-100', 206, 19_900, 20_000],
  ['more from the end than there is', 'bytes=-999999', 206, 0, 20_000],
  ['beyond the end', 'bytes=19990-30000', 206, 19_990, 20_000],
  ['the last byte', 'bytes=19999-19999', 206, 19_999, 20_000],
  ['two ranges: all of it', 'bytes=0-9,20-29', 200, 0, 20_000],
  ['another unit: all of it', 'seconds=0-9', 200, 0, 20_000],
])('%s', async (_what, range, status, from, to) => {
  const { service, send } = await recordedSession();
  const { body } = await send(content);
  const answer = await played(service, body.url, { ...(range !== undefined && { range }) });
  expect(answer.status).toBe(status);
  expect(answer.bytes.equals(content.subarray(from, to))).toBe(true);
  expect(answer.headers.get('content-length')).toBe(String(to - from));
  expect(answer.headers.get('accept-ranges')).toBe('bytes');
  expect(answer.headers.get('content-range')).toBe(status === 206 ? `bytes ${from}-${to - 1}/20000` : null);

  const head = await played(service, body.url, { ...(range !== undefined && { range }) }, 'HEAD');
  expect([head.status, head.bytes.length]).toEqual([status, 0]);
  for (const name of ['content-length', 'content-range', 'content-type', 'accept-ranges'])
    expect(head.headers.get(name)).toBe(answer.headers.get(name));
});

test.each(['bytes=20000-', 'bytes=30000-40000', 'bytes=-0', 'bytes=9-0', 'bytes=a-b'])(
  '%s is of no byte: 416',
  async (range) => {
    const { service, send } = await recordedSession();
    const { body } = await send(content);
    const answer = await service.call('GET', body.url, { headers: { range } });
    expectProblem(answer, 416, 'range_not_satisfiable');
    expect(answer.headers.get('content-range')).toBe('bytes */20000');
  },
);

test('a part that a player had of it is good while it is the same, and conditions refuse nobody', async () => {
  const { service, send } = await recordedSession();
  const { body } = await send(content);
  const { headers } = await played(service, body.url);
  for (const validator of [headers.get('etag'), headers.get('last-modified')]) {
    const again = await played(service, body.url, { range: 'bytes=10-19', 'if-range': String(validator) });
    expect(again.status).toBe(206);
  }
  const other = await played(service, body.url, { range: 'bytes=10-19', 'if-range': '"another"' });
  expect([other.status, other.bytes.length]).toEqual([200, 20_000]);
  for (const condition of [{ 'if-match': '"x"' }, { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }])
    expect((await played(service, body.url, condition)).status).toBe(200);
});

test('nobody keeps it, nothing runs in it, and a page of another origin plays it', async () => {
  const { service, token, send } = await recordedSession({ env: { ALLOWED_ORIGINS: portal } });
  const { body } = await send(content, { name: 'Talk.wav' });
  for (const [url, headers] of [
    [body.url, {}],
    [body.url, { range: 'bytes=0-1' }],
    [`/api/recordings/${body.id}`, { authorization: `Bearer ${token}` }],
  ] as const) {
    const answer = await played(service, url, headers);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'content-type': 'audio/wav',
      'content-disposition': `inline; filename="Talk.wav"; filename*=UTF-8''Talk.wav`,
      'content-security-policy': "default-src 'none';media-src 'self';frame-ancestors 'none';sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
    });
  }
  const cors = await played(service, body.url, { origin: portal, range: 'bytes=0-1' });
  expect(cors.headers.get('access-control-allow-origin')).toBe(portal);
  expect((await played(service, body.url, { origin: 'https://evil.example' })).status).toBe(403);
});

describe('with a token', () => {
  test.each([
    ['its alumnus', 'ada', 'alumni', 200],
    ['an admin', 'office', 'admin', 200],
    ['a confirmed student', 'sam', 'student', 200],
    ['another alumnus', 'bob', 'alumni', 403],
    ['another student', 'eve', 'student', 403],
    ['who only asked', 'uma', 'student', 403],
    ['the alumnus in another role', 'ada', 'student', 403],
    ['the student in another role', 'sam', 'alumni', 403],
    ['who has no role', 'sam', [], 403],
  ])('%s', async (_who, sub, roles, status) => {
    const { service, slot, token, send } = await recordedSession();
    const { body } = await send(content);
    service.clock.now = Date.parse(slot.startsAt) - 1;
    const body2 = { requiresApproval: true };
    await service.call('PATCH', `/api/slots/${slot.id}`, { token, body: body2 });
    expect((await service.book('uma', slot.id)).body.status).toBe('pending');
    service.clock.now = Date.parse(slot.endsAt) + 1;
    const answer = await service.call('GET', `/api/recordings/${body.id}`, {
      token: service.token(sub, roles),
    });
    expect(answer.status).toBe(status);
    if (status === 403) expectProblem(answer, 403, 'not_in_session');
  });

  test('without one, or with a bad one, it is 401; what is not there is 404', async () => {
    const { service, token, send } = await recordedSession();
    const { body } = await send(content);
    expectProblem(await service.call('GET', `/api/recordings/${body.id}`), 401, 'unauthenticated');
    const bad = await service.call('GET', `/api/recordings/${body.id}`, { token: 'x.y.z' });
    expectProblem(bad, 401, 'invalid_token');
    const signedToo = await service.call('GET', body.url, { token: 'x.y.z' });
    expectProblem(signedToo, 401, 'invalid_token');
    const none = await service.call('GET', '/api/recordings/none', { token });
    expectProblem(none, 404, 'recording_not_found');
  });
});

describe('a signed address', () => {
  const parts = (url: string) => new URL(url, 'http://service').searchParams;

  test('is good for an hour, to the second, and no longer', async () => {
    const { service, send } = await recordedSession();
    const { body } = await send(content);
    const until = Number(parts(body.url).get('until')) * 1000;
    expect(until - service.clock.now).toBeGreaterThan(3_598_000);
    expect(until - service.clock.now).toBeLessThanOrEqual(3_600_000);
    service.clock.now = until - 1;
    expect((await played(service, body.url)).status).toBe(200);
    service.clock.now = until;
    expectProblem(await service.call('GET', body.url), 403, 'address_expired');
    expect((await played(service, body.url, {}, 'HEAD')).status).toBe(403);
  });

  test('is of that recording alone, and nobody can change it', async () => {
    const { service, send } = await recordedSession();
    const [{ body: one }, { body: other }] = [await send(content), await send(content)];
    const until = parts(one.url).get('until') ?? '';
    const signature = parts(one.url).get('signature') ?? '';
    const at = (id: string, query: string) => service.call('GET', `/api/recordings/${id}?${query}`);
    const wrong = [
      [other.id, `until=${until}&signature=${signature}`],
      [one.id, `until=${Number(until) + 1}&signature=${signature}`],
      [one.id, `until=${until}&signature=${randomBytes(32).toString('base64url')}`],
      [one.id, `until=${until}&signature=${signature.slice(0, -1)}`],
      [one.id, `until=${until}&signature=${signature}A`],
      // Another spelling of the same bytes.
      [one.id, `until=${until}&signature=${signature}%3D`],
      [one.id, `until=%20${until}&signature=${signature}`],
      [one.id, `until=Infinity&signature=${signature}`],
      [one.id, `until=${until}`],
      [one.id, `signature=${signature}`],
      [one.id, 'signature='],
      ['none', `until=${until}&signature=${signature}`],
    ] as const;
    for (const [id, query] of wrong) expectProblem(await at(id, query), 403, 'address_expired');
    expect((await at(one.id, `until=${until}&signature=${signature}`)).status).toBe(200);
    expectProblem(await at(one.id, `until=${until}&signature=${signature}&more=1`), 400, 'invalid_request');
  });

  test('is the same for every process of the database: the key is in it, and made once', async () => {
    const { service, send } = await recordedSession();
    const { body } = await send(content);
    const keys = async () => service.database.read.kysely.selectFrom('signing_keys').selectAll().execute();
    const [key] = await keys();
    expect(key).toMatchObject({ name: 'recordings', secret: expect.stringMatching(/^[\w-]{43}$/) });
    await Promise.all([send(content), send(content)]);
    expect(await keys()).toEqual([key]);
    // Whoever changes the key ends every address; the next one that starts makes another.
    await service.database.write(async ({ kysely }) => {
      await kysely.deleteFrom('signing_keys').execute();
    });
    expectProblem(await service.call('GET', body.url), 403, 'address_expired');
  });
});

test('several players seek in the same recording at once', async () => {
  const { service, send } = await recordedSession();
  const large = Buffer.concat([wav(), randomBytes(2_000_000)]);
  const { body } = await send(large);
  const places = Array.from({ length: 40 }, (_, index) => (index * 7919 * 37) % 1_900_000);
  const answers = await Promise.all(
    places.map((from) => played(service, body.url, { range: `bytes=${from}-${from + 70_000}` })),
  );
  for (const [index, { status, bytes }] of answers.entries()) {
    const from = places[index] ?? 0;
    expect([status, bytes.equals(large.subarray(from, from + 70_001))]).toEqual([206, true]);
  }
});

test('a recording whose file is missing is 404, and the service goes on', async () => {
  const { service, folder, send } = await recordedSession();
  const { body } = await send(content);
  rmSync(join(folder, body.id));
  expectProblem(await service.call<Recording>('GET', body.url), 404, 'recording_not_found');
  expect((await send(content)).status).toBe(201);
});
