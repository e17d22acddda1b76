/**
 * The one place through which slots and their bookings change. In the caller's unit of work it writes the rows, moves
 * the seats, adds to the audit and tells each who may know, so that none of it is ever there without the others.
 *
 * Add here whatever else shall follow from a change. What a freed seat does: in `applyChange`, before the rows are written, so that
 * the seat is never shown as free. What is sent to whom: in `tellChange`, by which every booking comes that begins, changes or ends.
 */
import { type CancelReason, holdsSeat, type Slot, type SlotFrame } from '@mentor-slots/contract';
import { bookingFact } from '../audit/facts.ts';
import { type Actor, type AuditFact, recordAudit } from '../audit/record.ts';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { type SlotColumns, updateSlot } from '../slots/queries.ts';
import { type NamedSlotRow, publicSlot } from '../slots/slot-view.ts';
import { type BookingForms, bookingChanges, bookingForms, type NamedBookingRow } from './booking-view.ts';
import { type ClaimedRow, insertBooking, moveSeats, updateBooking } from './seat-queries.ts';

/** One booking in a change. */
interface BookingChange {
  /** As it was; null where it is new. */
  before: NamedBookingRow | null;
  after: NamedBookingRow;
  /** How the audit calls what happened; null where it stays as it is and only hears of its slot. */
  action: Parameters<typeof bookingFact>[0] | null;
}

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
 * Writes a change and tells of it. Seats follow from the bookings alone: one is freed only by a booking that held one.
 * `now` in ms. Gives the slot as it is afterwards, and each booking in the form of each who sees it.
 */
export async function applyChange(
  tx: Tx,
  by: Actor,
  now: number,
  change: Change,
): Promise<{ slot: NamedSlotRow; forms: BookingForms[] }> {
  for (const { before, after, action } of change.bookings) {
    if (before === null) tx.submit(insertBooking, after);
    else if (action !== null) tx.submit(updateBooking, after);
  }
  const slot = { ...change.slot, ...(change.claimed ?? (await writeSlot(tx, now, change))) };
  const forms = tellChange(tx, by, now, {
    what: slot.cancelled_at === null ? 'slot_updated' : 'slot_deleted',
    ...change,
    slot,
  });
  return { slot, forms };
}

function writeSlot(tx: Tx, now: number, { slot, columns, bookings }: Change) {
  const seats = bookings.reduce((sum, { before, after }) => sum + seatOf(after) - seatOf(before), 0);
  if (columns !== undefined) return updateSlot(tx, slot.id, { columns, seats, now: instant(now) });
  return tx.run(moveSeats, { slotId: slot.id, seats, now: instant(now) }).then(([row]) => row);
}

function seatOf(booking: NamedBookingRow | null): number {
  return booking !== null && holdsSeat(booking.status) ? 1 : 0;
}

/** A change whose rows are written: `what` everyone hears of the slot, as it is now. */
interface WrittenChange {
  what: 'slot_created' | 'slot_updated' | 'slot_deleted';
  slot: NamedSlotRow;
  fact?: AuditFact;
  bookings: readonly BookingChange[];
}

/**
 * Adds to the audit, and tells the students, the owner and the slot's subscribers, the persons first: whoever manages
 * the slot then knows the newest version with the roster before the public frame of the same version comes.
 */
export function tellChange(
  tx: Tx,
  by: Actor,
  now: number,
  { what, slot, fact, bookings }: WrittenChange,
): BookingForms[] {
  if (fact !== undefined) recordAudit(tx, by, now, fact);
  const forms = bookings.map(({ after, action }) => {
    if (action !== null) recordAudit(tx, by, now, bookingFact(action, after));
    return bookingForms(after, slot, now);
  });
  for (const form of forms) for (const frame of bookingChanges(form)) tx.emit(frame);
  tellSlot(tx, what, slot, now, forms[0]?.everyone);
  return forms;
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

/** A booking that ends. `message`: what the owner wrote to the student. */
export function cancelled(
  booking: NamedBookingRow,
  reason: CancelReason,
  message: string | null,
  now: number,
): BookingChange {
  return {
    before: booking,
    after: {
      ...booking,
      status: 'cancelled',
      cancelled_at: instant(now),
      cancel_reason: reason,
      cancel_message: message,
    },
    action: reason === 'declined' ? 'booking_declined' : 'booking_cancelled',
  };
}

/** A booking that stays as it is and hears of its slot. */
export function untouched(booking: NamedBookingRow): BookingChange {
  return { before: booking, after: booking, action: null };
}
