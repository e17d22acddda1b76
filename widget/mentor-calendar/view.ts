/** What `<mentor-calendar>` shows: the month, the chosen day's sessions, what comes next. */

import type { SlotView } from '@mentor-slots/contract';
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { type Day, dayOf } from '../calendar/dates.ts';
import { whenOf } from '../calendar/format.ts';
import { firstDayFor, monthRange, startOfWeek } from '../calendar/months.ts';
import { needsSignIn } from '../client/failure.ts';
import type { Loaded } from '../client/loaded.ts';
import type { SlotClient } from '../client/slot-client.ts';
import { failureBlank } from '../element/failures.ts';
import { FocusKeeper } from '../element/focus-keeper.ts';
import { LazyFile } from '../element/lazy-file.ts';
import { signInBlank } from '../element/sign-in.ts';
import type { View } from '../element/view.ts';
import { ZoneChoice } from '../element/zone-choice.ts';
import { blank } from '../look/blank.ts';
import { monthGrid, monthStyles } from '../look/month/month-grid.ts';
import { BusyLoader } from './busy-loader.ts';
import { behalfOf } from './context/behalf.ts';
import type {
  CalendarContext,
  CalendarNotice,
  CalendarViewing,
  WaitingParts,
} from './context/calendar-context.ts';
import { type CalendarElement, CalendarOwner } from './context/calendar-owner.ts';
import { openRequests, type SeatRequest } from './context/open-requests.ts';
import { byDay, hasWaiting, isKept } from './context/session-kind.ts';
import { dayPanel } from './day/day-panel.ts';
import { type CalendarDialogs, createDialogs } from './dialog-loader.ts';
import type { DialogContext } from './dialogs/dialog-context.ts';
import { legend, monthCell } from './month/month-cell.ts';
import { requestPanel } from './requests.ts';
import { skeleton } from './skeleton.ts';
import { calendarStyles } from './styles.ts';
import { tools } from './tools.ts';
import { comingSessions, Upcoming } from './upcoming.ts';

export const styles = [monthStyles, ...calendarStyles];

export function createView(element: CalendarElement, viewing: CalendarViewing): View {
  return new CalendarView(element, viewing);
}

class CalendarView implements View {
  /** Null: today. */
  #selected: Day | null = null;
  #cursor: Day | null = null;
  #notice: CalendarNotice | null = null;
  #wasLive = false;
  #dialogs: CalendarDialogs;
  readonly #focus: FocusKeeper;
  readonly #upcoming: Upcoming;
  /** Who waits and when booking opens: fetched where a session has such. */
  readonly #waiting: LazyFile<{ waiting: WaitingParts }>;
  readonly #busy: BusyLoader;
  readonly #zone: ZoneChoice;
  readonly #owner: CalendarOwner;
  /** Who was signed in last, as far as it is known. */
  #person: string | null = null;

  constructor(
    private readonly element: CalendarElement,
    private readonly viewing: CalendarViewing,
  ) {
    this.#owner = new CalendarOwner(element);
    this.#zone = new ZoneChoice(viewing, () => this.#slots.map(({ timeZone }) => timeZone));
    this.#focus = new FocusKeeper(element, '#availability');
    this.#upcoming = new Upcoming(viewing.changed, this.#focus);
    this.#waiting = new LazyFile(viewing, () => import('./day/waiting/index.ts'));
    this.#busy = new BusyLoader(viewing);
    this.#dialogs = createDialogs(this.#dialogContext(element));
  }

  get watchKey(): string {
    const { from, to } = this.#range;
    return `${from} ${to} ${this.element.alumniId} ${this.#dialogs.after?.open(this.#chosen)}`;
  }

  watch(client: SlotClient): (() => void)[] {
    if (!this.viewing.hasIdentity) return [];
    const after = this.#dialogs.after?.watch(client, this.#chosen) ?? [];
    return [this.#owner.slots(client).watch(this.#range), ...after];
  }

  /** The days of the shown month and one more at each end: in another zone a session may have another date. */
  get #range(): { from: Day; to: Day } {
    return monthRange(this.#cursor ?? this.#selected ?? this.#today, this.#firstDay);
  }

  get #firstDay(): number {
    return firstDayFor(this.viewing.viewer);
  }

  step(): number {
    const { now } = this.viewing;
    const next = this.#slots.find((slot) => Date.parse(slot.startsAt) > now);
    return next && Date.parse(next.startsAt) - now < 120_000 ? 1_000 : 60_000;
  }

  /** What was chosen or typed in one alumnus's calendar is not for another's, nor for whoever signs in next. */
  update(changed: ReadonlyMap<PropertyKey, unknown>): void {
    const person = this.viewing.client?.userId ?? this.#person;
    const isAnother = this.#person !== null && person !== this.#person;
    this.#person = person;
    if (isAnother || changed.get('alumniId') !== undefined) {
      this.#selected = this.#cursor = this.#notice = null;
      this.#dialogs.after?.end();
      this.#dialogs = createDialogs(this.#dialogContext(this.element));
    }
    this.viewing.behalf = this.#owner.behalf(this.viewing.client, this.#slots);
  }

