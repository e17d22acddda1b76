import { html, type TemplateResult } from 'lit';
import type { Failure } from '../client/failure.ts';
import type { SlotClient } from '../client/slot-client.ts';
import { failureNotice } from '../element/failures.ts';
import { LazyFile } from '../element/lazy-file.ts';
import type { Viewing } from '../element/viewing.ts';
import { noticeLine } from '../look/notice.ts';
import type { SlotsName } from '../text/names.ts';
import type { PastSessions } from './past/past-sessions.ts';
import type { Session } from './rows/session.ts';

/** "Past sessions", and what is kept of a session that is under way: a file of its own, fetched once somebody opens either. */
export class PastLoader {
  #isOpen = false;
  #past: PastSessions | null = null;
  #failure: Failure | null = null;
  readonly #file: LazyFile<typeof import('./past/index.ts')>;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly moveFocus: (selector: string) => void,
  ) {
    this.#file = new LazyFile(viewing, () => import('./past/index.ts'));
  }

  /** Changes whenever `watch` would watch something else. */
  keyFor(running: Session | null): string {
    return `${this.#isOpen} ${Boolean(this.#past)} ${running?.slot.id} ${this.#past?.openId}`;
  }

  /** `running`: the session under way whose details are open. */
  watch(client: SlotClient, running: Session | null): (() => void)[] {
    return this.#past?.watch(client, this.#isOpen, running?.booking ?? null) ?? [];
  }

  /** What one person read and typed is not the next one's. */
  forgetOthers(): void {
    this.#past?.forgetOthers();
  }

  /** Before each drawing. */
  update(running: Session | null): void {
    this.#past?.update(running?.booking ?? null);
    if (running && !this.#past && !this.#failure) void this.#load();
  }

  /** Nobody sees it who is not signed in. */
  get #shown(): PastSessions | null {
    return this.viewing.signedIn ? this.#past : null;
  }

  /** For a status line. */
  get said(): string {
    return this.#shown?.said ?? '';
  }

  /** The question before feedback is withdrawn, while it is open. */
  dialog(): unknown {
    return this.#shown?.dialog();
  }

  /** What is kept of a session that is under way. */
  record({ booking }: Session): unknown {
    if (this.#failure) return this.#renderFailure();
    return booking && this.#past?.record(booking);
  }

  /** Another mentor's sessions are shown. */
  clear(): void {
    this.#past?.clear();
  }

  /** What has ended while it was open, where the past is not shown. */
  renderEnded(): unknown {
    const ended = this.#shown?.renderEnded();
    return (
      ended &&
      html`<section class="past" part="past" aria-label=${this.viewing.text('pastTitle')}>${ended}</section>`
    );
  }

  render(): TemplateResult {
    const { text } = this.viewing;
    return html`<section class="past" part="past" aria-label=${text('pastTitle')}>
      <h3><button type="button" class="link toggle" data-action="past" aria-expanded=${this.#isOpen} @click=${() => this.#toggle()}>${text('pastTitle')}</button></h3>
      ${this.#isOpen ? (this.#past?.render() ?? this.#renderFailure() ?? html`<p class="muted small">${text('loading')}</p>`) : this.#past?.renderEnded()}
    </section>`;
  }

  #renderFailure(): TemplateResult | null {
    const { viewing } = this;
    const { text, outdated } = viewing;
    // That it is outdated the element says by itself.
    if (!this.#failure || outdated) return null;
    const again = html`<button type="button" class="btn small" part="button" data-action="past-again" @click=${() => void this.#load()}>${text('retry')}</button>`;
    return html`<div role="alert">${noticeLine(failureNotice(viewing, this.#failure), text, again)}</div>`;
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen;
    if (this.#isOpen && !this.#past) void this.#load();
    this.viewing.changed();
  }

  async #load(): Promise<void> {
    this.#failure = null;
    try {
      const { PastSessions } = await this.#file.get();
      this.#past ??= new PastSessions(this.viewing, this.moveFocus);
    } catch (failure) {
      this.#failure = failure as Failure;
    }
    this.viewing.changed();
  }
}
