/** The key server as it fares in the world: away, silent, flooding, elsewhere. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startKeyServer } from '../testing/key-server.ts';
import { startOwnTime } from '../testing/own-time.ts';
import { startService } from '../testing/service.ts';

interface Pair {
  kid: string;
  privateKey: KeyObject;
  jwk: object;
}

function pair(kid: string): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' } };
}
const one = pair('one');
const two = pair('two');
const stranger = pair('stranger');

const minutes = 60_000;
const hours = 60 * minutes;

/** A service whose key server answers as `answer` says now, which a test may change. */
async function start(env: Record<string, string> = {}) {
  const keyServer = await startKeyServer([one.jwk]);
  const { url } = keyServer;
  const service = await startService({ env: { JWT_SECRET: '', JWKS_URL: url, ...env } });

  let count = 0;
  const pass = (ms: number) => {
    service.clock.now += ms;
    service.elapsed.now += ms;
  };
  return {
    keyServer,
    service,
    url,
    /** Time passes, by clock and by watch. */
    pass,
    /** What a fresh token of this key is answered: none is remembered from before. */
    async status({ kid, privateKey }: Pair, claims: object = {}): Promise<number> {
      count += 1;
      const seconds = Math.floor(service.clock.now / 1000);
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const said = { sub: 'ada', role: 'alumni', iat: seconds, exp: seconds + 3600, jti: count, ...claims };
      const input = `${part({ alg: 'EdDSA', kid })}.${part(said)}`;
      const token = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
      const { status, body } = await service.call('GET', '/api/slots/my-slots', { token });
      if (status === 503) expect(body).toMatchObject({ code: 'unavailable', retryAfter: expect.any(Number) });
      return status;
    },
  };
}

const away: RequestListener = (request) => request.socket.destroy();
const silent: RequestListener = () => {};

test('while it is away the keys last read serve for a day more, and it is asked at most every 30 s', async () => {
  const { keyServer, pass, status } = await start();
  expect(await status(one)).toBe(200);
  keyServer.answer = away;
  pass(11 * minutes);
  for (let i = 0; i < 10; i++) expect(await status(one)).toBe(200);
  expect(keyServer.asked).toBe(2);
  pass(30_000);
  await status(one);
  expect(await status({ ...stranger, kid: 'one' })).toBe(401);
  await expect.poll(() => keyServer.asked).toBe(3);
  pass(23 * hours);
  expect(await status(one)).toBe(200);
  pass(2 * hours);
  expect(await status(one)).toBe(503);
  keyServer.answer = null;
  expect(await status(one)).toBe(503);
  pass(30_000);
  expect(await status(one)).toBe(200);
});

test('while it hangs at most the first to come waits for it, and not for long', async () => {
  const { keyServer, pass, status } = await start();
  await status(one);
  keyServer.answer = silent;
  pass(11 * minutes);
  expect(await status(one)).toBe(200);
  const passed = startOwnTime();
  for (let i = 0; i < 5; i++) {
    pass(31_000);
    expect(await status(one)).toBe(200);
  }
  // Five that waited would take ten seconds.
  expect(passed()).toBeLessThan(5000);
});

test('a service that starts while it is away takes tokens once it is back', async () => {
  const { keyServer, pass, status } = await start();
  keyServer.answer = away;
  for (let i = 0; i < 5; i++) expect(await status(one)).toBe(503);
  expect(keyServer.asked).toBe(1);
  keyServer.answer = null;
  pass(30_000);
  expect(await status(one)).toBe(200);
});

const large = () => JSON.stringify({ keys: [one.jwk], more: 'x'.repeat(64 * 1024) });

test.each<[string, (url: string) => RequestListener]>([
  ['larger than 64 KiB', () => (_request, response) => void response.end(large())],
  [
    'larger than 64 KiB once unpacked',
    () => (_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(gzipSync(large()));
    },
  ],
  [
    'by redirect',
    (url) => (request, response) => {
      if (request.url?.endsWith('/moved')) response.end(JSON.stringify({ keys: [one.jwk] }));
      else response.writeHead(302, { location: new URL('moved', url).href }).end();
    },
  ],
  ['no JSON', () => (_request, response) => void response.end('<html>')],
  ['no key set', () => (_request, response) => void response.end('{"keys":"none"}')],
  [
    'a fault',
    () => (_request, response) => void response.writeHead(500).end(JSON.stringify({ keys: [one.jwk] })),
  ],
])('an answer that is %s is refused, and the keys last read serve', async (_title, answer) => {
  const { keyServer, url, pass, status } = await start();
  keyServer.answer = answer(url);
  expect(await status(one)).toBe(503);
  keyServer.answer = null;
  pass(31_000);
  expect(await status(one)).toBe(200);
  keyServer.answer = answer(url);
  pass(11 * minutes);
  expect(await status(one)).toBe(200);
});

