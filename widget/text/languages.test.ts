/** Every language says everything, in forms that its plurals have, with the facts that the English text tells. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languageOf } from './catalogue.ts';
import { isRightToLeft } from './direction.ts';
import type { Message, Messages } from './messages.ts';

const folder = new URL('./', import.meta.url);
const languages = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const files = ['first', 'more'].flatMap((when) =>
  ['alumni-slots', 'both', 'mentor-calendar'].map((who) => `${when}/${who}`),
);

async function textsOf(language: string, file: string): Promise<Messages> {
  const [when, who] = file.split('/');
  return (await import(`./${language}/${when}/${who}.ts`)).texts;
}

it('knows every file of texts', () => {
  for (const language of languages) {
    const found = readdirSync(new URL(`${language}/`, folder), { recursive: true }).map(String);
    expect(found.filter((name) => name.endsWith('.ts')).sort()).toEqual(files.map((file) => `${file}.ts`));
  }
});

it.each(['alumni-slots', 'mentor-calendar'])('<%s> finds no name in two files', async (tag) => {
  const all = await Promise.all(
    files.filter((file) => /both$/.test(file) || file.endsWith(tag)).map((file) => textsOf('en', file)),
  );
  const names = all.flatMap((texts) => Object.keys(texts));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

/** Facts that are told by their names. */
const named = new Proxy({}, { get: (_, name) => `{${String(name)}}` });

function formsOf(message: Message | undefined): Record<string, string> {
  if (typeof message === 'string') return { other: message };
  if (typeof message === 'function') return { other: message(named, 'en') };
  return typeof message === 'object' ? message : {};
}

function factsIn(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string).sort();
}

it('ships the languages that the docs name', () => {
  expect(languages.sort()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'he', 'pt', 'zh']);
});

it.each([
  ['zh', 'zh'],
  ['zh-CN', 'zh'],
  ['zh-SG', 'zh'],
  ['zh-Hans-HK', 'zh'],
  ['zh-TW', 'en'],
  ['zh-HK', 'en'],
  ['zh-Hant', 'en'],
  ['pt-BR', 'pt'],
  ['de-AT', 'de'],
  ['iw', 'he'],
  ['ar-Latn', 'en'],
  ['pl', 'en'],
])('%s is spoken to in %s: another script is another language', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});

it.each([
  ['ar', true],
  ['iw-IL', true],
  ['fa', true],
  ['ckb', true],
  ['az-Arab', true],
  ['pa-PK', true],
  ['yi', true],
  ['ar-Latn', false],
  ['en', false],
  ['zh-TW', false],
])('%s runs from right to left: %s', (locale, isRtl) => {
  expect(isRightToLeft(locale)).toBe(isRtl);
});

describe.each(languages)('%s', (language) => {
  it.each(files)('%s: every text is there, and nothing besides', async (file) => {
    const [english, texts] = await Promise.all([textsOf('en', file), textsOf(language, file)]);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    for (const [name, message] of Object.entries(texts)) {
      for (const form of Object.values(formsOf(message))) expect(form.trim(), name).not.toBe('');
    }
  });

  it.each(files)('%s: what is counted has every form that the language has', async (file) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const [english, texts] = await Promise.all([textsOf('en', file), textsOf(language, file)]);
    for (const [name, message] of Object.entries(english)) {
      if (typeof message === 'string') continue;
      // `other` stands in for a form that is the same; nothing stands in for `other`.
      const forms = Object.keys(formsOf(texts[name]));
      expect(forms, name).toContain('other');
      for (const form of forms) expect(pluralCategories, `${name}.${form}`).toContain(form);
    }
  });

  it.each(files)('%s: tells the facts of the English text and no others', async (file) => {
    const [english, texts] = await Promise.all([textsOf('en', file), textsOf(language, file)]);
    for (const [name, message] of Object.entries(english)) {
      const wanted = new Set(Object.values(formsOf(message)).flatMap(factsIn));
      for (const [form, text] of Object.entries(formsOf(texts[name]))) {
        for (const fact of factsIn(text)) expect([...wanted], `${name}.${form}`).toContain(fact);
      }
      expect(factsIn(formsOf(texts[name]).other), name).toEqual(factsIn(formsOf(message).other));
    }
  });

  it('promises no message, since none is sent: says where a student sees what has changed, by its title', async () => {
    const [first, dialogs] = await Promise.all([
      textsOf(language, 'first/alumni-slots'),
      textsOf(language, 'more/mentor-calendar'),
    ]);
    for (const name of ['formBooked', 'saidCalledOff', 'callOffSeen', 'declineSeen']) {
      for (const text of Object.values(formsOf(dialogs[name]))) expect(text, name).toContain(first.mineTitle);
    }
  });
});
