/** Who is in a session, and from when on there is something to keep of it. */
import { type Caller, isManager } from '../caller.ts';
import type { Queries } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { loadManagedSlot, loadSlot } from '../slots/managed-slot.ts';
import { whenInWords } from '../slots/slot-time.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { isConfirmed } from './queries.ts';

/** The slot, for its owner, an admin, and its confirmed students; 403 `not_in_session` for everybody else. */
export async function loadSessionOf(queries: Queries, caller: Caller, slotId: string): Promise<NamedSlotRow> {
  const slot = await loadSlot(queries, slotId);
  if (isManager(caller, slot.alumni_id)) return slot;
  if (caller.roles.has('student') && (await isConfirmed(queries, slotId, caller.id))) return slot;
  throw notInSession();
}

/** The slot, for whoever manages it, once it has begun; a Problem before, and where it was called off. */
export async function loadBegunSession(
  queries: Queries,
  caller: Caller,
  slotId: string,
  now: number,
): Promise<NamedSlotRow> {
  const slot = await loadManagedSlot(queries, caller, slotId);
  if (slot.cancelled_at !== null) throw new Problem('slot_cancelled', 'This session was called off.');
  if (Date.parse(slot.starts_at) > now) {
    throw new Problem(
      'session_not_started',
      `This session (${whenInWords(slot)}) has not started: there is nothing to keep of it yet.`,
      { startsAt: slot.starts_at },
    );
  }
  return slot;
}

export function notInSession(): Problem {
  return new Problem(
    'not_in_session',
    'Only the alumnus and confirmed students of this session may do that.',
  );
}
