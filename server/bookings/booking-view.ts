/** A booking's row → the form of each who may see it. */
import type { Booking, BookingFrame } from '@mentor-slots/contract';
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

/** As the slot's owner sees it: with the student's name. */
export function ownerBooking(booking: NamedBookingRow, slot: NamedSlotRow, now: number): Booking {
  return {
    ...bookingFields(booking),
    studentName: booking.student_name,
    slot: { ...publicSlot(slot, now), meetingUrl: slot.meeting_url },
  };
}

/** What the student and the owner hear of a booking that changed, each in their own form. */
export function bookingChanges(booking: NamedBookingRow, slot: NamedSlotRow, now: number): Change[] {
  const frame = (form: Booking): BookingFrame => ({ type: 'booking_updated', booking: form });
  return [
    { to: 'person', personId: booking.student_id, frame: frame(studentBooking(booking, slot, now)) },
    { to: 'person', personId: slot.alumni_id, frame: frame(ownerBooking(booking, slot, now)) },
  ];
}
