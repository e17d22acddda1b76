import { kept } from './kept.ts';

/** What is put into a text; `count` chooses the plural form. */
export type Facts = Readonly<Record<string, string | number>>;

/** A text: a template with `{placeholders}`, one for each plural form of `count`, or a function of the facts. */
export type Message =
  | string
  | ({ readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>)
  | ((facts: Facts, locale: string) => string);

/** Texts by name. */
export type Messages = Readonly<Record<string, Message>>;

const rules = kept<Intl.PluralRules>();
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/**
 * Tells `message` in words of `language`. Numbers are written as the locale writes them. A name or a time that may run
 * against the direction of the sentence is isolated from it (Unicode UAX 9, FSI and PDI).
 */
export function tell(message: Message, facts: Facts, locale: string, language = locale): string {
  if (typeof message === 'function') return message(facts, locale);
  const template =
    typeof message === 'string'
      ? message
      : (message[rules(language, () => new Intl.PluralRules(language)).select(Number(facts.count))] ??
        message.other);
  return template.replace(/\{(\w+)\}/g, (all, name: string) => {
    const fact = facts[name];
    if (typeof fact === 'number') return fact.toLocaleString(locale);
    if (fact === undefined) return all;
    return rightToLeft.test(template + fact) ? `\u2068${fact}\u2069` : fact;
  });
}
