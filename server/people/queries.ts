/** People in the database. */
import type { Queries, Tx } from '../db/database.ts';
import type { PersonRow } from '../db/tables.ts';

export function personById({ kysely }: Queries, id: string): Promise<PersonRow | undefined> {
  return kysely.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What is known of a person when they are first seen. */
export type NewPerson = Pick<PersonRow, 'id' | 'name' | 'email' | 'token_issued_at' | 'first_seen_at'> &
  Partial<TokenTells>;

/** By which language and zone mails to them go, and in which cohorts they are, as a token tells. */
export type TokenTells = Pick<PersonRow, 'token_language' | 'token_time_zone' | 'token_cohorts'>;

/** Adds a person. False where there is one of this id, who stays as they are. */
export async function insertPerson({ kysely }: Tx, row: NewPerson): Promise<boolean> {
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
  { id, ...renewed }: Pick<PersonRow, 'id' | 'name' | 'email' | 'token_issued_at'> & TokenTells,
): Promise<void> {
  await kysely.updateTable('people').set(renewed).where('id', '=', id).execute();
}

/** Gives a person the key by which links of mails name them, unless they have one. */
export async function giveMailKey({ kysely }: Tx, id: string, key: string): Promise<void> {
  await kysely
    .updateTable('people')
    .set({ mail_key: key })
    .where('id', '=', id)
    .where('mail_key', 'is', null)
    .execute();
}

export function personByMailKey({ kysely }: Queries, key: string): Promise<PersonRow | undefined> {
  return kysely.selectFrom('people').selectAll().where('mail_key', '=', key).executeTakeFirst();
}

/** What a person chooses for the mails to them. */
export type MailChoice = Partial<Pick<PersonRow, 'language' | 'time_zone' | 'reminders_off_at'>>;

export async function chooseMail({ kysely }: Tx, id: string, choice: MailChoice): Promise<void> {
  await kysely.updateTable('people').set(choice).where('id', '=', id).execute();
}
