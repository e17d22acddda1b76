/** One session as an iCalendar file (RFC 5545), to be added to whatever calendar a person keeps. */
import type { BookingStatus, Language, SlotView } from '@mentor-slots/contract';
// Escapes, folds and orders what RFC 5545 asks to be. Not told of zones: it would name one without describing it.
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { BookedEvent } from '../outbox/booked-event.ts';
import { sessionSummary } from '../text/session-words.ts';
import { bookingEvent, calendarFile, slotEvent } from './calendar-text.ts';
import { eventStatus, prodId, sessionEvent } from './session-event.ts';

/**
 * The file for whoever sees the slot so: `meetingUrl` is in it where it is in the view, students never are. Times are
 * UTC. `own` is the reader's own booking, if there ever was one: the event then is that of the invitation to it. A later file of the same session takes the place of the earlier one (same UID, higher SEQUENCE: its version).
 */
export function sessionFile(
  slot: SlotView,
  own: (BookedEvent & { status: BookingStatus }) | null,
  language: Language,
): string {
  const calendar = ical({
    prodId,
    method: ICalCalendarMethod.PUBLISH,
  });
  const changed = new Date(slot.updatedAt);
  const { description: title, meetingUrl = null } = slot;
  const event = own === null ? slotEvent(slot.id) : bookingEvent(own);
  const summary = sessionSummary(title, slot.alumniName, language);
  calendar.createEvent({
    ...sessionEvent({ ...slot, title, meetingUrl }, event, summary, changed),
    lastModified: changed,
    status: eventStatus(own?.status ?? 'confirmed', slot.status === 'cancelled'),
  });
  return calendarFile(calendar);
}
