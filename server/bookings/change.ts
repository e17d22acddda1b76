/**
 * The one place through which slots and their bookings change. In the caller's unit of work it writes the rows, moves
 * the seats, gives those that become free to whoever waits (queue.ts), adds to the audit and tells each who may know, so
 * that none of it is ever there without the others.
 *
 * Add here whatever else shall follow from a change. What a freed seat does: in `applyChange`, before the rows are written, so that
 * the seat is never shown as free. What is sent to whom: in `tellChange`, by which every booking comes that begins, changes or ends.
 */
import { holdsSeat, type Slot, type SlotFrame } from '@mentor-slots/contract';
import { bookingFact, moveFact } from '../audit/facts.ts';
import { type Actor, type AuditFact, recordAudit, theService } from '../audit/record.ts';
import { instant } from '../clock.ts';
import type { BookingRules } from '../config.ts';
import type { Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import { writeMessages } from '../outbox/outbox.ts';
import { loadSlot } from '../slots/managed-slot.ts';
import { type SlotColumns, updateSlot } from '../slots/queries.ts';
import { type NamedSlotRow, publicSlot } from '../slots/slot-view.ts';
import type { BookingChange } from './booking-change.ts';
import { type BookingForms, bookingChanges, bookingForms, type NamedBookingRow } from './booking-view.ts';
import { nextInLine, queueIn } from './queue.ts';
import { type ClaimedRow, insertBooking, moveBookings, moveSeats, updateBooking } from './seat-queries.ts';

/** What happens to one slot and to bookings of it, all at once. */
export interface Change {
  /** As it was read: locked, or claimed from. */
  slot: NamedSlotRow;
  /** What the claim of a seat has left of the slot, where the seat is taken already. */
  claimed?: ClaimedRow;
  /** What else of the slot changes. Its seats, version and time of change follow by themselves. */
  columns?: SlotColumns;
  /** What the audit says of the slot. */
  fact?: AuditFact;
  bookings: readonly BookingChange[];
}

/**
 * Writes a change and tells of it. Seats follow from the bookings alone: one is freed only by a booking that held one,
 * and whoever is next in the queue has it before anybody else sees it. `now` in ms. Gives the slot as it is afterwards,
 * and each booking of the change in the form of each who sees it.
 */
export async function applyChange(
  tx: Tx,
  rules: BookingRules,
  by: Actor,
  now: number,
  asked: Change,
): Promise<{ slot: NamedSlotRow; forms: BookingForms[] }> {
  // A seat that was claimed frees none.
  const queue = asked.claimed === undefined ? await queueIn(tx, asked.slot) : [];
  const change = queue.length === 0 ? asked : await withPromotions(tx, rules, now, asked, queue);
  for (const { before, after, action } of change.bookings) {
    if (before === null) tx.submit(insertBooking, after);
    else if (action !== null) tx.submit(updateBooking, after);
  }
  const slot = { ...change.slot, ...(change.claimed ?? (await writeSlot(tx, now, change))) };
  const forms = tellChange(tx, rules, by, now, {
    what: slot.cancelled_at === null ? 'slot_updated' : 'slot_deleted',
    ...change,
    before: change.columns === undefined ? null : change.slot,
    slot,
  });
  tellMovedUp(tx, now, slot, queue, change.bookings);
  return { slot, forms: forms.slice(0, asked.bookings.length) };
}

/** The change, and what follows from it for those who wait. */
async function withPromotions(
  tx: Tx,
  rules: BookingRules,
  now: number,
  change: Change,
  queue: readonly NamedBookingRow[],
): Promise<Change> {
  const leaving = new Set(
    change.bookings.flatMap(({ action, after }) => (action === null ? [] : [after.id])),
  );
  const slot = {
    ...change.slot,
    ...change.columns,
    seats_taken: change.slot.seats_taken + sumOf(change.bookings, seatOf),
  };
  const waiting = queue.filter(({ id }) => !leaving.has(id));
  const next = await nextInLine(tx, rules, slot, waiting, now);
  const nextById = new Map(next.map((promotion) => [promotion.after.id, promotion]));
  const asked = change.bookings.map((booking) => {
    const promotion = nextById.get(booking.after.id);
    nextById.delete(booking.after.id);
    return promotion ?? booking;
  });
  return { ...change, bookings: [...asked, ...nextById.values()] };
}

/** Whoever stays in the queue, and is nearer to a seat than before, hears of it. */
function tellMovedUp(
  tx: Tx,
  now: number,
  slot: NamedSlotRow,
  queue: readonly NamedBookingRow[],
  changed: readonly BookingChange[],
): void {
  const gone = new Set(changed.flatMap(({ after }) => (after.status === 'waitlisted' ? [] : [after.id])));
  const staying = queue.filter(({ id }) => !gone.has(id));
  for (const [index, booking] of staying.entries()) {
    if (booking.waitlist_position === index + 1) continue;
    const { student } = bookingForms({ ...booking, waitlist_position: index + 1 }, slot, now);
    tx.emit({
      to: 'student',
      personId: booking.student_id,
      frame: { type: 'booking_updated', booking: student },
    });
  }
}

function writeSlot(tx: Tx, now: number, { slot, columns, bookings }: Change) {
  const moved = { seats: sumOf(bookings, seatOf), waiting: sumOf(bookings, placeOf), now: instant(now) };
  if (columns?.starts_at !== undefined)
    tx.submit(moveBookings, { slotId: slot.id, startsAt: columns.starts_at });
  if (columns !== undefined) return updateSlot(tx, slot.id, { columns, ...moved });
  return tx.run(moveSeats, { slotId: slot.id, ...moved }).then(([row]) => row);
}

/** Gives back a seat that was claimed and of which nothing came but a newer version, which is told. Gives the slot as it is then. */
export async function giveBackClaim(tx: Tx, slotId: string, now: number): Promise<NamedSlotRow> {
  await tx.run(moveSeats, { slotId, seats: -1, waiting: 0, now: instant(now) });
  const slot = await loadSlot(tx, slotId);
  tellSlot(tx, 'slot_updated', slot, now);
  return slot;
}

/** How many more there are after a change than before. */
function sumOf(
  bookings: readonly BookingChange[],
  count: (booking: NamedBookingRow | null) => number,
): number {
  return bookings.reduce((sum, { before, after }) => sum + count(after) - count(before), 0);
}

function seatOf(booking: NamedBookingRow | null): number {
  return booking !== null && holdsSeat(booking.status) ? 1 : 0;
}

function placeOf(booking: NamedBookingRow | null): number {
  return booking?.status === 'waitlisted' ? 1 : 0;
}

/** A change whose rows are written: `what` everyone hears of the slot, as it is now. */
interface WrittenChange {
  what: 'slot_created' | 'slot_updated' | 'slot_deleted';
  /** As it was, where more of it is another than its seats. */
  before?: SlotRow | null;
  slot: NamedSlotRow;
  fact?: AuditFact;
  bookings: readonly BookingChange[];
}

/**
 * Adds to the audit and to the outbox, and tells the students, the owner and the slot's subscribers, the persons first: whoever manages
 * the slot then knows the newest version with the roster before the public frame of the same version comes.
 */
export function tellChange(
  tx: Tx,
  rules: BookingRules,
  by: Actor,
  now: number,
  { what, before = null, slot, fact, bookings }: WrittenChange,
): BookingForms[] {
  if (fact !== undefined) recordAudit(tx, by, now, fact);
  const forms = bookings.map((booking) => {
    recordBooking(tx, by, now, slot, booking);
    return bookingForms(booking.after, slot, now);
  });
  for (const form of forms) for (const frame of bookingChanges(form)) tx.emit(frame);
  writeMessages(tx, rules.outbox, now, {
    by,
    what,
    before,
    slot,
    view: forms[0]?.everyone ?? publicSlot(slot, now),
    bookings: bookings.map((booking, index) => ({ ...booking, view: (forms[index] as BookingForms).owner })),
  });
  tellSlot(tx, what, slot, now, forms[0]?.everyone);
  return forms;
}

/** Adds what happened to a booking to the audit, and counts it. A move is one act: the seat that is taken tells of the one that is left. */
function recordBooking(
  tx: Tx,
  by: Actor,
  now: number,
  slot: SlotRow,
  { after, action, follows, movedFrom, movedTo }: BookingChange,
): void {
  if (action === null) return;
  tx.count(movedFrom === undefined ? (after.cancel_reason ?? action) : 'booking_moved');
  if (movedTo !== undefined) return;
  const fact =
    movedFrom === undefined ? bookingFact(action, after) : moveFact({ booking: after, slot }, movedFrom);
  // Who cancels must not learn, by their own entries either, who has got the seat.
  recordAudit(tx, follows === true ? theService : by, now, fact);
}

/** Tells the subscribers alone: of a slot in which nothing happened but what they see of it. */
export function tellSlot(
  tx: Tx,
  what: WrittenChange['what'],
  slot: NamedSlotRow,
  now: number,
  view: Slot = publicSlot(slot, now),
): void {
  const { id, alumni_id: alumniId, version } = slot;
  const frame: SlotFrame =
    what === 'slot_deleted' ? { type: what, slotId: id, alumniId, version } : { type: what, slot: view };
  tx.emit({ to: 'subscribers', alumniId, frame });
}
