/** What publishing would come to, without doing it. */
import type { CreateSlot, Preview, PreviewQuery } from '@mentor-slots/contract';
import type { Caller } from '../http/caller.ts';
import { inTheWay, plannedDate, takenTimes } from './clashes.ts';
import { loadManagedSlot } from './managed-slot.ts';
import { slotsInScope } from './scope.ts';
import { plannedTimes, readMeetingUrl, type SlotsDeps } from './service.ts';

/**
 * The sessions that this body would publish, each with the first one of the caller's that it runs into. With `slotId`
 * (and `scope`) it is about an edit: the edited slots are in nobody's way, and the clashes are their owner's.
 * Whatever else publishing refuses is refused here too.
 */
export async function previewSlots(
  deps: SlotsDeps,
  caller: Caller,
  body: CreateSlot,
  { slotId, scope = 'this' }: PreviewQuery,
): Promise<Preview> {
  const { read } = deps.database;
  const edited = slotId === undefined ? null : await loadManagedSlot(read, caller, slotId);
  const times = plannedTimes(deps, body);
  readMeetingUrl(body.meetingUrl);
  const except = edited === null ? [] : await slotsInScope(read, edited, scope);
  const taken = await takenTimes(
    read,
    edited?.alumni_id ?? caller.id,
    times,
    new Set(except.map((slot) => slot.id)),
  );
  return { dates: times.map((time) => plannedDate(time, body.startTime, inTheWay(time, taken)[0])) };
}
