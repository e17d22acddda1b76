/** What is put into a text; `count` chooses the plural form. */
export type Facts = Readonly<Record<string, string | number>>;

/** A text: a template with `{placeholders}`, one for each plural form of `count`, or a function of the facts. */
export type Message =
  | string
  | ({ readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>)
  | ((facts: Facts, locale: string) => string);

/** Texts by name. */
export type Messages = Readonly<Record<string, Message>>;

/** Tells `message` in words. Numbers are written as the locale writes them. */
export function tell(message: Message, facts: Facts, locale: string): string {
  if (typeof message === 'function') return message(facts, locale);
  const template =
    typeof message === 'string'
      ? message
      : (message[new Intl.PluralRules(locale).select(Number(facts.count))] ?? message.other);
  return template.replace(/\{(\w+)\}/g, (all, name: string) => {
    const fact = facts[name];
    return typeof fact === 'number' ? fact.toLocaleString(locale) : (fact ?? all);
  });
}
