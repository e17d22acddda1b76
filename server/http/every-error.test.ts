/** Whatever is refused, and by whomever: the answer is a problem that pages can read. Spoken to by bytes, as HTTP libraries would not. */
import { connect } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const portal = 'https://portal.example.edu';
let service: TestService;
beforeAll(async () => {
  service = await startService({ shared: true, env: { ALLOWED_ORIGINS: portal } });
  return service.close;
});

/** Sends these lines as they are, and reads the answer until the connection ends. */
function send(...lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

const from = ['Host: slots.example.edu', `Origin: ${portal}`];
const upgrade = [...from, 'Connection: Upgrade', 'Upgrade: websocket'];
const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';

test.each([
  ['a bad encoding', 400, ['GET /api/slots/%zz HTTP/1.1', ...from]],
  ['a bad encoding outside the API', 400, ['GET /%zz HTTP/1.1', ...from]],
  ['a bad encoding of a file', 400, ['GET /mentor-slots/%zz HTTP/1.1', ...from]],
  ['an encoding that is no UTF-8', 400, ['GET /api/slots/%ff HTTP/1.1', ...from]],
  ['an id that is too long', 404, [`GET /api/slots/${'x'.repeat(5000)} HTTP/1.1`, ...from]],
  ['no such call', 404, ['GET /api/nothing HTTP/1.1', ...from]],
  ['no such address', 404, ['GET /nowhere HTTP/1.1', ...from]],
  ['a mistyped file', 404, ['GET /mentor-slot.js HTTP/1.1', ...from]],
  ['a missing part', 404, ['GET /mentor-slots/old-part.js HTTP/1.1', ...from]],
  ['a missing file deeper down', 404, ['GET /mentor-slots/a/b.js HTTP/1.1', ...from]],
  ['a missing file of the page of the API', 404, ['GET /api/docs/static/none.css HTTP/1.1', ...from]],
  ['a wrong method', 405, ['PUT /api/slots/x HTTP/1.1', ...from]],
  ['a wrong method outside the API', 405, ['POST /livez HTTP/1.1', ...from, 'Content-Length: 0']],
  ['a method that is none', 400, ['BREW /api/slots HTTP/1.1', ...from]],
  ['no HTTP at all', 400, ['hello']],
  ['HTTP/2', 400, ['PRI * HTTP/2.0', '', 'SM']],
  ['no Host', 400, ['GET /api/slots/x HTTP/1.1', `Origin: ${portal}`]],
  ['headers that are too large', 431, ['GET / HTTP/1.1', ...from, `X: ${'x'.repeat(20_000)}`]],
  [
    'a body that is too large',
    413,
    ['POST /api/slots HTTP/1.1', ...from, 'Content-Type: application/json', 'Content-Length: 99999'],
  ],
  ['an unknown transfer coding', 400, ['POST /api/slots HTTP/1.1', ...from, 'Transfer-Encoding: gzip']],
  [
    'an expectation, which is left out',
    404,
    ['GET /api/slots/x HTTP/1.1', ...from, 'Expect: the-unexpected'],
  ],
  [
    'a WebSocket of another version',
    400,
    ['GET /api/slots/feed HTTP/1.1', ...upgrade, key, 'Sec-WebSocket-Version: 12'],
  ],
  [
    'a WebSocket without a key',
    400,
    ['GET /api/slots/feed HTTP/1.1', ...upgrade, 'Sec-WebSocket-Version: 13'],
  ],
  ['another upgrade', 400, ['GET /api/slots/feed HTTP/1.1', ...from, 'Connection: Upgrade', 'Upgrade: h2c']],
  ['a WebSocket elsewhere', 400, ['GET /livez HTTP/1.1', ...upgrade, key, 'Sec-WebSocket-Version: 13']],
] as const)('%s is %i, a problem that a page can read', async (_title, status, [first, ...more]) => {
  const isUpgrade = more.some((line) => line.startsWith('Connection:'));
  const answer = await send(first, ...more, ...(isUpgrade || more.length === 0 ? [] : ['Connection: close']));
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8\r?$/im);
  expect(head).toMatch(new RegExp(`^access-control-allow-origin: (\\*|${portal})\r?$`, 'im'));
  expect(JSON.parse(body)).toMatchObject({
    status,
    code: expect.stringMatching(/^[a-z_]+$/),
    title: expect.stringMatching(/\w/),
    detail: expect.stringMatching(/\.$/),
  });
});

test('HTTP/1.0 needs no Host', async () => {
  expect(await send('GET /livez HTTP/1.0')).toMatch(/^HTTP\/1\.1 200 /);
});

test('what a foreign page is refused it still cannot read', async () => {
  const answer = await send(
    'GET /api/slots/x HTTP/1.1',
    'Host: x',
    'Origin: https://evil.example',
    'Connection: close',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  expect(answer.toLowerCase()).not.toContain('access-control-allow-origin');
  // Whoever asks for the end of the connection is not kept waiting for it.
  expect(answer).toMatch(/^connection: close\r?$/im);
});

test.each([
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  '',
])('where no body is read, none is needed, whatever its Content-Type: %j', async (type) => {
  const token = service.token('ada', 'alumni');
  const headers = { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) };
  const slot = await service.publish('ada', 24, { requiresApproval: true, maxParticipants: 2 });
  for (const [student, decision] of [
    ['sam', 'confirm'],
    ['kim', 'decline'],
  ] as const) {
    const { body } = await service.book(student, slot.id);
    const path = `/api/slots/${slot.id}/bookings/${body.id}/${decision}`;
    const answer = await service.call('POST', path, { headers });
    expect([decision, answer.status]).toEqual([decision, 200]);
  }
  const removed = await service.call('DELETE', `/api/slots/${slot.id}`, { headers });
  expect(removed.status).toBe(200);
  // Where one is read, an empty one is still refused.
  const booked = await service.call('POST', '/api/slots/book', { headers });
  expectProblem(booked, booked.status, booked.status === 415 ? 'unsupported_media_type' : 'invalid_request');
});
