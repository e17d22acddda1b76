import type { Booking, RosterEntry, SlotView } from '@mentor-slots/contract';
import { bySoonest } from '../../calendar/dates.ts';

/** What was read: everything that ends after now (null), or the days from … to. */
export type Range = { from: string; to: string } | null;

interface Own {
  slot: SlotView;
  /** Version of the last full form; each booking may be known to be newer. */
  full: number;
  newer: Map<string, number>;
}

/** An alumnus's own slots with their rosters. */
export interface OwnSlotStore {
  /** Soonest first. */
  readonly list: readonly SlotView[];
  /** A full form, roster included. */
  meet(slot: SlotView): boolean;
  /** A booking with its student's name and its slot without a roster. */
  apply(booking: Booking): boolean;
  remove(slotId: string, version: number): boolean;
  versionOf(slotId: string): number;
  /** Call before reading; the returned function takes what was read of that range. */
  reading(): (range: Range, slots: readonly SlotView[], now: number) => void;
  clear(): void;
}

/**
 * Who has a seat, earliest booking first, then who waits. When somebody leaves the queue the owner hears of them alone:
 * whoever stood behind moves up.
 */
function inOrder(roster: readonly RosterEntry[]): RosterEntry[] {
  const seated = roster.filter(({ status }) => status !== 'waitlisted');
  const queue = roster.filter(({ status }) => status === 'waitlisted');
  seated.sort((one, other) => (one.bookedAt < other.bookedAt ? -1 : 1));
  queue.sort((one, other) => (one.waitlistPosition ?? 0) - (other.waitlistPosition ?? 0));
  return [...seated, ...queue.map((entry, index) => ({ ...entry, waitlistPosition: index + 1 }))];
}

export function createOwnSlotStore(): OwnSlotStore {
  const held = new Map<string, Own>();
  const gone = new Map<string, number>();
  let meanwhile = new Set<string>();
  let list: readonly SlotView[] | null = null;

  function meet(slot: SlotView): boolean {
    const own = held.get(slot.id);
    if (slot.version <= Math.max(own?.full ?? 0, gone.get(slot.id) ?? 0)) return false;
    if (own && slot.version < own.slot.version) return false;
    meanwhile.add(slot.id);
    held.set(slot.id, { slot, full: slot.version, newer: new Map() });
    list = null;
    return true;
  }

  return {
    get list() {
      list ??= [...held.values()].map((own) => own.slot).sort(bySoonest);
      return list;
    },
    meet,
    apply(booking) {
      const { slot: fresh, ...rest } = booking;
      const own = held.get(booking.slotId);
      if (!own || fresh.version <= Math.max(own.full, own.newer.get(booking.id) ?? 0)) return false;
      meanwhile.add(booking.slotId);
      own.newer.set(booking.id, fresh.version);
      const entry: RosterEntry = { ...rest, studentName: rest.studentName ?? '' };
      const others = (own.slot.bookings ?? []).filter((one) => one.id !== entry.id);
      const isGone = entry.status === 'cancelled' && entry.cancelReason !== 'slot_cancelled';
      const roster = isGone ? others : [...others, entry];
      own.slot = { ...(fresh.version > own.slot.version ? fresh : own.slot), bookings: inOrder(roster) };
      list = null;
      return true;
    },
    remove(slotId, version) {
      gone.set(slotId, Math.max(version, gone.get(slotId) ?? 0));
      const own = held.get(slotId);
      // What was called off is known by then, and stays to be seen.
      if (!own || own.slot.version >= version) return false;
      list = null;
      return held.delete(slotId);
    },
    versionOf: (slotId) => held.get(slotId)?.slot.version ?? 0,
    reading() {
      meanwhile = new Set();
      return (range, slots, now) => {
        const seen = new Set(slots.map((slot) => slot.id));
        for (const [id, { slot }] of held) {
          const within = range
            ? slot.date >= range.from && slot.date <= range.to
            : Date.parse(slot.endsAt) > now;
          if (within && !seen.has(id) && !meanwhile.has(id)) held.delete(id);
        }
        for (const slot of slots) {
          if (slot.version >= (held.get(slot.id)?.slot.version ?? 0)) {
            gone.delete(slot.id);
            held.set(slot.id, { slot, full: slot.version, newer: new Map() });
          }
        }
        list = null;
      };
    },
    clear() {
      held.clear();
      gone.clear();
      list = null;
    },
  };
}
