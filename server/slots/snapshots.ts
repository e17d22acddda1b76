/** What everybody sees of an alumnus: all that is ahead, kept for as long as it stays true. */
import type { Slot } from '@mentor-slots/contract';
import { LRUCache } from 'lru-cache';
import { type Clock, instant } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { upcomingSlots } from './queries.ts';
import { publicSlot } from './slot-view.ts';

/** How long a list is kept at the most, in ms: rows that are written past the service are told of by nobody. */
const freshMs = 10_000;
/** And while changes of other processes are not heard. */
const unheardMs = 1_000;

/**
 * All upcoming and running slots of each alumnus, in public form. However many ask, a list is read once, until something of
 * that alumnus changes or a session in it ends. Who asks gets the very same array, so that what is made of it (bytes, a tag) can be kept beside it
 * in a WeakMap.
 */
export interface Snapshots {
  /** The list, where it is kept: as of the last change that this process was told of. */
  kept(alumniId: string): Slot[] | undefined;
  /** The lists, read where they are not kept. */
  read(alumniIds: readonly string[]): Promise<Map<string, Slot[]>>;
}

interface Kept {
  slots: Slot[];
  /** True from when to before when, by the clock. */
  from: number;
  until: number;
}

/** `mostBytes`: how much all lists may take together, as far as that can be told. */
export function createSnapshots(
  { read, onChange, onGap, vitals }: Database,
  clock: Clock,
  mostBytes = 64 * 1024 * 1024,
): Snapshots {
  const lists = new LRUCache<string, Kept>({
    maxSize: mostBytes,
    sizeCalculation: ({ slots }) => sizeOf(slots),
  });
  /** Those that are being read: who asks meanwhile waits for the same. */
  const reading = new Map<string, Promise<Slot[]>>();

  function forget(alumniId: string): void {
    lists.delete(alumniId);
    // What is on its way may lack the change: it is given to those who asked before, and not kept.
    reading.delete(alumniId);
  }

  function forgetAll(): void {
    lists.clear();
    reading.clear();
  }

  onChange((change) => {
    if (change.to === 'subscribers') forget(change.alumniId);
    else if (change.to === 'services') forgetAll();
  });
  onGap(forgetAll);
  vitals.onLost(forgetAll);

  async function readAll(alumniIds: readonly string[], now: number): Promise<Map<string, Slot[]>> {
    const byAlumnus = new Map<string, Slot[]>(alumniIds.map((id) => [id, []]));
    for (const row of await upcomingSlots(read, alumniIds, instant(now))) {
      byAlumnus.get(row.alumni_id)?.push(publicSlot(row, now));
    }
    return byAlumnus;
  }

  async function keepOne(alumniId: string, now: number, found: Promise<Map<string, Slot[]>>) {
    const list = found.then((all) => all.get(alumniId) ?? []);
    reading.set(alumniId, list);
    const isStill = () => reading.get(alumniId) === list;
    try {
      const slots = await list;
      const latest = now + (vitals.hearing() ? freshMs : unheardMs);
      const until = slots.reduce((soonest, { endsAt }) => Math.min(soonest, Date.parse(endsAt)), latest);
      if (isStill()) lists.set(alumniId, { slots, from: now, until });
    } catch {
      // Who asked hears of it.
    } finally {
      if (isStill()) reading.delete(alumniId);
    }
  }

  function kept(alumniId: string): Slot[] | undefined {
    const list = lists.get(alumniId);
    if (list === undefined) return undefined;
    const now = clock();
    return list.from <= now && now < list.until ? list.slots : undefined;
  }

  return {
    kept,
    async read(alumniIds) {
      const now = clock();
      const missing = alumniIds.filter((id) => !reading.has(id) && kept(id) === undefined);
      if (missing.length > 0) {
        const found = readAll(missing, now);
        for (const id of missing) void keepOne(id, now, found);
      }
      const all = alumniIds.map(
        async (id): Promise<[string, Slot[]]> => [id, kept(id) ?? (await reading.get(id)) ?? []],
      );
      return new Map(await Promise.all(all));
    },
  };
}

/** As objects, and as the texts that are made of them. */
function sizeOf(slots: readonly Slot[]): number {
  return slots.reduce((bytes, { description }) => bytes + 2048 + 4 * (description?.length ?? 0), 1024);
}
