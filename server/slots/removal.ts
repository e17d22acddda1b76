/** Deleting slots: what was never booked disappears, what was is called off and everyone in it is told. */
import type { Deleted, Scope } from '@mentor-slots/contract';
import { bookingFact, slotFact } from '../audit/facts.ts';
import { recordAudit } from '../audit/record.ts';
import { bookingChanges, bookingForms } from '../bookings/booking-view.ts';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import type { Caller } from '../http/caller.ts';
import { loadManagedSlot, loadSlot, slotCompleted } from './managed-slot.ts';
import { rosters, slotById, wasEverBooked } from './queries.ts';
import { slotsInScope } from './scope.ts';
import { readText, type SlotsDeps } from './service.ts';
import type { NamedSlotRow } from './slot-view.ts';

/**
 * Deletes a slot, or with `scope` it and those after it in its series, or the whole series: of a series, past and
 * already cancelled slots are left as they are. 409 `slot_completed` for a past slot. The students whose bookings end
 * with it get to read the message.
 */
export function deleteSlot(
  deps: SlotsDeps,
  caller: Caller,
  slotId: string,
  scope: Scope,
  message: string | undefined,
): Promise<Deleted> {
  return deps.database.write(async (tx) => {
    const now = deps.clock();
    const slot = await loadManagedSlot(tx, caller, slotId);
    const ahead = (await slotsInScope(tx, slot, scope)).filter((one) => Date.parse(one.ends_at) > now);
    if (ahead.length === 0) throw slotCompleted();
    return removeAll(tx, caller, ahead, readText(message), now);
  });
}

async function removeAll(
  tx: Tx,
  caller: Caller,
  slots: readonly NamedSlotRow[],
  message: string | null,
  now: number,
): Promise<Deleted> {
  await tx.lock(
    'slots',
    slots.map((slot) => slot.id),
  );
  const done = { deleted: 0, cancelled: 0 };
  for (const { id } of slots) {
    // Read again: only since the lock is it still.
    const [slot] = await tx.run(slotById, { id });
    if (slot === undefined || slot.cancelled_at !== null) continue;
    if (await wasEverBooked(tx.kysely, slot.id)) {
      await callOff(tx, caller, slot, message, now);
      done.cancelled++;
    } else {
      await tx.kysely.deleteFrom('slots').where('id', '=', slot.id).execute();
      recordAudit(tx, caller, now, slotFact('slot_deleted', slot));
      done.deleted++;
    }
    tx.emit({
      to: 'subscribers',
      alumniId: slot.alumni_id,
      frame: { type: 'slot_deleted', slotId: slot.id, alumniId: slot.alumni_id, version: slot.version + 1 },
    });
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
  const at = instant(now);
  const roster = (await rosters(tx.kysely, [slot.id])).get(slot.id) ?? [];
  await tx.kysely
    .updateTable('slots')
    .set({ cancelled_at: at, updated_at: at, seats_taken: 0, version: slot.version + 1 })
    .where('id', '=', slot.id)
    .execute();
  const cancelled = {
    status: 'cancelled',
    cancelled_at: at,
    cancel_reason: 'slot_cancelled',
    cancel_message: message,
  } as const;
  await tx.kysely
    .updateTable('bookings')
    .set(cancelled)
    .where('slot_id', '=', slot.id)
    .where('status', '<>', 'cancelled')
    .execute();
  recordAudit(tx, caller, now, slotFact('slot_cancelled', slot, { bookings: roster.length }));
  for (const booking of roster) {
    recordAudit(tx, caller, now, bookingFact('booking_cancelled', { ...booking, ...cancelled }));
  }
  const after = await loadSlot(tx, slot.id);
  for (const booking of roster) {
    for (const change of bookingChanges(bookingForms({ ...booking, ...cancelled }, after, now)))
      tx.emit(change);
  }
}
