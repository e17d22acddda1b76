/** Feeds of sessions in the database. */
import { sql } from 'kysely';
import type { Queries, Tx } from '../../db/database.ts';
import { keepQuery } from '../../db/kept-query.ts';
import type { BookingRow, CalendarFeedRow, PersonRow, SlotRow } from '../../db/tables.ts';

export function feedOf({ kysely }: Queries, personId: string): Promise<CalendarFeedRow | undefined> {
  return kysely.selectFrom('calendar_feeds').selectAll().where('person_id', '=', personId).executeTakeFirst();
}

/** In the place of an earlier one. */
export async function putFeed({ kysely }: Tx, feed: Omit<CalendarFeedRow, 'last_read_at'>): Promise<void> {
  const { secret_hash, created_at } = feed;
  await kysely
    .insertInto('calendar_feeds')
    .values({ ...feed, last_read_at: null })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ secret_hash, created_at, last_read_at: null }),
    )
    .execute();
}

/** False where there was none. */
export async function deleteFeed({ kysely }: Tx, personId: string): Promise<boolean> {
  const { numDeletedRows } = await kysely
    .deleteFrom('calendar_feeds')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export const feedBySecret = keepQuery<{ secretHash: string }, FeedReader>((db, param) =>
  db
    .selectFrom('calendar_feeds')
    .innerJoin('people', 'people.id', 'calendar_feeds.person_id')
    .select(['person_id', 'last_read_at', 'people.language', 'people.token_language'])
    .where('secret_hash', '=', param('secretHash')),
);

type FeedReader = Pick<CalendarFeedRow, 'person_id' | 'last_read_at'> &
  Pick<PersonRow, 'language' | 'token_language'>;

/** Unless somebody else has noted a reading since then. */
export async function noteReading(
  { kysely }: Tx,
  personId: string,
  now: string,
  since: string,
): Promise<void> {
  await kysely
    .updateTable('calendar_feeds')
    .set({ last_read_at: now })
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('last_read_at', 'is', null), eb('last_read_at', '<', since)]))
    .execute();
}

/** What an event of a feed is made of. */
const columns = [
  'id',
  'starts_at',
  'ends_at',
  'description',
  'meeting_url',
  'version',
  'created_at',
  'updated_at',
  'cancelled_at',
  'max_participants',
  'seats_taken',
] as const;
const sessionColumns = columns.map((column) => `slots.${column}` as const);

export type OwnSessionRow = Pick<SlotRow, (typeof columns)[number]>;
export type BookedSessionRow = OwnSessionRow & {
  booking_id: string;
  status: BookingRow['status'];
  event_id: BookingRow['event_id'];
  event_sequence: BookingRow['event_sequence'];
  alumnus_name: string;
};

/** The sessions that somebody gives which begin after `since`; of those called off, the ones since then. */
export const ownSessions = keepQuery<{ personId: string; since: string }, OwnSessionRow>((db, param) =>
  db
    .selectFrom('slots')
    .select(sessionColumns)
    .where('alumni_id', '=', param('personId'))
    .where('starts_at', '>', param('since'))
    .where((eb) => eb.or([eb('cancelled_at', 'is', null), eb('cancelled_at', '>', param('since'))]))
    .orderBy('starts_at')
    .orderBy('id'),
);

/**
 * The sessions in which somebody has a seat or asks for one, or had or did and does no longer since then. Whoever only waited
 * never had it in their calendar, which the audit tells once the booking has ended. Whoever moved took the event along.
 */
export const bookedSessions = keepQuery<{ personId: string; since: string }, BookedSessionRow>((db, param) =>
  db
    .selectFrom('bookings')
    .innerJoin('slots', 'slots.id', 'bookings.slot_id')
    .innerJoin('people', 'people.id', 'slots.alumni_id')
    .select(sessionColumns)
    .select(['bookings.id as booking_id', 'bookings.status', 'bookings.event_id', 'bookings.event_sequence'])
    .select('people.name as alumnus_name')
    .where('bookings.student_id', '=', param('personId'))
    .where('bookings.moved_to', 'is', null)
    .where('bookings.starts_at', '>', param('since'))
    .where((eb) =>
      eb.or([
        eb('bookings.status', 'in', ['confirmed', 'pending']),
        eb.and([
          eb('bookings.status', '=', 'cancelled'),
          eb('bookings.cancelled_at', '>', param('since')),
          eb.exists(
            eb
              .selectFrom('audit')
              .select(sql<number>`1`.as('one'))
              .whereRef('audit.slot_id', '=', 'bookings.slot_id')
              .whereRef('audit.booking_id', '=', 'bookings.id')
              .where('audit.action', 'in', [
                'booking_created',
                'booking_moved',
                'booking_promoted',
                'booking_accepted',
              ]),
          ),
        ]),
      ]),
    )
    .orderBy('bookings.starts_at')
    .orderBy('bookings.id'),
);
