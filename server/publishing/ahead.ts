/** How many sessions one alumnus may have ahead: lists, snapshots and memory are bounded by it. */
import { mostAhead } from '@mentor-slots/contract';
import { instant } from '../clock.ts';
import type { Queries } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { countAhead } from '../slots/queries.ts';

/**
 * Throws 409 `too_many_ahead` where so many more would be too many. It stays true until the end of a unit only once the
 * alumnus is locked. `now` in ms.
 */
export async function refuseTooManyAhead(
  queries: Queries,
  alumniId: string,
  more: number,
  now: number,
): Promise<void> {
  const held = await countAhead(queries, alumniId, instant(now));
  if (held + more <= mostAhead) return;
  throw new Problem(
    'too_many_ahead',
    `${held} sessions are ahead already; ${more} more would be over ${mostAhead}, which is the most there may be.`,
    { limit: mostAhead, held },
  );
}