  render(): TemplateResult | typeof nothing {
    const { viewing } = this;
    const loaded = this.loaded;
    return html`
      <div class="base" part="base" role="region" dir=${viewing.direction ?? nothing} aria-label=${behalfOf(viewing) ?? viewing.text('title')} aria-busy=${loaded?.state === 'loading'}>
        ${this.#renderState(loaded)}
      </div>
      <p class="unseen" role="status">${this.#notice?.text}</p>
      <p class="unseen" role="status">${this.#requestsSaid}</p>
      <p class="unseen" role="status">${this.#busy.parts?.said(this.#coming, this.#context)}</p>
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
    if (loaded.failure.code !== 'wrong_role') return failureBlank(viewing, loaded.failure);
    return viewing.behalf
      ? html`<p class="nothing" part="empty">${text('notYours')}</p>`
      : blank('empty', text('wrongRoleTitle'), text('wrongRoleHint'));
  }

  #renderCalendar(slots: readonly SlotView[], knownAt: number) {
    const { viewing } = this;
    if (slots.some(hasWaiting)) void this.#waiting.prefetch();
    if (slots.some((slot) => isKept(slot, viewing.now))) this.#dialogs.wantAfter();
    const connection = viewing.client?.connection ?? 'connecting';
    const isLive = connection === 'live';
    if (isLive && !this.#wasLive && this.#notice?.isOutage) this.#notice = null;
    this.#wasLive = isLive;
    const coming = this.#coming;
    this.#busy.want(this.#range, coming);
    const context = this.#context;
    const zone = this.#zone.renderBar(connection, knownAt);
    const behalf = behalfOf(viewing);
    return html`
      ${behalf ? html`<p class="behalf" part="behalf">${behalf}</p>` : nothing}
      ${requestPanel(this.#requests, context)}${context.busy?.panel(coming, context)}
      <div class="layout">
        <div>
          ${monthGrid(context, (day) => monthCell(day, context))}
          <div class="below">${legend(context)}${zone}${tools(context)}</div>
        </div>
        <div class="side">${dayPanel(context)}${this.#upcoming.render(coming, context)}</div>
      </div>
      ${this.#zone.renderDialog()}
      ${this.#dialogs.render()}
    `;
  }

  get loaded(): Loaded<readonly SlotView[]> | null {
    const { client, signedIn } = this.viewing;
    return signedIn && client ? this.#owner.slots(client).get() : null;
  }

  get #slots(): readonly SlotView[] {
    const loaded = this.loaded;
    return loaded?.state === 'ready' ? loaded.value : [];
  }

  get #coming(): readonly SlotView[] {
    return comingSessions(this.#slots, this.viewing.now);
  }

  get #requests(): readonly SeatRequest[] {
    return openRequests(this.#slots, this.viewing.now, (id) => this.#dialogs.isBusy(id));
  }

  /** How many wait for an answer, for a status line. */
  get #requestsSaid(): string {
    const count = this.#requests.length;
    return count ? this.viewing.text('requests', { count }) : '';
  }

  get #days(): ReadonlyMap<Day, readonly SlotView[]> {
    return byDay(this.#slots, this.viewing.viewer.timeZone);
  }

  /** The sessions of the chosen day. */
  get #chosen(): readonly SlotView[] {
    return this.#days.get(this.#selected ?? this.#today) ?? [];
  }

  get #today(): Day {
    return dayOf(this.viewing.now, this.viewing.viewer.timeZone);
  }

  get #context(): CalendarContext {
    const { viewer, now, text } = this.viewing;
    const selected = this.#selected ?? this.#today;
    return {
      text,
      behalf: this.viewing.behalf,
      viewer,
      now,
      firstDay: this.#firstDay,
      today: this.#today,
      selected,
      cursor: this.#cursor ?? selected,
      days: this.#days,
      notice: this.#notice,
      picked: this.#dialogs.picked,
      waiting: this.#waiting.file?.waiting ?? null,
      after: this.#dialogs.after,
      busy: this.#busy.parts,
      isBusy: (bookingId) => this.#dialogs.isBusy(bookingId),
      moveTo: (day, withFocus) => this.#moveTo(day, withFocus),
      select: (day, byKey) => this.#select(day, byKey),
      actions: this.#dialogs,
    };
  }

  #dialogContext(element: LitElement): DialogContext {
    const { viewing } = this;
    return {
      viewing,
      root: element.renderRoot as ShadowRoot,
      calendar: () => this.#context,
      slots: () => this.#slots,
      weekOf: (day) => startOfWeek(day, this.#firstDay),
      show: (slot) => this.#show(slot),
      notify: (text, slotId = null, failure = null, place = 'day') => {
        const tone = failure ? 'bad' : 'good';
        const isOutage = failure?.status === 0;
        this.#notice = { text, slotId, tone, reference: failure?.requestId ?? null, place, isOutage };
        if (place === 'requests') this.#keepFocus(element);
        viewing.changed();
      },
      clearNotice: () => {
        this.#notice = null;
      },
      compose: (times) => this.#dialogs.compose(times),
      readBusy: this.#busy.readAgain,
      dispatch: (event) => void element.dispatchEvent(event),
    };
  }

  /** The button that was pressed goes with its request; the focus stays among them, unless somebody has gone on meanwhile. */
  #keepFocus({ renderRoot }: LitElement): void {
    const { activeElement } = renderRoot as ShadowRoot;
    if (!activeElement || activeElement.closest('.requests, dialog')) this.#focus.moveTo('#requests');
  }

  #moveTo(day: Day, withFocus: boolean): void {
    this.#cursor = day;
    if (withFocus) this.#focus.moveTo(`[data-day='${day}']`);
    this.viewing.changed();
  }

  /** By keyboard, the focus goes on to the day's sessions; Escape brings it back. */
  #select(day: Day, byKey = false): void {
    this.#selected = day;
    this.#notice = null;
    this.#moveTo(day, false);
    if (byKey && this.#days.get(day)) this.#focus.moveTo('#availability');
  }

  #show(slot: SlotView): string {
    this.#select(dayOf(slot.startsAt, this.viewing.viewer.timeZone));
    return whenOf(this.viewing.viewer, slot);
  }
}
