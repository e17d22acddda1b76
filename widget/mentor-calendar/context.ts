import type { SlotView } from '@mentor-slots/contract';
import type { Day } from '../calendar/dates.ts';
import type { MonthContext } from '../look/month/month-grid.ts';
import type { Notice } from '../look/notice.ts';
import type { Tools } from './dialogs/dialogs.ts';

/** What was just said; it stays until the next action. */
export interface Note extends Notice {
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
  /** Does something by what is fetched for it, or says that it did not come. */
  use(act: (tools: Tools) => void): void;
}
