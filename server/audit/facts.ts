/** What the audit keeps of slots and bookings. */
import type { BookingRow, SlotRow } from '../db/tables.ts';
import type { AuditFact } from './record.ts';

const fieldNames = {
  date: 'date',
  start_time: 'startTime',
  end_time: 'endTime',
  time_zone: 'timeZone',
  max_participants: 'maxParticipants',
  description: 'description',
  meeting_url: 'meetingUrl',
  requires_approval: 'requiresApproval',
  opens_at: 'opensAt',
} as const satisfies Partial<Record<keyof SlotRow, string>>;

/** An entry about a slot, with its time and seats. */
export function slotFact(
  action: 'slot_created' | 'slot_deleted' | 'slot_cancelled',
  slot: SlotRow,
  more: Readonly<Record<string, unknown>> = {},
): AuditFact {
  return { action, slotId: slot.id, subjectId: slot.alumni_id, details: { ...times(slot), ...more } };
}

/** The names of the fields that a change made others. */
export function changedFields(before: SlotRow, after: SlotRow): string[] {
  const columns = Object.keys(fieldNames) as (keyof typeof fieldNames)[];
  return columns.filter((column) => before[column] !== after[column]).map((column) => fieldNames[column]);
}

/** An entry about a change: the names of the fields, and of times and seats what they were and became. */
export function slotChange(before: SlotRow, after: SlotRow): AuditFact {
  return {
    action: 'slot_updated',
    slotId: before.id,
    subjectId: before.alumni_id,
    details: {
      changed: changedFields(before, after),
      before: times(before),
      after: times(after),
    },
  };
}

/** A booking of a move, and its slot. */
export interface MoveSide {
  booking: BookingRow;
  slot: SlotRow;
}

/** What may happen to a booking. */
export type BookingAction =
  | 'booking_created'
  | 'booking_confirmed'
  | 'booking_declined'
  | 'booking_cancelled'
  | 'booking_waitlisted'
  | 'booking_promoted'
  | 'booking_offered'
  | 'booking_accepted'
  | 'attendance_marked';

/** An entry about a booking, with the status that it has now and why it ended. */
export function bookingFact(action: BookingAction, booking: BookingRow): AuditFact {
  const { status, cancel_reason: reason } = booking;
  return {
    action,
    slotId: booking.slot_id,
    bookingId: booking.id,
    subjectId: booking.student_id,
    details: {
      status,
      ...(reason !== null && { reason }),
      ...(action === 'attendance_marked' && { attendance: booking.attendance }),
    },
  };
}

/** The one entry about a move: of the booking that holds the seat now, and in `left` of the one that was given back for it. */
export function moveFact({ booking, slot }: MoveSide, left: MoveSide): AuditFact {
  const { status } = left.booking;
  return {
    action: 'booking_moved',
    slotId: slot.id,
    bookingId: booking.id,
    subjectId: booking.student_id,
    details: {
      status: booking.status,
      ...times(slot),
      left: { slotId: left.slot.id, bookingId: left.booking.id, status, ...times(left.slot) },
    },
  };
}

function times(slot: SlotRow) {
  return { startsAt: slot.starts_at, endsAt: slot.ends_at, maxParticipants: slot.max_participants };
}
