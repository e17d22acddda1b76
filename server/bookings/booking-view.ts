/** A booking's row → the form of each who may see it. */
import type { Booking, Slot } from '@mentor-slots/contract';
import type { Change } from '../db/database.ts';
import type { BookingRow } from '../db/tables.ts';
import {
  bookingFields,
  type NamedBookingRow,
  type NamedSlotRow,
  publicSlot,
  studentSlot,
} from '../slots/slot-view.ts';

/** As its student sees it: the place only once confirmed. */
export function studentBooking(booking: BookingRow, slot: NamedSlotRow, now: number): Booking {
  return { ...bookingFields(booking), slot: studentSlot(slot, booking.status, now) };
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
    student: { ...fields, slot: booking.status === 'confirmed' ? placed : everyone },
    owner: { ...fields, studentName: booking.student_name, slot: placed },
    everyone,
  };
}

/** What the student and the owner hear, each on every socket they have. */
export function bookingChanges({ student, owner }: BookingForms): Change[] {
  const type = 'booking_updated';
  return [
    { to: 'person', personId: student.studentId, frame: { type, booking: student } },
    { to: 'person', personId: owner.slot.alumniId, frame: { type, booking: owner } },
  ];
}
