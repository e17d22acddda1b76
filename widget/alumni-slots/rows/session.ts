import type { Booking, CancelReason, Slot, SlotView } from '@mentor-slots/contract';
import { bookingOpensAt, holdsSeat, isOfferOver } from '@mentor-slots/contract/rules';
import { bySoonest } from '../../calendar/dates.ts';

/** What one slot is to the viewer. */
export type Standing =
  | 'free'
  | 'full'
  /** Booking opens later, for this viewer. */
  | 'later'
  /** Has begun; nobody can book any more. */
  | 'started'
  /** The viewer has a seat. */
  | 'in'
  /** The viewer's booking waits for the mentor. */
  | 'pending'
  /** A seat is held for the viewer, who waited. */
  | 'offered'
  /** The viewer waits for a seat. */
  | 'waiting'
  /** The mentor called the viewer's session off. */
  | 'called-off'
  /** The viewer holds this session themselves. */
  | 'own';

/** A slot and the viewer's part in it. */
export interface Session {
  slot: SlotView;
  booking: Booking | null;
  standing: Standing;
  /** What the viewer has booked at that time, with whomever: it keeps them from a seat here. */
  clash: Booking | null;
  /** There is a seat for the viewer to ask for. */
  isFree: boolean;
  /** All seats are taken, and the viewer may wait for one. */
  isWaitable: boolean;
  /** From when on the viewer may book, ms, where that is still to come for somebody; null otherwise. */
  opensAt: number | null;
  /** There is a seat for somebody to ask for: the viewer, or of their own session students. */
  hasFreeSeat: boolean;
  /** The viewer has a seat, or asked for one. */
  isTheirs: boolean;
  /** The viewer waits for a seat, or has one held for them. */
  isQueued: boolean;
  /** How the viewer's part in it has ended, as the service says or the clock, which is sooner. */
  ended: CancelReason | null;
}

/** Who looks, and by which clock. */
export interface Looker {
  viewerId: string | null;
  /** How many milliseconds before the others they may book. */
  headStart: number;
  /** ms. */
  now: number;
}

/** A living booking outweighs a cancelled one, a later one an earlier one. */
function weight(booking: Booking): string {
  return (booking.status === 'cancelled' ? '0' : '1') + booking.bookedAt;
}

/** Each slot's booking that counts for the viewer. */
function countingBookings(bookings: readonly Booking[]): Map<string, Booking> {
  const counting = new Map<string, Booking>();
  for (const booking of bookings) {
    const other = counting.get(booking.slotId);
    if (!other || weight(booking) > weight(other)) counting.set(booking.slotId, booking);
  }
  return counting;
}

/** The newer facts of the two, with the meeting link that only the booking knows. */
function merged(slot: Slot | undefined, booking: Booking | undefined): SlotView | null {
  if (!booking) return slot ?? null;
  if (!slot || slot.version <= booking.slot.version) return booking.slot;
  const { meetingUrl } = booking.slot;
  return meetingUrl === undefined ? slot : { ...slot, meetingUrl };
}

function standingOf(
  slot: SlotView,
  booking: Booking | undefined,
  { viewerId, headStart, now }: Looker,
): Standing {
  if (booking?.status === 'confirmed') return 'in';
  if (booking?.status === 'pending') return 'pending';
  if (booking?.cancelReason === 'slot_cancelled' || slot.status === 'cancelled') return 'called-off';
  if (booking?.status === 'offered' && !isOfferOver(booking, now)) return 'offered';
  if (slot.alumniId === viewerId) return 'own';
  if (Date.parse(slot.startsAt) <= now) return 'started';
  if (booking?.status === 'waitlisted') return 'waiting';
  if ((bookingOpensAt(slot, headStart) ?? now) > now) return 'later';
  return slot.seatsTaken < slot.maxParticipants ? 'free' : 'full';
}

function endOf({ status, cancelReason }: Booking, standing: Standing): CancelReason | null {
  if (status === 'offered' && standing !== 'offered') return 'offer_lapsed';
  return status === 'waitlisted' && standing === 'started' ? 'queue_closed' : cancelReason;
}

/** What of `held` overlaps a slot; touching ends do not. */
function clashOf({ id, startsAt, endsAt }: SlotView, held: readonly Booking[]): Booking | null {
  const overlaps = ({ slotId, slot }: Booking) =>
    slotId !== id && slot.startsAt < endsAt && startsAt < slot.endsAt;
  return held.find(overlaps) ?? null;
}

/**
 * What a viewer sees of the slots and their own bookings, soonest first: nothing that is over, and of called
 * off sessions only those they had a seat in. `others`: all that they have booked, with whomever.
 */
export function sessionsOf(
  slots: readonly Slot[],
  bookings: readonly Booking[],
  looker: Looker,
  others: readonly Booking[] = bookings,
): Session[] {
  const { now } = looker;
  const held = others.filter((one) => holdsSeat(one.status) && !isOfferOver(one, now));
  const counting = countingBookings(bookings);
  const known = new Map(slots.map((slot) => [slot.id, slot]));
  const sessions: Session[] = [];
  for (const id of new Set([...known.keys(), ...counting.keys()])) {
    const booking = counting.get(id);
    const slot = merged(known.get(id), booking);
    if (!slot || Date.parse(slot.endsAt) <= now) continue;
    const standing = standingOf(slot, booking, looker);
    // A booking that the student gave back says nothing about a slot that is not offered here.
    const isTheirs = standing === 'in' || standing === 'pending';
    const isQueued = standing === 'offered' || standing === 'waiting';
    const clash = /free|full|waiting/.test(standing) ? clashOf(slot, held) : null;
    const isLeft = slot.seatsTaken < slot.maxParticipants;
    // Who is passed over in the queue, or waits in its last minutes, may book what is free as everybody may.
    const isFree = (standing === 'free' || (standing === 'waiting' && isLeft)) && !clash;
    const isComing = Date.parse(slot.startsAt) > now;
    const isKnown = known.has(id) || isTheirs || isQueued;
    if (standing === 'called-off' ? booking?.cancelReason !== 'slot_cancelled' : !isKnown) continue;
    sessions.push({
      slot,
      booking: booking ?? null,
      standing,
      clash,
      isFree,
      isWaitable: standing === 'full' && !clash,
      opensAt: (bookingOpensAt(slot) ?? 0) > now ? bookingOpensAt(slot, looker.headStart) : null,
      hasFreeSeat: standing === 'free' || (standing === 'own' && isComing && isLeft),
      isTheirs,
      isQueued,
      ended: booking ? endOf(booking, standing) : null,
    });
  }
  return sessions.sort((one, other) => bySoonest(one.slot, other.slot));
}
