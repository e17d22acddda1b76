import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../element/choice.ts';
import type { Viewing } from '../element/viewing.ts';
import type { SlotsName } from '../text/names.ts';
import type { Shown } from './shown-sessions.ts';

/** So many sessions are still a list where the element chooses; more are a month. */
const listMost = 15;
/** From so many on, a person may ask for the other view. */
const choiceFrom = 6;
/** What the person chose, where the element may choose. */
const chosenView = choice('view', (value) => /^(list|month)$/.test(value));

/** Shows a list or a month: as the page says, else as the person chose, else by how many sessions there are. */
export class ViewChoice {
  /** As counted when the sessions first came, so that nothing flips under somebody's hands. */
  #isLong: boolean | null = null;

  constructor(
    private readonly shown: Shown,
    private readonly viewing: Viewing<SlotsName>,
  ) {}

  /** Other sessions are shown. */
  clear(): void {
    this.#isLong = null;
  }

  count(sessions: number): void {
    this.#isLong ??= sessions > listMost;
  }

  /** The month did not come: a list shows all sessions too. */
  giveUpMonth(): void {
    this.#isLong = false;
  }

  /** Too many for a list. */
  get isLong(): boolean {
    return this.#isLong === true;
  }

  get isMonth(): boolean {
    if (!this.#isFree) return this.shown.view === 'month';
    const chosen = chosenView.get();
    return chosen ? chosen === 'month' : this.isLong;
  }

  /** Where the element chooses between list and month, so may the person. */
  render(sessions: number): TemplateResult | typeof nothing {
    const isOffered = this.#isFree && (sessions >= choiceFrom || chosenView.get());
    if (!isOffered) return nothing;
    const other = this.isMonth ? 'list' : 'month';
    return html`<button type="button" class="link" @click=${() => chosenView.set(other)}>
      ${this.viewing.text(other === 'list' ? 'asList' : 'asMonth')}
    </button>`;
  }

  get #isFree(): boolean {
    return !this.shown.mine && !/^(list|month)$/.test(this.shown.view);
  }
}
