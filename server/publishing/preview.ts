/** What publishing would come to, without doing it. */
import type { CreateSlot, Preview, PreviewQuery } from '@mentor-slots/contract';
import { type Acting, checkIntroduced } from '../behalf/acting.ts';
import { busyDuring } from '../busy/busy-times.ts';
import type { Queries } from '../db/database.ts';
import { loadManagedSlot } from '../slots/managed-slot.ts';
import { overlapping } from '../time/span.ts';
import { refuseTooManyAhead } from './ahead.ts';
import { plannedDate, takenTimes } from './clashes.ts';
import { type PublishingDeps, plannedTimes, readMeetingUrl } from './publish.ts';
import { slotsInScope } from './scope.ts';

/**
 * The sessions that this body would publish, each with the first one of the alumnus's that it runs into. With `slotId`
 * (and `scope`) it is about an edit: the edited slots are in nobody's way, and the clashes are their owner's.
 * Whatever else publishing refuses is refused here too.
 */
export async function previewSlots(
  queries: Queries,
  deps: PublishingDeps,
  acting: Acting,
  body: CreateSlot,
  { slotId, scope = 'this' }: PreviewQuery,
): Promise<Preview> {
  const { by } = acting;
  await checkIntroduced(queries, acting);
  const edited = slotId === undefined ? null : await loadManagedSlot(queries, by, slotId);
  const owner = edited?.alumni_id ?? acting.personId;
  const times = plannedTimes(deps, body);
  readMeetingUrl(body.meetingUrl);
  if (edited === null) await refuseTooManyAhead(queries, owner, times.length, deps.clock());
  const except = edited === null ? [] : await slotsInScope(queries, edited, scope);
  const taken = await takenTimes(queries, owner, times, new Set(except.map((slot) => slot.id)));
  const busy = await busyDuring(queries, { by, personId: owner }, times);
  return {
    dates: times.map((time, index) =>
      plannedDate(time, body.startTime, overlapping(taken, time)[0], busy[index] ?? []),
    ),
  };
}
