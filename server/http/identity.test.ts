import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startService, type TestService, testSecret } from '../testing/service.ts';

const issuer = 'https://portal.example.edu';
const audience = 'mentor-slots';
const now = Math.floor(Date.now() / 1000);
const claims = { sub: 'ada', role: 'alumni', iss: issuer, aud: audience, iat: now, exp: now + 3600 };

const b64 = (value: string | Buffer) => Buffer.from(value).toString('base64url');
const json = (value: unknown) => b64(JSON.stringify(value));

interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}
const rsa: Pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger: Pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve: Pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const edwards: Pair = generateKeyPairSync('ed25519');
const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string;
const jwk = (key: KeyObject, more: object) => ({ ...key.export({ format: 'jwk' }), use: 'sig', ...more });

/** The ways of signing; each signs the text of the first two parts. */
const hs =
  (secret: string, hash = 'sha256') =>
  (input: string) =>
    createHmac(hash, secret).update(input).digest();
const rs = (key: KeyObject) => (input: string) => sign('sha256', Buffer.from(input), key);
const es = (input: string) =>
  sign('sha256', Buffer.from(input), { key: curve.privateKey, dsaEncoding: 'ieee-p1363' });
const ed = (input: string) => sign(null, Buffer.from(input), edwards.privateKey);

/** A portal: how its good tokens begin and are signed. */
interface Portal {
  header: Record<string, unknown>;
  signer: (input: string) => Buffer;
}
const portals: Record<string, Portal> = {
  'a shared secret': { header: { alg: 'HS256', typ: 'JWT' }, signer: hs(testSecret) },
  'remote keys': { header: { alg: 'RS256', kid: 'one' }, signer: rs(rsa.privateKey) },
};

/** A token of the portal with these parts replaced. Parts given as text are taken as they are, before encoding. */
function mint(
  { header, signer }: Portal,
  change: {
    header?: unknown;
    claims?: Record<string, unknown>;
    payload?: string;
    signer?: (input: string) => Buffer;
  } = {},
): string {
  const head = typeof change.header === 'string' ? b64(change.header) : json(change.header ?? header);
  const body = change.payload === undefined ? json({ ...claims, ...change.claims }) : b64(change.payload);
  return `${head}.${body}.${b64((change.signer ?? signer)(`${head}.${body}`))}`;
}

const withHeader = (more: object) => (portal: Portal) =>
  mint(portal, { header: { ...portal.header, ...more } });
const withClaims = (more: Record<string, unknown>) => (portal: Portal) => mint(portal, { claims: more });
const withPayload = (payload: string) => (portal: Portal) => mint(portal, { payload });
const edited = (edit: (token: string) => string) => (portal: Portal) => edit(mint(portal));

