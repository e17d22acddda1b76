/** Taking a seat. Runs in the caller's unit of work. */
import { randomUUID } from 'node:crypto';
import type { Book, Booking } from '@mentor-slots/contract';
import type { Actor } from '../audit/record.ts';
import { type Clock, instant } from '../clock.ts';
import type { BookingRules } from '../config.ts';
import type { Tx } from '../db/database.ts';
import type { BookingRow, SlotRow } from '../db/tables.ts';
import { loadSlot } from '../slots/managed-slot.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { accepted, type BookingChange, seatStatus } from './booking-change.ts';
import { type BookingForms, isOver, type NamedBookingRow, studentBooking } from './booking-view.ts';
import { applyChange, type Change, giveBackClaim } from './change.ts';
import { endOffers, readOverdue } from './moving-up.ts';
import { bookingById, newestBooking } from './queries.ts';
import { holdWithQueues } from './queue.ts';
import { bookingNotFound, offerLapsed, refuseBooking, refuseSeat, slotFull, whyNotAble } from './refusals.ts';
import { claimSeat, livingBooking } from './seat-queries.ts';
import type { Seeker } from './seeker.ts';

export interface BookingsDeps {
  clock: Clock;
  rules: BookingRules;
}

/** A booking, and whether it came about by this request. */
export interface Booked {
  booking: Booking;
  created: boolean;
}

/**
 * Books a seat. The same person again gets the booking they have (`created: false`), whatever happened meanwhile; whoever
 * is offered a seat takes it. A full slot never turns into waiting.
 */
export async function book(tx: Tx, deps: BookingsDeps, seeker: Seeker, body: Book): Promise<Booked> {
  const now = deps.clock();
  const { student } = seeker;
  const [slot, [existing], overdue] = await Promise.all([
    loadSlot(tx, body.slotId),
    tx.run(livingBooking, { slotId: body.slotId, studentId: student.id }),
    readOverdue(tx, now),
  ]);
  if (existing?.status === 'offered' || existing?.status === 'waitlisted') {
    return takeSeat(tx, deps, seeker, body, existing);
  }
  if (existing !== undefined) return again(existing, slot, now);

  // An offer that is over is in nobody's way, whether it was ended or not. With this slot and the caller, who are held
  // next: whoever holds a person waits for no slot, nor for another person.
  const inTheWay = overdue.filter((offer) => offer.slot_id === slot.id || offer.student_id === student.id);
  if (inTheWay.length > 0) {
    const slotIds = [slot.id, ...inTheWay.map((offer) => offer.slot_id)];
    await endOffers(tx, deps.rules, slotIds, now, [student.id]);
    return book(tx, deps, seeker, body);
  }
  return claim(tx, deps, seeker, body, slot);
}

function again(booking: BookingRow, slot: NamedSlotRow, now: number): Booked {
  return { booking: studentBooking({ ...booking, waitlist_position: null }, slot, now), created: false };
}

async function claim(
  tx: Tx,
  deps: BookingsDeps,
  seeker: Seeker,
  body: Book,
  slot: NamedSlotRow,
): Promise<Booked> {
  const now = deps.clock();
  const { by, student } = seeker;
  refuseBooking(seeker, slot, now);
  // In this order, since whoever holds a person waits for no slot: a claim that finds nothing holds none. Where one of
  // them refuses, the unit fails, and the seat is free again. Many who find a session full do not wait for each other.
  const wasFull = slot.seats_taken >= slot.max_participants;
  const [[claimed], , [existing], , notAble] = await Promise.all([
    tx.run(claimSeat, {
      slotId: slot.id,
      startsAt: slot.starts_at,
      endsAt: slot.ends_at,
      opensAt: slot.opens_at ?? '',
      now: instant(now),
    }),
    tx.lock('slots', wasFull ? [] : [slot.id]),
    tx.run(livingBooking, { slotId: slot.id, studentId: student.id }),
    tx.lock('people', [student.id]),
    whyNotAble(tx, seeker, slot, now),
  ]);
  if (existing !== undefined) {
    // The same person's other request was faster.
    const since = await (claimed === undefined ? loadSlot(tx, slot.id) : giveBackClaim(tx, slot.id, now));
    return again(existing, since, now);
  }
  if (notAble !== null) throw notAble;
  if (claimed === undefined) return claimAnew(tx, deps, seeker, body, slot);
  const booking = newBooking(student, slot, body.note, {
    status: seatStatus(claimed),
    place: claimed.version,
    booked_at: instant(now),
  });
  const form = await changeOne(tx, deps, by, now, {
    slot,
    claimed,
    bookings: [{ before: null, after: booking, action: 'booking_created' }],
  });
  return { booking: form.student, created: true };
}

