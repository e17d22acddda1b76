import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startService, type TestService } from '../testing/service.ts';
import { originRule } from './origins.ts';

const portal = 'https://portal.example.edu';
const start = () =>
  startService({
    env: {
      ALLOWED_ORIGINS: `${portal},http://localhost:8080,capacitor://localhost,app://org.example.portal`,
      PUBLIC_URL: 'https://slots.example.edu/x',
    },
  });

const ask = (service: TestService, origin: string | undefined, more: object = {}) =>
  service.app.inject({
    url: '/api/slots/alumni/ada',
    ...more,
    headers: { host: 'internal:3000', ...(origin !== undefined && { origin }) },
  });

test.each([
  portal,
  'http://localhost:8080',
  'https://slots.example.edu',
  'http://internal:3000',
  'capacitor://localhost',
  'app://org.example.portal',
  undefined,
])('the origin %s may ask', async (origin) => {
  const answer = await ask(await start(), origin);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['access-control-allow-origin']).toBe(origin);
  expect(answer.headers.vary).toMatch(/\bOrigin\b/);
  if (origin) expect(answer.headers['access-control-expose-headers']).toBe('ETag, Retry-After');
});

const foreign = [
  'https://evil.example',
  'http://portal.example.edu',
  'https://portal.example.edu.evil.example',
  'https://portal.example.edu:8443',
  'https://evil.example/portal.example.edu',
  'http://internal:3001',
  'null',
  '',
  `${portal}, https://evil.example`,
  'chrome-extension://abc',
  'ionic://localhost',
  'capacitor://localhost:8080',
  'capacitor://evil.example',
  'http://org.example.portal',
];

test.each(foreign)('the origin %j may not, and is told what to do', async (origin) => {
  const answer = await ask(await start(), origin);
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'origin_not_allowed']);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(answer.json().detail).toMatch(origin === 'null' ? /without an origin/ : /ALLOWED_ORIGINS/);
});

test('a foreign page changes nothing by requests that ask no permission, however the address is written', async () => {
  const service = await start();
  for (const url of ['/api/slots', '/%61pi/slots', '/api/%73lots']) {
    const answer = await service.app.inject({
      method: 'POST',
      url,
      headers: { origin: 'https://evil.example', authorization: `Bearer ${service.token('ada', 'alumni')}` },
      payload: {},
    });
    expect(answer.statusCode).toBe(403);
  }
});

test('a preflight names methods and headers, without a token and without being counted', async () => {
  const service = await startService({ env: { ALLOWED_ORIGINS: portal, ADDRESS_RATE_LIMIT: '1' } });
  for (let i = 0; i < 3; i++) {
    const answer = await service.app.inject({
      method: 'OPTIONS',
      url: '/api/slots/some-slot',
      headers: { origin: portal, 'access-control-request-method': 'PATCH' },
    });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': portal,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, If-None-Match',
      'access-control-max-age': '600',
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  }
});

test('a foreign preflight is refused', async () => {
  const answer = await ask(await start(), 'https://evil.example', { method: 'OPTIONS' });
  expect(answer.statusCode).toBe(403);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
});

test('failures can be read by the pages that may ask', async () => {
  const service = await startService({ env: { ALLOWED_ORIGINS: portal, ADDRESS_RATE_LIMIT: '2' } });
  const missing = await ask(service, portal, { url: '/api/slots/nowhere/at/all' });
  const refused = await service.app.inject({
    url: '/api/slots/my-slots',
    headers: { origin: portal, authorization: 'Bearer x' },
  });
  const limited = await ask(service, portal);
  expect([missing, refused, limited].map(({ statusCode }) => statusCode)).toEqual([404, 401, 429]);
  for (const { headers } of [missing, refused, limited])
    expect(headers['access-control-allow-origin']).toBe(portal);
});

test('what is not the API is outside the rule', async () => {
  const service = await start();
  const answer = await ask(service, 'https://evil.example', { url: '/livez' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(answer.headers.vary).toBeUndefined();
  expect((await ask(service, 'https://evil.example', { url: '/mentor-slots.js' })).statusCode).not.toBe(403);
});

describe("the feed's upgrade", () => {
  const connect = (service: TestService, origin: string | undefined) =>
    new Promise((resolve) => {
      const url = `${service.url.replace('http', 'ws')}/api/slots/feed`;
      const socket = new WebSocket(url, { ...(origin !== undefined && { origin }) });
      socket.on('open', () => resolve(101));
      socket.on('error', () => {});
      socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode));
    });

  test('follows the same rule', async () => {
    const service = await start();
    for (const origin of [portal, 'capacitor://localhost', service.url, undefined])
      expect(await connect(service, origin)).toBe(101);
    for (const origin of foreign) {
      if (origin !== '') expect([origin, await connect(service, origin)]).toEqual([origin, 403]);
    }
  });
});

test.each([
  ['http://a.edu', 'a.edu', true],
  ['http://a.edu', 'a.edu:80', true],
  ['https://a.edu', 'a.edu:443', true],
  ['https://a.edu', 'A.EDU', true],
  ['https://a.edu:8443', 'a.edu:8443', true],
  ['https://a.edu', 'a.edu:80', false],
  ['https://a.edu', 'a.edu:8443', false],
  ['https://a.edu', '', false],
  ['https://a.edu', 'a.edu/x', false],
  ['https://a.edu', 'evil.example@a.edu', false],
  ['https://[::1]:3000', '[::1]:3000', true],
])('%s is the own origin of %s: %s', (origin, host, expected) => {
  expect(originRule({ allowedOrigins: new Set(), publicUrl: null })(origin, host)).toBe(expected);
});
