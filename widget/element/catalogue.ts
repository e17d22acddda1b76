/** The shipped texts: a folder a language, a file a group of texts, each fetched when an element first needs it. */
import type { Messages } from './messages.ts';

/** Texts that are needed together. */
export type TextGroup = 'common' | 'slots' | 'desk' | 'days' | 'invite' | 'calendar' | 'dialogs' | 'planning';

const files = import.meta.glob<{ texts: Messages }>('../locales/*/*.ts');
const known = new Map<string, Messages>();
const fetching = new Map<string, Promise<void>>();

/** The shipped language for a locale; English where there is none. */
export function languageOf(locale: string): string {
  const { language } = new Intl.Locale(locale);
  return fileOf(language, 'common') in files ? language : 'en';
}

/** Is it written from right to left? */
export function isRightToLeft(locale: string): boolean {
  return /^(ar|arc|ckb|dv|fa|he|ks|ku-Arab|nqo|pa-Arab|ps|sd|syr|ug|ur|yi)\b/.test(locale);
}

/** A group's texts, once fetched. */
export function textsOf(language: string, group: TextGroup): Messages | undefined {
  return known.get(fileOf(language, group));
}

/** Fetches a group's texts. One that did not come is asked for again by the next call. */
export function fetchTexts(language: string, group: TextGroup): Promise<void> {
  const file = fileOf(language, group);
  let request = fetching.get(file);
  if (!request) {
    request = (files[file] as NonNullable<(typeof files)[string]>)().then(
      ({ texts }) => void known.set(file, texts),
    );
    fetching.set(file, request);
    request.catch(() => fetching.delete(file));
  }
  return request;
}

function fileOf(language: string, group: TextGroup): string {
  return `../locales/${language}/${group}.ts`;
}
