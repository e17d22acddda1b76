import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import { holdsSeat } from '@mentor-slots/contract/rules';

/** In how many sessions the service takes offers at once. */
const mostOffered = 60;

/** What offering seats elsewhere comes to: how many get one in which session, and for how many there is none. */
export interface OfferPlan {
  seats: readonly { slot: SlotView; count: number }[];
  rest: number;
}

/**
 * The sessions ahead in which those of `removed` can be offered a seat, the nearest to the first of them first: free seats, for which
 * nobody waits.
 */
export function offerable(
  slots: readonly SlotView[],
  removed: readonly SlotView[],
  now: number,
): readonly SlotView[] {
  const [first] = removed;
  if (!first) return [];
  const distance = (slot: SlotView) => Math.abs(Date.parse(slot.startsAt) - Date.parse(first.startsAt));
  return slots
    .filter(
      (slot) =>
        slot.seatsLeft > 0 &&
        !slot.waiting &&
        slot.status === 'available' &&
        Date.parse(slot.startsAt) > now &&
        !removed.some(({ id }) => id === slot.id),
    )
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, mostOffered);
}

/** Gives whoever loses a seat another as the service does: in the order of booking, each in the first chosen session that has one. */
export function planOffers(removed: readonly SlotView[], chosen: readonly SlotView[]): OfferPlan {
  const seats = chosen.map((slot) => ({ slot, count: 0, inside: studentsIn(slot) }));
  let rest = 0;
  for (const { studentId } of inOrderOfBooking(removed)) {
    const open = seats.filter(({ inside }) => !inside.has(studentId));
    const one = open.find(({ slot, count }) => count < slot.seatsLeft);
    if (one) {
      one.count++;
      one.inside.add(studentId);
    } else if (open.length === seats.length) rest++;
  }
  return { seats: seats.filter(({ count }) => count), rest };
}

function studentsIn({ bookings = [] }: SlotView): Set<string> {
  return new Set(bookings.map(({ studentId }) => studentId));
}

function inOrderOfBooking(slots: readonly SlotView[]): readonly RosterEntry[] {
  return slots
    .flatMap(({ bookings = [] }) => bookings.filter(({ status }) => holdsSeat(status)))
    .sort((one, other) => (one.bookedAt < other.bookedAt ? -1 : 1));
}
