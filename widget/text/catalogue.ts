/** The shipped texts: a folder a language, in it what is drawn first and what each element says besides. */
import { kept } from './kept.ts';
import type { Messages } from './messages.ts';
import type { First, Tag } from './names.ts';
import { scriptOf } from './script.ts';

/** Each file is fetched when an element first needs it. */
const files = import.meta.glob<{ texts: unknown }>('./*/*.ts');
const languages = new Set(Object.keys(files).map((path) => path.split('/')[1]));

const known = kept<string>();

/** The shipped language for a locale; English where there is none, or none in its script (`zh-TW`). */
export function languageOf(locale: string): string {
  return known(locale, () => {
    const { language } = new Intl.Locale(locale);
    return languages.has(language) && scriptOf(locale) === scriptOf(language) ? language : 'en';
  });
}

/** What an element says as soon as it is drawn. Rejects where it does not come; the next call asks again. */
export async function firstTexts(language: string, tag: Tag): Promise<Messages> {
  const texts = (await fetchTexts(language, 'first')) as First;
  return { ...texts.both, ...texts[tag] };
}

/** What an element says once somebody does something. Rejects as above. */
export async function moreTexts(language: string, tag: Tag): Promise<Messages> {
  return (await fetchTexts(language, tag)) as Messages;
}

async function fetchTexts(language: string, file: 'first' | Tag): Promise<unknown> {
  const module = await files[`./${language}/${file}.ts`]?.();
  return module?.texts;
}
