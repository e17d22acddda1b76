/** What no form asks for, and what has broken parsers, databases and templates before. */
import fc from 'fast-check';

const long = (text: string) => text.repeat(2_100);

/** Texts: half characters, NUL, names of prototypes, other people's languages. None has a word that an answer must not have. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\ufffe\uffff',
  '\u202eabc',
  '\r\nx-injected: 1',
  '\u2028\u2029',
  '😀'.repeat(200),
  long('x'),
  long('é'),
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  "'; DROP TABLE slots; --",
  "' OR '1'='1",
  '" OR ""="',
  '1); DELETE FROM bookings; --',
  '%00',
  '%',
  '_',
  '\\',
  '$'.concat('{7*7}'),
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '..\\..\\windows',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '2026-02-31',
  '9999-12-31',
  '0000-00-00',
  '-271821-04-20',
  '24:00',
  '2026-13-01T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  'Etc/GMT+99',
  'Mars/Olympus',
  'NaN',
  'null',
  'undefined',
  '1e400',
  '99999999999999999999',
  '00000000-0000-0000-0000-000000000000',
];

const oddNumbers = [
  0,
  -1,
  0.5,
  1e-320,
  2 ** 31,
  2 ** 32 + 1,
  2 ** 53,
  -(2 ** 63),
  1e21,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
];

/** Own properties that are called as what every object has; `JSON.parse` alone makes them. */
const oddObjects = [
  '{}',
  '[]',
  '[[]]',
  '[null]',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"toString":1,"valueOf":2}',
  '{"length":-1}',
  '{"$ne":null}',
  '{"then":"x"}',
  '{"type":"Buffer","data":[0]}',
].map((text): unknown => JSON.parse(text));

/** Nested so deep that whoever follows by recursion runs out of stack; as text, since `JSON.stringify` does too. */
export const deepTexts = [
  `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  '['.repeat(60_000),
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
];

/** What has broken the most. */
const worstTexts = ['\0', 'a\0b', '\ud800', '__proto__', '', long('x')];

export const oddText = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...worstTexts) },
  { weight: 3, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: oddText },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...oddNumbers) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, true, false) },
  { weight: 2, arbitrary: fc.constantFrom(...oddObjects) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
