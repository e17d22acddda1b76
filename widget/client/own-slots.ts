import type { SlotView } from '@mentor-slots/contract';
import type { Collection, Link } from './collection.ts';
import { Failure } from './failure.ts';
import type { Loaded } from './loaded.ts';
import { createOwnSlotStore, type Range } from './own-slot-store.ts';
import { loadedOf, once } from './reading.ts';

/** How long changes of own slots gather before their rosters are read again. */
const gather = 150;

/** The signed-in alumnus's slots with rosters: upcoming and running ones, and all within each watched range of dates. */
export interface OwnSlots extends Collection {
  /** Reference-counted; returns the release. */
  watch(range?: Range): () => void;
  get(): Loaded<readonly SlotView[]>;
}

export function ownSlots(link: Link): OwnSlots {
  const { api, now, changed } = link;
  const store = createOwnSlotStore();
  const ranges = new Map<string, { range: Range; watchers: number }>();
  const outdated = new Map<string, number>();
  let stopGathering: (() => void) | null = null;
  let era = 0;

  const reading = link.reading(async () => {
    link.requireRole('alumni');
    const mine = era;
    const take = store.reading();
    // What comes next is read first: it is what people wait for.
    for (const { range } of [...ranges.values()].sort((a, b) => Number(!!a.range) - Number(!!b.range))) {
      const slots = await api.ownSlots(range);
      if (mine !== era) return;
      take(range, slots, now());
    }
  });

  async function refetch(): Promise<void> {
    stopGathering = null;
    const ids = [...outdated].filter(([id, version]) => store.versionOf(id) < version).map(([id]) => id);
    outdated.clear();
    const mine = era;
    for (const id of ids) {
      try {
        const slot = await api.ownSlot(id);
        if (mine !== era) return;
        if (slot.bookings) store.meet(slot);
      } catch (error) {
        // Gone since: the feed says so too. Anything else leaves the old form until the next change.
        if (!(error instanceof Failure)) throw error;
      }
    }
    changed();
  }

  const read = async () => {
    if (ranges.size) await reading.run();
  };

  /** True where nobody watched it yet. */
  function hold(range: Range): boolean {
    const key = keyOf(range);
    const entry = ranges.get(key) ?? { range, watchers: 0 };
    const isNew = !entry.watchers++;
    ranges.set(key, entry);
    return isNew;
  }

  function release(range: Range): void {
    const entry = ranges.get(keyOf(range));
    if (entry && !--entry.watchers) ranges.delete(keyOf(range));
  }

  return {
    get watched() {
      return ranges.size > 0;
    },
    watch(range = null) {
      const held = range ? [null, range] : [null];
      // All are held before the reading begins: one that began already reads what was held then.
      const isNew = held.map(hold).includes(true);
      if (isNew && (link.authenticated || reading.at !== null)) void reading.run();
      link.rewatched();
      return once(() => {
        held.forEach(release);
        link.rewatched();
      });
    },
    get: () => loadedOf(store.list, reading, link.authenticated, now),
    wanted: () => (ranges.size && link.person ? [link.person] : []),
    receive(frame) {
      if (frame.type === 'booking_updated') {
        return frame.booking.slot.alumniId === link.person && store.apply(frame.booking);
      }
      if (!ranges.size) return false;
      if (frame.type === 'slot_deleted') {
        return frame.alumniId === link.person && store.remove(frame.slotId, frame.version);
      }
      if (frame.type !== 'slot_created' && frame.type !== 'slot_updated') return false;
      const { slot } = frame;
      if (slot.alumniId === link.person && store.versionOf(slot.id) < slot.version) {
        outdated.set(slot.id, slot.version);
        stopGathering ??= link.world.after(gather, () => void refetch());
      }
      return false;
    },
    meet: (slot) => Boolean(slot.bookings) && store.meet(slot),
    readPersonal: read,
    lost: (at) => link.authenticated && reading.keptUntil(at),
    stale: () => (link.authenticated || !link.signedIn ? [] : [['/my-slots', read]]),
    reset() {
      era++;
      store.clear();
      outdated.clear();
      stopGathering?.();
      stopGathering = null;
      reading.reset();
    },
  };
}

function keyOf(range: Range): string {
  return range ? `${range.from}/${range.to}` : '';
}
