import type { Booking, Slot } from '@mentor-slots/contract';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { whenOf } from '../calendar/format.ts';
import { type Failure, needsSignIn } from '../client/failure.ts';
import type { Loaded, SlotClient } from '../client/slot-client.ts';
import { BookingCancelledEvent, SlotBookedEvent } from '../element/events.ts';
import { FocusKeeper } from '../element/focus-keeper.ts';
import { MentorElement } from '../element/mentor-element.ts';
import { blank } from '../look/blank.ts';
import { type Cancelling, cancelDialog } from './cancel-dialog.ts';
import { compactLine } from './compact-line.ts';
import { dayList } from './day-list.ts';
import { slotMessages } from './messages.ts';
import type { Note, RowContext } from './row-context.ts';
import { isTheirs, nearestFree, type Session, sessionsOf } from './session.ts';
import { skeleton } from './skeleton.ts';
import { alumniSlotsStyles } from './styles.ts';

/**
 * Upcoming sessions of one mentor for students: what is free, what is theirs, live.
 *
 * @fires slot-booked - The student has a seat, or asked for one. `booking`
 * @fires booking-cancelled - The student gave the seat back. `booking`
 * @fires sign-in-required - Somebody wants to book but nobody is signed in, or the token has ended. Cancelable. `reason`
 * @fires mentor-error - Something did not succeed; the element shows it too. `failure`
 *
 * @csspart base - everything
 * @csspart day - the sessions of one day
 * @csspart date - the day's heading
 * @csspart slot - one session
 * @csspart chip - what a session is: full, last seat, yours
 * @csspart seats - the seats as dots
 * @csspart countdown - how long until it starts
 * @csspart button - every button
 * @csspart button-primary - the button that books
 * @csspart link - the way into the meeting
 * @csspart details - what opens under a session
 * @csspart note - what was just said about a session
 * @csspart dialog - the question before cancelling, and the choice of a time zone
 * @csspart empty - shown when there is nothing
 * @csspart error - shown when nothing could be loaded
 * @csspart loading - shown while loading takes a while
 */
export class AlumniSlots extends MentorElement {
  static override styles = alumniSlotsStyles;
  static override properties: PropertyDeclarations = {
    alumniId: { attribute: 'alumni-id' },
    compact: { type: Boolean, reflect: true },
    mine: { type: Boolean, reflect: true },
    openId: { state: true },
    busyIds: { state: true },
    notes: { state: true },
    cancelling: { state: true },
    said: { state: true },
  };

  /** Whose sessions. */
  alumniId = '';
  /** One line, for directory cards: the next session and its seats. */
  compact = false;
  /** The signed-in student's own sessions with all mentors, instead of one mentor's. */
  mine = false;

  protected readonly texts = slotMessages;

  private openId: string | null = null;
  private busyIds: ReadonlySet<string> = new Set();
  private notes: ReadonlyMap<string, Note> = new Map();
  private cancelling: Cancelling | null = null;
  private said = '';

  /** The times last seen, to notice when one is moved. */
  readonly #seen = new Map<string, Session>();
  #warned = false;
  readonly #drafts = new Map<string, string>();
  readonly #focus = new FocusKeeper(this, 'button');

  protected override get personal(): boolean {
    return !this.compact;
  }

  protected get watchKey(): string {
    return `${this.mine} ${this.compact} ${this.#mentors.join(' ')}`;
  }

  protected override get onlyAlumniId(): string | undefined {
    return this.mine ? undefined : this.alumniId;
  }

  protected watch(client: SlotClient): (() => void)[] {
    const personal = this.hasIdentity && !this.compact ? [client.watchBookings()] : [];
    return [...personal, ...this.#mentors.map((id) => client.watchSlots(id))];
  }

  protected override tickStep(): number {
    const soon = this.#sessions.some(({ slot }) => Math.abs(Date.parse(slot.startsAt) - this.now) < 61_000);
    return soon && !this.compact ? 1_000 : 60_000;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.client) return nothing;
    if (!this.mine && !this.alumniId) return this.#renderMisuse();
    const loaded = this.loaded;
    if (this.compact) return this.#renderCompact(loaded);
    const context = this.#context;
    return html`
      <div class="base" part="base" role="region" aria-label=${this.text(this.mine ? 'mineTitle' : 'title')} aria-busy=${loaded.state === 'loading'}>
        ${loaded.state === 'ready' ? this.#renderTop(loaded) : nothing}
        ${context.otherRole && this.client.userId !== this.alumniId ? html`<p class="note" part="note">${this.text('onlyStudents')}</p>` : nothing}
        ${this.#renderList(loaded, context)}
        ${this.renderZoneDialog()}
        ${
          this.cancelling
            ? cancelDialog(this.cancelling, context, {
                close: () => {
                  this.cancelling = null;
                },
                confirm: () => void this.#cancel(),
              })
            : nothing
        }
      </div>
      <p class="unseen" role="status">${this.said}</p>
    `;
  }

