/** What a page of slots starts from: all that is ahead of some alumni. */
import type { Slot } from '@mentor-slots/contract';
import { instant } from '../clock.ts';
import type { Queries } from '../db/database.ts';
import { upcomingSlots } from './queries.ts';
import { publicSlot } from './slot-view.ts';

/** All upcoming and running slots of each alumnus, in public form: one read for all of them. */
export async function snapshots(
  queries: Queries,
  alumniIds: readonly string[],
  now: number,
): Promise<Map<string, Slot[]>> {
  const byAlumnus = new Map<string, Slot[]>(alumniIds.map((id) => [id, []]));
  for (const row of await upcomingSlots(queries, alumniIds, instant(now))) {
    byAlumnus.get(row.alumni_id)?.push(publicSlot(row, now));
  }
  return byAlumnus;
}
