/** Moving from one session to another. Runs in the caller's unit of work. */
import { holdsSeat, type Move, type Moved } from '@mentor-slots/contract';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { eventOf } from '../outbox/booked-event.ts';
import { loadSlot } from '../slots/managed-slot.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { type BookingsDeps, changeOne, newBooking } from './book.ts';
import { accepted, type BookingChange, cancelled, seatStatus } from './booking-change.ts';
import { isOver, type NamedBookingRow, studentBooking } from './booking-view.ts';
import { endHeldOffers, moveUp, readOverdue } from './moving-up.ts';
import { bookingById, newestBooking } from './queries.ts';
import { holdStill } from './queue.ts';
import {
  bookingNotFound,
  nothingToMove,
  offerLapsed,
  refuseCancel,
  refuseSeat,
  slotFull,
} from './refusals.ts';
import { writeNote } from './seat-queries.ts';
import type { Seeker } from './seeker.ts';

/** Both sides of a move. `there`: what the student has in the new session already, or had; undefined: nothing ever. */
interface Sides {
  leaving: NamedBookingRow;
  from: NamedSlotRow;
  there: NamedBookingRow | undefined;
  to: NamedSlotRow;
}

/**
 * Takes a seat in another session, of whichever alumnus, then gives back the one that this booking holds, whose queue
 * moves up. Refused as booking there or cancelling here would be, but that the session which is left is in the way of nothing.
 * Whoever is offered a seat there takes it, as by `book`. The same again: the same two bookings.
 */
export async function move(tx: Tx, deps: BookingsDeps, seeker: Seeker, body: Move): Promise<Moved> {
  const now = deps.clock();
  const { student } = seeker;
  const found = await bookingById(tx, body.bookingId);
  if (found === undefined || found.student_id !== student.id) throw bookingNotFound();
  await loadSlot(tx, body.slotId);
  if (found.slot_id === body.slotId) throw nothingToMove('This booking is in that session already.', found);

  const slotIds = [found.slot_id, body.slotId];
  const overdue = (await readOverdue(tx, now)).filter((offer) => slotIds.includes(offer.slot_id));
  const people = [student.id, ...overdue.map((offer) => offer.student_id)];
  const elsewhere = await holdStill(tx, slotIds, people, async () => [student.id]);
  const [leaving = found, there] = await Promise.all([
    bookingById(tx, found.id),
    newestBooking(tx, body.slotId, student.id),
  ]);
  const isMoved = there !== undefined && there.status !== 'cancelled' && leaving.moved_to === there.id;
  if (!isMoved) refuseSides(seeker, leaving, there, now);
  // An offer of somebody else that is over is in nobody's way, whether it was ended or not.
  if (!isMoved && overdue.length > 0) await endHeldOffers(tx, deps.rules, slotIds, now);
  const [from, to] = await Promise.all([loadSlot(tx, found.slot_id), loadSlot(tx, body.slotId)]);
  if (isMoved) return { booking: studentBooking(there, to, now), left: studentBooking(leaving, from, now) };

  const sides = { leaving, from, there, to };
  await refuseMove(tx, deps, seeker, sides, now);
  const taken = takenSeat(tx, seeker, sides, body.note, now);
  const given = cancelled({ ...leaving, moved_to: taken.after.id }, 'student', null, now);
  const [before, after] = [
    { booking: leaving, slot: from },
    { booking: taken.after, slot: to },
  ];
  const { student: booking } = await changeOne(tx, deps, seeker.by, now, {
    slot: to,
    bookings: [{ ...taken, movedFrom: before }],
  });
  const { student: left } = await changeOne(tx, deps, seeker.by, now, {
    slot: from,
    bookings: [{ ...given, movedTo: after }],
  });
  await moveUp(tx, deps.rules, elsewhere, now);
  return { booking, left };
}

/** Throws where there is no seat to move, or none that a move would change. */
function refuseSides(
  seeker: Seeker,
  leaving: NamedBookingRow,
  there: NamedBookingRow | undefined,
  now: number,
): void {
  if (!holdsSeat(leaving.status))
    throw nothingToMove(`This booking is ${leaving.status}: it holds no seat.`, leaving);
  if (isOver(leaving, now)) throw offerLapsed(seeker, leaving);
  if (there?.status === 'pending' || there?.status === 'confirmed')
    throw nothingToMove('You hold a seat in that session already.', leaving);
  if (there !== undefined && isOver(there, now)) throw offerLapsed(seeker, there);
}

/** Throws what is against giving back this seat, or against taking that one. */
async function refuseMove(
  tx: Tx,
  deps: BookingsDeps,
  seeker: Seeker,
  { leaving, from, there, to }: Sides,
  now: number,
): Promise<void> {
  refuseCancel(seeker, leaving, from, now);
  if (there?.status === 'offered') return;
  await refuseSeat(tx, { ...seeker, leaving: from.id }, to, now);
  if (to.seats_taken < to.max_participants) return;
  throw there?.cancel_reason === 'offer_lapsed' ? offerLapsed(seeker, there) : slotFull(to, deps.rules);
}

/** The seat there: of the booking with which the student waits or is offered it, or of a new one. */
function takenSeat(
  tx: Tx,
  { student }: Seeker,
  { leaving, there, from, to }: Sides,
  asked: string | null | undefined,
  now: number,
): BookingChange {
  const event = carriedEvent(leaving, from, to);
  // What was written to one alumnus is not for another, unless its student sends it.
  const carried = from.alumni_id === to.alumni_id ? leaving.note : null;
  if (there === undefined || there.status === 'cancelled') {
    const note = asked === undefined ? carried : asked;
    const columns = { status: seatStatus(to), place: to.version + 1, booked_at: instant(now), ...event };
    const after = newBooking(student, to, note, columns);
    return { before: null, after, action: 'booking_created' };
  }
  const note = asked === undefined ? (there.note ?? carried) : asked?.trim() || null;
  if (note !== there.note) tx.submit(writeNote, { id: there.id, note });
  const { after, ...taken } = accepted(there, to);
  return { ...taken, after: { ...after, note, ...event } };
}

/** The event in calendars goes with the student: its id stays, and its SEQUENCE is above all that it had. */
function carriedEvent(leaving: NamedBookingRow, from: NamedSlotRow, to: NamedSlotRow) {
  const { eventId, eventSequence } = eventOf(leaving);
  return {
    event_id: eventId,
    event_sequence: Math.max(0, from.version + eventSequence - to.version),
  };
}
