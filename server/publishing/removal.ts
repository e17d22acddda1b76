/** Removing slots: what was never booked disappears, what was is called off and everyone in it is told. */
import type { Deleted, Scope } from '@mentor-slots/contract';
import { slotFact } from '../audit/facts.ts';
import type { BookingsDeps } from '../bookings/book.ts';
import { cancelled } from '../bookings/booking-change.ts';
import type { NamedBookingRow } from '../bookings/booking-view.ts';
import { applyChange, tellChange } from '../bookings/change.ts';
import { firstRefusal, loadOfferSlots } from '../bookings/first-refusal.ts';
import { moveUp } from '../bookings/moving-up.ts';
import { rosters, wasEverBooked } from '../bookings/queries.ts';
import { holdStill } from '../bookings/queue.ts';
import type { Caller } from '../caller.ts';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { writeOfficeMail } from '../outbox/office-mail.ts';
import { loadManagedSlot, slotCompleted } from '../slots/managed-slot.ts';
import { deleteSlot, slotById } from '../slots/queries.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { readText } from './publish.ts';
import { slotsInScope } from './scope.ts';

/** What an owner asks to be removed. */
interface Removal {
  slotId: string;
  scope: Scope;
  /** For those whose bookings end. */
  message?: string | undefined;
  /** Other sessions ahead in which those who had a seat are offered one. */
  offerSlotIds?: readonly string[] | undefined;
}

/**
 * Removes a slot, or with `scope` it and those after it in its series, or the whole series: of a series, past and
 * already cancelled slots are left as they are. 409 `slot_completed` for a past slot. The students whose bookings end
 * with it get to read the message, and those who had a seat may be offered another.
 */
export async function removeSlots(
  tx: Tx,
  deps: BookingsDeps,
  caller: Caller,
  { slotId, scope, message, offerSlotIds = [] }: Removal,
): Promise<Deleted> {
  const now = deps.clock();
  const aimed = await loadManagedSlot(tx, caller, slotId);
  const ahead = (await slotsInScope(tx, aimed, scope)).filter((one) => Date.parse(one.ends_at) > now);
  if (ahead.length === 0) throw slotCompleted();
  const ids = ahead.map((slot) => slot.id);
  const everyone = async () => [...(await rosters(tx, ids)).values()].flat().map((one) => one.student_id);
  const held = [...new Set([...ids, ...offerSlotIds])];
  const elsewhere = await holdStill(tx, held, await everyone(), everyone);
  const asked = { offerSlotIds, removed: ids, alumniId: aimed.alumni_id };
  const offerSlots = await loadOfferSlots(tx, deps, caller, asked, now);

  const done = { deleted: 0, cancelled: 0, offered: 0 };
  const seated: NamedBookingRow[] = [];
  const removed: NamedSlotRow[] = [];
  for (const { id } of ahead) {
    // Read again: only since the lock is it still.
    const [slot] = await tx.run(slotById, { id });
    if (slot === undefined || slot.cancelled_at !== null) continue;
    removed.push(slot);
    if (await wasEverBooked(tx, id)) {
      seated.push(...(await callOff(tx, deps, caller, slot, readText(message), now)));
      done.cancelled++;
    } else {
      await deleteSlot(tx, id);
      tellChange(tx, deps.rules, caller, now, {
        what: 'slot_deleted',
        slot: { ...slot, version: slot.version + 1 },
        fact: slotFact('slot_deleted', slot),
        bookings: [],
      });
      done.deleted++;
    }
  }
  writeOfficeMail(tx, deps.rules.outbox, caller, now, { act: 'called_off', slots: removed });
  done.offered = await firstRefusal(tx, deps, caller, offerSlots, seated, now);
  await moveUp(tx, deps.rules, elsewhere, now);
  return done;
}

/** Gives the bookings that had a seat. */
async function callOff(
  tx: Tx,
  deps: BookingsDeps,
  caller: Caller,
  slot: NamedSlotRow,
  message: string | null,
  now: number,
): Promise<NamedBookingRow[]> {
  const bookings = (await rosters(tx, [slot.id])).get(slot.id) ?? [];
  await applyChange(tx, deps.rules, caller, now, {
    slot,
    columns: { cancelled_at: instant(now) },
    fact: slotFact('slot_cancelled', slot, { bookings: bookings.length }),
    bookings: bookings.map((booking) => cancelled(booking, 'slot_cancelled', message, now)),
  });
  return bookings.filter(({ status }) => status === 'confirmed' || status === 'pending');
}
