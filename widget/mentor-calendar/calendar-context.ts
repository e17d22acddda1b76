import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import type { Day } from '../calendar/dates.ts';
import type { Viewer } from '../calendar/viewer.ts';
import type { Facts } from '../element/messages.ts';
import type { Said } from '../look/note-line.ts';
import type { rows } from '../look/rows.ts';

/** What was just said; it stays until the next action. */
export interface Note extends Said {
  /** The session it is about, or null: about the day. */
  slotId: string | null;
}

/** What the calendar's parts need of it. */
export interface CalendarContext {
  text(name: string, facts?: Facts): string;
  /** Of the element's own copy of Lit: where the script is there twice, a part may have come with the other. */
  rows: typeof rows;
  viewer: Viewer;
  now: number;
  /** 1 Monday … 7 Sunday. */
  firstDay: number;
  today: Day;
  /** The day whose sessions are shown. */
  selected: Day;
  /** The day that has the focus, or would get it; its month is the one shown. */
  cursor: Day;
  /** Sessions by the day on which the viewer's clock shows them, soonest first. */
  days: ReadonlyMap<Day, readonly SlotView[]>;
  note: Note | null;
  /** Bookings that are being confirmed or declined. */
  busyIds: ReadonlySet<string>;
  moveTo(day: Day, withFocus: boolean): void;
  select(day: Day): void;
  add(): void;
  edit(slot: SlotView): void;
  askDelete(slot: SlotView): void;
  settle(slot: SlotView, booking: RosterEntry, decision: 'confirm' | 'decline'): void;
}
