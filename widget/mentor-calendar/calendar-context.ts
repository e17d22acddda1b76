import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import type { Day } from '../calendar/dates.ts';
import type { Said } from '../look/note-line.ts';
import type { MonthContext } from '../month/month-grid.ts';

/** What was just said; it stays until the next action. */
export interface Note extends Said {
  /** The session it is about, or null: about the day. */
  slotId: string | null;
}

/** What the calendar's parts need of it. The selected day is the one whose sessions are shown. */
export interface CalendarContext extends MonthContext {
  now: number;
  /** Sessions by the day on which the viewer's clock shows them, soonest first. */
  days: ReadonlyMap<Day, readonly SlotView[]>;
  note: Note | null;
  /** Bookings that are being confirmed or declined. */
  busyIds: ReadonlySet<string> | undefined;
  add(): void;
  /** Copies the chosen day's or week's sessions to others. */
  copy(): void;
  edit(slot: SlotView): void;
  askDelete(slot: SlotView): void;
  settle(slot: SlotView, booking: RosterEntry, decision: 'confirm' | 'decline'): void;
}