  #renderMisuse() {
    const text = this.text('needsAlumniId');
    if (!this.#warned) console.warn(`<alumni-slots>: ${text}`);
    this.#warned = true;
    return html`<p class="muted" part="error">${text}</p>`;
  }

  #renderTop({ live, at }: { live: boolean; at: number }) {
    const connection = live ? 'live' : this.client?.connection === 'offline' ? 'offline' : 'connecting';
    const retry = html`<button type="button" class="link" @click=${() => this.client?.retry()}>${this.text('retry')}</button>`;
    return html`<div class="top">${this.renderZone(connection, at)}${connection === 'offline' ? retry : nothing}</div>`;
  }

  #renderList(loaded: Loaded<readonly Slot[]>, context: RowContext) {
    if (this.mine && !this.signedIn) {
      return this.renderSignIn('mineSignedOut', 'mineSignedOutHint', 'signInShort');
    }
    if (loaded.state === 'loading') return skeleton(this.text('loading'));
    if (loaded.state === 'failed') {
      return needsSignIn(loaded.failure)
        ? this.renderSignIn('slotsSignedOut', 'slotsSignedOutHint', 'signInShort')
        : this.renderFailure(loaded.failure);
    }
    const sessions = this.#sessions;
    if (sessions.length) return dayList(sessions, context);
    const none = this.mine ? 'noneMine' : 'none';
    return blank('empty', this.text(none), this.text(`${none}Hint`));
  }

  #renderCompact(loaded: Loaded<readonly Slot[]>) {
    return html`
      <div class="compact" part="base" aria-busy=${loaded.state === 'loading'}>
        ${
          loaded.state === 'ready'
            ? compactLine(this.#sessions, this.#context)
            : loaded.state === 'failed'
              ? html`<span class="muted">${this.text('failedCompact')}</span>`
              : html`<i class="bone"></i><span class="unseen">${this.text('loading')}</span>`
        }
      </div>
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('alumniId')) {
      this.openId = null;
      this.notes = new Map();
    }
    this.#noticeMoves();
    this.#dropStaleNotes();
  }

  /** What the element shows a list of: the mentor's slots, or in `mine` the student's bookings. */
  protected get loaded(): Loaded<readonly Slot[]> {
    const { client } = this;
    if (!client || !(this.mine || this.alumniId)) return { state: 'loading' };
    if (!this.mine) return client.slots(this.alumniId);
    const bookings = client.bookings();
    return bookings.state === 'ready' ? { ...bookings, value: [] } : bookings;
  }

  get #bookings(): readonly Booking[] {
    const loaded = this.signedIn && !this.compact ? this.client?.bookings() : null;
    if (loaded?.state !== 'ready') return [];
    return this.mine ? loaded.value : loaded.value.filter((one) => one.slot.alumniId === this.alumniId);
  }

  /** Whose slots are watched for times and seats; in `mine` the mentors of the booked sessions. */
  get #mentors(): string[] {
    if (!this.mine) return this.alumniId ? [this.alumniId] : [];
    return [...new Set(this.#bookings.map((one) => one.slot.alumniId))].sort();
  }

  get #sessions(): Session[] {
    const { client } = this;
    const loaded = this.loaded;
    if (!client || loaded.state !== 'ready') return [];
    const bookings = this.#bookings;
    const userId = this.signedIn ? client.userId : null;
    const slots = this.#mentors.flatMap((id) => {
      const theirs = client.slots(id);
      return theirs.state === 'ready' ? theirs.value : [];
    });
    const sessions = sessionsOf(slots, bookings, userId, this.now);
    return this.mine
      ? sessions.filter((one) => isTheirs(one) || (one.booking && one.standing === 'called-off'))
      : sessions;
  }

  get #context(): RowContext {
    const bookings = this.signedIn ? this.client?.bookings() : null;
    return {
      text: this.text,
      viewer: this.viewer,
      now: this.now,
      signedIn: this.signedIn,
      unsure: bookings?.state === 'loading',
      otherRole: bookings?.state === 'failed' && bookings.failure.code === 'wrong_role',
      named: this.mine,
      openId: this.openId,
      busyIds: this.busyIds,
      notes: this.notes,
      draft: (slotId) => this.#drafts.get(slotId) ?? '',
      book: (session) => void this.#book(session),
      askCancel: ({ booking }) => {
        this.#dismissMove(booking?.slotId);
        if (booking) this.cancelling = { booking, isBusy: false, problem: null };
      },
      signIn: (session) => this.#signIn(session),
      toggle: ({ slot }) => {
        this.#dismissMove(slot.id);
        this.openId = this.openId === slot.id ? null : slot.id;
      },
      write: (slotId, note) => this.#drafts.set(slotId, note),
      goTo: (slotId) => this.#focus.goTo(slotId),
    };
  }

  #when(slot: Slot): string {
    return whenOf(this.viewer, slot);
  }

  #note(slotId: string, tone: Note['tone'], text: string, failure?: Failure, goTo?: string): void {
    const reference = failure && failure.status >= 500 ? failure.requestId : null;
    const offline = failure && /offline|timeout/.test(failure.code) ? 'now' : undefined;
    this.notes = new Map(this.notes).set(slotId, {
      tone,
      text,
      reference,
      goTo,
      ...(offline && { offline }),
    });
    this.said = text;
  }

  /** A session of the viewer's that is moved under their eyes says so; whatever told of its old time is over. */
  #noticeMoves(): void {
    for (const session of this.#sessions) {
      const { slot } = session;
      const before = this.#seen.get(slot.id);
      if (before && before.slot.version > slot.version) continue;
      this.#seen.set(slot.id, session);
      if (!before || (before.slot.startsAt === slot.startsAt && before.slot.endsAt === slot.endsAt)) continue;
      this.notes = new Map([...this.notes].filter(([id, { goTo }]) => id !== slot.id && goTo !== slot.id));
      this.said = '';
      if (!isTheirs(before) || !isTheirs(session)) continue;
      const text = this.text('moved', { name: slot.alumniName, when: this.#when(before.slot) });
      this.notes = new Map(this.notes).set(slot.id, { tone: 'warn', text, reference: null, moved: true });
      this.said = `${this.#when(slot)}: ${text}`;
    }
  }

  #dismissMove(slotId: string | undefined): void {
    this.notes = new Map([...this.notes].filter(([id, note]) => id !== slotId || !note.moved));
  }

  /** A note goes when it is no longer true: the seat or the service is back, or the session is the viewer's after all. */
  #dropStaleNotes(): void {
    if (!this.notes.size) return;
    const sessions = this.#sessions;
    const living = [...this.notes].filter(([id, note]) => {
      const session = sessions.find(({ slot }) => slot.id === id);
      if (!session || note.tone === 'good') return true;
      if (note.moved) return isTheirs(session);
      const isAway = this.client?.connection !== 'live';
      if (note.offline && isAway) note.offline = 'away';
      if (note.offline === 'away' && !isAway) return false;
      if (session.standing === 'full') note.wasFull = true;
      return !isTheirs(session) && !(note.wasFull && session.standing === 'free');
    });
    if (living.length === this.notes.size) return;
    if ([...this.notes.values()].some((note) => note.text === this.said)) this.said = '';
    this.notes = new Map(living);
  }

  #signIn({ slot }: Session): void {
    if (this.requireSignIn() && !this.getToken) {
      this.#note(slot.id, 'warn', this.text('signInNote'));
    }
  }

  async #book(session: Session): Promise<void> {
    const { id } = session.slot;
    const { client } = this;
    if (!client || this.busyIds.has(id)) return;
    this.busyIds = new Set([...this.busyIds, id]);
    this.notes = new Map([...this.notes].filter(([one]) => one !== id));
    this.said = this.text('booking');
    try {
      const booking = await client.book(id, this.#drafts.get(id)?.trim() || undefined);
      this.#drafts.delete(id);
      if (this.openId === id) this.openId = null;
      const when = this.#when(booking.slot);
      this.said = this.text(booking.status === 'pending' ? 'nowPending' : 'nowBooked', {
        when,
        name: booking.slot.alumniName,
      });
      this.dispatchEvent(new SlotBookedEvent(booking));
    } catch (error) {
      this.#refused(session, this.report(error));
    } finally {
      this.busyIds = new Set([...this.busyIds].filter((one) => one !== id));
    }
  }

  #refused(session: Session, failure: Failure): void {
    if (needsSignIn(failure)) {
      this.#signIn(session);
      return;
    }
    if (failure.code !== 'slot_full') {
      this.#note(session.slot.id, 'bad', this.explain(failure), failure);
      return;
    }
    const nearest = nearestFree(this.#sessions, session.slot);
    const place = nearest
      ? this.text('nearestFree', { when: this.#when(nearest.slot) })
      : this.text('noneFree');
    const text = `${this.text('seatTakenNote')} ${place}`;
    this.#note(session.slot.id, 'warn', text, undefined, nearest?.slot.id);
  }

  async #cancel(): Promise<void> {
    const { cancelling, client } = this;
    if (!cancelling || cancelling.isBusy || !client) return;
    const { booking } = cancelling;
    this.cancelling = { ...cancelling, isBusy: true, problem: null };
    try {
      const done = await client.cancel(booking.id);
      this.cancelling = null;
      this.#note(done.slotId, 'good', this.text('nowCancelled', { when: this.#when(done.slot) }));
      this.dispatchEvent(new BookingCancelledEvent(done));
    } catch (error) {
      const failure = this.report(error);
      const problem = { tone: 'bad', text: this.explain(failure), reference: failure.requestId } as const;
      if (this.cancelling) this.cancelling = { booking, isBusy: false, problem };
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'alumni-slots': AlumniSlots;
  }
}
