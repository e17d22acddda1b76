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

/** At most so many, the oldest first; tells how many. */
export async function forgetAnswersBefore(
  { kysely }: Queries,
  before: string,
  most: number,
): Promise<number> {
  const oldest = kysely
    .selectFrom('idempotency_keys')
    .select(['caller_id', 'key'])
    .where('created_at', '<', before)
    .orderBy('created_at')
    .limit(most);
  const { numDeletedRows } = await kysely
    .deleteFrom('idempotency_keys')
    .where(({ eb, refTuple }) => eb(refTuple('caller_id', 'key'), 'in', oldest.$asTuple('caller_id', 'key')))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