const badTokens: Record<string, (portal: Portal) => string> = {
  garbage: () => 'garbage',
  'one part': edited((token) => token.split('.')[0] ?? ''),
  'two parts': edited((token) => token.split('.').slice(0, 2).join('.')),
  'four parts': edited((token) => `${token}.x`),
  'five parts, as an encrypted token has': edited((token) => `${token}.x.x`),
  'only dots': () => '..',
  'no signature': edited((token) => token.replace(/[^.]+$/, '')),
  'no header': edited((token) => token.replace(/^[^.]+/, '')),
  'alg none without signature': (portal) =>
    mint(portal, { header: { alg: 'none' }, signer: () => Buffer.alloc(0) }),
  'alg None': withHeader({ alg: 'None' }),
  'alg nOnE, signed': withHeader({ alg: 'nOnE' }),
  'alg missing': withHeader({ alg: undefined }),
  'alg null': withHeader({ alg: null }),
  'alg a list': withHeader({ alg: ['HS256', 'RS256'] }),
  'alg of a prototype': withHeader({ alg: 'constructor' }),
  HS384: (portal) => mint(portal, { header: { alg: 'HS384' }, signer: hs(testSecret, 'sha384') }),
  HS512: (portal) => mint(portal, { header: { alg: 'HS512' }, signer: hs(testSecret, 'sha512') }),
  'wrong secret': (portal) => mint(portal, { header: { alg: 'HS256' }, signer: hs(`${testSecret}!`) }),
  'empty secret': (portal) => mint(portal, { header: { alg: 'HS256' }, signer: hs('') }),
  'signed with a stranger key': (portal) =>
    mint(portal, { header: { alg: 'RS256' }, signer: rs(stranger.privateKey) }),
  'signed HS256 with the public key as secret': (portal) =>
    mint(portal, { header: { alg: 'HS256', kid: 'one' }, signer: hs(pem) }),
  'RS384 with the right key': (portal) =>
    mint(portal, {
      header: { alg: 'RS384', kid: 'one' },
      signer: (input) => sign('sha384', Buffer.from(input), rsa.privateKey),
    }),
  'ES256 in name only': withHeader({ alg: 'ES256' }),
  'a key of its own in the header': (portal) =>
    mint(portal, {
      header: { alg: 'RS256', jwk: jwk(stranger.publicKey, { kid: 'evil' }) },
      signer: rs(stranger.privateKey),
    }),
  'an address of its own keys in the header': (portal) =>
    mint(portal, {
      header: { alg: 'RS256', kid: 'evil', jku: 'http://127.0.0.1:1/keys', x5u: 'http://127.0.0.1:1/cert' },
      signer: rs(stranger.privateKey),
    }),
  'unknown critical extension': withHeader({ crit: ['exp2'], exp2: 1 }),
  'critical extension that is not there': withHeader({ crit: ['b64'] }),
  'unencoded payload': withHeader({ crit: ['b64'], b64: false }),
  'header not JSON': (portal) => mint(portal, { header: 'header' }),
  'header a list': (portal) => mint(portal, { header: '[]' }),
  'header null': (portal) => mint(portal, { header: 'null' }),
  'payload not JSON': withPayload('payload'),
  'payload a list': withPayload('[]'),
  'payload a text': withPayload('"ada"'),
  'payload null': withPayload('null'),
  'payload a number': withPayload('1'),
  'payload empty': withPayload(''),
  'payload with NaN': withPayload(`{"sub":"ada","exp":NaN}`),
  'payload not UTF-8': (portal) => mint(portal, { payload: '\u0000\uffff{' }),
  'no exp': withClaims({ exp: undefined }),
  'exp a text': withClaims({ exp: String(now + 3600) }),
  'exp null': withClaims({ exp: null }),
  'exp true': withClaims({ exp: true }),
  'exp a list': withClaims({ exp: [now + 3600] }),
  'exp an object': withClaims({ exp: {} }),
  'exp negative': withClaims({ exp: -1 }),
  'exp infinite': withPayload(`{"sub":"ada","iss":"${issuer}","aud":"${audience}","exp":1e999}`),
  'exp beyond every date': withClaims({ exp: 1e300 }),
  'exp in milliseconds': withClaims({ exp: Date.now() + 3_600_000 }),
  expired: withClaims({ exp: now - 10 }),
  'expired long ago': withClaims({ exp: 0 }),
  'not valid yet': withClaims({ nbf: now + 400 }),
  'nbf a text': withClaims({ nbf: 'now' }),
  'nbf null': withClaims({ nbf: null }),
  'issued in the future': withClaims({ iat: now + 3600 }),
  'iat a text': withClaims({ iat: 'now' }),
  'wrong iss': withClaims({ iss: 'https://evil.example' }),
  'no iss': withClaims({ iss: undefined }),
  'iss a list': withClaims({ iss: [issuer] }),
  'iss an object': withClaims({ iss: { toString: issuer } }),
  'iss with a slash more': withClaims({ iss: `${issuer}/` }),
  'wrong aud': withClaims({ aud: 'other' }),
  'no aud': withClaims({ aud: undefined }),
  'aud an empty list': withClaims({ aud: [] }),
  'aud a list of others': withClaims({ aud: ['other', 'another'] }),
  'aud nested': withClaims({ aud: [[audience]] }),
  'aud a number': withClaims({ aud: 1 }),
  'no sub': withClaims({ sub: undefined }),
  'empty sub': withClaims({ sub: '' }),
  'sub of 129 characters': withClaims({ sub: 'x'.repeat(129) }),
  'sub a list': withClaims({ sub: ['ada'] }),
  'sub a number': withClaims({ sub: 7 }),
  'sub an object': withClaims({ sub: { id: 'ada' } }),
  'sub null': withClaims({ sub: null }),
  'sub with NUL': withClaims({ sub: 'a\0da' }),
  'sub with half a character': withPayload(
    `{"sub":"\\ud800","iss":"${issuer}","aud":"${audience}","exp":${now + 3600}}`,
  ),
  'truncated signature': edited((token) => token.slice(0, -4)),
  'longer signature': edited((token) => `${token}AAAA`),
  'another spelling of the signature': edited(otherSpelling),
  'modified payload': edited((token) => {
    const [head, , signature] = token.split('.');
    return `${head}.${json({ ...claims, role: 'admin' })}.${signature}`;
  }),
  'modified header': edited((token) => {
    const [head, ...rest] = token.split('.');
    return [b64(`${Buffer.from(head ?? '', 'base64url')} `), ...rest].join('.');
  }),
  'padded base64': edited((token) => `${token}=`),
  'standard base64 in the signature': edited((token) => token.replace(/.$/, '+')),
  'a quote around it': edited((token) => `"${token}"`),
  'a semicolon after it': edited((token) => `${token};`),
  'not ASCII': () => 'ä.ö.ü',
  'longer than 8 KiB': withClaims({ note: 'x'.repeat(9 * 1024) }),
};

