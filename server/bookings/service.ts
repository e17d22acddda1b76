/** Giving seats back, and settling who asked for one. Each runs in the caller's unit of work. */
import type { Booking, BookingStatus, Cancel } from '@mentor-slots/contract';
import type { Caller } from '../caller.ts';
import type { Tx } from '../db/database.ts';
import { writeOfficeMail } from '../outbox/office-mail.ts';
import { Problem } from '../problem.ts';
import { loadManagedSlot, loadSlot, slotCompleted } from '../slots/managed-slot.ts';
import { type BookingsDeps, changeOne } from './book.ts';
import { cancelled } from './booking-change.ts';
import { bookingForms, isOver, studentBooking } from './booking-view.ts';
import { moveUp } from './moving-up.ts';
import { bookingById, newestBooking } from './queries.ts';
import { holdStill, holdWithQueues } from './queue.ts';
import { slotsWaitedFor } from './queue-queries.ts';
import { bookingNotFound, refuseCancel } from './refusals.ts';
import type { Seeker } from './seeker.ts';

/**
 * Cancels a student's booking, told by its id or by its slot: gives a seat back, passes an offer, leaves the queue.
 * Cancelled already: the same answer. `reason`: why it ends, where that is not the student's wish.
 */
export async function cancel(
  tx: Tx,
  deps: BookingsDeps,
  seeker: Seeker,
  body: Cancel,
  reason: 'student' | 'erased' = 'student',
): Promise<Booking> {
  const now = deps.clock();
  const { by, student } = seeker;
  const [found, waitedFor] = await Promise.all([
    body.bookingId === undefined
      ? newestBooking(tx, body.slotId ?? '', student.id)
      : bookingById(tx, body.bookingId),
    slotsWaitedFor(tx, [student.id]),
  ]);
  if (found === undefined || found.student_id !== student.id) throw bookingNotFound();
  const elsewhere = waitedFor.filter((id) => id !== found.slot_id);
  const [, read, slot] = await Promise.all([
    holdWithQueues(tx, [found.slot_id, ...elsewhere]),
    bookingById(tx, found.id),
    loadSlot(tx, found.slot_id),
  ]);
  const booking = read ?? found;
  if (booking.status === 'cancelled') return studentBooking(booking, slot, now);
  refuseCancel(seeker, booking, slot, now);
  const why = isOver(booking, now) ? 'offer_lapsed' : reason;
  const bookings = [cancelled(booking, why, null, now)] as const;
  const form = await changeOne(tx, deps, by, now, { slot, bookings });
  await moveUp(tx, deps.rules, elsewhere, now);
  return form.student;
}

/** How an owner settles a booking. */
type Settlement = { decision: 'confirm' } | { decision: 'decline'; message: string | undefined };

/** What an owner may confirm, and what they may decline: whoever waits or is offered a seat, too. */
const settled: Record<Settlement['decision'], readonly BookingStatus[]> = {
  confirm: ['pending'],
  decline: ['pending', 'offered', 'waitlisted'],
};

/**
 * Settles a booking for the slot's owner: confirms a pending one, or declines it, and so takes somebody out of the queue.
 * Settled the same way before: the same answer, with the message of then. The student gets to read the message.
 */
export async function settle(
  tx: Tx,
  deps: BookingsDeps,
  caller: Caller,
  { slotId, bookingId, ...settlement }: { slotId: string; bookingId: string } & Settlement,
): Promise<Booking> {
  const now = deps.clock();
  const { decision } = settlement;
  const student = decision === 'decline' ? (await bookingById(tx, bookingId))?.student_id : undefined;
  const elsewhere = await holdStill(tx, [slotId], student === undefined ? [] : [student]);
  const slot = await loadManagedSlot(tx, caller, slotId);
  const booking = await bookingById(tx, bookingId);
  if (booking === undefined || booking.slot_id !== slotId) throw bookingNotFound();
  const settledSo =
    decision === 'confirm' ? booking.status === 'confirmed' : booking.cancel_reason === 'declined';
  if (settledSo) return bookingForms(booking, slot, now).owner;
  if (!settled[decision].includes(booking.status)) {
    throw new Problem(
      'booking_not_pending',
      `This booking is ${booking.status}: there is nothing to settle.`,
      {
        status: booking.status,
      },
    );
  }
  if (Date.parse(slot.ends_at) <= now) throw slotCompleted();
  const change =
    settlement.decision === 'decline'
      ? cancelled(booking, 'declined', settlement.message?.trim() || null, now)
      : ({
          before: booking,
          after: { ...booking, status: 'confirmed' },
          action: 'booking_confirmed',
        } as const);
  const { owner } = await changeOne(tx, deps, caller, now, { slot, bookings: [change] });
  const act = decision === 'confirm' ? 'confirmed' : 'declined';
  writeOfficeMail(tx, deps.rules.outbox, caller, now, { act, slots: [slot], bookingId });
  await moveUp(tx, deps.rules, elsewhere, now);
  return owner;
}
