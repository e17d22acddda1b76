import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import type { Day } from '../../calendar/dates.ts';
import type { Behalf, Viewing } from '../../element/viewing.ts';
import type { MonthContext } from '../../look/month/month-grid.ts';
import type { Notice } from '../../look/notice.ts';
import type { CalendarName, Tell } from '../../text/names.ts';

/** Who looks at the calendar. */
export type CalendarViewing = Viewing<CalendarName>;

/** A notice of the calendar; it stays until the next action. */
export interface CalendarNotice extends Notice {
  /** The session it is about, or null: about the day. */
  slotId: string | null;
  place: NoticePlace;
  /** The service could not be reached: it is over once it is live again. */
  isOutage: boolean;
}

/** Where something is said: among the requests, or at the chosen day and its sessions. */
export type NoticePlace = 'requests' | 'day';

/** What the buttons and days of the calendar call. Most of it opens a dialog. */
export interface CalendarActions {
  add(day: Day): void;
  edit(slot: SlotView): void;
  askDelete(slot: SlotView): void;
  settle(slot: SlotView, booking: RosterEntry, decision: Decision, place: NoticePlace): void;
  copy(day: Day): void;
  /** Following one's sessions in another calendar. */
  subscribe(): void;
  /** The calendars that are kept elsewhere. */
  nameCalendars(): void;
}

/** What the mentor says to a request for a seat. */
export type Decision = 'confirm' | 'decline';

/** What draws who waits for a seat, when booking opens, and who was in what was called off. */
export interface WaitingParts {
  /** How many wait for a seat in these sessions, in words; nothing where nobody does. */
  count(slots: readonly SlotView[], context: CalendarContext): string;
  /** The same in a day of the month, and what it means below the month. */
  mark(slots: readonly SlotView[], context: CalendarContext): unknown;
  legend(slots: readonly SlotView[], context: CalendarContext): unknown;
  /** Until when a seat is held for somebody. */
  heldUntil(entry: RosterEntry, context: CalendarContext): string;
  opening(slot: SlotView, context: CalendarContext): unknown;
  calledOffRoster(slot: SlotView, context: CalendarContext): unknown;
  queue(slot: SlotView, context: CalendarContext, isOneOfMany: boolean): unknown;
  /** The button that takes somebody out. */
  takeOut(slot: SlotView, entry: RosterEntry, context: CalendarContext): unknown;
}

/** What draws who was there, and what else stays of a session that has begun. */
export interface AfterParts {
  session(slot: SlotView, context: CalendarContext): unknown;
  /** Of how many sessions of the last days nobody has said who was there, and the way to the first of them. */
  toComplete(context: CalendarContext): unknown;
}

/** What draws when the alumnus is busy elsewhere. */
export interface BusyParts {
  /** In a day of the month. */
  mark(day: Day, sessions: readonly SlotView[], context: CalendarContext): unknown;
  /** The same in words. */
  label(day: Day, sessions: readonly SlotView[], context: CalendarContext): readonly string[];
  /** What the marks mean. */
  legend(context: CalendarContext): unknown;
  /** On the chosen day. */
  day(context: CalendarContext): unknown;
  /** At a session, where the alumnus is busy at its time. */
  clash(slot: SlotView, context: CalendarContext): unknown;
  /** Above the month: booked sessions at such a time, of those ahead; and the same for a status line. */
  panel(coming: readonly SlotView[], context: CalendarContext): unknown;
  said(coming: readonly SlotView[], context: CalendarContext): string;
}

/** What the month, the day and the list of what comes next are drawn from, as of one drawing. */
export interface CalendarContext extends MonthContext {
  text: Tell<CalendarName>;
  /** Whose calendar the programme office works in; null: one's own. */
  behalf: Behalf | null;
  now: number;
  /** Sessions by the day on which the viewer's clock shows them, soonest first. */
  days: ReadonlyMap<Day, readonly SlotView[]>;
  notice: CalendarNotice | null;
  /** Null until it has been fetched. */
  waiting: WaitingParts | null;
  /** Null until it has been fetched. */
  after: AfterParts | null;
  /** Null where they are not known to be busy elsewhere, or what draws it is not here yet. */
  busy: BusyParts | null;
  /** Is this booking being confirmed? */
  isBusy(bookingId: string): boolean;
  actions: CalendarActions;
}
