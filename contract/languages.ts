/** The languages in which the elements and the mails speak. */

export const languages = ['ar', 'de', 'en', 'es', 'fr', 'he', 'pt', 'zh'] as const;
export type Language = (typeof languages)[number];

/**
 * The language for a tag as people write them (`pt-BR`, `de_AT`, `iw`); null where none is meant. A language in a script
 * other than the texts' is another: `zh-TW` is not Simplified Chinese.
 */
export function languageOf(tag: string): Language | null {
  try {
    const locale = new Intl.Locale(tag.trim().replaceAll('_', '-')).maximize();
    const language = languages.find((one) => one === locale.language);
    const script = language && new Intl.Locale(language).maximize().script;
    return language !== undefined && locale.script === script ? language : null;
  } catch {
    return null;
  }
}