const badHeaders: Record<string, (token: string) => string> = {
  empty: () => '',
  'the scheme alone': () => 'Bearer',
  'no scheme': (token) => token,
  'another scheme': (token) => `Basic ${token}`,
  'a longer scheme': (token) => `Bearers ${token}`,
  'whitespace inside': (token) => `Bearer ${token.slice(0, 20)} ${token.slice(20)}`,
  'a tab between': (token) => `Bearer\t${token}`,
  'two values': (token) => `Bearer ${token}, Bearer ${token}`,
  'two tokens': (token) => `Bearer ${token} ${token}`,
};

/** Base64url leaves bits of the last character unused: the same bytes, spelt differently. */
function otherSpelling(token: string): string {
  const bytes = (text: string) => Buffer.from(text.split('.')[2] ?? '', 'base64url');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const spellings = [...letters].map((letter) => token.slice(0, -1) + letter);
  const other = spellings.find((spelling) => spelling !== token && bytes(spelling).equals(bytes(token)));
  return other ?? `${token}=`;
}

/** A key server whose keys the test may change; counts how often it is asked. */
async function startKeyServer(keys: object[]) {
  const state = { keys, asked: 0, url: '' };
  const server = createServer((_request, response) => {
    state.asked += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: state.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return Object.assign(state, { stop });
}

const keysOfPortal = [
  // Many providers do not say what a key is for.
  jwk(rsa.publicKey, { kid: 'one' }),
  jwk(curve.publicKey, { kid: 'two', alg: 'ES256' }),
  jwk(edwards.publicKey, { kid: 'three', alg: 'EdDSA' }),
];

async function startPortalService(name: string, env: Record<string, string> = {}): Promise<TestService> {
  const common = { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, ...env };
  if (name !== 'remote keys') return startService({ env: common });
  const keyServer = await startKeyServer(keysOfPortal);
  onTestFinished(keyServer.stop);
  return startService({ env: { JWT_SECRET: '', JWKS_URL: keyServer.url, ...common } });
}

const ask = (service: TestService, authorization: string | undefined, url: string) =>
  service.app.inject({ url, headers: authorization === undefined ? {} : { authorization } });

const publicUrl = '/api/slots/alumni/ada';
const privateUrl = '/api/slots/my-slots';

describe.each(Object.entries(portals))('with %s', (name, portal) => {
  test('every bad token is 401, on public routes too', async () => {
    const service = await startPortalService(name);
    for (const [title, make] of Object.entries(badTokens)) {
      for (const url of [publicUrl, privateUrl, '/api/nothing-here']) {
        const answer = await ask(service, `Bearer ${make(portal)}`, url);
        expect([title, answer.statusCode, answer.json().code]).toEqual([title, 401, 'invalid_token']);
        expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
        expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      }
    }
  });

  test('every bad Authorization header is 401', async () => {
    const service = await startPortalService(name);
    for (const [title, make] of Object.entries(badHeaders)) {
      const answer = await ask(service, make(mint(portal)), publicUrl);
      expect([title, answer.statusCode, answer.json().code]).toEqual([title, 401, 'invalid_token']);
    }
  });

  test('a good token names its person', async () => {
    const service = await startPortalService(name);
    const email = 'ada@example.edu';
    expect(await service.app.verifyToken(mint(portal, { claims: { name: ' Ada  ', email } }))).toEqual({
      id: 'ada',
      name: 'Ada',
      email,
      roles: new Set(['alumni']),
      language: null,
      timeZone: null,
      headStart: 0,
      cohorts: [],
      issuedAt: now,
      expiresAt: now + 3600,
      requestId: null,
    });
    const answer = await ask(service, `Bearer ${mint(portal)}`, privateUrl);
    expect(answer.statusCode).toBe(200);
    // The scheme is case-insensitive (RFC 9110 §11.1).
    expect((await ask(service, `bEARER ${mint(portal)}`, privateUrl)).statusCode).toBe(200);
  });

  test.each([
    ['aud a list with ours', { aud: ['other', audience] }],
    ['iat slightly ahead', { iat: now + 200 }],
    ['no iat', { iat: undefined }],
    ['nbf now', { nbf: now - 1 }],
    ['nbf slightly ahead', { nbf: now + 200 }],
    ['iat and nbf ahead by all that is allowed', { iat: now + 300, nbf: now + 300 }],
    ['a sub of 128 characters', { sub: 'x'.repeat(128) }],
    ['a sub of 128 characters that take two units each', { sub: '😀'.repeat(128) }],
    ['a name that is no text', { name: { first: 'Ada' } }],
    ['an email that is none', { email: 'not one' }],
    ['fractions of a second', { iat: now + 0.5, exp: now + 3600.25 }],
  ])('accepts %s', async (_title, more) => {
    const service = await startPortalService(name);
    const token = mint(portal, { claims: more });
    expect((await ask(service, `Bearer ${token}`, privateUrl)).statusCode).toBe(200);
  });

  test('the same token is refused once it has expired', async () => {
    const service = await startPortalService(name);
    const token = `Bearer ${mint(portal)}`;
    expect((await ask(service, token, privateUrl)).statusCode).toBe(200);
    service.clock.now = claims.exp * 1000 - 1;
    expect((await ask(service, token, privateUrl)).statusCode).toBe(200);
    service.clock.now = claims.exp * 1000;
    expect((await ask(service, token, privateUrl)).json().code).toBe('invalid_token');
  });
});

describe('without a token', () => {
  const portal = portals['a shared secret'] as Portal;

  test('public routes answer and private ones say that a token is needed', async () => {
    const service = await startPortalService('a shared secret');
    expect((await ask(service, undefined, publicUrl)).statusCode).toBe(200);
    const answer = await ask(service, undefined, privateUrl);
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'unauthenticated']);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  test('a token in the query or in a cookie is none', async () => {
    const service = await startPortalService('a shared secret');
    const token = mint(portal);
    const cookie = await service.app.inject({
      url: privateUrl,
      headers: { cookie: `token=${token}; jwt=${token}` },
    });
    expect(cookie.json().code).toBe('unauthenticated');
    // An unknown parameter may be refused as such; it is never a sign-in.
    for (const parameter of ['token', 'access_token', 'jwt']) {
      expect((await ask(service, undefined, `${privateUrl}?${parameter}=${token}`)).statusCode).toBeOneOf([
        400, 401,
      ]);
    }
  });

  test('two Authorization headers are refused, whichever is good', async () => {
    const service = await startPortalService('a shared secret');
    const good = ['Authorization', `Bearer ${mint(portal)}`];
    const status = (headers: string[]) =>
      new Promise((resolve, reject) => {
        httpRequest(service.url + privateUrl, { headers }, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end();
      });
    expect(await status(['Host', 'x', ...good])).toBe(200);
    expect(await status(['Host', 'x', ...good, 'authorization', 'Bearer x'])).toBe(401);
  });
});

describe('roles', () => {
  const portal = portals['a shared secret'] as Portal;
  const rolesOf = async (env: Record<string, string>, more: Record<string, unknown>) => {
    const service = await startPortalService('a shared secret', env);
    return [...(await service.app.verifyToken(mint(portal, { claims: more }))).roles].sort();
  };

  test.each([
    ['a text', {}, { role: 'student' }, ['student']],
    ['a list', {}, { role: ['alumni', 'student'] }, ['alumni', 'student']],
    ['unknown ones are ignored', {}, { role: ['alumni', 'wizard', 7, null] }, ['alumni']],
    ['none', {}, { role: undefined }, []],
    ['no text', {}, { role: { alumni: true } }, []],
    ['a nested list', {}, { role: [['admin']] }, []],
    ['nested claims', { JWT_ROLE_CLAIM: 'realm.roles' }, { realm: { roles: ['admin'] } }, ['admin']],
    ['nested where there is nothing', { JWT_ROLE_CLAIM: 'realm.roles' }, { realm: 'admin' }, []],
    [
      'a claim with dots in its name',
      { JWT_ROLE_CLAIM: 'https://a.edu/role' },
      { 'https://a.edu/role': 'admin' },
      ['admin'],
    ],
    [
      'what prototypes say is no claim',
      { JWT_ROLE_CLAIM: 'constructor.name', JWT_ROLE_MAP: 'Object=admin' },
      {},
      [],
    ],
    [
      'words of the portal',
      { JWT_ROLE_MAP: 'mentor=alumni,staff=admin' },
      { role: ['mentor', 'staff'] },
      ['admin', 'alumni'],
    ],
    [
      'our words mean nothing to a portal with its own',
      { JWT_ROLE_MAP: 'mentor=alumni' },
      { role: ['admin'] },
      [],
    ],
  ])('%s', async (_title, env, more, expected) => {
    expect(await rolesOf(env as Record<string, string>, more)).toEqual(expected);
  });

  test('the wrong role is told apart from no token', async () => {
    const service = await startPortalService('a shared secret');
    const answer = await ask(service, `Bearer ${mint(portal, { claims: { role: 'student' } })}`, privateUrl);
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({
      code: 'wrong_role',
      detail: 'This needs the role alumni; the token gives student.',
    });
  });

  test('an admin passes where an alumnus does, not where a student does', async () => {
    const service = await startPortalService('a shared secret');
    const admin = `Bearer ${mint(portal, { claims: { role: 'admin' } })}`;
    expect((await ask(service, admin, privateUrl)).statusCode).toBe(200);
    expect((await ask(service, admin, '/api/slots/my-bookings')).statusCode).toBe(403);
  });
});

describe('names and addresses', () => {
  const portal = portals['a shared secret'] as Portal;

  test.each([
    ['trimmed', { name: '  Ada\tLovelace\n' }, { name: 'Ada Lovelace' }],
    ['cut at 200 characters', { name: 'é'.repeat(300) }, { name: 'é'.repeat(200) }],
    ['the id without one', {}, { name: 'ada', email: null }],
    ['the id for blanks', { name: ' \0 ' }, { name: 'ada' }],
    ['no NUL', { name: 'A\0da' }, { name: 'A da' }],
    ['an address too long', { email: `${'x'.repeat(320)}@a.edu` }, { email: null }],
    ['an address with a line break', { email: 'a@b.edu\r\nBcc: c@d.edu' }, { email: null }],
  ])('%s', async (_title, more, expected) => {
    const service = await startPortalService('a shared secret');
    expect(await service.app.verifyToken(mint(portal, { claims: more }))).toMatchObject(expected);
  });
});

describe('remote keys', () => {
  const portal = portals['remote keys'] as Portal;
  let unreachable = '';

  beforeAll(async () => {
    const keyServer = await startKeyServer([]);
    unreachable = keyServer.url;
    await keyServer.stop();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  async function startWith(keys: object[]) {
    const keyServer = await startKeyServer(keys);
    onTestFinished(keyServer.stop);
    const service = await startService({ env: { JWT_SECRET: '', JWKS_URL: keyServer.url } });
    const status = async (token: string) => (await ask(service, `Bearer ${token}`, privateUrl)).statusCode;
    return { keyServer, service, status };
  }

  test('RS256, ES256 and EdDSA are accepted', async () => {
    const { status } = await startWith(keysOfPortal);
    expect(await status(mint(portal))).toBe(200);
    expect(await status(mint(portal, { header: { alg: 'ES256', kid: 'two' }, signer: es }))).toBe(200);
    expect(await status(mint(portal, { header: { alg: 'EdDSA', kid: 'three' }, signer: ed }))).toBe(200);
    // A good signature under a key of another kind.
    expect(await status(mint(portal, { header: { alg: 'ES256', kid: 'one' }, signer: es }))).toBe(401);
  });

  test('a token that names no key is tried with each', async () => {
    const { status } = await startWith([
      jwk(stranger.publicKey, { kid: 'zero' }),
      jwk(rsa.publicKey, { kid: 'one' }),
    ]);
    expect(await status(mint(portal, { header: { alg: 'RS256' } }))).toBe(200);
    const forged = mint(portal, {
      header: { alg: 'RS256' },
      signer: rs(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
    });
    expect(await status(forged)).toBe(401);
  });

  test('a shared secret among the keys is not used', async () => {
    const { status } = await startWith([{ kty: 'oct', k: b64(testSecret), kid: 'sym' }]);
    const token = mint(portal, { header: { alg: 'HS256', kid: 'sym' }, signer: hs(testSecret) });
    expect(await status(token)).toBe(401);
  });

  test('unknown kids do not flood the key server', async () => {
    const { keyServer, status } = await startWith(keysOfPortal);
    for (let i = 0; i < 20; i++) {
      expect(await status(mint(portal, { header: { alg: 'RS256', kid: `unknown-${i}` } }))).toBe(401);
    }
    expect(keyServer.asked).toBe(1);
  });

  test('a new key is found, and a withdrawn one forgotten', async () => {
    const { keyServer, service, status } = await startWith(keysOfPortal);
    const successor = mint(portal, {
      header: { alg: 'RS256', kid: 'next' },
      signer: rs(stranger.privateKey),
    });
    expect(await status(mint(portal))).toBe(200);
    keyServer.keys = [jwk(stranger.publicKey, { kid: 'next', alg: 'RS256' })];
    service.elapsed.now += 31_000;
    expect(await status(successor)).toBe(200);
    // Verified before the change and remembered: for a minute at most.
    service.elapsed.now += 28_000;
    expect(await status(mint(portal))).toBe(200);
    service.elapsed.now += 1_000;
    expect(await status(mint(portal))).toBe(401);
  });

  test('keys that cannot be had are 503, and garbage is 401 all the same', async () => {
    const service = await startService({ env: { JWT_SECRET: '', JWKS_URL: unreachable } });
    const answer = await ask(service, `Bearer ${mint(portal)}`, privateUrl);
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'unavailable']);
    expect(answer.headers['retry-after']).toBe('5');
    for (const title of [
      'garbage',
      'four parts',
      'header not JSON',
      'alg None',
      'HS512',
      'longer than 8 KiB',
    ]) {
      expect((await ask(service, `Bearer ${badTokens[title]?.(portal)}`, privateUrl)).statusCode).toBe(401);
    }
  });

  test('what is no key set is 503, and never lets anyone in', async () => {
    const keyServer = await startKeyServer([]);
    onTestFinished(keyServer.stop);
    keyServer.keys = 'none' as never;
    const service = await startService({ env: { JWT_SECRET: '', JWKS_URL: keyServer.url } });
    expect((await ask(service, `Bearer ${mint(portal)}`, privateUrl)).statusCode).toBe(503);
  });
});

describe('a secret that is being changed', () => {
  const former = 'the secret of before, which is long enough';
  const portal = portals['a shared secret'] as Portal;
  const statuses = async (env: Record<string, string>) => {
    const service = await startService({ env });
    const asked = [hs(testSecret), hs(former), hs(`${former}!`)].map((signer) =>
      ask(service, `Bearer ${mint(portal, { signer })}`, privateUrl),
    );
    return (await Promise.all(asked)).map(({ statusCode }) => statusCode);
  };

  test('counts as well as the new one, and no longer than it is set', async () => {
    expect(await statuses({ JWT_SECRET_PREVIOUS: former })).toEqual([200, 200, 401]);
    expect(await statuses({})).toEqual([200, 401, 401]);
  });
});
