/** Invitations to a booked session for the calendar of its student (iTIP, RFC 5546): asked, brought up to date, taken back. */
import type { BookingStatus } from '@mentor-slots/contract';
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { bookingUid, plainAddress, plainText } from './calendar-text.ts';

/** A mail to a student, as far as a calendar is told of it. */
export interface Invited {
  kind: string;
  to: { name: string; email: string };
  from: { address: string };
  now: number;
  session: {
    startsAt: string;
    endsAt: string;
    title: string | null;
    meetingUrl: string | null;
    alumnus: { name: string };
    version: number;
    createdAt: string;
    isCalledOff: boolean;
  };
  booking: { id: string; status: BookingStatus } | null;
  formerStatus: BookingStatus | null;
}

/** The kinds of mail that put a session into a calendar, and those that take it out. */
const asking: readonly string[] = ['booked', 'confirmed', 'promoted', 'changed'];
const takingBack: readonly string[] = ['cancelled', 'cancel_receipt', 'declined'];

/** Null where there is nothing for a calendar: whoever waits, or is offered a seat, has no session yet. */
export function invitation(mail: Invited): { method: 'REQUEST' | 'CANCEL'; content: string } | null {
  const { kind, booking, formerStatus } = mail;
  if (booking === null) return null;
  if (asking.includes(kind) && isSeat(booking.status) && !mail.session.isCalledOff)
    return { method: 'REQUEST', content: write(mail, booking, false) };
  if (takingBack.includes(kind) && formerStatus !== null && isSeat(formerStatus))
    return { method: 'CANCEL', content: write(mail, booking, true) };
  return null;
}

function isSeat(status: BookingStatus): boolean {
  return status === 'confirmed' || status === 'pending';
}

function write(
  { to, from, now, session }: Invited,
  booking: NonNullable<Invited['booking']>,
  isTakenBack: boolean,
): string {
  const calendar = ical({
    prodId: { company: 'Mentor Slots', product: 'Sessions', language: 'EN' },
    method: isTakenBack ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const { title, meetingUrl, alumnus } = session;
  calendar.createEvent({
    id: bookingUid(booking.id),
    sequence: session.version,
    stamp: new Date(now),
    created: new Date(session.createdAt),
    start: new Date(session.startsAt),
    end: new Date(session.endsAt),
    summary: plainText(`Session with ${alumnus.name}`).replaceAll('\n', ' '),
    status: isTakenBack
      ? ICalEventStatus.CANCELLED
      : booking.status === 'pending'
        ? ICalEventStatus.TENTATIVE
        : ICalEventStatus.CONFIRMED,
    // Gmail shows an invitation only where the organiser is not its reader.
    organizer: { name: nameIn(alumnus.name) || from.address, email: from.address },
    attendees: [
      {
        name: nameIn(to.name) || to.email,
        email: to.email,
        rsvp: false,
        role: ICalAttendeeRole.REQ,
        status: booking.status === 'pending' ? ICalAttendeeStatus.TENTATIVE : ICalAttendeeStatus.ACCEPTED,
      },
    ],
    ...(title !== null && { description: plainText(title) }),
    ...(meetingUrl !== null && { location: plainText(meetingUrl), url: plainAddress(meetingUrl) }),
  });
  return calendar.toString();
}

/** A name between quotes: no line, no quote or backslash of its own (RFC 5545 §3.2 has no way to write one). */
function nameIn(name: string): string {
  return plainText(name).replace(/\n+/g, ' ').replaceAll('"', "'").replaceAll('\\', '/');
}