/** The slot is not held before the claim: called off, moved or full since it was read? Moved: it is judged anew. */
async function claimAnew(
  tx: Tx,
  deps: BookingsDeps,
  seeker: Seeker,
  body: Book,
  slot: NamedSlotRow,
): Promise<Booked> {
  const since = await loadSlot(tx, slot.id);
  const moved =
    since.starts_at !== slot.starts_at || since.ends_at !== slot.ends_at || since.opens_at !== slot.opens_at;
  const wasFull = slot.seats_taken >= slot.max_participants;
  if ((moved && !wasFull) || since.cancelled_at !== null) return claim(tx, deps, seeker, body, since);
  const newest = await newestBooking(tx, slot.id, seeker.student.id);
  if (newest?.cancel_reason === 'offer_lapsed') throw offerLapsed(seeker, newest);
  throw slotFull(since, deps.rules);
}

/** Somebody who waits, or for whom a seat is held, takes it. */
async function takeSeat(
  tx: Tx,
  deps: BookingsDeps,
  seeker: Seeker,
  body: Book,
  { id, slot_id }: BookingRow,
): Promise<Booked> {
  const now = deps.clock();
  await holdWithQueues(tx, [slot_id], async () => [seeker.student.id]);
  const [slot, booking] = await Promise.all([loadSlot(tx, slot_id), bookingById(tx, id)]);
  if (booking === undefined) throw bookingNotFound();
  // Settled meanwhile: the seat is theirs, or they have to book as everybody does.
  if (booking.status === 'cancelled') return claim(tx, deps, seeker, body, slot);
  if (booking.status === 'pending' || booking.status === 'confirmed') return again(booking, slot, now);
  if (isOver(booking, now)) throw offerLapsed(seeker, booking);
  if (booking.status === 'waitlisted') {
    // Whoever waits may take a seat that is free, as everybody may: one that they could not take when it became free.
    await refuseSeat(tx, seeker, slot, now);
    if (slot.seats_taken >= slot.max_participants) throw slotFull(slot, deps.rules);
  }
  const { student } = await changeOne(tx, deps, seeker.by, now, {
    slot,
    bookings: [accepted(booking, slot)],
  });
  return { booking: student, created: false };
}

/** A booking that is about to be. */
export function newBooking(
  student: { id: string; name: string },
  slot: Pick<SlotRow, 'id' | 'starts_at'>,
  note: string | null | undefined,
  columns: Pick<BookingRow, 'status' | 'place' | 'booked_at'> & Partial<NamedBookingRow>,
): NamedBookingRow {
  return {
    id: randomUUID(),
    slot_id: slot.id,
    starts_at: slot.starts_at,
    student_id: student.id,
    student_name: student.name,
    note: note?.trim() || null,
    cancelled_at: null,
    cancel_reason: null,
    cancel_message: null,
    offer_expires_at: null,
    attendance: null,
    moved_to: null,
    event_id: null,
    event_sequence: 0,
    waitlist_position: null,
    ...columns,
  };
}

/** A change of one booking, which gives its forms. */
export async function changeOne(
  tx: Tx,
  deps: BookingsDeps,
  by: Actor,
  now: number,
  change: Change & { bookings: readonly [BookingChange] },
): Promise<BookingForms> {
  const { forms } = await applyChange(tx, deps.rules, by, now, change);
  const [form] = forms;
  if (form === undefined) throw new Error('A change of one booking changes one');
  return form;
}
