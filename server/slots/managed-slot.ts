/** One slot, for whoever asks or may manage it. */

import { type Caller, isManager } from '../caller.ts';
import type { Queries } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { slotById } from './queries.ts';
import type { NamedSlotRow } from './slot-view.ts';

export async function loadSlot(queries: Queries, slotId: string): Promise<NamedSlotRow> {
  const [slot] = await queries.run(slotById, { id: slotId });
  if (slot === undefined) throw slotNotFound();
  return slot;
}

/** The slot, if this caller may manage it; 403 `not_yours` otherwise, since anybody may see that it exists. */
export async function loadManagedSlot(
  queries: Queries,
  caller: Caller,
  slotId: string,
): Promise<NamedSlotRow> {
  const slot = await loadSlot(queries, slotId);
  if (!isManager(caller, slot.alumni_id))
    throw new Problem('not_yours', 'Only the alumnus whose slot this is may do that.');
  return slot;
}

export function slotNotFound(): Problem {
  return new Problem('slot_not_found', 'There is no such slot. It may have been removed.');
}

export function slotCompleted(): Problem {
  return new Problem('slot_completed', 'This session is over; nothing about it can change.');
}
