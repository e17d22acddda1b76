/** Invitations to a booked session for the calendar of its student (iTIP, RFC 5546): asked, brought up to date, taken back. */
import type { BookingStatus } from '@mentor-slots/contract';
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod } from 'ical-generator';
import type { BookedEvent } from '../outbox/booked-event.ts';
import { bookingEvent, calendarFile, plainText } from './calendar-text.ts';
import { eventStatus, prodId, type SessionFacts, sessionEvent } from './session-event.ts';

/** A mail to a student, as far as a calendar is told of it. */
export interface Invited {
  kind: string;
  to: { name: string; email: string };
  from: { address: string };
  now: number;
  session: SessionFacts & { alumnus: { name: string }; isCalledOff: boolean };
  booking: (BookedEvent & { status: BookingStatus }) | null;
  formerStatus: BookingStatus | null;
}

/** The kinds of mail that put a session into a calendar, and those that take it out. */
const asking: readonly string[] = ['booked', 'confirmed', 'promoted', 'changed', 'moved'];
const takingBack: readonly string[] = ['cancelled', 'cancel_receipt', 'declined'];

/**
 * `summary` is what the event is called, in the reader's language. Null where there is nothing for a calendar: whoever waits, or
 * is offered a seat, has no session yet.
 */
export function invitation(
  mail: Invited,
  summary: string,
): { method: 'REQUEST' | 'CANCEL'; content: string } | null {
  const { kind, booking, formerStatus } = mail;
  if (booking === null) return null;
  // What is only asked for comes into no calendar; where it is in one, it is brought up to date.
  const isThere = kind === 'changed' || (kind === 'moved' && formerStatus !== null && isSeat(formerStatus));
  const isTold = booking.status === 'confirmed' || (isThere && isSeat(booking.status));
  if (asking.includes(kind) && isTold && !mail.session.isCalledOff)
    return { method: 'REQUEST', content: write(mail, booking, summary, false) };
  if (takingBack.includes(kind) && formerStatus !== null && isSeat(formerStatus))
    return { method: 'CANCEL', content: write(mail, booking, summary, true) };
  return null;
}

function isSeat(status: BookingStatus): boolean {
  return status === 'confirmed' || status === 'pending';
}

function write(
  { to, from, now, session }: Invited,
  booking: NonNullable<Invited['booking']>,
  summary: string,
  isTakenBack: boolean,
): string {
  const calendar = ical({
    prodId,
    method: isTakenBack ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const { alumnus } = session;
  calendar.createEvent({
    ...sessionEvent(session, bookingEvent(booking), summary, new Date(now)),
    status: eventStatus(booking.status, isTakenBack),
    // Gmail shows an invitation only where the organiser is not its reader.
    organizer: { name: nameIn(alumnus.name, from.address), email: from.address },
    attendees: [
      {
        name: nameIn(to.name, to.email),
        email: to.email,
        rsvp: false,
        role: ICalAttendeeRole.REQ,
        status: booking.status === 'pending' ? ICalAttendeeStatus.TENTATIVE : ICalAttendeeStatus.ACCEPTED,
      },
    ],
  });
  return calendarFile(calendar);
}

/**
 * A name between quotes: no line, no quote or backslash of its own (RFC 5545 §3.2 has no way to write one), no mark that turns
 * what follows it. Nobody's name is empty: then it is their address.
 */
function nameIn(name: string, address: string): string {
  const one = plainText(name)
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .trim();
  return one === '' ? address : one;
}
