import type { Language } from '@mentor-slots/contract';

/** What a mail shows, in its order. Everything is text; what people wrote stands between isolates (plain.ts). */
export interface Letter {
  language: Language;
  subject: string;
  /** What it is, in two or three words, and how that is taken. */
  about: string;
  tone: 'good' | 'waiting' | 'ended';
  hello: string;
  headline: string;
  more: readonly string[];
  facts: readonly Fact[];
  /** Whom a mail to an alumnus is about, under that heading. */
  people: { heading: string; people: readonly Person[] } | null;
  /** What the reader or the other side wrote. */
  quotes: readonly Quote[];
  portal: readonly [words: string, address: string] | null;
  footer: string;
  unsubscribe: readonly [words: string, address: string] | null;
}

export interface Fact {
  name: string;
  /** The first is what matters; the others explain it. */
  lines: readonly string[];
  look: 'title' | 'was' | 'when' | 'off' | 'with' | 'link';
}

interface Person {
  name: string;
  note: string | null;
}

export interface Quote {
  whose: string;
  words: string;
}
