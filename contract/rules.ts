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
  /** From when on it can be booked; null: from the beginning. */
  opensAt: string | null;
  maxParticipants: number;
  seatsTaken: number;
}

/** How many milliseconds before the start students may last book and last cancel. */
export interface CutOffs {
  bookingCutoff: number;
  cancelCutoff: number;
}

/** When whoever waited gets a seat at once and when they are asked first, in milliseconds. */
export interface OfferTimes {
  /** Nearer to the cut-off than this, a seat is offered instead of confirmed. */
  offerBelow: number;
  /** How long an offered seat is held. */
  offerFor: number;
}

/** Nearer to the cut-off than this (ms) nobody would hear of an offer in time: a seat that is free is everybody's. */
const shortestOffer = 5 * 60_000;

/** A slot's status at `now`. */
export function slotStatus(
  slot: Omit<SlotFacts, 'opensAt'> & { cancelled: boolean },
  now: number,
): SlotStatus {
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

/**
 * The instant (ms) from which on somebody may book and wait, or null where that is from the beginning. `headStart`: how
 * many milliseconds before the others this person may.
 */
export function bookingOpensAt(slot: Pick<SlotFacts, 'opensAt'>, headStart = 0): number | null {
  return slot.opensAt === null ? null : Date.parse(slot.opensAt) - headStart;
}

/** The instant (ms) after which students may no longer book, and the waiting list closes. */
export function bookingClosesAt(
  slot: Pick<SlotFacts, 'startsAt'>,
  cutOffs: Pick<CutOffs, 'bookingCutoff'>,
): number {
  return Date.parse(slot.startsAt) - cutOffs.bookingCutoff;
}

/** The instant (ms) after which students may no longer cancel. */
export function cancelClosesAt(slot: Pick<SlotFacts, 'startsAt'>, cutOffs: CutOffs): number {
  return Date.parse(slot.startsAt) - cutOffs.cancelCutoff;
}

/** Who asks for a seat. */
export interface Booker {
  id: string;
  /** How many milliseconds before the others they may book. */
  headStart: number;
}

/** Why this person may not book this slot now, or null. Seats are last: the claim has the final word on them. */
export function whyNotBook(
  slot: SlotFacts & { cancelled: boolean },
  person: Booker,
  now: number,
  cutOffs: CutOffs,
):
  | 'slot_cancelled'
  | 'slot_started'
  | 'booking_closed'
  | 'own_slot'
  | 'booking_not_open'
  | 'slot_full'
  | null {
  if (slot.cancelled) return 'slot_cancelled';
  if (Date.parse(slot.startsAt) <= now) return 'slot_started';
  if (bookingClosesAt(slot, cutOffs) <= now) return 'booking_closed';
  if (slot.alumniId === person.id) return 'own_slot';
  if ((bookingOpensAt(slot, person.headStart) ?? now) > now) return 'booking_not_open';
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

/**
 * How whoever is next in the queue gets a seat that is free now: for good (`'seat'`), held until an instant (ms), or not
 * any more (`null`): then it is everybody's.
 */
export function howToPromote(
  slot: Pick<SlotFacts, 'startsAt'>,
  now: number,
  times: Pick<CutOffs, 'bookingCutoff'> & OfferTimes,
): 'seat' | number | null {
  const closesAt = bookingClosesAt(slot, times);
  if (closesAt - now >= times.offerBelow && closesAt > now) return 'seat';
  return closesAt - now < shortestOffer ? null : Math.min(now + times.offerFor, closesAt);
}

/** Is the seat that was held for somebody no longer theirs? It counts as given back then, whoever has noticed. */
export function isOfferOver(
  booking: { status: BookingStatus; offerExpiresAt: string | null },
  now: number,
): boolean {
  return (
    booking.status === 'offered' &&
    booking.offerExpiresAt !== null &&
    Date.parse(booking.offerExpiresAt) <= now
  );
}
