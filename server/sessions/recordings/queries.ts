/** Recordings in the database, and the key that their addresses are signed with. */
import type { Queries, Tx } from '../../db/database.ts';
import type { RecordingRow } from '../../db/tables.ts';

export function recordingById({ kysely }: Queries, id: string): Promise<RecordingRow | undefined> {
  return kysely.selectFrom('recordings').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Earliest first. */
export function recordingsOfSlot({ kysely }: Queries, slotId: string): Promise<RecordingRow[]> {
  return kysely
    .selectFrom('recordings')
    .selectAll()
    .where('slot_id', '=', slotId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Which of these are there. */
export async function knownRecordings({ kysely }: Queries, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await kysely.selectFrom('recordings').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map(({ id }) => id));
}

/** Of all sessions that this person gave. */
export async function recordingIdsOf({ kysely }: Queries, alumniId: string): Promise<string[]> {
  const rows = await kysely.selectFrom('recordings').select('id').where('alumni_id', '=', alumniId).execute();
  return rows.map(({ id }) => id);
}

export async function insertRecording({ kysely }: Tx, row: RecordingRow): Promise<void> {
  await kysely.insertInto('recordings').values(row).execute();
}

/** False where there was none. */
export async function deleteRecording({ kysely }: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await kysely
    .deleteFrom('recordings')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export async function signingKey({ kysely }: Queries, name: string): Promise<string | undefined> {
  const row = await kysely
    .selectFrom('signing_keys')
    .select('secret')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.secret;
}

/** Keeps this key, unless another process has made one. */
export async function offerSigningKey(
  { kysely }: Tx,
  key: { name: string; secret: string; created_at: string },
): Promise<void> {
  await kysely
    .insertInto('signing_keys')
    .values(key)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

/** How many recordings there are, and how many bytes they have. */
export async function recordingFigures({ kysely }: Queries): Promise<{ count: number; bytes: number }> {
  const { count, bytes } = await kysely
    .selectFrom('recordings')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number | null>('bytes').as('bytes')])
    .executeTakeFirstOrThrow();
  return { count, bytes: bytes ?? 0 };
}
