/** Who has been away for how long, in the database. */
import type { Source } from '../db/database.ts';

/** Until when somebody must have come last, and their last session have ended: instants, one as a token tells it. */
export interface AwaySince {
  at: string;
  seconds: number;
}

/** Somebody whose newest token and last session are old enough. */
export interface Away {
  id: string;
  name: string;
  /** Seconds since 1970. */
  newestToken: number;
  /** The end of the last session that they gave or booked, also if it was called off or cancelled; null: none. */
  lastSession: string | null;
}

/** A portion of all people, in the order of their ids. */
export function peopleAfter({ kysely }: Source, id: string, limit: number) {
  return kysely.selectFrom('people').select('id').where('id', '>', id).orderBy('id').limit(limit).execute();
}

/** Those of these people who have been away since then. A pseudonym is nobody: no token ever introduced it. */
export async function awayAmong(
  { kysely }: Source,
  ids: readonly string[],
  since: AwaySince,
): Promise<Away[]> {
  if (ids.length === 0) return [];
  const rows = await kysely
    .selectFrom('people')
    .select(['people.id', 'people.name', 'people.token_issued_at as newestToken'])
    .select((eb) => [
      // The one that begins last, which the index gives at once: sessions of one alumnus follow one another.
      eb
        .selectFrom('slots')
        .select('ends_at')
        .whereRef('slots.alumni_id', '=', 'people.id')
        .orderBy('starts_at', 'desc')
        .limit(1)
        .as('given'),
      eb
        .selectFrom('bookings')
        .innerJoin('slots', 'slots.id', 'bookings.slot_id')
        .select((one) => one.fn.max('slots.ends_at').as('last'))
        .whereRef('bookings.student_id', '=', 'people.id')
        .as('booked'),
    ])
    .where('people.id', 'in', ids)
    .where('people.token_issued_at', '>', 0)
    .where('people.token_issued_at', '<=', since.seconds)
    .orderBy('people.id')
    .execute();
  return rows
    .map(({ given, booked, ...person }) => ({
      ...person,
      lastSession: given === null || (booked !== null && booked > given) ? booked : given,
    }))
    .filter(({ lastSession }) => lastSession === null || lastSession <= since.at);
}
