import type { Booking, Slot, SlotView } from '@mentor-slots/contract';
import { holdsSeat } from '@mentor-slots/contract/rules';
import { bySoonest } from '../../calendar/dates.ts';

/** What one slot is to the viewer. */
export type Standing =
  | 'free'
  | 'full'
  /** Has begun; nobody can book any more. */
  | 'started'
  /** The viewer has a seat. */
  | 'in'
  /** The viewer's booking waits for the mentor. */
  | 'pending'
  /** The mentor called the viewer's session off. */
  | 'called-off'
  /** The viewer holds this session themselves. */
  | 'own';

/** A slot and the viewer's part in it. */
export interface Session {
  slot: SlotView;
  booking: Booking | null;
  standing: Standing;
  /** What the viewer has booked at that time, with whomever: it keeps them from a free seat. */
  clash: Booking | null;
  /** There is a seat for the viewer to ask for. */
  isFree: boolean;
  /** There is a seat for somebody to ask for: the viewer, or of their own session students. */
  hasFreeSeat: boolean;
  /** The viewer has a seat, or asked for one. */
  isTheirs: boolean;
}

/** A living booking outweighs a cancelled one, a later one an earlier one. */
function weight(booking: Booking): string {
  return (holdsSeat(booking.status) ? '1' : '0') + booking.bookedAt;
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
  viewerId: string | null,
  now: number,
): Standing {
  if (booking && holdsSeat(booking.status)) return booking.status === 'pending' ? 'pending' : 'in';
  if (booking?.cancelReason === 'slot_cancelled' || slot.status === 'cancelled') return 'called-off';
  if (slot.alumniId === viewerId) return 'own';
  if (Date.parse(slot.startsAt) <= now) return 'started';
  return slot.seatsTaken < slot.maxParticipants ? 'free' : 'full';
}

/** What of `held` overlaps a slot; touching ends do not. */
function clashOf({ id, startsAt, endsAt }: SlotView, held: readonly Booking[]): Booking | null {
  const overlaps = ({ slotId, slot }: Booking) =>
    slotId !== id && slot.startsAt < endsAt && startsAt < slot.endsAt;
  return held.find(overlaps) ?? null;
}

/**
 * What a viewer sees of the slots and their own bookings at `now`, soonest first: nothing that is over, and of called
 * off sessions only those they had a seat in. `others`: all that they have booked, with whomever.
 */
export function sessionsOf(
  slots: readonly Slot[],
  bookings: readonly Booking[],
  viewerId: string | null,
  now: number,
  others: readonly Booking[] = bookings,
): Session[] {
  const held = others.filter(({ status }) => holdsSeat(status));
  const counting = countingBookings(bookings);
  const known = new Map(slots.map((slot) => [slot.id, slot]));
  const sessions: Session[] = [];
  for (const id of new Set([...known.keys(), ...counting.keys()])) {
    const booking = counting.get(id);
    const slot = merged(known.get(id), booking);
    if (!slot || Date.parse(slot.endsAt) <= now) continue;
    const standing = standingOf(slot, booking, viewerId, now);
    // A booking that the student gave back says nothing about a slot that is not offered here.
    const isTheirs = standing === 'in' || standing === 'pending';
    const clash = standing === 'free' ? clashOf(slot, held) : null;
    const isFree = standing === 'free' && !clash;
    const isComing = Date.parse(slot.startsAt) > now;
    const hasFreeSeat =
      standing === 'free' || (standing === 'own' && isComing && slot.seatsTaken < slot.maxParticipants);
    const session = { slot, booking: booking ?? null, standing, clash, isFree, hasFreeSeat, isTheirs };
    if (
      standing === 'called-off' ? booking?.cancelReason !== 'slot_cancelled' : !known.has(id) && !isTheirs
    ) {
      continue;
    }
    sessions.push(session);
  }
  return sessions.sort((one, other) => bySoonest(one.slot, other.slot));
}
