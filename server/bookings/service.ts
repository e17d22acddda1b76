/** Use-cases of students and owners on bookings. Each is one unit of work. */
import { randomUUID } from 'node:crypto';
import {
  type Book,
  type Booking,
  type Cancel,
  type CutOffs,
  cancelClosesAt,
  holdsSeat,
  whyNotCancel,
} from '@mentor-slots/contract';
import { bookingFact } from '../audit/facts.ts';
import { recordAudit } from '../audit/record.ts';
import { type Clock, instant, minuteInWords } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import type { Caller } from '../http/caller.ts';
import { Problem } from '../problem.ts';
import { loadManagedSlot, loadSlot, slotCompleted } from '../slots/managed-slot.ts';
import type { NamedBookingRow, NamedSlotRow } from '../slots/slot-view.ts';
import { type BookingForms, bookingChanges, bookingForms, studentBooking } from './booking-view.ts';
import {
  bookingById,
  claimSeat,
  freeSeat,
  insertBooking,
  livingBooking,
  newestBooking,
  type SeatsRow,
  studentClash,
  touchSlot,
  updateBooking,
} from './queries.ts';
import { bookingNotFound, refuseBooking, slotFull, studentConflict } from './refusals.ts';

export interface BookingsDeps extends CutOffs {
  database: Database;
  clock: Clock;
}

/** Books a seat. The same person again gets the booking they have (`created: false`), whatever happened meanwhile. */
export function book(
  deps: BookingsDeps,
  caller: Caller,
  body: Book,
): Promise<{ booking: Booking; created: boolean }> {
  return deps.database.write(async (tx) => {
    // The first reads go along with the lock, and run behind it.
    const [, booked] = await Promise.all([tx.lock('people', [caller.id]), bookSeat(tx, deps, caller, body)]);
    return booked;
  });
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
    status: claimed.requires_approval === 1 ? 'pending' : 'confirmed',
    note: body.note?.trim() || null,
    booked_at: instant(now),
    cancelled_at: null,
    cancel_reason: null,
    place: claimed.version,
    cancel_message: null,
  } as const;
  tx.submit(insertBooking, booking);
  recordAudit(tx, caller, now, bookingFact('booking_created', booking));
  const { student } = announce(tx, { ...booking, student_name: caller.name }, slot, claimed, now);
  return { booking: student, created: true };
}

/** Cancels the caller's booking, told by its id or by its slot. Cancelled already: the same answer. */
export function cancel(deps: BookingsDeps, caller: Caller, body: Cancel): Promise<Booking> {
  return deps.database.write(async (tx) => {
    const now = deps.clock();
    const found =
      body.bookingId === undefined
        ? await newestBooking(tx.kysely, body.slotId ?? '', caller.id)
        : await bookingById(tx.kysely, body.bookingId);
    if (found === undefined || found.student_id !== caller.id) throw bookingNotFound();
    await tx.lock('slots', [found.slot_id]);
    const booking = (await bookingById(tx.kysely, found.id)) ?? found;
    const slot = await loadSlot(tx, booking.slot_id);
    if (booking.status === 'cancelled') return studentBooking(booking, slot, now);
    if (whyNotCancel({ startsAt: slot.starts_at }, now, deps) !== null) {
      const closedAt = instant(cancelClosesAt({ startsAt: slot.starts_at }, deps));
      throw new Problem(
        'cancel_closed',
        `This session could be cancelled until ${minuteInWords(closedAt)}.`,
        { closedAt },
      );
    }
    return (await release(tx, caller, booking, slot, { reason: 'student', message: null }, now)).student;
  });
}

/**
 * Settles a pending booking for the slot's owner. Settled the same way before: the same answer, with the message of
 * then. The student gets to read the message.
 */
export function settle(
  deps: BookingsDeps,
  caller: Caller,
  slotId: string,
  bookingId: string,
  settlement: { decision: 'confirm' } | { decision: 'decline'; message: string | undefined },
): Promise<Booking> {
  const { decision } = settlement;
  return deps.database.write(async (tx) => {
    const now = deps.clock();
    await tx.lock('slots', [slotId]);
    const slot = await loadManagedSlot(tx, caller, slotId);
    const booking = await bookingById(tx.kysely, bookingId);
    if (booking === undefined || booking.slot_id !== slotId) throw bookingNotFound();
    const settledSo =
      decision === 'confirm' ? booking.status === 'confirmed' : booking.cancel_reason === 'declined';
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
    if (settlement.decision === 'decline') {
      const message = settlement.message?.trim() || null;
      return (await release(tx, caller, booking, slot, { reason: 'declined', message }, now)).owner;
    }
    await updateBooking(tx.kysely, booking.id, { status: 'confirmed' });
    recordAudit(tx, caller, now, bookingFact('booking_confirmed', { ...booking, status: 'confirmed' }));
    const [seats] = await tx.run(touchSlot, { slotId, now: instant(now) });
    return announce(tx, { ...booking, status: 'confirmed' }, slot, seats, now).owner;
  });
}

/** Cancels a booking, and gives its seat back where it held one. */
async function release(
  tx: Tx,
  caller: Caller,
  booking: NamedBookingRow,
  slot: NamedSlotRow,
  why: { reason: 'student' | 'declined'; message: string | null },
  now: number,
): Promise<BookingForms> {
  const columns = {
    status: 'cancelled',
    cancelled_at: instant(now),
    cancel_reason: why.reason,
    cancel_message: why.message,
  } as const;
  await updateBooking(tx.kysely, booking.id, columns);
  const action = why.reason === 'declined' ? 'booking_declined' : 'booking_cancelled';
  recordAudit(tx, caller, now, bookingFact(action, { ...booking, ...columns }));
  const seatChange = holdsSeat(booking.status) ? freeSeat : touchSlot;
  const [seats] = await tx.run(seatChange, { slotId: slot.id, now: instant(now) });
  return announce(tx, { ...booking, ...columns }, slot, seats, now);
}

/**
 * Tells the student, the owner and the slot's subscribers, the persons first: whoever manages the slot then knows
 * the newest version with the roster before the public frame of the same version comes.
 */
function announce(
  tx: Tx,
  booking: NamedBookingRow,
  slot: NamedSlotRow,
  seats: SeatsRow | undefined,
  now: number,
): BookingForms {
  const forms = bookingForms(booking, { ...slot, ...seats }, now);
  for (const change of bookingChanges(forms)) tx.emit(change);
  const frame = { type: 'slot_updated', slot: forms.everyone } as const;
  tx.emit({ to: 'subscribers', alumniId: slot.alumni_id, frame });
  return forms;
}
