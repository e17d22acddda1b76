/** The shipped texts: a folder a language, a file a group of texts, each fetched when an element first needs it. */
import type { Messages } from './messages.ts';

/** Texts that are needed together. */
export type TextGroup =
  | 'common'
  | 'zone'
  | 'slots'
  | 'desk'
  | 'days'
  | 'invite'
  | 'calendar'
  | 'dialogs'
  | 'planning';

declare global {
  /** By the build: the shipped languages, and a mark that changes with any of their texts. */
  const __CATALOGUE__: { languages: readonly string[]; mark: string };
}

const known = new Map<string, Messages>();
const fetching = new Map<string, Promise<void>>();

/** The shipped language for a locale; English where there is none. */
export function languageOf(locale: string): string {
  const { language } = new Intl.Locale(locale);
  return __CATALOGUE__.languages.includes(language) ? language : 'en';
}

/** Is it written from right to left? */
export function isRightToLeft(locale: string): boolean {
  return /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(locale);
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
    // By its address, since a list of all files would weigh more than most of them.
    const folder = import.meta.url.replace(/[^/]*$/, 'mentor-slots/');
    request = import(/* @vite-ignore */ `${folder}${file}-${__CATALOGUE__.mark}.js`).then(
      ({ texts }: { texts: Messages }) => void known.set(file, texts),
    );
    fetching.set(file, request);
    request.catch(() => fetching.delete(file));
  }
  return request;
}

function fileOf(language: string, group: TextGroup): string {
  return `${language}-${group}`;
}
