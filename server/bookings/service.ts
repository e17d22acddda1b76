/** What students and owners do with bookings. Each runs in the caller's unit of work. */
import { randomUUID } from 'node:crypto';
import {
  type Book,
  type Booking,
  type Cancel,
  type CutOffs,
  cancelClosesAt,
  whyNotCancel,
} from '@mentor-slots/contract';
import type { Caller } from '../caller.ts';
import { type Clock, instant, minuteInWords } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { loadManagedSlot, loadSlot, slotCompleted } from '../slots/managed-slot.ts';
import { type BookingForms, bookingForms, studentBooking } from './booking-view.ts';
import { applyChange, type Change, cancelled } from './change.ts';
import { bookingById, newestBooking } from './queries.ts';
import { bookingNotFound, refuseBooking, slotFull, studentConflict } from './refusals.ts';
import { claimSeat, livingBooking, studentClash } from './seat-queries.ts';

export interface BookingsDeps extends CutOffs {
  clock: Clock;
}

/** Books a seat. The same person again gets the booking they have (`created: false`), whatever happened meanwhile. */
export async function book(
  tx: Tx,
  deps: BookingsDeps,
  caller: Caller,
  body: Book,
): Promise<{ booking: Booking; created: boolean }> {
  // The first reads go along with the lock, and run behind it.
  const [, booked] = await Promise.all([tx.lock('people', [caller.id]), bookSeat(tx, deps, caller, body)]);
  return booked;
}

async function bookSeat(
  tx: Tx,
  deps: BookingsDeps,
  caller: Caller,
  body: Book,
): Promise<{ booking: Booking; created: boolean }> {
  const now = deps.clock();
  const [slot, [existing]] = await Promise.all([
    loadSlot(tx, body.slotId),
    tx.run(livingBooking, { slotId: body.slotId, studentId: caller.id }),
  ]);
  if (existing !== undefined) return { booking: studentBooking(existing, slot, now), created: false };

  refuseBooking(deps, slot, caller.id, now);
  const time = { startsAt: slot.starts_at, endsAt: slot.ends_at };
  // Claimed in one go with the look for a clash: where there is one, the unit fails and the seat is free again.
  const [[clash], [claimed]] = await Promise.all([
    tx.run(studentClash, { studentId: caller.id, ...time }),
    tx.run(claimSeat, { slotId: slot.id, ...time, now: instant(now) }),
  ]);
  if (clash !== undefined) throw studentConflict(clash);
  if (claimed === undefined) {
    // The slot is not locked before the claim: called off, moved or full since it was read? Moved: judge it anew.
    const since = await loadSlot(tx, slot.id);
    const moved = since.starts_at !== slot.starts_at || since.ends_at !== slot.ends_at;
    if (moved || since.cancelled_at !== null) return bookSeat(tx, deps, caller, body);
    throw slotFull(since);
  }
  const booking = {
    id: randomUUID(),
    slot_id: slot.id,
    student_id: caller.id,
    student_name: caller.name,
    status: claimed.requires_approval === 1 ? 'pending' : 'confirmed',
    note: body.note?.trim() || null,
    booked_at: instant(now),
    cancelled_at: null,
    cancel_reason: null,
    place: claimed.version,
    cancel_message: null,
  } as const;
  const { student } = await changeOne(tx, caller, now, {
    slot,
    claimed,
    bookings: [{ before: null, after: booking, action: 'booking_created' }],
  });
  return { booking: student, created: true };
}

/** Cancels the caller's booking, told by its id or by its slot. Cancelled already: the same answer. */
export async function cancel(tx: Tx, deps: BookingsDeps, caller: Caller, body: Cancel): Promise<Booking> {
  const now = deps.clock();
  const found =
    body.bookingId === undefined
      ? await newestBooking(tx, body.slotId ?? '', caller.id)
      : await bookingById(tx, body.bookingId);
  if (found === undefined || found.student_id !== caller.id) throw bookingNotFound();
  await tx.lock('slots', [found.slot_id]);
  const booking = (await bookingById(tx, found.id)) ?? found;
  const slot = await loadSlot(tx, booking.slot_id);
  if (booking.status === 'cancelled') return studentBooking(booking, slot, now);
  if (whyNotCancel({ startsAt: slot.starts_at }, now, deps) !== null) {
    const closedAt = instant(cancelClosesAt({ startsAt: slot.starts_at }, deps));
    throw new Problem('cancel_closed', `This session could be cancelled until ${minuteInWords(closedAt)}.`, {
      closedAt,
    });
  }
  const bookings = [cancelled(booking, 'student', null, now)];
  return (await changeOne(tx, caller, now, { slot, bookings })).student;
}

/** How an owner settles a pending booking. */
type Settlement = { decision: 'confirm' } | { decision: 'decline'; message: string | undefined };

/**
 * Settles a pending booking for the slot's owner. Settled the same way before: the same answer, with the message of
 * then. The student gets to read the message.
 */
export async function settle(
  tx: Tx,
  deps: BookingsDeps,
  caller: Caller,
  { slotId, bookingId, ...settlement }: { slotId: string; bookingId: string } & Settlement,
): Promise<Booking> {
  const now = deps.clock();
  await tx.lock('slots', [slotId]);
  const slot = await loadManagedSlot(tx, caller, slotId);
  const booking = await bookingById(tx, bookingId);
  if (booking === undefined || booking.slot_id !== slotId) throw bookingNotFound();
  const settledSo =
    settlement.decision === 'confirm' ? booking.status === 'confirmed' : booking.cancel_reason === 'declined';
  if (settledSo) return bookingForms(booking, slot, now).owner;
  if (booking.status !== 'pending') {
    throw new Problem(
      'booking_not_pending',
      `This booking is ${booking.status}: there is nothing to settle.`,
      {
        status: booking.status,
      },
    );
  }
  if (Date.parse(slot.ends_at) <= now) throw slotCompleted();
  const settled =
    settlement.decision === 'decline'
      ? cancelled(booking, 'declined', settlement.message?.trim() || null, now)
      : ({
          before: booking,
          after: { ...booking, status: 'confirmed' },
          action: 'booking_confirmed',
        } as const);
  return (await changeOne(tx, caller, now, { slot, bookings: [settled] })).owner;
}

/** A change of one booking, which gives its forms. */
async function changeOne(tx: Tx, by: Caller, now: number, change: Change): Promise<BookingForms> {
  const { forms } = await applyChange(tx, by, now, change);
  const [form] = forms;
  if (form === undefined) throw new Error('A change of one booking changes one');
  return form;
}
