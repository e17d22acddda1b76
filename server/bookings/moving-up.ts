/** What follows elsewhere and by the clock: seats that become free without anybody asking for them. */
import { bookingClosesAt } from '@mentor-slots/contract';
import { theService } from '../audit/record.ts';
import { instant } from '../clock.ts';
import type { BookingRules } from '../config.ts';
import type { Queries, Tx } from '../db/database.ts';
import type { BookingRow } from '../db/tables.ts';
import { loadSlot } from '../slots/managed-slot.ts';
import { slotById, slotsByIds } from '../slots/queries.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { type BookingChange, cancelled } from './booking-change.ts';
import { applyChange } from './change.ts';
import { bookingById, queueOf } from './queries.ts';
import { holdStill, nextInLine, queueIn } from './queue.ts';
import { overdueOffers, queuesDue } from './queue-queries.ts';

/**
 * Gives seats that are free in these slots to whoever waits for them and can take them now, the soonest session first:
 * somebody waits in two at once. They are held still.
 */
export async function moveUp(
  tx: Tx,
  rules: BookingRules,
  slotIds: readonly string[],
  now: number,
): Promise<void> {
  for (const slot of [...(await slotsByIds(tx, slotIds)).values()].sort(soonestFirst)) {
    const next = await nextInLine(tx, rules, slot, await queueIn(tx, slot), now);
    if (next.length > 0) await applyChange(tx, rules, theService, now, { slot, bookings: next });
  }
}

function soonestFirst(one: NamedSlotRow, other: NamedSlotRow): number {
  const key = (slot: NamedSlotRow) => `${slot.starts_at} ${slot.created_at} ${slot.id}`;
  return key(one) < key(other) ? -1 : 1;
}

/** An offer that is over. */
type OverdueOffer = Pick<BookingRow, 'id' | 'slot_id' | 'student_id'>;

/** Offers that are over and count for nothing any more, although their rows still say so. */
export function readOverdue(queries: Queries, now: number): Promise<OverdueOffer[]> {
  return queries.run(overdueOffers, { now: instant(now) });
}

/**
 * Holds these slots still, with everyone who waits in them and with these people, and ends the offers in them that are
 * over: their seats move on, and so do those who held them, elsewhere.
 */
export async function endOffers(
  tx: Tx,
  rules: BookingRules,
  slotIds: readonly string[],
  now: number,
  alsoPeople: readonly string[] = [],
): Promise<void> {
  const students = (await overdueIn(tx, slotIds, now)).map((offer) => offer.student_id);
  const elsewhere = await holdStill(tx, slotIds, students, async () => alsoPeople);
  await endHeldOffers(tx, rules, slotIds, now);
  await moveUp(tx, rules, elsewhere, now);
}

/** Ends the offers that are over in slots which are held still, with everyone in them. */
export async function endHeldOffers(
  tx: Tx,
  rules: BookingRules,
  slotIds: readonly string[],
  now: number,
): Promise<void> {
  for (const { id } of await overdueIn(tx, slotIds, now)) {
    const booking = await bookingById(tx, id);
    if (booking?.status !== 'offered') continue;
    const slot = await loadSlot(tx, booking.slot_id);
    const bookings = [cancelled(booking, 'offer_lapsed', null, now)];
    await applyChange(tx, rules, theService, now, { slot, bookings });
  }
}

async function overdueIn(queries: Queries, slotIds: readonly string[], now: number): Promise<OverdueOffer[]> {
  return (await readOverdue(queries, now)).filter((offer) => slotIds.includes(offer.slot_id));
}

/** Ends a queue for whose session booking has closed. The slot and everyone in its queue are held still. */
async function closeQueue(tx: Tx, rules: BookingRules, slot: NamedSlotRow, now: number): Promise<void> {
  const bookings: BookingChange[] = (await queueOf(tx, slot.id)).map((booking) =>
    cancelled(booking, 'queue_closed', null, now),
  );
  if (bookings.length > 0) await applyChange(tx, rules, theService, now, { slot, bookings });
}

/** Slots whose queue the clock has made something of: booking has closed, or somebody is able to take a free seat. */
export async function readQueuesDue(queries: Queries, rules: BookingRules, now: number): Promise<string[]> {
  const queues = await queries.run(queuesDue, { closing: instant(now + rules.bookingCutoff) });
  const ids = queues.map(({ id }) => id);
  const slots = await slotsByIds(queries, ids);
  const isDue = async (slot: NamedSlotRow) =>
    isClosed(slot, rules, now) ||
    (await nextInLine(queries, rules, slot, await queueOf(queries, slot.id), now)).length > 0;
  const due: string[] = [];
  for (const id of ids) {
    const slot = slots.get(id);
    if (slot !== undefined && (await isDue(slot))) due.push(id);
  }
  return due;
}

/** Does what is due in one slot: its queue is closed, or moves up. */
export async function settleQueue(tx: Tx, rules: BookingRules, slotId: string, now: number): Promise<void> {
  await holdStill(tx, [slotId], []);
  const [slot] = await tx.run(slotById, { id: slotId });
  if (slot === undefined) return;
  if (isClosed(slot, rules, now)) await closeQueue(tx, rules, slot, now);
  else await moveUp(tx, rules, [slotId], now);
}

function isClosed(slot: NamedSlotRow, rules: BookingRules, now: number): boolean {
  return bookingClosesAt({ startsAt: slot.starts_at }, rules) <= now;
}
