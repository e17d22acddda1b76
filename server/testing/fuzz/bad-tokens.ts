/** Tokens that count nowhere, by chance: forged, changed, confused, and well signed ones whose claims are not what they must be. */
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { deepTexts, oddText, oddValue } from './odd-values.ts';

/** How good tokens of a portal are made, and what everybody may know of its keys. */
export interface TokenPortal {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  sign(input: string): Buffer;
  /** Where keys are public: as text, as an attacker would take it for a shared secret. */
  publicKey: string | null;
}

const encode = (text: string) => Buffer.from(text).toString('base64url');
const json = (value: unknown) => encode(JSON.stringify(value) ?? '');
const hmac = (secret: string, hash: string) => (input: string) =>
  createHmac(hash, secret).update(input).digest();

/** A good token of the portal, or one with this header and these claims, as text before encoding. */
export function mint(
  portal: TokenPortal,
  header: unknown = portal.header,
  claims: string = JSON.stringify(portal.claims),
  signer: (input: string) => Buffer = portal.sign,
): string {
  const input = `${json(header)}.${encode(claims)}`;
  return `${input}.${signer(input).toString('base64url')}`;
}

const strangerKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangerCurve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const strangerJwk = { ...strangerKeys.publicKey.export({ format: 'jwk' }), kid: 'evil', use: 'sig' };
const rs = (key: KeyObject, hash: string) => (input: string) => sign(hash, Buffer.from(input), key);
const es = (input: string) =>
  sign('sha256', Buffer.from(input), { key: strangerCurve.privateKey, dsaEncoding: 'ieee-p1363' });

/** `attacker`: the origin from which an attacker would have their keys fetched. */
export function badTokens(portal: TokenPortal, attacker: string): fc.Arbitrary<string> {
  const good = mint(portal);
  return fc.oneof(
    { weight: 4, arbitrary: changed(good) },
    { weight: 4, arbitrary: forged(portal, attacker) },
    { weight: 6, arbitrary: wronglyClaimed(portal) },
    { weight: 1, arbitrary: oddText },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.string({ maxLength: 9 }), { minLength: 2, maxLength: 6 })
        .map((parts) => parts.join('.')),
    },
  );
}

/** A good token in which something is another: a character, a part, its order, its end. */
function changed(good: string): fc.Arbitrary<string> {
  const character = fc.constantFrom(
    'A',
    'z',
    '0',
    '-',
    '_',
    '+',
    '/',
    '=',
    '.',
    ' ',
    '%00',
    '\0',
    '"',
    ',',
    ';',
    '\u00e9',
    '',
  );
  const edits = fc
    .tuple(fc.nat(good.length - 1), fc.nat(3), character)
    .map(([at, gone, put]) => good.slice(0, at) + put + good.slice(at + gone));
  const [head = '', body = '', signature = ''] = good.split('.');
  const parts = fc.constantFrom('', head, body, signature, '{}', 'null', 'e30', '==');
  const reordered = fc.array(parts, { maxLength: 5 }).map((some) => some.join('.'));
  const around = fc.tuple(
    fc.constantFrom('"', "'", '<', '(', 'Bearer,'),
    fc.constantFrom('', '"', '\0', '#'),
  );
  const wrapped = around.map(([before, after]) => before + good + after);
  return fc
    .oneof({ weight: 4, arbitrary: edits }, { weight: 2, arbitrary: reordered }, wrapped)
    .filter((token) => token.trim() !== good);
}

