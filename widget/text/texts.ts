import { languageOf, textsOf } from './catalogue.ts';
import type { Message, Messages } from './messages.ts';
import type { Tag } from './names.ts';

/** The texts that one element says, in one language: whole or not at all. */
export class Texts {
  #texts: Messages = {};
  #language: string | null = null;
  #wanted = 'en';
  #hasMore = false;

  constructor(private readonly tag: Tag) {}

  /** The language of what is told; null until there is one. */
  get language(): string | null {
    return this.#language;
  }

  /**
   * Fetches the texts in the language of `locale`. What is shown meanwhile is in the language before. Rejects where they
   * do not come.
   */
  async speak(locale: string): Promise<void> {
    this.#wanted = languageOf(locale);
    if (this.#language !== this.#wanted) await this.#fetch();
  }

  /** Fetches what is said once somebody does something. Rejects where it does not come. */
  async addMore(): Promise<void> {
    if (this.#hasMore) return;
    await textsOf(this.#wanted, 'more', this.tag);
    this.#hasMore = true;
    await this.#fetch();
  }

  find(name: string): Message | undefined {
    return Object.hasOwn(this.#texts, name) ? this.#texts[name] : undefined;
  }

  async #fetch(): Promise<void> {
    const language = this.#wanted;
    const [first, more] = await Promise.all([
      textsOf(language, 'first', this.tag),
      this.#hasMore ? textsOf(language, 'more', this.tag) : {},
    ]);
    // Another language may have been asked for meanwhile.
    if (language !== this.#wanted) return;
    this.#texts = { ...more, ...first };
    this.#language = language;
  }
}
