/** Feedback in the database. */
import type { Queries, Tx } from '../db/database.ts';
import type { FeedbackRow } from '../db/tables.ts';

export function feedbackById({ kysely }: Queries, id: string): Promise<FeedbackRow | undefined> {
  return kysely.selectFrom('feedback').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What this student gave of this session, withdrawn or not. */
export function feedbackBy(
  { kysely }: Queries,
  slotId: string,
  studentId: string,
): Promise<FeedbackRow | undefined> {
  return kysely
    .selectFrom('feedback')
    .selectAll()
    .where('slot_id', '=', slotId)
    .where('student_id', '=', studentId)
    .executeTakeFirst();
}

/** In no order that tells when it was given. */
export function feedbackOfSlot({ kysely }: Queries, slotId: string): Promise<FeedbackRow[]> {
  return kysely.selectFrom('feedback').selectAll().where('slot_id', '=', slotId).orderBy('id').execute();
}

export function feedbackOfAlumnus({ kysely }: Queries, alumniId: string): Promise<FeedbackRow[]> {
  return kysely.selectFrom('feedback').selectAll().where('alumni_id', '=', alumniId).execute();
}

export async function insertFeedback({ kysely }: Tx, row: FeedbackRow): Promise<void> {
  await kysely.insertInto('feedback').values(row).execute();
}

export async function updateFeedback(
  { kysely }: Tx,
  id: string,
  values: Partial<Omit<FeedbackRow, 'id'>>,
): Promise<void> {
  await kysely.updateTable('feedback').set(values).where('id', '=', id).execute();
}

/** What decides of each whether it counts, and in what is shown of the alumnus. */
export function ratingsOf({ kysely }: Queries, alumniId: string) {
  return kysely
    .selectFrom('feedback')
    .select(['withdrawn_at', 'hidden_at', 'shown_of_alumnus'])
    .where('alumni_id', '=', alumniId)
    .execute();
}

/** A comment with its session, as the programme office looks it over. */
export type ReviewedRow = Pick<FeedbackRow, 'id' | 'slot_id' | 'alumni_id' | 'hidden_at'> & {
  comment: string;
  alumni_name: string;
  starts_at: string;
  time_zone: string;
};

/** Comments that are shown, or were until they were hidden, newest session first. `after`: the last of the page before. */
export function listComments(
  { kysely }: Queries,
  { limit, fewest, after }: { limit: number; fewest: number; after: { startsAt: string; id: string } | null },
): Promise<ReviewedRow[]> {
  let query = kysely
    .selectFrom('feedback')
    .innerJoin('slots', 'slots.id', 'feedback.slot_id')
    .innerJoin('people', 'people.id', 'feedback.alumni_id')
    .select(['feedback.id', 'feedback.slot_id', 'feedback.alumni_id', 'feedback.hidden_at'])
    .select(['people.name as alumni_name', 'feedback.starts_at', 'slots.time_zone'])
    .select((eb) => eb.ref('feedback.comment').$notNull().as('comment'))
    .where('feedback.comment', 'is not', null)
    .where('feedback.withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('shown_of_session', 'is not', null), eb('hidden_at', 'is not', null)]))
    .where(
      (eb) =>
        eb
          .selectFrom('feedback as given')
          .select((one) => one.fn.countAll<number>().as('count'))
          .whereRef('given.slot_id', '=', 'feedback.slot_id')
          .where('given.withdrawn_at', 'is', null),
      '>=',
      fewest,
    );
  if (after !== null) {
    // The first condition follows from the second, and is the one that the index is entered by.
    query = query
      .where('feedback.starts_at', '<=', after.startsAt)
      .where((eb) =>
        eb.or([eb('feedback.starts_at', '<', after.startsAt), eb('feedback.id', '>', after.id)]),
      );
  }
  return query.orderBy('feedback.starts_at', 'desc').orderBy('feedback.id').limit(limit).execute();
}
