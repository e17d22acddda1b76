/** Every language says everything, in forms that its plurals have, with the facts that the English text tells. */
import { type Language, languages } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import type { Counted } from '../../../text/fill.ts';
import { sessionWords } from '../../../text/session-words.ts';
import { mailTexts } from './texts.ts';

type Texts = Record<string, string | Counted>;

describe.each(languages)('%s', (language) => {
  const texts = textsOf(language);
  const english = textsOf('en');
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();

  test('tells the facts of the English text and no others', () => {
    for (const [name, message] of Object.entries(english)) {
      const wanted = factsIn(isCounted(message) ? message.other : message);
      const told = texts[name] as string | Counted;
      if (!isCounted(told)) expect(factsIn(told), name).toEqual(wanted);
      else {
        expect(factsIn(told.other), name).toEqual(wanted);
        // A form may say its number in words.
        for (const text of Object.values(told))
          expect(wanted, name).toEqual(expect.arrayContaining(factsIn(text)));
      }
    }
  });

  test('counts in every form that the language has, and in no other', () => {
    for (const [name, message] of Object.entries(texts)) {
      if (!isCounted(message)) continue;
      for (const form of Object.keys(message)) expect(pluralCategories, `${name}.${form}`).toContain(form);
    }
  });

  test('leaves no text empty, and none in English', () => {
    for (const [name, message] of Object.entries(texts)) {
      const text = isCounted(message) ? message.other : message;
      expect(text.trim(), name).not.toBe('');
      const words = text.replace(/\{\w+\}/g, '').match(/\p{L}+/gu) ?? [];
      if (language !== 'en' && words.length > 2) expect(text, name).not.toBe(english[name]);
    }
  });
});

/** By name; those of `about` by theirs. */
function textsOf(language: Language): Texts {
  const { about, ...others } = mailTexts[language];
  const named = Object.entries(about).map(([name, text]) => [`about.${name}`, text]);
  return { ...others, ...sessionWords[language], ...Object.fromEntries(named) };
}

function isCounted(message: string | Counted): message is Counted {
  return typeof message === 'object';
}

function factsIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string).sort();
}
