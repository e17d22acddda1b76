/** Whether a mail is still worth sending, judged when it is sent. */
import type { BusyTime } from '@mentor-slots/contract';
import { isOver, type NamedBookingRow } from '../bookings/booking-view.ts';
import type { FeedbackRow, PersonRow } from '../db/tables.ts';
import { askedWithinMs } from '../outbox/how-was-it.ts';
import type { MailKind, MailPayload } from '../outbox/message.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import type { ToldStudent } from './told-students.ts';

/** What was read of what a message is about. */
interface Read {
  kind: MailKind;
  payload: MailPayload;
  slot: NamedSlotRow;
  person: PersonRow;
  booking: NamedBookingRow | undefined;
  students: readonly ToldStudent[] | null;
  busy: readonly BusyTime[];
  /** What the reader gave of the session. */
  feedback: FeedbackRow | undefined;
}

/** Is it no longer true, or of no use to anybody? */
export function isNeedless(
  { kind, payload, slot, person, booking, students, busy, feedback }: Read,
  now: number,
): boolean {
  const isAhead = slot.cancelled_at === null && Date.parse(slot.starts_at) > now;
  switch (kind) {
    case 'reminder':
    case 'alumnus_reminder': {
      const isStill = isAhead && slot.starts_at === payload.startsAt && person.reminders_off_at === null;
      return !isStill || (students === null ? booking?.status !== 'confirmed' : students.length === 0);
    }
    case 'how_was_it': {
      const isRecent = now - Date.parse(slot.ends_at) < askedWithinMs;
      const wasThere = booking?.status === 'confirmed' && booking.attendance !== 'absent';
      const isRated = feedback !== undefined && feedback.withdrawn_at === null;
      return !isRecent || !wasThere || isRated || person.reminders_off_at !== null;
    }
    case 'busy_clash':
      return !isAhead || slot.starts_at !== payload.startsAt || busy.length === 0 || students?.length === 0;
    case 'new_bookings':
      return slot.cancelled_at !== null || students?.length === 0;
    case 'changed': {
      const isBack = payload.before?.startsAt === slot.starts_at && payload.before.endsAt === slot.ends_at;
      return slot.cancelled_at !== null || booking?.status === 'cancelled' || isBack;
    }
    case 'offered':
      return booking === undefined || isOver(booking, now);
    default:
      return students === null && booking === undefined;
  }
}
