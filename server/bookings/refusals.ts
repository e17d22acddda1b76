/** Why a booking is refused, in words. */
import {
  bookingClosesAt,
  bookingOpensAt,
  cancelClosesAt,
  whyNotBook,
  whyNotCancel,
} from '@mentor-slots/contract';
import { instant, minuteInWords } from '../clock.ts';
import type { BookingRules } from '../config.ts';
import type { Queries } from '../db/database.ts';
import type { BookingRow } from '../db/tables.ts';
import { Problem } from '../problem.ts';
import { whenInWords } from '../slots/slot-time.ts';
import { type NamedSlotRow, slotFacts } from '../slots/slot-view.ts';
import { absentUntil } from './absences.ts';
import { reachedLimit } from './queue.ts';
import { heldAhead } from './queue-queries.ts';
import { type ClashRow, clashOf } from './seat-queries.ts';
import type { Seeker } from './seeker.ts';

/** Throws what the clock and the facts say against it. Whether a seat is left, only the claim may say. */
export function refuseBooking(seeker: Seeker, slot: NamedSlotRow, now: number): void {
  const { student, terms } = seeker;
  const facts = slotFacts(slot);
  const code = whyNotBook(facts, student, now, terms);
  const closedAt = instant(bookingClosesAt(facts, terms));
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
      throw new Problem(
        code,
        isForOneself(seeker)
          ? 'This is your own session; you cannot book a seat in it.'
          : 'This is their own session; they cannot have a seat in it.',
      );
    case 'booking_not_open': {
      const opensAt = instant(bookingOpensAt(facts, student.headStart) ?? now);
      throw new Problem(code, `Booking of this session opens at ${minuteInWords(opensAt)}.`, { opensAt });
    }
  }
}

/** The words of a refusal are for whoever asks. */
function isForOneself({ by, student }: Seeker): boolean {
  return by.id === student.id;
}

/**
 * Why this student can take no seat in this slot, whether one is free or not: they hold one in another session then, or as
 * many as they may, or were absent too often. Null where nothing is in their way. They are held still.
 */
export async function whyNotAble(
  queries: Queries,
  seeker: Seeker,
  slot: NamedSlotRow,
  now: number,
): Promise<Problem | null> {
  const { id: studentId } = seeker.student;
  const { leaving: except = '' } = seeker;
  const time = { startsAt: slot.starts_at, endsAt: slot.ends_at, now: instant(now), except };
  const [clash, reached, absent] = await Promise.all([
    clashOf(queries, studentId, time),
    limitReached(queries, seeker, slot, now),
    absentTooOften(queries, seeker, now),
  ]);
  return clash === undefined ? (reached ?? absent) : studentConflict(seeker, clash);
}

/** Throws what is against a seat in this slot for this student, but that none may be free. They are held still. */
export async function refuseSeat(
  queries: Queries,
  seeker: Seeker,
  slot: NamedSlotRow,
  now: number,
): Promise<void> {
  refuseBooking(seeker, slot, now);
  const notAble = await whyNotAble(queries, seeker, slot, now);
  if (notAble !== null) throw notAble;
}

async function limitReached(
  queries: Queries,
  { student, terms, leaving }: Seeker,
  slot: NamedSlotRow,
  now: number,
): Promise<Problem | null> {
  if (terms.maxAhead === null && terms.maxAheadPerMentor === null) return null;
  const held = await heldAhead(queries, [student.id], instant(now), leaving);
  const reached = reachedLimit(terms, slot.alumni_id, held.get(student.id) ?? []);
  if (reached === null) return null;
  const whose = reached.scope === 'all' ? 'sessions ahead' : `sessions ahead with ${slot.alumni_name}`;
  return new Problem(
    'limit_reached',
    `You hold a seat in ${reached.held} ${whose}; at most ${reached.limit} are allowed at once.`,
    { ...reached },
  );
}

async function absentTooOften(
  queries: Queries,
  { student, terms }: Seeker,
  now: number,
): Promise<Problem | null> {
  const until = (await absentUntil(queries, terms, [student.id], now)).get(student.id);
  if (until === undefined) return null;
  const limit = terms.maxAbsences?.count;
  return new Problem(
    'too_many_absences',
    `You were marked absent too often lately. You can book again from ${minuteInWords(until)}; the programme office can book for you before.`,
    { until, limit },
  );
}

/** Throws where it is too late to give back a seat in this slot that somebody has or asks for; one that is only held for them may go any time. */
export function refuseCancel(
  { terms }: Seeker,
  { status }: Pick<BookingRow, 'status'>,
  slot: NamedSlotRow,
  now: number,
): void {
  const facts = { startsAt: slot.starts_at };
  const isSeated = status === 'confirmed' || status === 'pending';
  if (!isSeated || whyNotCancel(facts, now, terms) === null) return;
  const closedAt = instant(cancelClosesAt(facts, terms));
  throw new Problem('cancel_closed', `This session could be cancelled until ${minuteInWords(closedAt)}.`, {
    closedAt,
  });
}

/** Why nobody can move from a booking, by what has become of it. */
export function nothingToMove(sentence: string, { status }: Pick<BookingRow, 'status'>): Problem {
  return new Problem('nothing_to_move', sentence, { status });
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

export function offerLapsed(seeker: Seeker, { offer_expires_at: until }: BookingRow): Problem {
  const whom = isForOneself(seeker) ? 'you' : 'them';
  const when = until === null ? '' : ` It was until ${minuteInWords(until)}.`;
  return new Problem('offer_lapsed', `The seat is no longer held for ${whom}.${when}`, {
    offerExpiresAt: until,
  });
}

function studentConflict(seeker: Seeker, other: ClashRow): Problem {
  const who = isForOneself(seeker) ? 'You hold' : 'They hold';
  const name = other.description === null ? '' : ` (${other.description})`;
  return new Problem(
    'student_conflict',
    `${who} a seat in another session then${name}: ${whenInWords(other)}.`,
    { slotId: other.id, startsAt: other.starts_at, endsAt: other.ends_at },
  );
}

export function bookingNotFound(): Problem {
  return new Problem('booking_not_found', 'There is no such booking.');
}
