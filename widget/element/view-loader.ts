import { adoptStyles } from 'lit';
import { base } from '../look/base.ts';
import { tokens } from '../look/tokens.ts';
import type { View, ViewFile } from './view.ts';
import type { Viewing } from './viewing.ts';

/** Loads the file that draws an element, and what the element says. */
export class ViewLoader<Element> {
  /** Null before its file is here. */
  view: View | null = null;
  /** The files have not come; the element says so and offers to try again. */
  isUnreachable = false;
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
    if (this.#asked === locale || this.isUnreachable) return;
    this.#asked = locale;
    try {
      const [file] = await Promise.all([this.view ? null : this.fetchView(), viewing.texts.speak(locale)]);
      if (file && !this.view) {
        adoptStyles(viewing.element.renderRoot as ShadowRoot, [tokens, base, ...file.styles]);
        this.view = file.createView(this.element, viewing);
      }
    } catch {
      this.#asked = null;
      // Where the view is here, only another language is missing: it stays in the one it has.
      if (this.speakingView) return;
      this.isUnreachable = true;
      addEventListener('online', this.tryAgain, { once: true });
    }
    viewing.changed();
  }

  readonly tryAgain = (): void => {
    removeEventListener('online', this.tryAgain);
    this.isUnreachable = false;
    this.viewing.changed();
  };
}
