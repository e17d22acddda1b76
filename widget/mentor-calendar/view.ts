/** What `<mentor-calendar>` shows: the month, the chosen day's sessions, what comes next. */

import type { SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { type Day, dayOf } from '../calendar/dates.ts';
import { whenOf } from '../calendar/format.ts';
import { firstDayOf, monthRange, startOfWeek } from '../calendar/months.ts';
import { type Failure, needsSignIn } from '../client/failure.ts';
import type { Loaded } from '../client/loaded.ts';
import { ownSlots } from '../client/own-slots.ts';
import type { SlotClient } from '../client/slot-client.ts';
import { failureBlank } from '../element/failures.ts';
import { onFirstTouch } from '../element/first-touch.ts';
import { FocusKeeper } from '../element/focus-keeper.ts';
import { LazyFile } from '../element/lazy-file.ts';
import { signInBlank } from '../element/sign-in.ts';
import type { View } from '../element/view.ts';
import type { Viewing } from '../element/viewing.ts';
import { ZoneChoice } from '../element/zone-choice.ts';
import { blank } from '../look/blank.ts';
import { monthGrid, monthStyles } from '../look/month/month-grid.ts';
import type { CalendarName } from '../text/names.ts';
import type { CalendarContext, Note } from './context.ts';
import { dayPanel } from './day/day-panel.ts';
import { nameOf } from './day/roster.ts';
import type { Tools } from './dialogs/dialogs.ts';
import type { MentorCalendar } from './mentor-calendar.ts';
import { legend, monthCell } from './month/month-cell.ts';
import { byDay } from './session-kind.ts';
import { skeleton } from './skeleton.ts';
import { calendarStyles } from './styles.ts';
import { comingSessions, upcoming } from './upcoming.ts';

export const styles = [monthStyles, ...calendarStyles];

export function createView(element: MentorCalendar, viewing: Viewing<CalendarName>): View {
  return new CalendarView(element, viewing);
}

class CalendarView implements View {
  /** Null: today. */
  #selected: Day | null = null;
  #cursor: Day | null = null;
  #note: Note | null = null;
  #tools: Tools | null = null;
  readonly #part: LazyFile<typeof import('./dialogs/dialogs.ts')>;
  readonly #focus: FocusKeeper;
  readonly #zone: ZoneChoice;

  constructor(
    element: MentorCalendar,
    private readonly viewing: Viewing<CalendarName>,
  ) {
    this.#part = new LazyFile(viewing, () => import('./dialogs/dialogs.ts'));
    this.#zone = new ZoneChoice(viewing);
    this.#focus = new FocusKeeper(element, '#availability');
    // Fetched ahead; whoever presses something and does not get it is told so.
    onFirstTouch(element, () => void this.#fetch().catch(() => {}));
  }

  get watchKey(): string {
    const { from, to } = this.#range;
    return `${from} ${to}`;
  }

  watch(client: SlotClient): (() => void)[] {
    return this.viewing.hasIdentity ? [client.use(ownSlots).watch(this.#range)] : [];
  }

  /** The days of the shown month and one more at each end: in another zone a session may have another date. */
  get #range(): { from: Day; to: Day } {
    return monthRange(this.#cursor ?? this.#selected ?? this.#today, this.#firstDay);
  }

  get #firstDay(): number {
    const { viewer } = this.viewing;
    return viewer.firstDay ?? firstDayOf(viewer.locale);
  }

  step(): number {
    const { now } = this.viewing;
    const next = this.#slots.find((slot) => Date.parse(slot.startsAt) > now);
    return next && Date.parse(next.startsAt) - now < 120_000 ? 1_000 : 60_000;
  }

  render(): TemplateResult | typeof nothing {
    const { viewing } = this;
    const loaded = this.loaded;
    return html`
      <div class="base" part="base" role="region" dir=${viewing.direction ?? nothing} aria-label=${viewing.text('title')} aria-busy=${loaded?.state === 'loading'}>
        ${this.#renderState(loaded)}
      </div>
      <p class="unseen" role="status">${this.#note?.text}</p>
    `;
  }

  #renderState(loaded: Loaded<readonly SlotView[]> | null) {
    const { viewing } = this;
    const { text } = viewing;
    if (!loaded || (loaded.state === 'failed' && needsSignIn(loaded.failure))) {
      return signInBlank(viewing, text('signInTitle'), text('signInHint'), text('signIn'));
    }
    if (loaded.state === 'ready') return this.#renderCalendar(loaded.value, loaded.at);
    if (loaded.state === 'loading') return skeleton(text('loading'));
    return loaded.failure.code === 'wrong_role'
      ? blank('empty', text('wrongRoleTitle'), text('wrongRoleHint'))
      : failureBlank(viewing, loaded.failure);
  }

  #renderCalendar(slots: readonly SlotView[], knownAt: number) {
    const { viewing } = this;
    const context = this.#context(slots);
    const zone = this.#zone.renderBar(viewing.client?.connection ?? 'connecting', knownAt);
    return html`
      <div class="layout">
        <div>
          ${monthGrid(context, (day) => monthCell(day, context))}
          <div class="below">${legend(context)}${zone}</div>
        </div>
        <div class="side">${dayPanel(context)}${upcoming(comingSessions(slots, context.now), context)}</div>
      </div>
      ${this.#zone.renderDialog()}
      ${this.#tools?.render(context)}
    `;
  }

  get loaded(): Loaded<readonly SlotView[]> | null {
    const { client, signedIn } = this.viewing;
    return signedIn && client ? client.use(ownSlots).get() : null;
  }

  get #slots(): readonly SlotView[] {
    const loaded = this.loaded;
    return loaded?.state === 'ready' ? loaded.value : [];
  }

  #days(slots: readonly SlotView[]): ReadonlyMap<Day, readonly SlotView[]> {
    return byDay(slots, this.viewing.viewer.timeZone);
  }

  get #today(): Day {
    return dayOf(this.viewing.now, this.viewing.viewer.timeZone);
  }

  #context(slots: readonly SlotView[]): CalendarContext {
    const { viewer, now, text } = this.viewing;
    const selected = this.#selected ?? this.#today;
    return {
      text,
      viewer,
      now,
      firstDay: this.#firstDay,
      today: this.#today,
      selected,
      cursor: this.#cursor ?? selected,
      days: this.#days(slots),
      note: this.#note,
      busyIds: this.#tools?.busyIds,
      picked: this.#tools?.picked,
      moveTo: (day, withFocus) => this.#moveTo(day, withFocus),
      select: (day, byKey) => this.#select(day, byKey),
      use: (act) => void this.#use(act),
    };
  }

  #moveTo(day: Day, withFocus: boolean): void {
    this.#cursor = day;
    if (withFocus) this.#focus.moveTo(`[data-day='${day}']`);
    this.viewing.changed();
  }

  /** By keyboard, the focus goes on to the day's sessions; Escape brings it back. */
  #select(day: Day, byKey = false): void {
    this.#selected = day;
    this.#note = null;
    this.#moveTo(day, false);
    if (byKey && this.#days(this.#slots).get(day)) this.#focus.moveTo('#availability');
  }

  async #fetch(): Promise<Tools> {
    const { viewing } = this;
    const { createTools } = await this.#part.get();
    this.#tools ??= createTools(viewing, {
      viewing,
      slots: () => this.#slots,
      show: (slot) => this.#show(slot),
      say: (text, slotId, failure) => this.#say(text, slotId, failure),
      nameOf,
      weekOf: (day) => startOfWeek(day, this.#firstDay),
    });
    return this.#tools;
  }

  async #use(act: (tools: Tools) => void): Promise<void> {
    this.#note = null;
    try {
      act(await this.#fetch());
    } catch {
      this.#say(this.viewing.text('offlineFailure'));
    }
  }

  #say(text: string, slotId: string | null = null, failure: Failure | null = null): void {
    this.#note = { text, slotId, tone: failure ? 'bad' : 'good', reference: failure?.requestId ?? null };
    this.viewing.changed();
  }

  #show(slot: SlotView): string {
    this.#select(dayOf(slot.startsAt, this.viewing.viewer.timeZone));
    return whenOf(this.viewing.viewer, slot);
  }
}