/** Signed by somebody else, or not at all, with every trick of a header. */
function forged(portal: TokenPortal, attacker: string): fc.Arbitrary<string> {
  const secrets = [
    '',
    'secret',
    ...(portal.publicKey === null ? [] : [portal.publicKey, encode(portal.publicKey)]),
  ];
  const signers: Record<string, (input: string) => Buffer> = {
    none: () => Buffer.alloc(0),
    RS256: rs(strangerKeys.privateKey, 'sha256'),
    RS512: rs(strangerKeys.privateKey, 'sha512'),
    PS256: rs(strangerKeys.privateKey, 'sha256'),
    ES256: es,
    ...Object.fromEntries(
      secrets.flatMap((secret, at) =>
        [256, 384, 512].map((bits) => [`HS${bits} ${at}`, hmac(secret, `sha${bits}`)]),
      ),
    ),
  };
  const names = fc.constantFrom(
    'none',
    'None',
    'NONE',
    'HS256',
    'HS512',
    'RS256',
    'ES256',
    'EdDSA',
    'PS256',
    'dir',
    'RSA-OAEP',
    '',
  );
  const tricks = fc.record(
    {
      typ: fc.constantFrom('JWT', 'at+jwt', 'JWE', ''),
      kid: fc.oneof(
        fc.constantFrom('one', 'evil', '../../../dev/null', "' UNION SELECT 'x", attacker),
        oddText,
      ),
      jwk: fc.constant(strangerJwk),
      jku: fc.constant(`${attacker}/jku`),
      x5u: fc.constant(`${attacker}/x5u`),
      x5c: fc.constant([
        Buffer.from(strangerKeys.publicKey.export({ type: 'spki', format: 'der' })).toString('base64'),
      ]),
      crit: fc.constantFrom<unknown>(['exp'], ['b64'], [], 'b64', null),
      b64: fc.boolean(),
      enc: fc.constant('A128GCM'),
      zip: fc.constant('DEF'),
      cty: fc.constant('JWT'),
    },
    { requiredKeys: [] },
  );
  const claims = fc.record({ iss: fc.constantFrom(attacker, portal.claims.iss), admin: fc.constant(true) });
  return fc
    .record({
      signer: fc.constantFrom(...Object.keys(signers)),
      name: fc.oneof(names, fc.constant(null)),
      tricks,
      claims,
    })
    .map(({ signer, name, tricks: more, claims: said }) => {
      const alg = name ?? signer.split(' ')[0];
      return mint(
        portal,
        { ...portal.header, alg, ...more },
        JSON.stringify({ ...portal.claims, role: 'admin', ...said }),
        signers[signer],
      );
    });
}

const aYear = 365 * 86_400;

/** Well signed by the portal itself, and saying something that no token may say. */
function wronglyClaimed(portal: TokenPortal): fc.Arbitrary<string> {
  const now = Math.floor(Date.now() / 1000);
  const notANumber = oddValue.filter((value) => typeof value !== 'number' && value !== undefined);
  const past = fc.oneof(fc.integer({ min: -(2 ** 31), max: now - 1 }), fc.constantFrom(-1e300, -0, 0.5));
  const future = fc.oneof(fc.integer({ min: now + 2 * 3600, max: now + 50 * aYear }), fc.constant(2 ** 53));
  const tooLate = fc.constantFrom(1e300, 2 ** 53, 253_402_300_800, Date.now());
  const noText = oddValue.filter((value) => typeof value !== 'string');
  const badSubject = fc.constantFrom('', 'a\0b', '\ud800', 'x'.repeat(129), ' \0');
  const wrong = fc.oneof(
    fc.tuple(fc.constant('exp'), fc.oneof(notANumber, past, tooLate)),
    fc.tuple(fc.constant('nbf'), fc.oneof(notANumber, future)),
    fc.tuple(fc.constant('iat'), fc.oneof(notANumber, future)),
    fc.tuple(fc.constant('sub'), fc.oneof(noText, badSubject)),
    fc.tuple(fc.constant('iss'), oddValue),
    fc.tuple(fc.constant('aud'), oddValue),
  );
  const objects = wrong.map(([name, value]) => JSON.stringify({ ...portal.claims, [name]: value }));
  const texts = fc.constantFrom(
    '',
    'null',
    '[]',
    '""',
    '1',
    'true',
    '{',
    '{}',
    '\ufeff{}',
    '{"exp":1e999}',
    '{"exp":NaN}',
    '\0',
    `{"sub":"ada","exp":${now + 3600},"exp":1}`,
    `{"__proto__":${JSON.stringify(portal.claims)}}`,
    ...deepTexts.map((text) => text.slice(0, 4_000)),
    JSON.stringify({ ...portal.claims, more: 'x'.repeat(9_000) }),
  );
  return fc
    .oneof({ weight: 5, arbitrary: objects }, texts)
    .map((claims) => mint(portal, portal.header, claims));
}
