/** One session as an iCalendar file (RFC 5545), to be added to whatever calendar a person keeps. */
import type { BookingStatus, SlotView } from '@mentor-slots/contract';
// Escapes, folds and orders what RFC 5545 asks to be. Not told of zones: it would name one without describing it.
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/**
 * The file for whoever sees the slot so: `meetingUrl` is in it where it is in the view, students never are. Times are
 * UTC. `own` is the state of the reader's own booking, if there ever was one. A later file of the same session takes the place of the earlier one (same UID, higher SEQUENCE: its version).
 */
export function sessionFile(slot: SlotView, own: BookingStatus | null): string {
  const calendar = ical({
    prodId: { company: 'Mentor Slots', product: 'Sessions', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  const changed = new Date(slot.updatedAt);
  calendar.createEvent({
    id: `${slot.id}@mentor-slots`,
    sequence: slot.version,
    stamp: changed,
    created: new Date(slot.createdAt),
    lastModified: changed,
    start: new Date(slot.startsAt),
    end: new Date(slot.endsAt),
    summary: plainText(`Session with ${slot.alumniName}`),
    status: slot.status === 'cancelled' ? ICalEventStatus.CANCELLED : statusFor[own ?? 'confirmed'],
    ...(slot.description !== null && { description: plainText(slot.description) }),
    ...(slot.meetingUrl && { location: plainText(slot.meetingUrl), url: plainAddress(slot.meetingUrl) }),
  });
  return calendar.toString();
}

/** How a session stands in the calendar of somebody whose booking of it has this status. */
const statusFor: Record<BookingStatus, ICalEventStatus> = {
  confirmed: ICalEventStatus.CONFIRMED,
  pending: ICalEventStatus.TENTATIVE,
  offered: ICalEventStatus.TENTATIVE,
  waitlisted: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

/** What a person wrote, with no control character but the end of a line (RFC 5545 §3.1). */
function plainText(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  );
}

/** An address in the characters that addresses have; those that texts escape are encoded, for addresses are no texts. */
function plainAddress(address: string): string {
  return new URL(address).href.replace(
    /[\\;,]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
