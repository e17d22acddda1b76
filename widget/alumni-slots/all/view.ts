/** What `<alumni-slots all>` shows: everybody's sessions that can be booked, and the search for one. */

import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import type { Loaded } from '../../client/loaded.ts';
import type { SlotClient } from '../../client/slot-client.ts';
import { bookings } from '../../client/student/bookings.ts';
import { publicSlots } from '../../client/student/public-slots.ts';
import { failureNotice } from '../../element/failures.ts';
import { onFirstTouch } from '../../element/first-touch.ts';
import { FocusKeeper } from '../../element/focus-keeper.ts';
import type { View } from '../../element/view.ts';
import type { Viewing } from '../../element/viewing.ts';
import { ZoneChoice } from '../../element/zone-choice.ts';
import { noticeLine } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import { AlumniSelectedEvent } from '../alumni-selected.ts';
import { barredNote } from '../barred-note.ts';
import { BookingLoader } from '../booking-loader.ts';
import { connectionOf, retryButton } from '../connection.ts';
import { dayList } from '../rows/day-list.ts';
import type { RowContext } from '../rows/row-context.ts';
import type { Session } from '../rows/session.ts';
import { stepOf } from '../rows/step.ts';
import { rowStyles } from '../rows/styles.ts';
import { sessionsFailed } from '../sessions-failed.ts';
import { skeleton, skeletonStyles } from '../skeleton.ts';
import { slotsStyles } from '../styles.ts';
import { Subscribing } from '../subscribing.ts';
import { nothingFound, nothingText } from './nothing-found.ts';
import { type Lead, OpenSessions } from './open-sessions.ts';
import { Search } from './search.ts';
import { mentorsOf, readFound } from './shown.ts';
import { allStyles } from './styles.ts';
import { keyOf } from './wanted.ts';

export const styles = [rowStyles, skeletonStyles, slotsStyles, allStyles];

export function createView(element: LitElement, viewing: Viewing<SlotsName>): View {
  return new AllView(element, viewing);
}

/** After so long, ms, sessions that others publish are looked for when the page is seen again, and where nothing was found. */
const old = 60_000;

class AllView implements View {
  loaded: Loaded<readonly Session[]> = { state: 'loading' };
  readonly #search: Search;
  readonly #open: OpenSessions;
  readonly #booking: BookingLoader;
  readonly #zone: ZoneChoice;
  readonly #subscribing: Subscribing;
  readonly #focus: FocusKeeper;
  /** What the rows were asked for by. */
  #key = '';
  #client: SlotClient | null = null;
  #wasLive = false;
  #person: string | null = null;

