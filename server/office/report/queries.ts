/** What a report reads. Each query gives a portion: no more rows than it is asked for, behind those of the one before. */
import type { Source } from '../../db/database.ts';

/** Slots in the order of their ids. */
export function slotsAfter({ kysely }: Source, id: string, limit: number) {
  return kysely
    .selectFrom('slots')
    .innerJoin('people', 'people.id', 'slots.alumni_id')
    .select(['slots.id', 'slots.alumni_id', 'people.name', 'slots.starts_at', 'slots.ends_at'])
    .select(['slots.max_participants', 'slots.cancelled_at'])
    .where('slots.id', '>', id)
    .orderBy('slots.id')
    .limit(limit)
    .execute();
}

/** Bookings of these slots. */
export function bookingsAfter(
  { kysely }: Source,
  slotIds: readonly string[],
  after: { slot_id: string; place: number } | null,
  limit: number,
) {
  let query = kysely
    .selectFrom('bookings')
    .select(['slot_id', 'place', 'id', 'student_id', 'status', 'cancel_reason', 'attendance'])
    .where('slot_id', 'in', slotIds);
  if (after !== null)
    query = query.where((eb) =>
      eb(eb.refTuple('slot_id', 'place'), '>', eb.tuple(after.slot_id, after.place)),
    );
  return query.orderBy('slot_id').orderBy('place').limit(limit).execute();
}

/** What the audit says of these slots: that a booking waited and got a seat, nothing else remembers. */
export function historyAfter(
  { kysely }: Source,
  slotIds: readonly string[],
  after: { slot_id: string; id: string } | null,
  limit: number,
) {
  let query = kysely
    .selectFrom('audit')
    .select((eb) => [eb.ref('slot_id').$notNull().as('slot_id'), 'id', 'booking_id', 'action'])
    .where('slot_id', 'in', slotIds);
  if (after !== null)
    query = query.where((eb) => eb(eb.refTuple('slot_id', 'id'), '>', eb.tuple(after.slot_id, after.id)));
  return query.orderBy('slot_id').orderBy('id').limit(limit).execute();
}

/** Feedback of these slots of which something is shown. */
export function feedbackAfter(
  { kysely }: Source,
  slotIds: readonly string[],
  after: { slot_id: string; student_id: string } | null,
  limit: number,
) {
  let query = kysely
    .selectFrom('feedback')
    .select(['slot_id', 'student_id', 'shown_of_session', 'shown_of_alumnus'])
    .where('slot_id', 'in', slotIds)
    .where((eb) => eb.or([eb('shown_of_session', 'is not', null), eb('shown_of_alumnus', 'is not', null)]));
  if (after !== null)
    query = query.where((eb) =>
      eb(eb.refTuple('slot_id', 'student_id'), '>', eb.tuple(after.slot_id, after.student_id)),
    );
  return query.orderBy('slot_id').orderBy('student_id').limit(limit).execute();
}

/** The cohorts of people, as JSON, in the order of their ids. */
export function cohortsAfter({ kysely }: Source, id: string, limit: number) {
  return kysely
    .selectFrom('people')
    .select(['id', 'token_cohorts'])
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .execute();
}
