/** Why a booking is refused, in words. */
import {
  type Booker,
  bookingClosesAt,
  bookingOpensAt,
  type CutOffs,
  whyNotBook,
} from '@mentor-slots/contract';
import { instant, minuteInWords } from '../clock.ts';
import type { BookingRules, SeatLimits } from '../config.ts';
import type { Queries } from '../db/database.ts';
import type { BookingRow } from '../db/tables.ts';
import { Problem } from '../problem.ts';
import { whenInWords } from '../slots/slot-time.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { reachedLimit } from './queue.ts';
import { heldAhead } from './queue-queries.ts';
import { type ClashRow, studentClash } from './seat-queries.ts';

/** Throws what the clock and the facts say against it. Whether a seat is left, only the claim may say. */
export function refuseBooking(cutOffs: CutOffs, slot: NamedSlotRow, person: Booker, now: number): void {
  const facts = {
    alumniId: slot.alumni_id,
    startsAt: slot.starts_at,
    endsAt: slot.ends_at,
    opensAt: slot.opens_at,
    maxParticipants: slot.max_participants,
    seatsTaken: slot.seats_taken,
    cancelled: slot.cancelled_at !== null,
  };
  const code = whyNotBook(facts, person, now, cutOffs);
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
    case 'booking_not_open': {
      const opensAt = instant(bookingOpensAt(facts, person.headStart) ?? now);
      throw new Problem(code, `Booking of this session opens at ${minuteInWords(opensAt)}.`, { opensAt });
    }
  }
}

/**
 * Why this person can take no seat in this slot, whether one is free or not: they hold one in another session then, or as
 * many as they may. Null where nothing is in their way. They are held still.
 */
export async function whyNotAble(
  queries: Queries,
  limits: SeatLimits,
  slot: NamedSlotRow,
  studentId: string,
  now: number,
): Promise<Problem | null> {
  const time = { startsAt: slot.starts_at, endsAt: slot.ends_at, now: instant(now) };
  const [[clash], reached] = await Promise.all([
    queries.run(studentClash, { studentId, ...time }),
    limitReached(queries, limits, slot, studentId, now),
  ]);
  return clash === undefined ? reached : studentConflict(clash);
}

/** Throws what is against a seat in this slot for this person, but that none may be free. They are held still. */
export async function refuseSeat(
  queries: Queries,
  rules: BookingRules,
  slot: NamedSlotRow,
  person: Booker,
  now: number,
): Promise<void> {
  refuseBooking(rules, slot, person, now);
  const notAble = await whyNotAble(queries, rules, slot, person.id, now);
  if (notAble !== null) throw notAble;
}

async function limitReached(
  queries: Queries,
  limits: SeatLimits,
  slot: NamedSlotRow,
  studentId: string,
  now: number,
): Promise<Problem | null> {
  if (limits.maxAhead === null && limits.maxAheadPerMentor === null) return null;
  const held = await heldAhead(queries, [studentId], instant(now));
  const reached = reachedLimit(limits, slot.alumni_id, held.get(studentId) ?? []);
  if (reached === null) return null;
  const whose = reached.scope === 'all' ? 'sessions ahead' : `sessions ahead with ${slot.alumni_name}`;
  return new Problem(
    'limit_reached',
    `You hold a seat in ${reached.held} ${whose}; at most ${reached.limit} are allowed at once.`,
    { ...reached },
  );
}

export function slotFull(slot: NamedSlotRow, { waitlistMax }: BookingRules): Problem {
  const seats =
    slot.max_participants === 1
      ? 'The only seat in this session is taken.'
      : `All ${slot.max_participants} seats in this session are taken.`;
  return new Problem('slot_full', seats, {
    maxParticipants: slot.max_participants,
    mayWait: slot.waiting < waitlistMax,
    waiting: slot.waiting,
  });
}

export function notFull(slot: NamedSlotRow): Problem {
  const seatsLeft = slot.max_participants - slot.seats_taken;
  return new Problem('not_full', 'A seat in this session is free: book it.', { seatsLeft });
}

export function waitlistFull({ waiting }: NamedSlotRow, limit: number): Problem {
  const sentence =
    limit === 0
      ? 'There is no waiting list here.'
      : `${waiting} people wait for this session already, as many as may.`;
  return new Problem('waitlist_full', sentence, { waiting, limit });
}

export function offerLapsed({ offer_expires_at: until }: BookingRow): Problem {
  const when = until === null ? '' : ` It was until ${minuteInWords(until)}.`;
  return new Problem('offer_lapsed', `The seat is no longer held for you.${when}`, {
    offerExpiresAt: until,
  });
}

function studentConflict(other: ClashRow): Problem {
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
