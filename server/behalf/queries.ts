/** Who is known, in the database. */
import type { Queries } from '../db/database.ts';

/** Whom a token has introduced: nobody who stands in the place of somebody erased. */
export function introducedPerson(
  { kysely }: Queries,
  id: string,
): Promise<{ id: string; name: string } | undefined> {
  return kysely
    .selectFrom('people')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('token_issued_at', '>', 0)
    .executeTakeFirst();
}
