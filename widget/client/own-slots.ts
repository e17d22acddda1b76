import type { Booking, ServerFrame, SlotView } from '@mentor-slots/contract';
import { Failure } from './failure.ts';
import { type Http, readPages } from './http.ts';
import { createOwnSlotStore, type Range } from './own-slot-store.ts';
import { createReading, loadedOf, once } from './reading.ts';
import type { Loaded } from './slot-client.ts';
import type { World } from './world.ts';

/** How long changes of own slots gather before their rosters are read again. */
const gather = 150;

/** The signed-in alumnus's slots with rosters. */
export interface OwnSlots {
  readonly watched: boolean;
  watch(range: Range): () => void;
  get(live: boolean): Loaded<readonly SlotView[]>;
  /** Reads all that is watched. */
  read(): Promise<void>;
  receive(frame: ServerFrame): boolean;
  apply(booking: Booking): boolean;
  meet(slot: SlotView): void;
  reset(): void;
}

export function createOwnSlots(http: Http, world: World, now: () => number, changed: () => void): OwnSlots {
  const store = createOwnSlotStore();
  const ranges = new Map<string, { range: Range; watchers: number }>();
  const outdated = new Map<string, number>();
  let stopGathering: (() => void) | null = null;
  let era = 0;

  const reading = createReading(
    async () => {
      const mine = era;
      const take = store.reading();
      // What comes next is read first: it is what people wait for.
      for (const { range } of [...ranges.values()].sort((a, b) => Number(!!a.range) - Number(!!b.range))) {
        const { slots } = await readPages(http, '/api/slots/my-slots', { ...range }, { personal: true });
        if (mine !== era) return;
        take(range, slots ?? [], now());
      }
    },
    now,
    changed,
  );

  async function refetch(): Promise<void> {
    stopGathering = null;
    const ids = [...outdated].filter(([id, version]) => store.versionOf(id) < version).map(([id]) => id);
    outdated.clear();
    const mine = era;
    for (const id of ids) {
      try {
        const { body } = await http<SlotView>(`/api/slots/${encodeURIComponent(id)}`, { personal: true });
        if (mine !== era) return;
        if (body?.bookings) store.meet(body);
      } catch (error) {
        // Gone since: the feed says so too. Anything else leaves the old form until the next change.
        if (!(error instanceof Failure)) throw error;
      }
    }
    changed();
  }

  return {
    get watched() {
      return ranges.size > 0;
    },
    watch(range) {
      const key = range ? `${range.from}/${range.to}` : '';
      const entry = ranges.get(key) ?? { range, watchers: 0 };
      const isNew = !ranges.has(key);
      ranges.set(key, entry);
      entry.watchers++;
      if (isNew && reading.at !== null) void reading.run();
      return once(() => {
        if (!--entry.watchers) ranges.delete(key);
      });
    },
    get(live) {
      return loadedOf(store.list, reading, live, now);
    },
    read: reading.run,
    receive(frame) {
      if (frame.type === 'slot_deleted') return store.remove(frame.slotId, frame.version);
      if (frame.type !== 'slot_created' && frame.type !== 'slot_updated') return false;
      if (store.versionOf(frame.slot.id) < frame.slot.version) {
        outdated.set(frame.slot.id, frame.slot.version);
        stopGathering ??= world.after(gather, () => void refetch());
      }
      return false;
    },
    apply: store.apply,
    meet(slot) {
      if (slot.bookings && store.meet(slot)) changed();
    },
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
