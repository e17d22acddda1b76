/** The shipped texts: a folder a language, in it what is drawn `first` and what is said `more`; in each a file an element and one for both. */
import { kept } from './kept.ts';
import type { Messages } from './messages.ts';
import type { Tag, When } from './names.ts';
import { scriptOf } from './script.ts';

/** Each file is fetched when an element first needs it. */
export const files = import.meta.glob<{ texts: Messages }>('./*/*/*.ts');
const languages = new Set(Object.keys(files).map((path) => path.split('/')[1]));

const known = kept<string>();

/** The shipped language for a locale; English where there is none, or none in its script (`zh-TW`). */
export function languageOf(locale: string): string {
  return known(locale, () => {
    const { language } = new Intl.Locale(locale);
    return languages.has(language) && scriptOf(locale) === scriptOf(language) ? language : 'en';
  });
}

/** What an element says as soon as it is drawn, or once somebody does something. Rejects where it does not come; the next call asks again. */
export async function textsOf(language: string, when: When, tag: Tag): Promise<Messages> {
  const [both, own] = await Promise.all([
    fetchTexts(language, when, 'both'),
    fetchTexts(language, when, tag),
  ]);
  return { ...both, ...own };
}

async function fetchTexts(language: string, when: When, who: Tag | 'both'): Promise<Messages> {
  const module = await files[`./${language}/${when}/${who}.ts`]?.();
  return module?.texts ?? {};
}
