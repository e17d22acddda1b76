import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import type { Day } from '../../calendar/dates.ts';
import type { Failure } from '../../client/failure.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { CalendarName } from '../../text/names.ts';
import type { FormDraft } from './edit/draft.ts';

/** What the calendar's dialogs need of it, and what they tell it once the service has agreed. */
export interface CalendarHost {
  viewing: Viewing<CalendarName>;
  slots(): readonly SlotView[];
  /** Chooses the day on which a session begins; returns in words when it is. */
  show(slot: SlotView): string;
  /** Says what happened, at a session or at the chosen day. */
  say(text: string, slotId?: string | null, failure?: Failure | null): void;
  nameOf(entry: RosterEntry): string;
  /** Tells the page. */
  tell(event: Event): void;
  /** The first day of a day's week. */
  weekOf(day: Day): Day;
  /** Opens the whole form for a new session, some of it filled in. */
  compose(fields: Partial<FormDraft>): void;
  /** What the element draws in; its events come by there. */
  root: ShadowRoot;
}
