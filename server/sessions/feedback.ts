/** How students found a session: given, changed and withdrawn by them. What others see of it, disclosure.ts decides. */
import { randomUUID } from 'node:crypto';
import {
  type Feedback,
  type FeedbackRefusal,
  feedbackMs,
  type GiveFeedback,
  type OwnFeedback,
  type Rating,
  type SessionFeedback,
} from '@mentor-slots/contract';
import type { NamedBookingRow } from '../bookings/booking-view.ts';
import { newestBooking } from '../bookings/queries.ts';
import type { Caller } from '../caller.ts';
import { instant, minuteInWords } from '../clock.ts';
import type { OutboxRules } from '../config.ts';
import type { Queries, Tx } from '../db/database.ts';
import type { FeedbackRow, SlotRow } from '../db/tables.ts';
import { writeFeedbackGiven } from '../outbox/feedback-given.ts';
import { Problem } from '../problem.ts';
import { loadManagedSlot, loadSlot } from '../slots/managed-slot.ts';
import { whenInWords } from '../slots/slot-time.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { lines } from '../text/plain.ts';
import { figuresOf, type Given, show } from './disclosure.ts';
import {
  feedbackBy,
  feedbackOfAlumnus,
  feedbackOfSlot,
  insertFeedback,
  ratingsOf,
  updateFeedback,
} from './feedback-queries.ts';
import { notInSession } from './in-session.ts';
import { tellOwner, tellStudent } from './tell-session.ts';

/** Gives feedback of a session, or changes what the caller gave before. From its end until 14 days later. */
export async function giveFeedback(
  tx: Tx,
  rules: OutboxRules,
  caller: Caller,
  slotId: string,
  body: GiveFeedback,
  now: number,
): Promise<Feedback> {
  const slot = await loadSlot(tx, slotId);
  refuse(whyNotGive(slot, await newestBooking(tx, slotId, caller.id), now), slot);
  // What is shown follows from all that the alumnus got.
  await tx.lock('people', [slot.alumni_id]);
  const before = await feedbackBy(tx, slotId, caller.id);
  const comment = lines(body.comment ?? '') || null;
  const given = { stars: body.stars, comment, given_at: instant(now), withdrawn_at: null };
  if (before === undefined) {
    await insertFeedback(tx, {
      id: randomUUID(),
      slot_id: slotId,
      alumni_id: slot.alumni_id,
      student_id: caller.id,
      ...given,
      hidden_at: null,
      shown_of_session: null,
      shown_of_alumnus: null,
      starts_at: slot.starts_at,
    });
  } else {
    // Other words than those that were hidden are not hidden.
    const hidden_at = before.comment === comment ? before.hidden_at : null;
    await updateFeedback(tx, before.id, { ...given, hidden_at });
  }
  await showAnew(tx, slot, before);
  tellStudent(tx, slot, caller.id);
  if (rules.webhooks && (before === undefined || before.withdrawn_at !== null))
    writeFeedbackGiven(tx, slot, await sessionFigures(tx, slotId), now);
  return { stars: body.stars, comment, givenAt: given.given_at };
}

/** Takes back what the caller gave, at any time; nothing where there is nothing. */
export async function withdrawFeedback(tx: Tx, caller: Caller, slotId: string, now: number): Promise<void> {
  const slot = await loadSlot(tx, slotId);
  await tx.lock('people', [slot.alumni_id]);
  const given = await feedbackBy(tx, slotId, caller.id);
  if (given === undefined || given.withdrawn_at !== null) return;
  await updateFeedback(tx, given.id, { comment: null, withdrawn_at: instant(now) });
  await showAnew(tx, slot, given);
  tellStudent(tx, slot, caller.id);
}

/** What the caller gave, until when they may, and what is against it now. */
export async function readOwnFeedback(
  queries: Queries,
  caller: Caller,
  slotId: string,
  now: number,
): Promise<OwnFeedback> {
  const slot = await loadSlot(queries, slotId);
  const booking = await newestBooking(queries, slotId, caller.id);
  const given = await feedbackBy(queries, slotId, caller.id);
  if (booking?.status !== 'confirmed' && given === undefined) throw notInSession();
  return {
    feedback:
      given === undefined || given.withdrawn_at !== null
        ? null
        : { stars: given.stars, comment: given.comment, givenAt: given.given_at },
    closesAt: instant(closesAt(slot)),
    refused: whyNotGive(slot, booking, now),
  };
}

