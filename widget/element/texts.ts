import { fetchTexts, languageOf, type TextGroup, textsOf } from './catalogue.ts';
import type { Message, Messages } from './messages.ts';

/** The texts that one element shows: groups in one language, whole or not at all. */
export class Texts {
  #groups: readonly TextGroup[];
  #language: string | null = null;
  #wanted = '';

  constructor(groups: readonly TextGroup[]) {
    this.#groups = groups;
  }

  /** The language of what is told; null until there is one. */
  get language(): string | null {
    return this.#language;
  }

  /**
   * Takes up the language of `locale` if its texts are here, else fetches them. What is shown meanwhile is in the
   * language before. Rejects where they do not come.
   */
  async speak(locale: string): Promise<void> {
    const language = languageOf(locale);
    this.#wanted = language;
    if (this.#language === language) return;
    if (!this.#groups.every((group) => textsOf(language, group))) {
      await Promise.all(this.#groups.map((group) => fetchTexts(language, group)));
    }
    // Another may have been asked for meanwhile.
    if (this.#wanted === language) this.#language = language;
  }

  /** Fetches what a further part of the element says. */
  async add(group: TextGroup): Promise<void> {
    if (this.#groups.includes(group)) return;
    await fetchTexts(this.#language ?? 'en', group);
    this.#groups = [...this.#groups, group];
  }

  find(name: string): Message | undefined {
    for (const group of this.#groups) {
      const texts: Messages | undefined = this.#language ? textsOf(this.#language, group) : undefined;
      if (texts && Object.hasOwn(texts, name)) return texts[name];
    }
    return undefined;
  }
}