  constructor(
    private readonly element: LitElement,
    private readonly viewing: Viewing<SlotsName>,
  ) {
    this.#search = new Search(viewing);
    this.#open = new OpenSessions(viewing);
    this.#zone = new ZoneChoice(viewing, () => this.#sessions.map(({ slot }) => slot.timeZone));
    this.#subscribing = new Subscribing(viewing);
    this.#focus = new FocusKeeper(element, '[data-action=search]');
    this.#booking = new BookingLoader({ mine: false, all: true }, viewing, {
      record: () => nothing,
      moveTo: (selector) => this.#focus.moveTo(selector),
      // Every day is shown.
      show: () => {},
      goTo: (slotId) => this.#focus.goTo(slotId),
      subscribe: () => this.#subscribing.open(),
    });
    onFirstTouch(element, () => this.#booking.prefetch());
  }

  get watchKey(): string {
    return mentorsOf(this.#open.rows ?? []).join(' ');
  }

  watch(client: SlotClient): (() => void)[] {
    const stop = new AbortController();
    document.addEventListener('visibilitychange', () => this.#seenAgain(client), { signal: stop.signal });
    return [
      () => stop.abort(),
      ...(this.viewing.hasIdentity ? [client.use(bookings).watch()] : []),
      ...mentorsOf(this.#open.rows ?? []).map((id) => client.use(publicSlots).watch(id)),
    ];
  }

  get #sessions(): readonly Session[] {
    return this.loaded.state === 'ready' ? this.loaded.value : [];
  }

  update(): void {
    const { viewing } = this;
    this.#booking.forgetOthers();
    this.#findWhatIsWanted();
    const before = this.#sessions;
    const loaded = readFound(this.#open, viewing);
    this.loaded = loaded;
    if (loaded.state !== 'ready') return;
    this.loaded = { ...loaded, value: this.#booking.withLooked(loaded.value) };
    this.#booking.update(before, this.#sessions);
  }

  /** Reads where other sessions are wanted, from another service, by somebody else, or after a time without the feed. */
  #findWhatIsWanted(): void {
    const { client, viewer, now } = this.viewing;
    if (!client) return;
    const { wanted } = this.#search;
    const key = keyOf(wanted, viewer, now);
    const isLive = client.connection === 'live';
    const isBack = isLive && !this.#wasLive && this.#open.rows !== null;
    const person = client.signedIn ? client.userId : null;
    if (client !== this.#client) this.#open.forget();
    if (client !== this.#client || key !== this.#key) void this.#open.find(client, wanted);
    else if (isBack || person !== this.#person || this.#isStale) void this.#open.again(client, wanted);
    this.#client = client;
    this.#key = key;
    this.#wasLive = isLive;
    this.#person = person;
  }

  /** Nothing was found, and that is some time ago. */
  get #isStale(): boolean {
    const { rows, askedAt } = this.#open;
    return rows?.length === 0 && Date.now() - askedAt > old && document.visibilityState !== 'hidden';
  }

  #seenAgain(client: SlotClient): void {
    if (document.visibilityState === 'hidden' || Date.now() - this.#open.askedAt < old) return;
    void this.#open.again(client, this.#search.wanted);
  }

  step(): number {
    return stepOf(this.#sessions, this.viewing.now);
  }

  render(): TemplateResult | typeof nothing {
    const { viewing, loaded } = this;
    const { client, text } = viewing;
    if (!client) return nothing;
    const context = this.#context();
    return html`
      <div class="base" part="base" role="region" dir=${viewing.direction ?? nothing} aria-label=${text('allTitle')}>
        ${this.#search.render()}
        ${loaded.state === 'ready' ? this.#renderTop(client, loaded, context) : nothing}
        ${barredNote(viewing, '', context)}
        <div class="results" aria-busy=${loaded.state === 'loading'}>${this.#renderSessions(context)}</div>
        ${this.#zone.renderDialog()}
        ${this.#booking.dialog()}
        ${this.#subscribing.renderDialog()}
      </div>
      <p class="unseen" role="status">${this.#booking.said}</p>
      <div class="unseen" role="status">${this.#booking.seatNews}</div>
      <div class="unseen" role="status">${this.#found}</div>
    `;
  }

  #context(): RowContext {
    const mentor = ({ slot }: Session) =>
      html`<button type="button" class="link mentor" part="mentor" data-action="mentor" @click=${() => this.#select(slot.alumniId, slot.alumniName)}><bdi>${slot.alumniName}</bdi></button>`;
    return { ...this.#booking.context(this.#sessions), mentor };
  }

  /** A portal that shows profiles shows this one; where it does not, all that they offer is found. */
  #select(alumniId: string, name: string): void {
    if (this.element.dispatchEvent(new AlumniSelectedEvent(alumniId, null))) this.#search.write(name);
  }

  #renderTop(client: SlotClient, { live, at }: { live: boolean; at: number }, { barred }: RowContext) {
    const connection = connectionOf(client, live, barred);
    const retry = retryButton(this.viewing, connection);
    return html`<div class="top">
      ${this.#zone.renderBar(connection, at)}
      ${retry === nothing ? nothing : html`<div class="ways">${retry}</div>`}
    </div>`;
  }

  /** How many are shown, in words, or that others are looked for. */
  get #counted(): string {
    const { text } = this.viewing;
    const { reading, hasMore } = this.#open;
    if (reading === 'others') return text('searching');
    return text(hasMore ? 'foundFirst' : 'found', { count: this.#sessions.length });
  }

  /** How many were found, in words; of none why. */
  get #found(): string {
    const { text, viewer } = this.viewing;
    const { reading, added, lead } = this.#open;
    if (this.loaded.state !== 'ready') return '';
    const { wanted } = this.#search;
    if (added.length) return text('foundMore', { count: added.length });
    if (this.#sessions.length || reading === 'others') return this.#counted;
    const none = text(nothingText(wanted), { words: wanted.words });
    return lead ? `${none}. ${text('soonest', { when: whenOf(viewer, lead.slot) })}` : none;
  }

  #renderSessions(context: RowContext) {
    const { viewing, loaded } = this;
    const { text } = viewing;
    if (loaded.state === 'loading') return skeleton(text('loading'));
    if (loaded.state === 'failed') return sessionsFailed(viewing, loaded.failure, this.#again);
    const { hasMore } = this.#open;
    if (!loaded.value.length && !hasMore) return this.#renderNothing();
    return html`<p class="found" part="found" aria-hidden="true">${this.#counted}</p>
      ${dayList(context)}
      ${hasMore ? this.#renderMore() : nothing}`;
  }

  readonly #again = (): void => {
    const { client, changed } = this.viewing;
    client?.retry();
    if (client) void this.#open.find(client, this.#search.wanted);
    changed();
  };

  #renderNothing() {
    const search = this.#search;
    return nothingFound(this.viewing, search.wanted, this.#open.lead, {
      follow: (lead) => void this.#follow(lead),
      clearWords: () => {
        search.write('');
        search.focus();
      },
      removeFilters: () => {
        search.filter({ times: null, evenings: false });
        search.focus();
      },
    });
  }

  /** Takes the filters off that hide the soonest session, and goes to it once it is there. */
  async #follow({ slot, wanted }: Lead): Promise<void> {
    const { client, viewer, now } = this.viewing;
    if (!client) return;
    this.#search.filter(wanted);
    this.#key = keyOf(this.#search.wanted, viewer, now);
    await this.#open.find(client, this.#search.wanted);
    await this.element.updateComplete;
    this.#focus.goTo(slot.id);
  }

  #renderMore() {
    const { viewing } = this;
    const { text } = viewing;
    const { moreFailure, reading } = this.#open;
    const isBusy = reading === 'more';
    return html`<div class="more">
      ${moreFailure ? html`<div role="alert">${noticeLine(failureNotice(viewing, moreFailure), text)}</div>` : nothing}
      <button type="button" class="btn" part="button" data-action="more" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void this.#more()}>${text(isBusy ? 'loading' : 'moreSessions')}</button>
    </div>`;
  }

  /** The focus goes on to the first of those that have come. */
  async #more(): Promise<void> {
    const { client, changed } = this.viewing;
    if (!client) return;
    const coming = this.#open.more(client, this.#search.wanted);
    changed();
    const first = await coming;
    if (!first) return;
    this.#focus.moveTo(`[data-id="${first.id}"]`);
    changed();
  }
}
