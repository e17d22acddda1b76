/** Why a booking is refused, in words. */
import { bookingClosesAt, type CutOffs, whyNotBook } from '@mentor-slots/contract';
import { instant, minuteInWords } from '../clock.ts';
import { Problem } from '../problem.ts';
import { whenInWords } from '../slots/slot-time.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import type { ClashRow } from './seat-queries.ts';

/** Throws what the clock and the facts say against it. Whether a seat is left, only the claim may say. */
export function refuseBooking(cutOffs: CutOffs, slot: NamedSlotRow, personId: string, now: number): void {
  const facts = {
    alumniId: slot.alumni_id,
    startsAt: slot.starts_at,
    endsAt: slot.ends_at,
    maxParticipants: slot.max_participants,
    seatsTaken: slot.seats_taken,
    cancelled: slot.cancelled_at !== null,
  };
  const code = whyNotBook(facts, personId, now, cutOffs);
  const closedAt = instant(bookingClosesAt(facts, cutOffs));
  switch (code) {
    case null:
    case 'slot_full':
      return;
    case 'slot_cancelled':
      throw new Problem(code, 'This session was called off.');
    case 'slot_started':
      throw new Problem(
        code,
        `This session (${whenInWords(slot)}) has started; it can no longer be booked.`,
        {
          startsAt: slot.starts_at,
        },
      );
    case 'booking_closed':
      throw new Problem(code, `This session could be booked until ${minuteInWords(closedAt)}.`, { closedAt });
    case 'own_slot':
      throw new Problem(code, 'This is your own session; you cannot book a seat in it.');
  }
}

export function slotFull(slot: NamedSlotRow): Problem {
  const seats =
    slot.max_participants === 1
      ? 'The only seat in this session is taken.'
      : `All ${slot.max_participants} seats in this session are taken.`;
  return new Problem('slot_full', seats, { maxParticipants: slot.max_participants, mayWait: false });
}

export function studentConflict(other: ClashRow): Problem {
  const name = other.description === null ? '' : ` (${other.description})`;
  return new Problem(
    'student_conflict',
    `You hold a seat in another session then${name}: ${whenInWords(other)}.`,
    { slotId: other.id, startsAt: other.starts_at, endsAt: other.ends_at },
  );
}

export function bookingNotFound(): Problem {
  return new Problem('booking_not_found', 'There is no such booking of yours.');
}
