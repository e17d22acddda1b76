/** The programme office looks over what students wrote about sessions. */
import { fewestShown, type ReviewedComment, type ReviewedComments } from '@mentor-slots/contract';
import { recordAudit } from '../audit/record.ts';
import type { Caller } from '../caller.ts';
import { instant } from '../clock.ts';
import type { Queries, Tx } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { loadSlot } from '../slots/managed-slot.ts';
import { foreignCursor } from '../time/page.ts';
import { showAnew } from './feedback.ts';
import { feedbackById, listComments, type ReviewedRow, updateFeedback } from './feedback-queries.ts';

/** Comments of sessions of which enough people said something, newest session first. */
export async function reviewComments(
  queries: Queries,
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<ReviewedComments> {
  const after = cursor === undefined ? null : readCursor(cursor);
  const rows = await listComments(queries, { limit: limit + 1, fewest: fewestShown, after });
  const comments = rows.slice(0, limit).map(toReviewed);
  const last = comments.at(-1);
  if (rows.length <= limit || last === undefined) return { comments };
  return { comments, nextCursor: `${last.startsAt} ${last.id}` };
}

/** Hides a comment and its stars, or shows them again. Done already: nothing. */
export async function hideFeedback(
  tx: Tx,
  caller: Caller,
  id: string,
  hide: boolean,
  now: number,
): Promise<void> {
  const found = await feedbackById(tx, id);
  if (found === undefined) throw noSuchFeedback();
  await tx.lock('people', [found.alumni_id]);
  const given = await feedbackById(tx, id);
  if (given === undefined || given.withdrawn_at !== null) throw noSuchFeedback();
  if ((given.hidden_at !== null) === hide) return;
  await updateFeedback(tx, id, { hidden_at: hide ? instant(now) : null });
  // Not whose it is: who gave it stays unknown to whoever reads the audit.
  recordAudit(tx, caller, now, {
    action: hide ? 'feedback_hidden' : 'feedback_shown',
    slotId: given.slot_id,
    subjectId: given.alumni_id,
    details: { feedbackId: id },
  });
  await showAnew(tx, await loadSlot(tx, given.slot_id), given);
}

function noSuchFeedback(): Problem {
  return new Problem('feedback_not_found', 'There is no such feedback. It may have been withdrawn.');
}

function toReviewed(row: ReviewedRow): ReviewedComment {
  return {
    id: row.id,
    slotId: row.slot_id,
    alumniId: row.alumni_id,
    alumniName: row.alumni_name,
    startsAt: row.starts_at,
    timeZone: row.time_zone,
    comment: row.comment,
    hiddenAt: row.hidden_at,
  };
}

function readCursor(text: string): { startsAt: string; id: string } {
  const [, startsAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{12}Z) ([\w-]{1,64})$/.exec(text) ?? [];
  if (startsAt !== undefined && id !== undefined) return { startsAt, id };
  throw foreignCursor();
}
