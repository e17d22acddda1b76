import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../client/failure.ts';
import type { FeedDialog } from '../element/calendar-feed/index.ts';
import { failureNotice } from '../element/failures.ts';
import { LazyFile } from '../element/lazy-file.ts';
import type { Viewing } from '../element/viewing.ts';
import { noticeLine } from '../look/notice.ts';
import type { SlotsName } from '../text/names.ts';

/** The way to follow one's own sessions in another calendar; its dialog is fetched when it is wanted. */
export class Subscribing {
  #dialog: FeedDialog | null = null;
  /** The dialog could not be reached. */
  #failure: Failure | null = null;
  readonly #file: LazyFile<typeof import('../element/calendar-feed/index.ts')>;

  constructor(private readonly viewing: Viewing<SlotsName>) {
    this.#file = new LazyFile(viewing, () => import('../element/calendar-feed/index.ts'));
  }

  renderButton(): TemplateResult {
    const { viewing } = this;
    const { text } = viewing;
    return html`<button type="button" class="link" data-action="subscribe" @click=${() => void this.#press()}>${text('subscribe')}</button>
      ${this.#failure ? html`<div role="alert">${noticeLine(failureNotice(viewing, this.#failure), text)}</div>` : nothing}`;
  }

  renderDialog(): unknown {
    return this.#dialog?.render();
  }

  /** Rejects with a Failure where the dialog does not come. */
  async open(): Promise<void> {
    this.#dialog ??= (await this.#file.get()).create({ viewing: this.viewing });
    this.#dialog.open();
  }

  async #press(): Promise<void> {
    const { viewing } = this;
    this.#failure = null;
    try {
      await this.open();
    } catch (failure) {
      // That it is outdated the element says by itself.
      if (!viewing.outdated) this.#failure = failure as Failure;
    }
    viewing.changed();
  }
}
