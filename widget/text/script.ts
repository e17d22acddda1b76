/** The script in which a language is written (ISO 15924): `zh-TW` is `Hant`, `zh` is `Hans`. */
export function scriptOf(locale: string): string {
  return new Intl.Locale(locale).maximize().script ?? '';
}
