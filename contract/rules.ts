/**
 * The rules that only the clock can make false: pure functions of facts and `now` (milliseconds since 1970).
 * The service decides with them; the elements explain with them. Rules that another writer could make false
 * are decided by the claim in the database instead.
 */
import type { BookingStatus } from './roster.ts';
import type { SlotStatus } from './slots.ts';

/** Facts of a slot that the rules need. Instants are ISO-UTC text. */
export interface SlotFacts {
  alumniId: string;
  startsAt: string;
  endsAt: string;
  maxParticipants: number;
  seatsTaken: number;
}

/** How many milliseconds before the start students may last book and last cancel. */
export interface CutOffs {
  bookingCutoff: number;
  cancelCutoff: number;
}

/** A slot's status at `now`. */
export function slotStatus(slot: SlotFacts & { cancelled: boolean }, now: number): SlotStatus {
  if (slot.cancelled) return 'cancelled';
  if (Date.parse(slot.endsAt) <= now) return 'completed';
  return slot.seatsTaken >= slot.maxParticipants ? 'full' : 'available';
}

/** The statuses in which a booking holds a seat. Rules and queries read them here; no other place lists them. */
export const seatStatuses = ['pending', 'confirmed', 'offered'] as const satisfies readonly BookingStatus[];

/** Does a booking in this status hold a seat? */
export function holdsSeat(status: BookingStatus): boolean {
  return (seatStatuses as readonly BookingStatus[]).includes(status);
}

/** The instant (ms) after which students may no longer book. */
export function bookingClosesAt(slot: Pick<SlotFacts, 'startsAt'>, cutOffs: CutOffs): number {
  return Date.parse(slot.startsAt) - cutOffs.bookingCutoff;
}

/** The instant (ms) after which students may no longer cancel. */
export function cancelClosesAt(slot: Pick<SlotFacts, 'startsAt'>, cutOffs: CutOffs): number {
  return Date.parse(slot.startsAt) - cutOffs.cancelCutoff;
}

/** Why this person may not book this slot now, or null. Seats are last: the claim has the final word on them. */
export function whyNotBook(
  slot: SlotFacts & { cancelled: boolean },
  personId: string,
  now: number,
  cutOffs: CutOffs,
): 'slot_cancelled' | 'slot_started' | 'booking_closed' | 'own_slot' | 'slot_full' | null {
  if (slot.cancelled) return 'slot_cancelled';
  if (Date.parse(slot.startsAt) <= now) return 'slot_started';
  if (bookingClosesAt(slot, cutOffs) <= now) return 'booking_closed';
  if (slot.alumniId === personId) return 'own_slot';
  if (slot.seatsTaken >= slot.maxParticipants) return 'slot_full';
  return null;
}

/** Why a student may not cancel now, or null. */
export function whyNotCancel(
  slot: Pick<SlotFacts, 'startsAt'>,
  now: number,
  cutOffs: CutOffs,
): 'cancel_closed' | null {
  return cancelClosesAt(slot, cutOffs) <= now ? 'cancel_closed' : null;
}
