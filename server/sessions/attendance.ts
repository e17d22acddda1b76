/** Was the student there? */
import type { Attendance, Booking } from '@mentor-slots/contract';
import { type BookingsDeps, changeOne } from '../bookings/book.ts';
import { bookingForms } from '../bookings/booking-view.ts';
import { bookingById } from '../bookings/queries.ts';
import { bookingNotFound } from '../bookings/refusals.ts';
import type { Caller } from '../caller.ts';
import type { Tx } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { loadBegunSession } from './in-session.ts';

/** Says for the slot's owner, from its start on, whether a confirmed student was there; null takes it back. */
export async function markAttendance(
  tx: Tx,
  deps: BookingsDeps,
  caller: Caller,
  { slotId, bookingId, attendance }: { slotId: string; bookingId: string; attendance: Attendance | null },
): Promise<Booking> {
  const now = deps.clock();
  await tx.lock('slots', [slotId]);
  const slot = await loadBegunSession(tx, caller, slotId, now);
  const booking = await bookingById(tx, bookingId);
  if (booking === undefined || booking.slot_id !== slotId) throw bookingNotFound();
  if (booking.status !== 'confirmed') {
    throw new Problem(
      'booking_not_confirmed',
      `This booking is ${booking.status}: only who was confirmed can have been there.`,
      { status: booking.status },
    );
  }
  if (booking.attendance === attendance) return bookingForms(booking, slot, now).owner;
  const after = { ...booking, attendance };
  const { owner } = await changeOne(tx, deps, caller, now, {
    slot,
    bookings: [{ before: booking, after, action: 'attendance_marked' }],
  });
  return owner;
}
