/** Rows of bookings, and of slots with their bookings → the form in which each reader sees them. */
import {
  type Booking,
  isOfferOver,
  type RosterEntry,
  type Slot,
  type SlotView,
} from '@mentor-slots/contract';
import type { Change } from '../db/database.ts';
import type { BookingRow } from '../db/tables.ts';
import { type NamedSlotRow, publicSlot } from '../slots/slot-view.ts';

/** A booking's row with its student's name, and where they wait: 1 is next. */
export type NamedBookingRow = BookingRow & { student_name: string; waitlist_position: number | null };

/** Is the seat that was held by this booking no longer theirs? */
export function isOver({ status, offer_expires_at: offerExpiresAt }: BookingRow, now: number): boolean {
  return isOfferOver({ status, offerExpiresAt }, now);
}

/** The slot as its owner sees it: with the meeting link and who comes. */
export function ownSlot(row: NamedSlotRow, roster: readonly NamedBookingRow[], now: number): SlotView {
  return { ...publicSlot(row, now), meetingUrl: row.meeting_url, bookings: roster.map(rosterEntry) };
}

/** The slot as a student sees it whose own booking has this status. */
export function studentSlot(row: NamedSlotRow, status: BookingRow['status'] | null, now: number): SlotView {
  return status === 'confirmed'
    ? { ...publicSlot(row, now), meetingUrl: row.meeting_url }
    : publicSlot(row, now);
}

function rosterEntry(row: NamedBookingRow): RosterEntry {
  return { ...bookingFields(row), studentName: row.student_name };
}

/** What every form of a booking has. */
function bookingFields(row: Omit<NamedBookingRow, 'student_name'>): Omit<RosterEntry, 'studentName'> {
  return {
    id: row.id,
    slotId: row.slot_id,
    studentId: row.student_id,
    status: row.status,
    bookedAt: row.booked_at,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    cancelMessage: row.cancel_message,
    note: row.note,
    waitlistPosition: row.waitlist_position,
    offerExpiresAt: row.offer_expires_at,
    attendance: row.attendance,
  };
}

/** As its student sees it: with the meeting link once confirmed. */
export function studentBooking(
  booking: Omit<NamedBookingRow, 'student_name'>,
  slot: NamedSlotRow,
  now: number,
): Booking {
  return {
    ...bookingFields(booking),
    ...movedTo(booking),
    slot: studentSlot(slot, booking.status, now),
  };
}

/** Where its student went is theirs to know: the session is perhaps with another. */
function movedTo({ moved_to }: Pick<BookingRow, 'moved_to'>): Pick<Booking, 'movedTo'> {
  return moved_to === null ? {} : { movedTo: moved_to };
}

/** A booking that changed, in the form of each who hears of it. */
export interface BookingForms {
  student: Booking;
  /** The slot's owner: with the student's name and the place. */
  owner: Booking;
  /** Everyone, who hear of the slot alone. */
  everyone: Slot;
}

/** All forms at once: they share what they have in common, which is most of what a booking costs here. */
export function bookingForms(booking: NamedBookingRow, slot: NamedSlotRow, now: number): BookingForms {
  const everyone = publicSlot(slot, now);
  const placed = { ...everyone, meetingUrl: slot.meeting_url };
  const fields = bookingFields(booking);
  return {
    student: { ...fields, ...movedTo(booking), slot: booking.status === 'confirmed' ? placed : everyone },
    owner: { ...fields, studentName: booking.student_name, slot: placed },
    everyone,
  };
}

/** What the student and the owner hear, each on every socket they have. */
export function bookingChanges({ student, owner }: BookingForms): Change[] {
  const type = 'booking_updated';
  return [
    { to: 'student', personId: student.studentId, frame: { type, booking: student } },
    { to: 'owner', personId: owner.slot.alumniId, frame: { type, booking: owner } },
  ];
}
