/** Tokens that somebody else has made, with every trick that a header knows. */
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { oddText } from './odd-values.ts';

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

/** Signed by somebody else, or not at all, with every trick of a header. */
export function forgedTokens(portal: TokenPortal, attacker: string): fc.Arbitrary<string> {
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
