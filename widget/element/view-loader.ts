import { adoptStyles } from 'lit';
import type { Failure } from '../client/failure.ts';
import { base } from '../look/base.ts';
import { tokens } from '../look/tokens.ts';
import { report } from './failures.ts';
import { whyMissing } from './missing-file.ts';
import type { View, ViewFile } from './view.ts';
import type { Viewing } from './viewing.ts';

/** Loads the file that draws an element, and what the element says. */
export class ViewLoader<Element> {
  /** Null before its file is here. */
  view: View | null = null;
  /** Why the files have not come; the element says so and offers what helps. */
  failure: Failure | null = null;
  /** The locale whose texts are here or on their way. */
  #asked: string | null = null;

  constructor(
    private readonly element: Element,
    private readonly viewing: Viewing<string>,
    private readonly fetchView: () => Promise<ViewFile<Element>>,
  ) {}

  /** The view once it has texts too. */
  get speakingView(): View | null {
    return this.viewing.texts.language ? this.view : null;
  }

  /**
   * Before each drawing: fetches what is missing, the view and its texts at the same time as the sessions are being read, so
   * that none waits for another.
   */
  async load(): Promise<void> {
    const { viewing } = this;
    const { locale } = viewing.viewer;
    if (this.#asked === locale || this.failure) return;
    this.#asked = locale;
    try {
      // The language first: a view may want further texts in it.
      const speaking = viewing.texts.speak(locale);
      const [file] = await Promise.all([this.view ? null : this.fetchView(), speaking]);
      if (file && !this.view) {
        adoptStyles(viewing.element.renderRoot as ShadowRoot, [tokens, base, ...file.styles]);
        this.view = file.createView(this.element, viewing);
      }
    } catch {
      const failure = await whyMissing();
      this.#asked = null;
      if (failure.code === 'outdated') viewing.outdated = failure;
      // Where the view is here, only another language is missing: it stays in the one it has.
      else if (this.speakingView) return;
      if (!this.speakingView) this.#fail(report(viewing, failure));
    }
    viewing.changed();
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    addEventListener('online', this.tryAgain, { once: true });
  }

  readonly tryAgain = (): void => {
    removeEventListener('online', this.tryAgain);
    this.failure = null;
    this.viewing.changed();
  };
}
