/** What the outbox holds: which messages there are, and what each must tell of the moment that it is about. */
import type { BookingStatus } from '@mentor-slots/contract';

/** Mails by what they tell: first those to a student, then those to an alumnus. */
export type MailKind =
  | 'booked'
  | 'asked'
  | 'confirmed'
  | 'declined'
  | 'waiting'
  | 'promoted'
  | 'offered'
  | 'lapsed'
  | 'queue_closed'
  /** The session was called off, or the student was taken out of it. */
  | 'cancelled'
  /** The student gave back their own seat, or left the queue. */
  | 'cancel_receipt'
  /** The time or the place is another. */
  | 'changed'
  /** The student went to another session. */
  | 'moved'
  | 'reminder'
  /** The session is over. */
  | 'how_was_it'
  /** One or several bookings of one session. */
  | 'new_bookings'
  | 'student_cancelled'
  /** A student went from one of their sessions to another. */
  | 'student_moved'
  | 'alumnus_reminder'
  /** A calendar of theirs has come to clash with a session in which somebody has a seat. */
  | 'busy_clash'
  /** What the programme office did on their behalf, once an act. */
  | 'office_changed';

/** What the programme office does for an alumnus. */
export type OfficeAct = 'published' | 'changed' | 'called_off' | 'confirmed' | 'declined';

/** What happened, as webhooks call it. */
export type EventType =
  | 'slot.created'
  | 'slot.updated'
  | 'slot.deleted'
  | 'booking.created'
  | 'booking.confirmed'
  | 'booking.waitlisted'
  | 'booking.offered'
  | 'booking.promoted'
  | 'booking.cancelled'
  | 'feedback.given';

/** When a session was, and by whose clock. */
export interface SessionTime {
  startsAt: string;
  endsAt: string;
  timeZone: string;
}

/**
 * What a mail must tell of the moment; all else is read when it is sent. Never what people wrote: whoever is erased
 * must not live on in what waits.
 */
export interface MailPayload {
  /** The version of the slot that came of it. */
  version: number;
  /** The reader's booking as it became, and as it was. */
  status?: BookingStatus;
  formerStatus?: BookingStatus | null;
  offerExpiresAt?: string | null;
  waitlistPosition?: number | null;
  /** Changed: the time that it was, where that changed, and whether the place did. Moved: the time of the session that was left. */
  before?: SessionTime | null;
  placeChanged?: boolean;
  /** Moved: the session that was left. */
  leftSlotId?: string;
  /** Reminders and clashes: the start that they are about. */
  startsAt?: string;
  /** The programme office did it, on behalf of whoever would have. */
  byOffice?: true;
  /** What the office did for an alumnus, in how many sessions, and when the first of them is: it may be gone. */
  act?: OfficeAct;
  sessions?: number;
  session?: SessionTime;
  /** And what it was about, in the alumnus's own words: the mail is to them, and goes where they are erased. */
  title?: string | null;
}
