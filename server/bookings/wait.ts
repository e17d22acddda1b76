/** Joining the queue for a seat. Runs in the caller's unit of work. */
import type { Wait } from '@mentor-slots/contract';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { loadSlot } from '../slots/managed-slot.ts';
import { type Booked, type BookingsDeps, changeOne, newBooking } from './book.ts';
import { studentBooking } from './booking-view.ts';
import { endOffers } from './moving-up.ts';
import { newestBooking } from './queries.ts';
import { notFull, refuseSeat, waitlistFull } from './refusals.ts';
import type { Seeker } from './seeker.ts';

/**
 * Joins the queue of a full session, behind those who wait already. Whoever waits or has a seat gets the booking they have
 * (`created: false`). Refused as booking would be, and where a seat is free for this person.
 */
export async function wait(tx: Tx, deps: BookingsDeps, seeker: Seeker, body: Wait): Promise<Booked> {
  const { rules } = deps;
  const { by, student } = seeker;
  const now = deps.clock();
  await endOffers(tx, rules, [body.slotId], now, [student.id]);
  const slot = await loadSlot(tx, body.slotId);
  const existing = await newestBooking(tx, slot.id, student.id);
  if (existing !== undefined && existing.status !== 'cancelled')
    return { booking: studentBooking(existing, slot, now), created: false };

  // A queue closes with booking, for the office too: nobody would move up any more.
  const terms = { ...seeker.terms, bookingCutoff: rules.bookingCutoff };
  await refuseSeat(tx, { ...seeker, terms }, slot, now);
  if (slot.seats_taken < slot.max_participants) throw notFull(slot);
  if (slot.waiting >= rules.waitlistMax) throw waitlistFull(slot, rules.waitlistMax);
  const booking = newBooking(student, slot, body.note, {
    status: 'waitlisted',
    place: slot.version + 1,
    booked_at: instant(now),
    waitlist_position: slot.waiting + 1,
  });
  const form = await changeOne(tx, deps, by, now, {
    slot,
    bookings: [{ before: null, after: booking, action: 'booking_waitlisted' }],
  });
  return { booking: form.student, created: true };
}
