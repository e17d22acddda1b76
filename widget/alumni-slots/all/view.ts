/** What `<alumni-slots all>` shows: everybody's sessions that can be booked, and the search for one. */

import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import { needsSignIn } from '../../client/failure.ts';
import type { Loaded } from '../../client/loaded.ts';
import type { SlotClient } from '../../client/slot-client.ts';
import { bookings } from '../../client/student/bookings.ts';
import { publicSlots } from '../../client/student/public-slots.ts';
import { explain, failureNotice } from '../../element/failures.ts';
import { onFirstTouch } from '../../element/first-touch.ts';
import { FocusKeeper } from '../../element/focus-keeper.ts';
import { signInBlank } from '../../element/sign-in.ts';
import type { View } from '../../element/view.ts';
import type { Viewing } from '../../element/viewing.ts';
import { ZoneChoice } from '../../element/zone-choice.ts';
import { blank } from '../../look/blank.ts';
import { noticeLine } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import { AlumniSelectedEvent } from '../alumni-selected.ts';
import { barredNote } from '../barred-note.ts';
import { BookingLoader } from '../booking-loader.ts';
import { dayList } from '../rows/day-list.ts';
import type { RowContext } from '../rows/row-context.ts';
import type { Session } from '../rows/session.ts';
import { rowStyles } from '../rows/styles.ts';
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
    this.#booking = new BookingLoader({ mine: false }, viewing, {
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
    const { now } = this.viewing;
    const isNear = (at: number) => Math.abs(at - now) < 61_000;
    const soon = this.#sessions.some(
      ({ slot, opensAt, standing, booking }) =>
        isNear(Date.parse(slot.startsAt)) ||
        (opensAt !== null && isNear(opensAt)) ||
        (standing === 'offered' && isNear(Date.parse(booking?.offerExpiresAt ?? ''))),
    );
    return soon ? 1_000 : 60_000;
  }

  render(): TemplateResult | typeof nothing {
    const { viewing, loaded } = this;
    const { client, text } = viewing;
    if (!client) return nothing;
    const context = this.#context();
    return html`
      <div class="base" part="base" role="region" dir=${viewing.direction ?? nothing} aria-label=${text('allTitle')}>
        ${this.#search.render()}
        ${loaded.state === 'ready' ? this.#renderTop(client, loaded) : nothing}
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

  #renderTop(client: SlotClient, { live, at }: { live: boolean; at: number }) {
    const { text } = this.viewing;
    const connection = live ? 'live' : client.connection === 'offline' ? 'offline' : 'connecting';
    const retry = html`<button type="button" class="link" @click=${() => client.retry()}>${text('retry')}</button>`;
    return html`<div class="top">
      ${this.#zone.renderBar(connection, at)}
      ${connection === 'offline' ? html`<div class="ways">${retry}</div>` : nothing}
    </div>`;
  }

  /** How many were found, in words; of none why. */
  get #found(): string {
    const { text, viewer } = this.viewing;
    const { reading, added, hasMore, lead } = this.#open;
    if (this.loaded.state !== 'ready') return '';
    if (reading === 'others') return text('searching');
    const { wanted } = this.#search;
    const count = this.#sessions.length;
    if (added.length) return text('foundMore', { count: added.length });
    if (count) return text(hasMore ? 'foundFirst' : 'found', { count });
    const none = text(nothingText(wanted), { words: wanted.words });
    return lead ? `${none}. ${text('soonest', { when: whenOf(viewer, lead.slot) })}` : none;
  }

  #renderSessions(context: RowContext) {
    const { viewing, loaded } = this;
    const { text } = viewing;
    if (loaded.state === 'loading') return skeleton(text('loading'));
    if (loaded.state === 'failed') return this.#renderFailure();
    const { hasMore } = this.#open;
    if (!loaded.value.length && !hasMore) return this.#renderNothing();
    const count = loaded.value.length;
    return html`<p class="found" part="found" aria-hidden="true">${this.#open.reading === 'others' ? text('searching') : text(hasMore ? 'foundFirst' : 'found', { count })}</p>
      ${dayList(context)}
      ${hasMore ? this.#renderMore() : nothing}`;
  }

  #renderFailure() {
    const { viewing } = this;
    const { text, client } = viewing;
    const { failure } = this.#open;
    if (!failure || needsSignIn(failure))
      return signInBlank(viewing, text('slotsSignedOut'), text('slotsSignedOutHint'), text('signInShort'));
    const again = () => {
      client?.retry();
      if (client) void this.#open.find(client, this.#search.wanted);
      viewing.changed();
    };
    const reference = failure.requestId && text('reference', { id: failure.requestId });
    return blank('error', text('failed'), explain(viewing, failure), [text('retry'), again], reference);
  }

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
