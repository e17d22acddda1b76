/**
 * Tokens by chance that must not count, over HTTP and on the feed: 401 and 4401, and nothing else. Nobody but the portal is asked for
 * keys. `npm run prove` tries twenty thousand; TOKENS asks for another number, SEED repeats a run.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { badTokens } from '../testing/fuzz/bad-tokens.ts';
import { mint, type TokenPortal } from '../testing/fuzz/forged-tokens.ts';
import { createSender, innardsIn } from '../testing/fuzz/sending.ts';
import { startKeyServer } from '../testing/key-server.ts';
import { chooseSeed } from '../testing/random.ts';
import { hmacSigner, startService, testSecret } from '../testing/service.ts';

const total = Number(process.env.TOKENS ?? 400);
const seed = chooseSeed();
const atOnce = 10;

const issued = Math.floor(Date.now() / 1000) - 60;
const claims = {
  sub: 'ada',
  role: 'alumni',
  iss: 'https://portal.example.edu',
  aud: 'mentor-slots',
  iat: issued,
  exp: issued + 86_400,
};
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const portals: Record<string, TokenPortal> = {
  'a shared secret': {
    header: { alg: 'HS256', typ: 'JWT' },
    claims,
    sign: hmacSigner(testSecret),
    publicKey: null,
  },
  'remote keys': {
    header: { alg: 'RS256', kid: 'one' },
    claims,
    sign: (input) => sign('sha256', Buffer.from(input), privateKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  },
};

/** What the feed says to a token: the code of its error, and with what it closes. */
async function onFeed(url: string, token: string): Promise<string> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/slots/feed`);
  const told: string[] = [];
  const refused = new Promise<null>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const frame: { type: string; code?: string } = JSON.parse(data.toString());
      if (frame.type !== 'hello' && frame.type !== 'heartbeat') told.push(frame.code ?? frame.type);
      // A frame without a token is no frame, and closes nothing; nor does what is accepted.
      if (frame.code === 'invalid_frame' || frame.type === 'authenticated') resolve(null);
    });
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'authenticate', token }));
  const code = await Promise.race([refused, closed]);
  socket.terminate();
  return [...told, ...(code === null ? [] : [code])].join(' ');
}

test.each(Object.entries(portals))(
  `${total / 2} bad tokens are 401, and 4401 on the feed, with %s`,
  async (name, portal) => {
    console.info(`SEED=${seed}`);
    const attacker = await startKeyServer([]);
    const keyServer = await startKeyServer([
      { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' },
    ]);
    const keys = name === 'remote keys' ? { JWT_SECRET: '', JWKS_URL: keyServer.url } : {};
    const service = await startService({
      env: { ...keys, JWT_ISSUER: claims.iss, JWT_AUDIENCE: claims.aud },
    });
    const sender = createSender(service.url);
    onTestFinished(sender.close);
    const ask = (path: string, authorization: string) => sender.send('GET', path, { authorization }, null);
    expect((await ask('/api/slots/my-slots', `Bearer ${mint(portal)}`)).status).toBe(200);

    const refuse = async ([token, path]: readonly [string, string]) => {
      const answers = [await onFeed(service.url, token)];
      // What no header can hold is sent on the feed alone.
      if (/^[\t\x20-\x7e\x80-\xff]*$/.test(token)) {
        const { status, text } = await ask(path, `Bearer ${token}`);
        answers.push(`${status} ${JSON.parse(text).code} ${innardsIn(text) ?? ''}`.trim());
      }
      return [token, ...answers];
    };
    const paths = fc.constantFrom('/api/slots/my-slots', '/api/slots/alumni/ada', '/api/nothing-here');
    const some = fc.array(fc.tuple(badTokens(portal, attacker.url.replace('/keys', '')), paths), {
      minLength: atOnce,
      maxLength: atOnce,
    });
    const expected = new Set(['401 invalid_token', 'invalid_token 4401', 'invalid_frame']);
    await fc.assert(
      fc.asyncProperty(some, async (tokens) => {
        const refused = await Promise.all(tokens.map(refuse));
        expect(refused.filter(([, ...answers]) => !answers.every((answer) => expected.has(answer)))).toEqual(
          [],
        );
      }),
      { seed, numRuns: Math.ceil(total / 2 / atOnce), endOnFailure: true },
    );
    expect(attacker.asked).toBe(0);
    // One that counts still does, and the keys were asked for no more often than ever.
    expect((await ask('/api/slots/my-slots', `Bearer ${mint(portal)}`)).status).toBe(200);
    expect(keyServer.asked).toBeLessThanOrEqual(2);
  },
  3_600_000,
);
