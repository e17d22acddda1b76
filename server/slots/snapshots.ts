/** What a page of slots starts from: all that is ahead of some alumni. */
import type { Slot } from '@mentor-slots/contract';
import { type Clock, instant } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { upcomingSlots } from './queries.ts';
import { publicSlot } from './slot-view.ts';

/** How long, in ms, a list may be given out again. */
const freshMs = 1_000;

interface Kept {
  slots: Promise<Slot[]>;
  /** By the clock. */
  readOn: number;
}

/**
 * All upcoming and running slots of each alumnus, in public form. Whoever asks within the same second gets the same list,
 * unless something of that alumnus changed meanwhile: however many ask, it is read and encoded once.
 */
export function createSnapshots({ read, onChange, onGap }: Database, clock: Clock) {
  const kept = new Map<string, Kept>();
  onChange((change) => {
    if (change.to === 'subscribers') kept.delete(change.alumniId);
    else if (change.to === 'services') kept.clear();
  });
  onGap(() => kept.clear());

  function keep(alumniId: string, list: Kept): void {
    const forget = () => {
      if (kept.get(alumniId) === list) kept.delete(alumniId);
    };
    kept.set(alumniId, list);
    list.slots.catch(forget);
    setTimeout(forget, freshMs).unref();
  }

  async function readAll(alumniIds: readonly string[], now: number): Promise<Map<string, Slot[]>> {
    const byAlumnus = new Map<string, Slot[]>(alumniIds.map((id) => [id, []]));
    for (const row of await upcomingSlots(read, alumniIds, instant(now))) {
      byAlumnus.get(row.alumni_id)?.push(publicSlot(row, now));
    }
    return byAlumnus;
  }

  return async (alumniIds: readonly string[]): Promise<Map<string, Slot[]>> => {
    const now = clock();
    const missing = alumniIds.filter((id) => {
      const list = kept.get(id);
      return list === undefined || Math.abs(now - list.readOn) >= freshMs;
    });
    const found = readAll(missing, now);
    for (const id of missing) keep(id, { slots: found.then((lists) => lists.get(id) ?? []), readOn: now });
    const lists = alumniIds.map(
      async (id): Promise<[string, Slot[]]> => [id, (await kept.get(id)?.slots) ?? []],
    );
    return new Map(await Promise.all(lists));
  };
}
