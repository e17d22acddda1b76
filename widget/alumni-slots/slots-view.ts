/** What `<alumni-slots>` shows, and what students do there. */
import type { Booking, Slot } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { bookings } from '../client/bookings.ts';
import { Failure, needsSignIn } from '../client/failure.ts';
import { publicSlots } from '../client/public-slots.ts';
import type { Loaded, SlotClient } from '../client/slot-client.ts';
import type { FocusKeeper } from '../element/focus-keeper.ts';
import { onFirstTouch, Part } from '../element/part.ts';
import type { Stage } from '../element/stage.ts';
import type { View } from '../element/view.ts';
import { blank } from '../look/blank.ts';
import type { AlumniSlots } from './alumni-slots.ts';
import { compactLine } from './compact-line.ts';
import { dayList } from './day-list.ts';
import type { RowContext } from './row-context.ts';
import { isTheirs, nearestFree, type Session, sessionsOf } from './session.ts';
import { skeleton } from './skeleton.ts';
import type { SlotBooking } from './slot-booking.ts';
import { SlotNotes } from './slot-notes.ts';
import { slotsStyles } from './styles.ts';
import { bookedMentors, bookingsOf, slotsOf } from './viewer-sessions.ts';

export const styles = [slotsStyles];

export function createView(element: AlumniSlots, stage: Stage): View {
  return new SlotsView(element, stage);
}

class SlotsView implements View {
  #openId: string | null = null;
  #sessions: readonly Session[] = [];
  #warned = false;
  /** Notes to the mentor, as typed so far. */
  readonly #drafts = new Map<string, string>();
  readonly #notes: SlotNotes;
  readonly #desk: Part<typeof import('./desk.ts')>;
  #booking: SlotBooking | null = null;
  readonly #focus: FocusKeeper;

  constructor(
    private readonly element: AlumniSlots,
    private readonly stage: Stage,
  ) {
    this.#notes = new SlotNotes(stage);
    this.#desk = new Part(stage, () => import('./desk.ts'));
    // Fetched ahead, so that the first press of Book waits for nothing.
    onFirstTouch(element, () => !element.compact && this.#desk.prefetch());
    this.#focus = stage.keepFocus('button');
  }

  get watchKey(): string {
    const { mine, compact } = this.element;
    return `${mine} ${compact} ${this.#mentors.join(' ')}`;
  }

  watch(client: SlotClient): (() => void)[] {
    const personal = this.stage.hasIdentity && !this.element.compact ? [client.use(bookings).watch()] : [];
    return [...personal, ...this.#mentors.map((id) => client.use(publicSlots).watch(id))];
  }

  /** Whose slots are watched for times and seats; in `mine` the mentors of the booked sessions. */
  get #mentors(): string[] {
    const { mine, compact, alumniId } = this.element;
    if (!mine) return alumniId ? [alumniId] : [];
    return this.stage.signedIn && !compact ? bookedMentors(this.stage.client) : [];
  }

  update(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('alumniId')) {
      this.#openId = null;
      this.#notes.clear();
    }
    const loaded = this.#loaded;
    this.stage.notice(loaded.state === 'failed' ? loaded.failure : null);
    this.#sessions = this.#readSessions(loaded);
    this.#notes.update(this.#sessions);
  }

  step(): number {
    const { now } = this.stage;
    const soon = this.#sessions.some(({ slot }) => Math.abs(Date.parse(slot.startsAt) - now) < 61_000);
    return soon && !this.element.compact ? 1_000 : 60_000;
  }

  render(): TemplateResult | typeof nothing {
    const { element, stage } = this;
    const { client, text } = stage;
    const { mine, alumniId, compact } = element;
    if (!client) return nothing;
    if (!mine && !alumniId) return this.#renderMisuse();
    const loaded = this.#loaded;
    if (compact) return this.#renderCompact(loaded);
    const context = this.#context;
    return html`
      <div class="base" part="base" role="region" dir=${stage.direction ?? nothing} aria-label=${text(mine ? 'mineTitle' : 'title')} aria-busy=${loaded.state === 'loading'}>
        ${loaded.state === 'ready' ? this.#renderTop(client, loaded) : nothing}
        ${context.otherRole && client.userId !== alumniId ? html`<p class="note" part="note">${text('onlyStudents')}</p>` : nothing}
        ${this.#renderList(loaded, context)}
        ${stage.zoneDialog()}
        ${this.#booking && this.#desk.file?.cancelDialog(this.#booking, context)}
      </div>
      <p class="unseen" role="status">${this.#notes.said}</p>
    `;
  }

  /** Does something at the desk, or says at the session that it cannot be reached. */
  async #ask(slotId: string, act: (booking: SlotBooking) => void): Promise<void> {
    try {
      const { SlotBooking } = await this.#desk.get();
      this.#booking ??= new SlotBooking(this.stage, this.#notes, {
        nearestFree: ({ slot }) => nearestFree(this.#sessions, slot),
        booked: (id) => {
          if (this.#openId === id) this.#openId = null;
        },
      });
      act(this.#booking);
    } catch {
      this.#notes.addFailure(slotId, new Failure('offline', this.stage.text('offlineFailure')));
    }
  }

