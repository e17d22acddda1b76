import type { RosterEntry } from '@mentor-slots/contract';
import { dayOf } from '../../../calendar/dates.ts';
import { dayShort, timeOf } from '../../../calendar/format.ts';
import type { CalendarContext } from '../../context/calendar-context.ts';

/** Until when a seat is held for somebody; the day is told where it is another. */
export function heldUntil({ offerExpiresAt }: RosterEntry, { text, viewer, now }: CalendarContext): string {
  const until = offerExpiresAt ?? now;
  const time = timeOf(viewer, until);
  const isToday = dayOf(until, viewer.timeZone) === dayOf(now, viewer.timeZone);
  return text('offered', { when: isToday ? time : `${dayShort(viewer, until)}, ${time}` });
}