/** What the owner of a session sees of its feedback, from three on. */
export async function readSessionFeedback(
  queries: Queries,
  caller: Caller,
  slotId: string,
): Promise<SessionFeedback> {
  await loadManagedSlot(queries, caller, slotId);
  return sessionFigures(queries, slotId);
}

/** What everybody sees of an alumnus, from three on; nothing of whom nobody knows. */
export async function readRating(queries: Queries, alumniId: string): Promise<Rating> {
  return figures(await ratingsOf(queries, alumniId), 'shown_of_alumnus');
}

/** What may be shown of a session's feedback. */
export async function sessionFigures(queries: Queries, slotId: string): Promise<SessionFeedback> {
  const rows = await feedbackOfSlot(queries, slotId);
  const shown = figures(rows, 'shown_of_session');
  if (shown.count === null) return { ...shown, comments: [] };
  const comments = rows
    .filter((row) => row.shown_of_session !== null && counts(row))
    .flatMap(({ id, comment }) => (comment === null ? [] : [{ id, comment }]));
  return { ...shown, comments };
}

/** Count and average of what is shown of a session, or of an alumnus. */
function figures<Level extends 'shown_of_session' | 'shown_of_alumnus'>(
  rows: readonly (Countable & Pick<FeedbackRow, Level>)[],
  level: Level,
) {
  const shown = rows.flatMap(({ [level]: stars }) => (stars === null ? [] : [stars]));
  return figuresOf(rows.filter(counts).length, shown);
}

/**
 * Shows what may be shown once this feedback changed, and tells the owner where they see something else: when somebody said
 * something that is not shown, nobody hears. The alumnus is held still.
 */
export async function showAnew(
  tx: Tx,
  slot: Pick<SlotRow, 'id' | 'alumni_id'>,
  changed: FeedbackRow | undefined,
): Promise<void> {
  const before = (await feedbackOfAlumnus(tx, slot.alumni_id)).map(toGiven);
  const after = show(before, slot.id);
  let isSeen = changed !== undefined && changed.shown_of_session !== null;
  for (const [index, { id, shownOfSession, shownOfAlumnus }] of after.entries()) {
    const was = before[index] as Given;
    if (was.shownOfSession === shownOfSession && was.shownOfAlumnus === shownOfAlumnus) continue;
    isSeen = true;
    await updateFeedback(tx, id, { shown_of_session: shownOfSession, shown_of_alumnus: shownOfAlumnus });
  }
  if (isSeen) tellOwner(tx, slot);
}

function toGiven(row: FeedbackRow): Given {
  return {
    id: row.id,
    slotId: row.slot_id,
    stars: row.stars,
    counts: counts(row),
    shownOfSession: row.shown_of_session,
    shownOfAlumnus: row.shown_of_alumnus,
  };
}

type Countable = Pick<FeedbackRow, 'withdrawn_at' | 'hidden_at'>;

function counts({ withdrawn_at, hidden_at }: Countable): boolean {
  return withdrawn_at === null && hidden_at === null;
}

function closesAt(slot: SlotRow): number {
  return Date.parse(slot.ends_at) + feedbackMs;
}

/** Why whoever has this booking may not give feedback now, or null. */
function whyNotGive(
  slot: SlotRow,
  booking: NamedBookingRow | undefined,
  now: number,
): FeedbackRefusal | null {
  if (booking?.status !== 'confirmed') return 'not_in_session';
  if (Date.parse(slot.ends_at) > now) return 'session_not_over';
  if (booking.attendance === 'absent') return 'marked_absent';
  return closesAt(slot) <= now ? 'feedback_closed' : null;
}

/** Throws what is against it, in words. */
function refuse(code: FeedbackRefusal | null, slot: NamedSlotRow): void {
  const closedAt = instant(closesAt(slot));
  switch (code) {
    case null:
      return;
    case 'not_in_session':
      throw notInSession();
    case 'session_not_over': {
      const sentence = `This session (${whenInWords(slot)}) is not over: say afterwards how it was.`;
      throw new Problem(code, sentence, { endsAt: slot.ends_at });
    }
    case 'marked_absent':
      throw new Problem(code, 'You are marked as absent: only who was there can say how it was.');
    case 'feedback_closed': {
      const until = minuteInWords(closedAt);
      throw new Problem(code, `Feedback of this session could be given until ${until}.`, { closedAt });
    }
  }
}
