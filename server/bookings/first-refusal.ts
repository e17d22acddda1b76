/** Whoever loses a seat because the session is called off may be offered one in another, before anybody else. */
import { bookingClosesAt } from '@mentor-slots/contract';
import type { Caller } from '../caller.ts';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { loadManagedSlot } from '../slots/managed-slot.ts';
import { whenInWords } from '../slots/slot-time.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { type BookingsDeps, newBooking } from './book.ts';
import type { NamedBookingRow } from './booking-view.ts';
import { applyChange } from './change.ts';
import { newestBooking } from './queries.ts';
import { whyNotAble } from './refusals.ts';

/** How long, in ms, such a seat is held at the most. */
const heldFor = 24 * 3_600_000;

/** Sessions of one alumnus in which seats are to be offered, and those that are about to be removed. */
interface Asked {
  offerSlotIds: readonly string[];
  removed: readonly string[];
  alumniId: string;
}

/**
 * The sessions in which seats are to be offered. Refuses those in which nothing can be: somebody else's, called off, started,
 * or about to be removed.
 */
export async function loadOfferSlots(
  tx: Tx,
  deps: BookingsDeps,
  caller: Caller,
  { offerSlotIds, removed, alumniId }: Asked,
  now: number,
): Promise<NamedSlotRow[]> {
  const slots: NamedSlotRow[] = [];
  for (const id of offerSlotIds) {
    const slot = await loadManagedSlot(tx, caller, id);
    const field = { field: 'offerSlotIds', slotId: id };
    if (slot.alumni_id !== alumniId) {
      throw new Problem('not_yours', 'Seats can only be offered in sessions of the same alumnus.', field);
    }
    if (slot.cancelled_at !== null || removed.includes(id)) {
      throw new Problem(
        'slot_cancelled',
        `No seat can be offered on ${whenInWords(slot)}: it is called off.`,
        field,
      );
    }
    if (bookingClosesAt({ startsAt: slot.starts_at }, deps.rules) <= now) {
      throw new Problem(
        'slot_started',
        `No seat can be offered on ${whenInWords(slot)}: booking is over.`,
        field,
      );
    }
    slots.push(slot);
  }
  return slots;
}

/**
 * Offers each of these bookings' students, in the order of booking, a seat in the first of these slots that has one which
 * nobody waits for and that they can take. Gives how many were offered one. Slots and students are held still.
 */
export async function firstRefusal(
  tx: Tx,
  deps: BookingsDeps,
  by: Caller,
  offerSlots: readonly NamedSlotRow[],
  bookings: readonly NamedBookingRow[],
  now: number,
): Promise<number> {
  let offered = 0;
  const slots = [...offerSlots];
  const inOrder = [...bookings].sort((a, b) => (a.booked_at < b.booked_at ? -1 : 1));
  for (const booking of inOrder) {
    for (const [index, slot] of slots.entries()) {
      if (!(await canTake(tx, deps, by, slot, booking, now))) continue;
      slots[index] = await offer(tx, deps, by, slot, booking, now);
      offered += 1;
      break;
    }
  }
  return offered;
}

async function canTake(
  tx: Tx,
  { rules: terms }: BookingsDeps,
  by: Caller,
  slot: NamedSlotRow,
  { student_id: id, student_name: name }: NamedBookingRow,
  now: number,
): Promise<boolean> {
  if (slot.waiting > 0 || slot.seats_taken >= slot.max_participants || slot.alumni_id === id) return false;
  const existing = await newestBooking(tx, slot.id, id);
  if (existing !== undefined && existing.status !== 'cancelled') return false;
  return (await whyNotAble(tx, { by, student: { id, name, headStart: 0 }, terms }, slot, now)) === null;
}

/** Gives the slot as it is then. */
async function offer(
  tx: Tx,
  deps: BookingsDeps,
  by: Caller,
  slot: NamedSlotRow,
  { student_id, student_name, note }: NamedBookingRow,
  now: number,
): Promise<NamedSlotRow> {
  const until = Math.min(now + heldFor, bookingClosesAt({ startsAt: slot.starts_at }, deps.rules));
  const after = newBooking({ id: student_id, name: student_name }, slot, note, {
    status: 'offered',
    place: slot.version + 1,
    booked_at: instant(now),
    offer_expires_at: instant(until),
  });
  const bookings = [{ before: null, after, action: 'booking_offered' }] as const;
  return (await applyChange(tx, deps.rules, by, now, { slot, bookings })).slot;
}
