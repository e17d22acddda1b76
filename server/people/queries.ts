/** People in the database. */
import type { Queries, Tx } from '../db/database.ts';
import type { PersonRow } from '../db/tables.ts';

export function personById({ kysely }: Queries, id: string): Promise<PersonRow | undefined> {
  return kysely.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Adds a person. False where there is one of this id, who stays as they are. */
export async function insertPerson({ kysely }: Tx, row: PersonRow): Promise<boolean> {
  const inserted = await kysely
    .insertInto('people')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** What a newer token says of a person. */
export async function renewPerson(
  { kysely }: Tx,
  { id, name, email, token_issued_at }: Pick<PersonRow, 'id' | 'name' | 'email' | 'token_issued_at'>,
): Promise<void> {
  await kysely.updateTable('people').set({ name, email, token_issued_at }).where('id', '=', id).execute();
}
