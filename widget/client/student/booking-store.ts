import type { Booking } from '@mentor-slots/contract';
import { bySoonest } from '../../calendar/dates.ts';

/** One student's bookings, ordered in time by the version of their slot. */
export interface BookingStore {
  /** Soonest session first. */
  readonly list: readonly Booking[];
  /** Returns whether anything changed. */
  apply(booking: Booking): boolean;
  /** Call before reading the list; the returned function takes what was read, and keeps what became newer meanwhile. */
  reading(): (bookings: readonly Booking[]) => void;
  clear(): void;
}

export function createBookingStore(): BookingStore {
  let held = new Map<string, Booking>();
  let meanwhile = new Set<string>();
  let list: readonly Booking[] | null = null;

  return {
    get list() {
      list ??= [...held.values()].sort((one, other) => bySoonest(one.slot, other.slot));
      return list;
    },
    apply(booking) {
      meanwhile.add(booking.id);
      const before = held.get(booking.id);
      if (before && before.slot.version >= booking.slot.version) return false;
      held.set(booking.id, booking);
      list = null;
      return true;
    },
    reading() {
      meanwhile = new Set();
      return (bookings) => {
        const read = new Map(bookings.map((booking) => [booking.id, booking]));
        for (const id of meanwhile) {
          const mine = held.get(id);
          if (mine && mine.slot.version > (read.get(id)?.slot.version ?? 0)) read.set(id, mine);
        }
        held = read;
        list = null;
      };
    },
    clear() {
      held = new Map();
      list = null;
    },
  };
}
