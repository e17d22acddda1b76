/** Kept answers in the database. */
import type { Queries, Tx } from '../db/database.ts';
import type { KeptAnswerRow } from '../db/tables.ts';

export function keptAnswer(
  { kysely }: Queries,
  callerId: string,
  key: string,
): Promise<Pick<KeptAnswerRow, 'request_hash' | 'answer'> | undefined> {
  return kysely
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'answer'])
    .where('caller_id', '=', callerId)
    .where('key', '=', key)
    .executeTakeFirst();
}

export async function keepAnswer({ kysely }: Tx, row: KeptAnswerRow): Promise<void> {
  await kysely.insertInto('idempotency_keys').values(row).execute();
}

/** Forgets this one where it was kept before the instant. */
export async function forgetAnswer(
  { kysely }: Tx,
  callerId: string,
  key: string,
  before: string,
): Promise<void> {
  await kysely
    .deleteFrom('idempotency_keys')
    .where('caller_id', '=', callerId)
    .where('key', '=', key)
    .where('created_at', '<', before)
    .execute();
}

export async function forgetAnswersBefore({ kysely }: Tx, before: string): Promise<void> {
  await kysely.deleteFrom('idempotency_keys').where('created_at', '<', before).execute();
}
