/** Removing slots: what was never booked disappears, what was is called off and everyone in it is told. */
import type { Deleted, Scope } from '@mentor-slots/contract';
import { slotFact } from '../audit/facts.ts';
import { applyChange, cancelled, tellChange } from '../bookings/change.ts';
import { livingBookings, wasEverBooked } from '../bookings/queries.ts';
import type { Caller } from '../caller.ts';
import { type Clock, instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { loadManagedSlot, slotCompleted } from '../slots/managed-slot.ts';
import { deleteSlot, slotById } from '../slots/queries.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { readText } from './publish.ts';
import { slotsInScope } from './scope.ts';

/**
 * Removes a slot, or with `scope` it and those after it in its series, or the whole series: of a series, past and
 * already cancelled slots are left as they are. 409 `slot_completed` for a past slot. The students whose bookings end
 * with it get to read the message.
 */
export async function removeSlots(
  tx: Tx,
  deps: { clock: Clock },
  caller: Caller,
  { slotId, scope, message }: { slotId: string; scope: Scope; message?: string | undefined },
): Promise<Deleted> {
  const now = deps.clock();
  const aimed = await loadManagedSlot(tx, caller, slotId);
  const ahead = (await slotsInScope(tx, aimed, scope)).filter((one) => Date.parse(one.ends_at) > now);
  if (ahead.length === 0) throw slotCompleted();
  await tx.lock(
    'slots',
    ahead.map((slot) => slot.id),
  );
  const done = { deleted: 0, cancelled: 0 };
  for (const { id } of ahead) {
    // Read again: only since the lock is it still.
    const [slot] = await tx.run(slotById, { id });
    if (slot === undefined || slot.cancelled_at !== null) continue;
    if (await wasEverBooked(tx, id)) {
      await callOff(tx, caller, slot, readText(message), now);
      done.cancelled++;
    } else {
      await deleteSlot(tx, id);
      tellChange(tx, caller, now, {
        what: 'slot_deleted',
        slot: { ...slot, version: slot.version + 1 },
        fact: slotFact('slot_deleted', slot),
        bookings: [],
      });
      done.deleted++;
    }
  }
  return done;
}

async function callOff(
  tx: Tx,
  caller: Caller,
  slot: NamedSlotRow,
  message: string | null,
  now: number,
): Promise<void> {
  const bookings = await livingBookings(tx, slot.id);
  await applyChange(tx, caller, now, {
    slot,
    columns: { cancelled_at: instant(now) },
    fact: slotFact('slot_cancelled', slot, { bookings: bookings.length }),
    bookings: bookings.map((booking) => cancelled(booking, 'slot_cancelled', message, now)),
  });
}
