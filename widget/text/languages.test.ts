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
const groups = [
  'first/both',
  'first/alumni-slots',
  'first/mentor-calendar',
  'alumni-slots',
  'mentor-calendar',
];

/** The texts of a file, or of one part of it. */
async function textsOf(language: string, group: string): Promise<Messages> {
  const [file, part] = group.split('/');
  const { texts } = await import(`./${language}/${file}.ts`);
  return part ? texts[part] : texts;
}

it('knows every file of texts', () => {
  for (const language of languages) {
    expect(readdirSync(new URL(`${language}/`, folder)).sort()).toEqual([
      'alumni-slots.ts',
      'first.ts',
      'mentor-calendar.ts',
    ]);
  }
});

function formsOf(message: Message | undefined): Record<string, string> {
  if (typeof message === 'string') return { other: message };
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
  it.each(groups)('%s: every text is there, and nothing besides', async (group) => {
    const [english, texts] = await Promise.all([textsOf('en', group), textsOf(language, group)]);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    for (const [name, message] of Object.entries(texts)) {
      for (const form of Object.values(formsOf(message))) expect(form.trim(), name).not.toBe('');
    }
  });

  it.each(groups)('%s: what is counted has every form that the language has', async (group) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const [english, texts] = await Promise.all([textsOf('en', group), textsOf(language, group)]);
    for (const [name, message] of Object.entries(english)) {
      if (typeof message === 'string') continue;
      // `other` stands in for a form that is the same; nothing stands in for `other`.
      const forms = Object.keys(formsOf(texts[name]));
      expect(forms, name).toContain('other');
      for (const form of forms) expect(pluralCategories, `${name}.${form}`).toContain(form);
    }
  });

  it.each(groups)('%s: tells the facts of the English text and no others', async (group) => {
    const [english, texts] = await Promise.all([textsOf('en', group), textsOf(language, group)]);
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
      textsOf(language, 'mentor-calendar'),
    ]);
    for (const name of ['formBooked', 'saidCalledOff', 'callOffSeen', 'declineSeen']) {
      for (const text of Object.values(formsOf(dialogs[name]))) expect(text, name).toContain(first.mineTitle);
    }
  });
});
