import type { SlotView } from '@mentor-slots/contract';
import type { Day } from '../../calendar/dates.ts';
import type { Failure } from '../../client/failure.ts';
import type { CalendarContext, CalendarViewing, NoticePlace } from '../context/calendar-context.ts';
import type { Times } from './typed-times.ts';

/** What a dialog needs of the calendar, and what it tells the calendar once the service has agreed. */
export interface DialogContext {
  /** Texts, the viewer's zone and language, the client, and `changed()`, which draws again. */
  viewing: CalendarViewing;
  /** What the element draws in; its events pass there. */
  root: ShadowRoot;
  /** What the calendar shows now: the chosen day, the sessions of each day. */
  calendar(): CalendarContext;
  slots(): readonly SlotView[];
  /** The first day of a day's week. */
  weekOf(day: Day): Day;
  /** Chooses the day on which a session begins; returns in words when it is. */
  show(slot: SlotView): string;
  /** Shows a notice: at a session, without one at the chosen day, or among the requests. With a `failure` it is a bad one. */
  notify(text: string, slotId?: string | null, failure?: Failure | null, place?: NoticePlace): void;
  /** Takes away the notice; it is gone with the next drawing. */
  clearNotice(): void;
  /** Opens the whole form for new sessions, filled in so. */
  compose(times: NewTimes): void;
  /** Reads again when the alumnus is busy elsewhere. */
  readBusy(): void;
  /** Tells the page. */
  dispatch(event: Event): void;
}

/** When new sessions are to be, as far as it has been typed. */
export interface NewTimes extends Times {
  date: Day;
  /** Given where there is to be one a day until then. */
  lastDate?: Day | undefined;
  seats: string;
}

/** What the index of a dialog's folder makes: it draws itself while it is open, and nothing otherwise. */
export interface Dialog {
  render(): unknown;
}
