/** Words with facts in them. */

/** By `Intl.PluralRules`, with `{count}`; `other` where a form is not told. */
export type Counted = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** Puts facts in the place of their names. */
export function fill(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
}

/** The form that a count has in the language of `locale`, with the count in it. */
export function fillCounted(texts: Counted, count: number, locale: string): string {
  const form = texts[new Intl.PluralRules(locale).select(count)] ?? texts.other;
  return fill(form, { count: count.toLocaleString(locale) });
}
