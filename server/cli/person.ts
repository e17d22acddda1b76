/** Everything that the database holds about one person (GDPR art. 15 and 20). */
import type { Contents } from '../db/snapshot.ts';

/**
 * The person, the slots they gave, the bookings they made with what they wrote and were told, what they did and what
 * was done to them. Other people's names and notes are theirs and no part of it, but for whom a session was with.
 * Null where there is no such person.
 */
export async function readPerson({ kysely }: Contents, personId: string) {
  const person = await kysely
    .selectFrom('people')
    .select(['id', 'name', 'email', 'first_seen_at as firstSeenAt', 'token_issued_at as lastTokenIssuedAt'])
    .where('id', '=', personId)
    .executeTakeFirst();
  if (person === undefined) return null;
  const slots = await kysely
    .selectFrom('slots')
    .selectAll()
    .where('alumni_id', '=', personId)
    .orderBy('starts_at')
    .execute();
  const bookings = await kysely
    .selectFrom('bookings')
    .innerJoin('slots', 'slots.id', 'bookings.slot_id')
    .innerJoin('people', 'people.id', 'slots.alumni_id')
    .selectAll('bookings')
    .select(['slots.date', 'slots.start_time', 'slots.end_time', 'slots.time_zone', 'slots.description'])
    .select(['slots.starts_at', 'slots.ends_at', 'people.id as with_id', 'people.name as with_name'])
    .where('bookings.student_id', '=', personId)
    .orderBy('slots.starts_at')
    .execute();
  const audit = await kysely
    .selectFrom('audit')
    .selectAll()
    .where((eb) => eb.or([eb('actor_id', '=', personId), eb('subject_id', '=', personId)]))
    .orderBy('id')
    .execute();
  const keptAnswers = await kysely
    .selectFrom('idempotency_keys')
    .select(['key', 'answer', 'created_at as createdAt'])
    .where('caller_id', '=', personId)
    .execute();
  return {
    person: { ...person, lastTokenIssuedAt: new Date(person.lastTokenIssuedAt * 1000).toISOString() },
    slots: slots.map((slot) => ({
      id: slot.id,
      seriesId: slot.series_id,
      ...time(slot),
      maxParticipants: slot.max_participants,
      seatsTaken: slot.seats_taken,
      description: slot.description,
      meetingUrl: slot.meeting_url,
      requiresApproval: slot.requires_approval === 1,
      cancelledAt: slot.cancelled_at,
      createdAt: slot.created_at,
      updatedAt: slot.updated_at,
    })),
    bookings: bookings.map((row) => ({
      id: row.id,
      slot: { id: row.slot_id, ...time(row), description: row.description },
      with: { id: row.with_id, name: row.with_name },
      status: row.status,
      note: row.note,
      bookedAt: row.booked_at,
      cancelledAt: row.cancelled_at,
      cancelReason: row.cancel_reason,
      cancelMessage: row.cancel_message,
    })),
    audit: audit.map((row) => ({
      at: row.at,
      action: row.action,
      by: row.actor_id === personId ? 'this person' : 'somebody else',
      slotId: row.slot_id,
      bookingId: row.booking_id,
      ...(row.actor_id === personId && {
        roles: row.actor_roles.split(' '),
        details: JSON.parse(row.details),
      }),
    })),
    keptAnswers: keptAnswers.map((row) => ({ ...row, answer: JSON.parse(row.answer) as unknown })),
  };
}

function time(row: {
  date: string;
  start_time: string;
  end_time: string;
  time_zone: string;
  starts_at: string;
  ends_at: string;
}) {
  return {
    date: row.date,
    startTime: row.start_time,
    endTime: row.end_time,
    timeZone: row.time_zone,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  };
}
