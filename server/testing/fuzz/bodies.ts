/** Bodies by chance, and how their text becomes bytes. */
import fc from 'fast-check';
import { wav } from '../wav.ts';
import { mostly } from './known-values.ts';
import { deepTexts, oddText } from './odd-values.ts';
import { nearlyValuesOf, type Schema, type Vocabulary } from './schema-values.ts';

const encodings = {
  utf8: (text: string) => Buffer.from(text),
  utf16: (text: string) => Buffer.from(text, 'utf16le'),
  latin1: (text: string) => Buffer.from(text, 'latin1'),
  'with a byte order mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'cut off': (text: string) => Buffer.from(text).subarray(0, -1),
  'with a broken byte': (text: string) =>
    Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from('ff227d', 'hex')]),
  'with NUL': (text: string) => Buffer.from(`${text}\0`),
};
type Encoding = keyof typeof encodings;

export interface FuzzedBody {
  text: string;
  bytes: Encoding;
}

export function bytesOf(text: string, bytes: Encoding): Buffer {
  return encodings[bytes](text);
}

const rawTexts = [
  '',
  '""',
  'null',
  '0',
  '[]',
  '{',
  '}',
  '{"a":1,"a":2}',
  '{"slotId":1e999}',
  '{"slotId":-0}',
  '{"slotId":"\\ud800"}',
  '\u2028',
  'slotId=x',
  '<a/>',
  ...deepTexts,
  ...deepTexts.map((deep) => `{"slotId":${deep}}`),
];

/** JSON that the schema takes, that it nearly takes, and what is no JSON. */
export function jsonBodies(schema: Schema, vocabulary: Vocabulary): fc.Arbitrary<FuzzedBody> {
  const text = nearlyValuesOf(schema, vocabulary).map((value) => JSON.stringify(value) ?? '');
  const odd = Object.keys(encodings) as Encoding[];
  return fc.record({
    text: mostly(text, fc.constantFrom(...rawTexts)),
    bytes: mostly(fc.constant<Encoding>('utf8'), fc.constantFrom(...odd)),
  });
}

const sound = wav(600).toString('latin1');

/** Files as a form of `boundary=x` sends them, under names of all kinds. */
export function formBodies(): fc.Arbitrary<FuzzedBody> {
  const content = fc.constantFrom(sound, sound, sound, 'OggS\0\x02', '<svg onload=x>', '');
  const file = fc.tuple(mostly(fc.constant('file'), oddText), oddText, content);
  const part = file.map(
    ([name, filename, bytes]) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\n\r\n${bytes}\r\n`,
  );
  const parts = mostly(fc.tuple(part), fc.array(part, { maxLength: 3 }), 0.7);
  return fc.record({
    text: parts.map((texts) => `${texts.join('')}--x--\r\n`),
    bytes: mostly(fc.constant<Encoding>('latin1'), fc.constantFrom<Encoding>('utf8', 'cut off')),
  });
}
