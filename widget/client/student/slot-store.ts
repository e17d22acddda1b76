import type { Slot, SlotFrame, SlotView } from '@mentor-slots/contract';
import { bySoonest } from '../../calendar/dates.ts';

/** One alumnus's slots. Frames count only if newer, snapshots count whole. */
export interface SlotStore {
  /** Soonest first; the same array until something changes. */
  readonly list: readonly Slot[];
  snapshot(slots: readonly Slot[]): void;
  /** Returns whether anything changed. */
  apply(frame: SlotFrame): boolean;
  /** A slot met in an answer to a request. */
  meet(slot: Slot): boolean;
}

/** Without what only its reader may know. */
export function publicForm({ meetingUrl: _, bookings: __, ...slot }: SlotView): Slot {
  return slot;
}

export function createSlotStore(): SlotStore {
  let held = new Map<string, Slot>();
  // A deleted slot leaves its version behind, so that an older frame cannot bring it back.
  const gone = new Map<string, number>();
  let list: readonly Slot[] | null = null;

  function meet(slot: Slot): boolean {
    if (slot.version <= Math.max(held.get(slot.id)?.version ?? 0, gone.get(slot.id) ?? 0)) return false;
    if (slot.status === 'cancelled') held.delete(slot.id);
    else held.set(slot.id, slot);
    list = null;
    return true;
  }

  return {
    get list() {
      list ??= [...held.values()].sort(bySoonest);
      return list;
    },
    snapshot(slots) {
      held = new Map(slots.map((slot) => [slot.id, slot]));
      for (const id of held.keys()) gone.delete(id);
      list = null;
    },
    apply(frame) {
      if (frame.type !== 'slot_deleted') return meet(frame.slot);
      const { slotId, version } = frame;
      if (version <= (gone.get(slotId) ?? 0)) return false;
      const now = held.get(slotId);
      if (now && now.version > version) return false;
      gone.set(slotId, version);
      list = null;
      return held.delete(slotId);
    },
    meet,
  };
}