  #renderMisuse() {
    const text = this.stage.text('needsAlumniId');
    if (!this.#warned) console.warn(`<alumni-slots>: ${text}`);
    this.#warned = true;
    return html`<p class="muted" part="error">${text}</p>`;
  }

  #renderTop(client: SlotClient, { live, at }: { live: boolean; at: number }) {
    const connection = live ? 'live' : client.connection === 'offline' ? 'offline' : 'connecting';
    const retry = html`<button type="button" class="link" @click=${() => client.retry()}>${this.stage.text('retry')}</button>`;
    return html`<div class="top">${this.stage.zone(connection, at)}${connection === 'offline' ? retry : nothing}</div>`;
  }

  #renderList(loaded: Loaded<readonly Slot[]>, context: RowContext) {
    const { stage, element } = this;
    if (element.mine && !stage.signedIn) {
      return stage.signIn('mineSignedOut', 'mineSignedOutHint', 'signInShort');
    }
    if (loaded.state === 'loading') return skeleton(stage.text('loading'));
    if (loaded.state === 'failed') {
      return needsSignIn(loaded.failure)
        ? stage.signIn('slotsSignedOut', 'slotsSignedOutHint', 'signInShort')
        : stage.failure(loaded.failure);
    }
    if (this.#sessions.length) return dayList(this.#sessions, context);
    const none = element.mine ? 'noneMine' : 'none';
    return blank('empty', stage.text(none), stage.text(`${none}Hint`));
  }

  #renderCompact(loaded: Loaded<readonly Slot[]>) {
    const { text, direction } = this.stage;
    return html`
      <div class="compact" part="base" dir=${direction ?? nothing} aria-busy=${loaded.state === 'loading'}>
        ${
          loaded.state === 'ready'
            ? compactLine(this.#sessions, this.#context)
            : loaded.state === 'failed'
              ? html`<span class="muted">${text('failedCompact')}</span>`
              : html`<i class="bone"></i><span class="unseen">${text('loading')}</span>`
        }
      </div>
    `;
  }

  /** What the element shows a list of: the mentor's slots, or in `mine` the student's bookings. */
  get #loaded(): Loaded<readonly Slot[]> {
    const { client } = this.stage;
    const { mine, alumniId } = this.element;
    if (!client || !(mine || alumniId)) return { state: 'loading' };
    if (!mine) return client.use(publicSlots).get(alumniId);
    const booked = client.use(bookings).get();
    return booked.state === 'ready' ? { ...booked, value: [] } : booked;
  }

  #readSessions(loaded: Loaded<readonly Slot[]>): readonly Session[] {
    const { client, signedIn, now } = this.stage;
    const { mine, alumniId, compact } = this.element;
    if (!client || loaded.state !== 'ready') return [];
    const all: readonly Booking[] = signedIn && !compact ? bookingsOf(client) : [];
    const theirs = mine ? all : all.filter((one) => one.slot.alumniId === alumniId);
    const mentors = mine ? (all.length ? bookedMentors(client) : []) : [alumniId];
    const slots = mentors.flatMap((id) => slotsOf(client, id));
    const sessions = sessionsOf(slots, theirs, signedIn ? client.userId : null, now);
    return mine
      ? sessions.filter((one) => isTheirs(one) || (one.booking && one.standing === 'called-off'))
      : sessions;
  }

  get #context(): RowContext {
    const { stage } = this;
    const booked = stage.signedIn ? stage.client?.use(bookings).get() : null;
    return {
      text: stage.text,
      viewer: stage.viewer,
      now: stage.now,
      signedIn: stage.signedIn,
      unsure: booked?.state === 'loading',
      otherRole: booked?.state === 'failed' && booked.failure.code === 'wrong_role',
      named: this.element.mine,
      openId: this.#openId,
      busyIds: this.#booking?.busyIds ?? new Set(),
      note: (slotId) => this.#notes.get(slotId),
      details: (session) => this.#desk.file?.details(session, this.#context),
      draft: (slotId) => this.#drafts.get(slotId) ?? '',
      book: (session) => void this.#ask(session.slot.id, (desk) => void desk.book(session, this.#drafts)),
      askCancel: (session) => void this.#ask(session.slot.id, (desk) => desk.askCancel(session)),
      signIn: (session) => void this.#ask(session.slot.id, (desk) => desk.signIn(session)),
      toggle: ({ slot: { id } }) =>
        void this.#ask(id, () => {
          this.#notes.dismissMove(id);
          this.#openId = this.#openId === id ? null : id;
          stage.changed();
        }),
      write: (slotId, note) => this.#drafts.set(slotId, note),
      goTo: (slotId) => this.#focus.goTo(slotId),
    };
  }
}