test('an answer without an end is not read on', async () => {
  const { keyServer, status } = await start();
  let sent = 0;
  const ended = new Promise<void>((resolve) => {
    keyServer.answer = (_request, response) => {
      const chunk = Buffer.alloc(16 * 1024, 'x');
      const write = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', write).on('close', resolve);
      write();
    };
  });
  expect(await status(one)).toBe(503);
  await ended;
  // What the network holds comes on top of the 64 KiB.
  expect(sent).toBeLessThan(20 * 1024 * 1024);
});

test("other people's tokens do not keep a new key unknown", async () => {
  const { keyServer, pass, status } = await start({ JWT_ISSUER: 'https://portal.example.edu' });
  const ours = { iss: 'https://portal.example.edu' };
  expect(await status(one, ours)).toBe(200);
  pass(31_000);
  expect(await status(stranger, { iss: 'https://elsewhere.example' })).toBe(401);
  expect(await status(stranger, { ...ours, exp: 1 })).toBe(401);
  keyServer.keys = [one.jwk, two.jwk];
  expect(await status(two, ours)).toBe(200);
  expect(keyServer.asked).toBe(2);
});

test('a key made after the asking was spent on another is not called bad: 503 until it may be asked for', async () => {
  const { keyServer, pass, status } = await start();
  expect(await status(one)).toBe(200);
  pass(31_000);
  expect(await status(stranger)).toBe(401);
  keyServer.keys = [one.jwk, two.jwk];
  pass(2_000);
  expect(await status(two)).toBe(503);
  // What was issued before has no newer key.
  expect(await status(stranger, { iat: 1 })).toBe(401);
  pass(28_000);
  expect(await status(two)).toBe(200);
  expect(keyServer.asked).toBe(3);
});

test('a thousand keys that there are not have the key server asked twice', async () => {
  const { keyServer, pass, status } = await start();
  expect(await status(one)).toBe(200);
  const unknown = Array.from({ length: 1_000 }, (_, n) => ({ ...stranger, kid: `unknown ${n}` }));
  const answers = new Set<number>();
  while (unknown.length > 0) {
    for (const told of await Promise.all(unknown.splice(0, 50).map((each) => status(each))))
      answers.add(told);
    if (unknown.length === 500) pass(31_000);
  }
  // 503 where a busy machine let the key server seem to be away.
  expect([...answers].filter((told) => told !== 401 && told !== 503)).toEqual([]);
  expect(keyServer.asked).toBe(2);
});

test('keys that change under load, while strangers spend what may be asked, make no good token 401', async () => {
  const { keyServer, pass, status } = await start();
  let held = one;
  for (let round = 1; round <= 10; round++) {
    const next = pair(`key ${round}`);
    // Sometimes the asking is spent just before the key comes, within the same second.
    if (round % 2 === 0) await status({ ...stranger, kid: `spent ${round}` });
    pass(round * 37);
    keyServer.keys = [held.jwk, next.jwk];
    const many = Array.from({ length: 20 }, (_, n) => [
      status(held),
      // Not every portal says when a token was issued.
      status(next, n % 4 === 0 ? { iat: undefined } : {}),
      status({ ...stranger, kid: `unknown ${round} ${n}` }),
    ]);
    const answers = await Promise.all(many.map((some) => Promise.all(some)));
    expect(answers.filter(([ofHeld]) => ofHeld !== 200)).toEqual([]);
    expect(answers.filter(([, ofNext]) => ofNext !== 200 && ofNext !== 503)).toEqual([]);
    expect(answers.filter(([, , ofStranger]) => ofStranger !== 401 && ofStranger !== 503)).toEqual([]);
    pass(30_000);
    expect(await status(next)).toBe(200);
    pass(30_000);
    keyServer.keys = [next.jwk];
    held = next;
  }
  expect(keyServer.asked).toBeLessThanOrEqual(1 + 2 * 10);
});
