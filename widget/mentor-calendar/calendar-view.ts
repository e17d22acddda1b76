/** What `<mentor-calendar>` shows: the month, the chosen day's sessions, what comes next. */
import type { Deleted, RosterEntry, SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { type Day, dayOf } from '../calendar/dates.ts';
import { whenOf } from '../calendar/format.ts';
import { firstDayOf, monthRange } from '../calendar/months.ts';
import { type Failure, needsSignIn } from '../client/failure.ts';
import { ownSlots, settle } from '../client/own-slots.ts';
import type { Loaded, SlotClient } from '../client/slot-client.ts';
import { SlotCreatedEvent, SlotDeletedEvent, SlotUpdatedEvent } from '../element/events.ts';
import type { FocusKeeper } from '../element/focus-keeper.ts';
import { onFirstTouch, Part } from '../element/part.ts';
import type { Stage } from '../element/stage.ts';
import type { View } from '../element/view.ts';
import { blank } from '../look/blank.ts';
import { monthGrid, monthStyles } from '../month/month-grid.ts';
import type { CalendarContext, Note } from './calendar-context.ts';
import { calendarStyles } from './calendar-styles.ts';
import { dayPanel } from './day-panel.ts';
import type { Dialogs } from './dialogs.ts';
import type { MentorCalendar } from './mentor-calendar.ts';
import { legend, monthCell } from './month-cell.ts';
import { nameOf } from './roster.ts';
import { byDay } from './session-kind.ts';
import { skeleton } from './skeleton.ts';
import { comingSessions, upcoming } from './upcoming.ts';

export const styles = [monthStyles, ...calendarStyles];

export function createView(element: MentorCalendar, stage: Stage): View {
  return new CalendarView(element, stage);
}

class CalendarView implements View {
  /** Null: today. */
  #selected: Day | null = null;
  #cursor: Day | null = null;
  #note: Note | null = null;
  #busyIds: ReadonlySet<string> = new Set();
  #dialogs: Dialogs | null = null;
  readonly #part: Part<typeof import('./dialogs.ts')>;
  readonly #focus: FocusKeeper;

  constructor(
    private readonly element: MentorCalendar,
    private readonly stage: Stage,
  ) {
    this.#part = new Part(stage, () => import('./dialogs.ts'), 'dialogs');
    this.#focus = stage.keepFocus('#availability');
    // Fetched ahead, so that the first press of Add waits for nothing.
    onFirstTouch(element, this.#part.prefetch);
  }

  get watchKey(): string {
    const { from, to } = this.#range;
    return `${from} ${to}`;
  }

  watch(client: SlotClient): (() => void)[] {
    return this.stage.hasIdentity ? [client.use(ownSlots).watch(this.#range)] : [];
  }

  /** The days of the shown month and one more at each end: in another zone a session may have another date. */
  get #range(): { from: Day; to: Day } {
    const { viewer } = this.stage;
    const shown = this.#cursor ?? this.#selected ?? this.#today;
    return monthRange(shown, viewer.firstDay ?? firstDayOf(viewer.locale));
  }

  update(): void {
    const loaded = this.#loaded;
    this.stage.notice(loaded?.state === 'failed' ? loaded.failure : null);
  }

  step(): number {
    const { now } = this.stage;
    const next = this.#slots.find((slot) => Date.parse(slot.startsAt) > now);
    return next && Date.parse(next.startsAt) - now < 120_000 ? 1_000 : 60_000;
  }

  render(): TemplateResult | typeof nothing {
    const { stage } = this;
    const loaded = this.#loaded;
    return html`
      <div class="base" part="base" role="region" dir=${stage.direction ?? nothing} aria-label=${stage.text('title')} aria-busy=${loaded?.state === 'loading'}>
        ${this.#renderState(loaded)}
      </div>
      <p class="unseen" role="status">${this.#note?.text}</p>
    `;
  }

  #renderState(loaded: Loaded<readonly SlotView[]> | null) {
    const { stage } = this;
    if (!loaded || (loaded.state === 'failed' && needsSignIn(loaded.failure))) {
      return stage.signIn('signInTitle', 'signInHint', 'signIn');
    }
    if (loaded.state === 'ready') return this.#renderCalendar(loaded.value, loaded.at);
    if (loaded.state === 'loading') return skeleton(stage.text('loading'));
    return loaded.failure.code === 'wrong_role'
      ? blank('empty', stage.text('wrongRoleTitle'), stage.text('wrongRoleHint'))
      : stage.failure(loaded.failure);
  }

  #renderCalendar(slots: readonly SlotView[], knownAt: number) {
    const { stage } = this;
    const context = this.#context(slots);
    const zone = stage.zone(stage.client?.connection ?? 'connecting', knownAt);
    return html`
      <div class="layout">
        <div>
          ${monthGrid(context, (day) => monthCell(day, context))}
          <div class="below">${legend(context)}${zone}</div>
        </div>
        <div class="side">${dayPanel(context)}${upcoming(comingSessions(slots, context.now), context)}</div>
      </div>
      ${stage.zoneDialog()}
      ${this.#dialogs?.render(context)}
    `;
  }

  get #loaded(): Loaded<readonly SlotView[]> | null {
    const { client, signedIn } = this.stage;
    return signedIn && client ? client.use(ownSlots).get() : null;
  }

  get #slots(): readonly SlotView[] {
    const loaded = this.#loaded;
    return loaded?.state === 'ready' ? loaded.value : [];
  }

  get #today(): Day {
    return dayOf(this.stage.now, this.stage.viewer.timeZone);
  }

  #context(slots: readonly SlotView[]): CalendarContext {
    const { viewer, now, text } = this.stage;
    const selected = this.#selected ?? this.#today;
    return {
      text,
      viewer,
      now,
      firstDay: viewer.firstDay ?? firstDayOf(viewer.locale),
      today: this.#today,
      selected,
      cursor: this.#cursor ?? selected,
      days: byDay(slots, viewer.timeZone),
      note: this.#note,
      busyIds: this.#busyIds,
      moveTo: (day, withFocus) => this.#moveTo(day, withFocus),
      select: (day) => this.#select(day),
      add: () => void this.#ask((dialogs) => dialogs.add(selected, viewer.timeZone)),
      edit: (slot) => void this.#ask((dialogs) => dialogs.edit(slot)),
      askDelete: (slot) => void this.#ask((dialogs) => dialogs.askDelete(slot)),
      settle: (slot, booking, decision) => void this.#settle(slot, booking, decision),
    };
  }

  #moveTo(day: Day, withFocus: boolean): void {
    this.#cursor = day;
    if (withFocus) this.#focus.moveTo(`[data-day='${day}']`);
    this.stage.changed();
  }

  #select(day: Day): void {
    this.#selected = day;
    this.#note = null;
    this.#moveTo(day, false);
  }

  /** Opens a dialog. Until their file has come, or where it does not come, the calendar stays as it is. */
  async #ask(open: (dialogs: Dialogs) => void): Promise<void> {
    this.#note = null;
    try {
      const file = await this.#part.get();
      this.#dialogs ??= file.createDialogs({
        stage: this.stage,
        slots: () => this.#slots,
        created: (slots) => this.#created(slots),
        updated: (slot) => this.#updated(slot),
        deleted: (slot, done) => this.#deleted(slot, done),
      });
      open(this.#dialogs);
    } catch {
      this.#say(this.stage.text('offlineFailure'));
    }
  }

  #say(text: string, slotId: string | null = null, failure: Failure | null = null): void {
    this.#note = { text, slotId, tone: failure ? 'bad' : 'good', reference: failure?.requestId ?? null };
    this.stage.changed();
  }

  #show(slot: SlotView): string {
    this.#select(dayOf(slot.startsAt, this.stage.viewer.timeZone));
    return whenOf(this.stage.viewer, slot);
  }

  #created(slots: readonly SlotView[]): void {
    const [first] = slots;
    if (!first) return;
    const { text } = this.stage;
    const when = this.#show(first);
    if (slots.length === 1) this.#say(text('saidAdded', { when }), first.id);
    else this.#say(text('saidAddedMany', { count: slots.length, when }));
    this.element.dispatchEvent(new SlotCreatedEvent(slots));
  }

  #updated(slot: SlotView): void {
    this.#say(this.stage.text('saidSaved', { when: this.#show(slot) }), slot.id);
    this.element.dispatchEvent(new SlotUpdatedEvent(slot));
  }

  #deleted(slot: SlotView, { deleted, cancelled }: Deleted): void {
    const { text } = this.stage;
    const said = [
      deleted && text('saidDeleted', { count: deleted }),
      cancelled && text('saidCalledOff', { count: cancelled }),
    ];
    this.#say(said.filter(Boolean).join(' '));
    this.element.dispatchEvent(new SlotDeletedEvent(slot, deleted, cancelled));
  }

  async #settle(slot: SlotView, booking: RosterEntry, decision: 'confirm' | 'decline'): Promise<void> {
    const { stage } = this;
    const { client } = stage;
    if (!client || this.#busyIds.has(booking.id)) return;
    this.#note = null;
    this.#busyIds = new Set([...this.#busyIds, booking.id]);
    stage.changed();
    try {
      await settle(client, slot.id, booking.id, decision);
      const said = decision === 'confirm' ? 'saidConfirmed' : 'saidDeclined';
      this.#say(stage.text(said, { name: nameOf(booking) }), slot.id);
    } catch (error) {
      const failure = stage.report(error);
      this.#say(stage.explain(failure), slot.id, failure);
    } finally {
      this.#busyIds = new Set([...this.#busyIds].filter((id) => id !== booking.id));
      stage.changed();
    }
  }
}
