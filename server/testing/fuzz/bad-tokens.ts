/** Tokens that count nowhere, by chance: forged, changed, and well signed ones whose claims are not what they must be. */
import fc from 'fast-check';
import { forgedTokens, mint, type TokenPortal } from './forged-tokens.ts';
import { deepTexts, oddText, oddValue } from './odd-values.ts';

/** `attacker`: the address below which an attacker would have their keys fetched. */
export function badTokens(portal: TokenPortal, attacker: string): fc.Arbitrary<string> {
  const good = mint(portal);
  return fc.oneof(
    { weight: 4, arbitrary: changed(good) },
    { weight: 4, arbitrary: forgedTokens(portal, attacker) },
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
