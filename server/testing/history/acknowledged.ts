/** Nothing is lost that was answered, in the end nor to whoever reads in between. */
import { type Call, type History, isDone, isRefused, type KeptSlot, type SeenBooking } from './history.ts';

/** Acknowledged acts of which nothing is left, though nobody undid them. */
export function lostAnswers(history: History): string[] {
  const { calls, kept } = history;
  const slots = new Map(kept.map((slot) => [slot.id, slot]));
  return calls.filter(isDone).flatMap((call) => {
    const slot = slots.get(call.ask.slotId);
    const fault = slot === undefined ? lostSlot(calls, call) : lostIn(slot, calls, call);
    return [...(fault === null ? [] : [`lost: ${fault} of ${call.ask.slotId}`]), ...unread(calls, call)];
  });
}

/** It may be gone where somebody asked to delete it, but never with a booking in it. */
function lostSlot(calls: readonly Call[], { ask, answer }: Call): string | null {
  const mayBeGone = answer?.booking === undefined && calls.some((other) => deletes(other, ask.slotId));
  return mayBeGone ? null : `the slot after ${ask.do}`;
}

function deletes(call: Call, slotId: string): boolean {
  return call.ask.do === 'delete' && call.ask.slotId === slotId && !isRefused(call);
}

function lostIn(slot: KeptSlot, calls: readonly Call[], call: Call): string | null {
  const { ask, answer } = call;
  if (answer?.slot !== undefined && answer.slot.version > slot.version) return `a change by ${ask.do}`;
  if (ask.do === 'delete' && !slot.cancelled) return 'deleting';
  if (answer?.booking === undefined) return null;
  const { id, status } = answer.booking;
  const booking = slot.bookings.find((one) => one.id === id);
  if (booking === undefined) return `booking ${id}`;
  if (status === 'cancelled') return booking.status === 'cancelled' ? null : `cancelling ${id}`;
  const undone = booking.status === 'cancelled' && !mayBeUndone(calls, call, answer.booking);
  const lostSeat = status === 'confirmed' && booking.status === 'waitlisted';
  return undone || lostSeat ? `booking ${id}` : null;
}

/** Might somebody have undone what this call was answered, by the time `until`? */
function mayBeUndone(
  calls: readonly Call[],
  { ask, began }: Call,
  { studentId }: SeenBooking,
  until = Number.POSITIVE_INFINITY,
): boolean {
  return calls.some(
    (other) =>
      other.ask.slotId === ask.slotId &&
      other.began < until &&
      // Without an answer it may happen at any time; with one, it was over when that came.
      (other.ended > began || !isDone(other)) &&
      !isRefused(other) &&
      (other.ask.do === 'delete' || (other.ask.do === 'cancel' && other.ask.student === studentId)),
  );
}

/** Rosters that were asked for after the answer and do not have the booking, though nobody can have undone it yet. */
function unread(calls: readonly Call[], call: Call): string[] {
  const { ask, answer, ended } = call;
  const booking = answer?.booking;
  if (booking === undefined || booking.status === 'cancelled') return [];
  return calls.flatMap((reading) => {
    const roster = reading.answer?.roster;
    if (roster === undefined || reading.ask.slotId !== ask.slotId || reading.began < ended) return [];
    if (roster.some(({ id }) => id === booking.id)) return [];
    return mayBeUndone(calls, call, booking, reading.ended)
      ? []
      : [`lost: booking ${booking.id} of ${ask.slotId}, to who read it afterwards`];
  });
}
