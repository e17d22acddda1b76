import type { Deleted, RosterEntry, SlotView } from '@mentor-slots/contract';
import {
  adoptStyles,
  type CSSResult,
  html,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { addDays, type Day, dayOf, firstDayOf, monthWeeks } from '../calendar/dates.ts';
import { whenOf } from '../calendar/format.ts';
import { type Failure, needsSignIn } from '../client/failure.ts';
import type { Loaded, SlotClient } from '../client/slot-client.ts';
import { SlotCreatedEvent, SlotDeletedEvent, SlotUpdatedEvent } from '../element/events.ts';
import { FocusKeeper } from '../element/focus-keeper.ts';
import { MentorElement } from '../element/mentor-element.ts';
import { type Messages, tell } from '../element/messages.ts';
import { blank } from '../look/blank.ts';
import { rows } from '../look/rows.ts';
import type { CalendarContext, Note } from './calendar-context.ts';
import type { Dialogs } from './dialogs.ts';
import { calendarMessages } from './messages.ts';
import type * as Month from './month-view.ts';
import { nameOf } from './roster.ts';
import { byDay } from './session-kind.ts';
import { skeleton } from './skeleton.ts';
import { mentorCalendarStyles } from './styles.ts';

/**
 * The signed-in alumnus's own calendar: a month, the chosen day's sessions with their rosters, what comes next, and
 * the forms to open, change and call off times. Live.
 *
 * @fires slot-created - Times were opened. `slots`
 * @fires slot-updated - A session was changed. `slot`
 * @fires slot-deleted - Sessions were deleted or called off. `slot`, `deleted`, `cancelled`
 * @fires sign-in-required - Nobody is signed in, or the token has ended. Cancelable. `reason`
 * @fires mentor-error - Something did not succeed; the element shows it too. `failure`
 *
 * @csspart base - everything
 * @csspart month - the grid of days
 * @csspart day - a day
 * @csspart day-selected - the chosen day
 * @csspart mark - a session's mark in its day
 * @csspart zone - connection and time zone
 * @csspart day-panel - "Your availability"
 * @csspart session - a session of the chosen day
 * @csspart chip - what a session is: for one, full, called off
 * @csspart seats - the seats as dots or a bar
 * @csspart roster - who comes
 * @csspart link - the way into the meeting
 * @csspart upcoming - "Upcoming sessions"
 * @csspart upcoming-session - one of them
 * @csspart countdown - how long until it starts
 * @csspart button - every button
 * @csspart button-primary - the buttons that add, save and sign in
 * @csspart note - what was just said
 * @csspart preview - the days of a series in the form
 * @csspart dialog - the form, the question before deleting, the choice of a zone
 * @csspart empty - shown where there is nothing
 * @csspart error - shown when nothing could be loaded
 * @csspart loading - shown while loading takes a while
 *
 * @cssprop --mentor-accent - the one colour, for buttons, marks and what is chosen; all others are told in the tokens
 */
export class MentorCalendar extends MentorElement {
  static override styles = mentorCalendarStyles;
  static override properties: PropertyDeclarations = {
    selectedDay: { state: true },
    cursorDay: { state: true },
    note: { state: true },
    busyIds: { state: true },
    month: { state: true },
  };

  protected texts: Messages = calendarMessages;

  /** Null: today. */
  private selectedDay: Day | null = null;
  private cursorDay: Day | null = null;
  private note: Note | null = null;
  private busyIds: ReadonlySet<string> = new Set();

  private month: typeof Month | 'failed' | null = null;
  #fetchingMonth = false;

  readonly #focus = new FocusKeeper(this, '#availability');
  #styles: CSSResult[] = mentorCalendarStyles;
  #dialogs: Promise<Dialogs> | null = null;
  #open: Dialogs | null = null;

  protected get watchKey(): string {
    const { from, to } = this.#range;
    return `${from} ${to}`;
  }

  protected watch(client: SlotClient): (() => void)[] {
    return this.hasIdentity ? [client.watchOwnSlots(), client.watchOwnSlots(this.#range)] : [];
  }

  protected override tickStep(): number {
    const [next] = this.#slots.filter((slot) => Date.parse(slot.startsAt) > this.now);
    return next && Date.parse(next.startsAt) - this.now < 120_000 ? 1_000 : 60_000;
  }

  /** What the service tells of its refusal is put into the sentence. */
  protected override explain(failure: Failure): string {
    const facts = Object.entries(failure.facts).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    );
    return tell(super.explain(failure), Object.fromEntries(facts), this.viewer.locale);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.client) return nothing;
    const loaded = this.loaded;
    return html`
      <div class="base" part="base" role="region" aria-label=${this.text('title')} aria-busy=${loaded?.state === 'loading' || (loaded?.state === 'ready' && !this.month)}>
        ${this.#renderState(this.client, loaded)}
      </div>
      <p class="unseen" role="status">${this.note?.text}</p>
    `;
  }

  #renderState(client: SlotClient, loaded: Loaded<readonly SlotView[]> | null) {
    if (!loaded || (loaded.state === 'failed' && needsSignIn(loaded.failure))) {
      return this.renderSignIn('signInTitle', 'signInHint', 'signIn');
    }
    void this.#fetchMonth();
    if (loaded.state === 'ready' && this.month === 'failed') {
      return blank('error', this.text('failed'), this.text('offlineFailure'), [
        this.text('retry'),
        this.#forgive,
      ]);
    }
    if (loaded.state === 'ready' && this.month) {
      return this.#renderCalendar(this.month as typeof Month, client, loaded.value, loaded.at);
    }
    if (loaded.state !== 'failed') return skeleton(this.text('loading'));
    return loaded.failure.code === 'wrong_role'
      ? blank('empty', this.text('wrongRoleTitle'), this.text('wrongRoleHint'))
      : this.renderFailure(loaded.failure);
  }

  #renderCalendar(month: typeof Month, client: SlotClient, slots: readonly SlotView[], knownAt: number) {
    const context = this.#context(slots);
    // Fetched ahead, so that the first press of Add waits for nothing.
    this.#dialogs ??= this.#loadDialogs();
    this.#dialogs.catch(() => {});
    return html`
      ${month.render(slots, context, this.renderZone(client.connection, knownAt))}
      ${this.renderZoneDialog()}
      ${this.#open?.render(context)}
    `;
  }

  protected get loaded(): Loaded<readonly SlotView[]> | null {
    return this.signedIn && this.client ? this.client.ownSlots() : null;
  }

  get #slots(): readonly SlotView[] {
    const loaded = this.loaded;
    return loaded?.state === 'ready' ? loaded.value : [];
  }

  get #today(): Day {
    return dayOf(this.now, this.viewer.timeZone);
  }

  get #cursor(): Day {
    return this.cursorDay ?? this.selectedDay ?? this.#today;
  }

  get #firstDay(): number {
    const { firstDay, locale } = this.viewer;
    return firstDay ?? firstDayOf(locale);
  }

  /** The days of the shown month and one more at each end: in another zone a session may have another date. */
  get #range(): { from: Day; to: Day } {
    const days = monthWeeks(this.#cursor, this.#firstDay).flat();
    return { from: addDays(days[0] ?? this.#cursor, -1), to: addDays(days.at(-1) ?? this.#cursor, 1) };
  }

  #context(slots: readonly SlotView[]): CalendarContext {
    const { viewer, now, text } = this;
    return {
      text,
      rows,
      viewer,
      now,
      firstDay: this.#firstDay,
      today: this.#today,
      selected: this.selectedDay ?? this.#today,
      cursor: this.#cursor,
      days: byDay(slots, viewer.timeZone),
      note: this.note,
      busyIds: this.busyIds,
      moveTo: (day, withFocus) => this.#moveTo(day, withFocus),
      select: (day) => this.#select(day),
      add: () => void this.#ask((dialogs) => dialogs.add(this.selectedDay ?? this.#today, viewer.timeZone)),
      edit: (slot) => void this.#ask((dialogs) => dialogs.edit(slot)),
      askDelete: (slot) => void this.#ask((dialogs) => dialogs.askDelete(slot)),
      settle: (slot, booking, decision) => void this.#settle(slot, booking, decision),
    };
  }

  #moveTo(day: Day, withFocus: boolean): void {
    this.cursorDay = day;
    if (withFocus) this.#focus.moveTo(`[data-day='${day}']`);
  }

  #select(day: Day): void {
    this.selectedDay = day;
    this.cursorDay = day;
    this.note = null;
  }

  /** Opens a dialog. Until their file has come, or where it does not come, the calendar stays as it is. */
  async #ask(open: (dialogs: Dialogs) => void): Promise<void> {
    this.note = null;
    try {
      // One that was fetched ahead and did not come is asked for again.
      if (!(await this.#dialogs?.catch(() => null))) this.#dialogs = this.#loadDialogs();
      open((await this.#dialogs) as Dialogs);
    } catch {
      this.#say(this.text('partFailed'));
    }
  }

  /** The next drawing asks for the month again, if it did not come. */
  readonly #forgive = (): void => {
    if (this.month === 'failed') this.month = null;
  };

  /** While the sessions are being read, so that neither waits for the other. */
  async #fetchMonth(): Promise<void> {
    if (this.month || this.#fetchingMonth) return;
    this.#fetchingMonth = true;
    try {
      const month = await import('./month-view.ts');
      this.#takeIn(month);
      this.month = month;
    } catch {
      this.month = 'failed';
      addEventListener('online', this.#forgive, { once: true });
    }
    this.#fetchingMonth = false;
  }

  /** Each part brings its own texts and styles. */
  #takeIn({ texts, styles }: { texts: Messages; styles: CSSResult[] }): void {
    this.texts = { ...this.texts, ...texts };
    this.#styles = [...this.#styles, ...styles];
    adoptStyles(this.renderRoot as ShadowRoot, this.#styles);
  }

  async #loadDialogs(): Promise<Dialogs> {
    const dialogs = await import('./dialogs.ts');
    this.#takeIn(dialogs);
    this.#open = dialogs.createDialogs({
      client: () => this.client,
      slots: () => this.#slots,
      now: () => this.now,
      text: this.text,
      explain: (failure) => this.explain(failure),
      report: (error) => this.report(error),
      changed: () => this.requestUpdate(),
      created: (slots) => this.#created(slots),
      updated: (slot) => this.#updated(slot),
      deleted: (slot, done) => this.#deleted(slot, done),
    });
    return this.#open;
  }

  #say(text: string, slotId: string | null = null, failure: Failure | null = null): void {
    this.note = { text, slotId, tone: failure ? 'bad' : 'good', reference: failure?.requestId ?? null };
  }

  #show(slot: SlotView): string {
    this.#select(dayOf(slot.startsAt, this.viewer.timeZone));
    return whenOf(this.viewer, slot);
  }

  #created(slots: readonly SlotView[]): void {
    const [first] = slots;
    if (!first) return;
    const when = this.#show(first);
    if (slots.length === 1) this.#say(this.text('saidAdded', { when }), first.id);
    else this.#say(this.text('saidAddedMany', { count: slots.length, when }));
    this.dispatchEvent(new SlotCreatedEvent(slots));
  }

  #updated(slot: SlotView): void {
    this.#say(this.text('saidSaved', { when: this.#show(slot) }), slot.id);
    this.dispatchEvent(new SlotUpdatedEvent(slot));
  }

  #deleted(slot: SlotView, { deleted, cancelled }: Deleted): void {
    const said = [
      deleted && this.text('saidDeleted', { count: deleted }),
      cancelled && this.text('saidCalledOff', { count: cancelled }),
    ];
    this.#say(said.filter(Boolean).join(' '));
    this.dispatchEvent(new SlotDeletedEvent(slot, deleted, cancelled));
  }

  async #settle(slot: SlotView, booking: RosterEntry, decision: 'confirm' | 'decline'): Promise<void> {
    const { client } = this;
    if (!client || this.busyIds.has(booking.id)) return;
    this.note = null;
    this.busyIds = new Set([...this.busyIds, booking.id]);
    try {
      await client.settle(slot.id, booking.id, decision);
      const said = decision === 'confirm' ? 'saidConfirmed' : 'saidDeclined';
      this.#say(this.text(said, { name: nameOf(booking) }), slot.id);
    } catch (error) {
      const failure = this.report(error);
      this.#say(this.explain(failure), slot.id, failure);
    } finally {
      this.busyIds = new Set([...this.busyIds].filter((id) => id !== booking.id));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mentor-calendar': MentorCalendar;
  }
}
