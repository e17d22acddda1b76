import type { Slot, SlotView } from '@mentor-slots/contract';
import type { Collection, Link } from '../collection.ts';
import { Failure } from '../failure.ts';
import type { Loaded } from '../loaded.ts';
import { loadedOf, once } from '../reading.ts';
import { createOwnSlotStore, type Range } from './own-slot-store.ts';

/** How long changes of own slots gather before their rosters are read again. */
const gather = 150;

/** An alumnus's slots with rosters: upcoming and running ones, and all within each watched range of dates. */
export interface OwnSlots extends Collection {
  /** Reference-counted; returns the release. */
  watch(range?: Range): () => void;
  get(): Loaded<readonly SlotView[]>;
}

/** The kind of collection that holds this alumnus's slots, for themselves or for an admin; without an id the signed-in alumnus's. */
export function slotsOfAlumnus(alumniId: string): (link: Link) => OwnSlots {
  if (!alumniId) return ownSlots;
  const kind = kinds.get(alumniId) ?? ((link: Link) => slotsWithRosters(link, alumniId));
  kinds.set(alumniId, kind);
  return kind;
}

/** A client knows its collections by their kinds: each is made once. */
const kinds = new Map<string, (link: Link) => OwnSlots>();

export function ownSlots(link: Link): OwnSlots {
  return slotsWithRosters(link);
}

function slotsWithRosters(link: Link, alumniId?: string): OwnSlots {
  const { api, now, changed } = link;
  const store = createOwnSlotStore();
  const ranges = new Map<string, { range: Range; watchers: number }>();
  const outdated = new Map<string, number>();
  let stopGathering: (() => void) | null = null;
  let era = 0;

  const whose = () => alumniId ?? link.person;

  const reading = link.reading(async () => {
    link.requireRole(whose() === link.person ? 'alumni' : 'admin');
    const mine = era;
    const take = store.reading();
    // What comes next is read first: it is what people wait for.
    for (const { range } of [...ranges.values()].sort((a, b) => Number(!!a.range) - Number(!!b.range))) {
      const slots = await api.ownSlots(range, alumniId);
      if (mine !== era) return;
      take(range, slots, now());
    }
    if (outdated.size) refetchSoon();
  });

  function outdate({ id, version }: Slot): void {
    if (store.versionOf(id) < version) outdated.set(id, version);
  }

  function refetchSoon(): void {
    stopGathering ??= link.world.after(gather, () => void refetch());
  }

  /**
   * An admin hears what everybody does, from the snapshot on: what has changed between the reading and then is read again. Whoever
   * it belongs to has heard of it.
   */
  function compare(slots: readonly Slot[]): void {
    slots.forEach(outdate);
    if (reading.at === null) return;
    if (outdated.size) refetchSoon();
    const told = new Set(slots.map(({ id }) => id));
    const isAhead = ({ status, endsAt }: Slot) => status !== 'cancelled' && Date.parse(endsAt) > now();
    if (store.list.some((slot) => isAhead(slot) && !told.has(slot.id))) void reading.run();
  }

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
    wanted() {
      const id = whose();
      return ranges.size && id && link.person ? [id] : [];
    },
    receive(frame) {
      if (frame.type === 'booking_updated') {
        return frame.booking.slot.alumniId === whose() && store.apply(frame.booking);
      }
      if (!ranges.size) return false;
      if (frame.type === 'slot_deleted') {
        return frame.alumniId === whose() && store.remove(frame.slotId, frame.version);
      }
      if (frame.type === 'snapshot' && frame.alumniId === alumniId) compare(frame.slots);
      if (frame.type !== 'slot_created' && frame.type !== 'slot_updated') return false;
      if (frame.slot.alumniId === whose()) outdate(frame.slot);
      if (outdated.size) refetchSoon();
      return false;
    },
    meet: (slot) => Boolean(slot.bookings) && slot.alumniId === whose() && store.meet(slot),
    readPersonal: read,
    lost: (at) => link.authenticated && reading.keptUntil(at),
    stale: () =>
      link.authenticated || !link.signedIn || !ranges.size ? [] : [[`/my-slots ${alumniId ?? ''}`, read]],
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
