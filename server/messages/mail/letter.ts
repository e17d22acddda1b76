import type { Language } from '@mentor-slots/contract';

/** What a mail shows, in its order. Everything is plain text. */
export interface Letter {
  language: Language;
  subject: string;
  hello: string;
  sentences: readonly string[];
  /** Names of facts and what they are. */
  facts: readonly (readonly [name: string, value: string])[];
  /** What people wrote: whose words, and the words. */
  quotes: readonly (readonly [whose: string, words: string])[];
  links: readonly (readonly [words: string, address: string])[];
  footer: string;
  unsubscribe: readonly [words: string, address: string] | null;
}
