/** What is to be sent, in the database. */
import type { ExpressionBuilder, InsertResult } from 'kysely';
import { instant } from '../clock.ts';
import type { Queries, Tx } from '../db/database.ts';
import { keepListQuery, keepQuery } from '../db/kept-query.ts';
import type { MessageRow, Tables } from '../db/tables.ts';

/** What a message is when it is written; the rest says how sending it goes. */
export type NewMessage = Omit<
  MessageRow,
  'attempts' | 'claimed_by' | 'claimed_until' | 'bundle_id' | 'outcome' | 'ended_at' | 'last_error' | 'try_at'
>;

/** Adds a message; one of this id that is there stays as it is. */
export const insertMessage = keepQuery<NewMessage, InsertResult>((db, param) =>
  db
    .insertInto('messages')
    .values({
      id: param('id'),
      channel: param('channel'),
      kind: param('kind'),
      recipient_id: param('recipient_id'),
      slot_id: param('slot_id'),
      booking_id: param('booking_id'),
      payload: param('payload'),
      stream: param('stream'),
      position: param('position'),
      created_at: param('created_at'),
      due_at: param('due_at'),
      try_at: param('due_at'),
      attempts: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

/** Takes back messages that nobody has to send any more. */
export const withdrawMessages = keepListQuery<{ list: readonly string[] }, unknown>((db, _param, ids) =>
  db.deleteFrom('messages').where('id', 'in', ids).where('outcome', 'is', null),
);

/** Who claims messages, and until when nobody else may. Instants as text. */
export interface Claim {
  channel: MessageRow['channel'];
  claimant: string;
  now: string;
  until: string;
  limit: number;
}

/** Claims what is to be sent now, the longest due first: of each stream the first alone. */
export async function claimMessages(tx: Tx, claim: Claim): Promise<MessageRow[]> {
  const { channel, claimant, now, until, limit } = claim;
  const ids = await dueMessages(tx, channel, now).orderBy('try_at').orderBy('id').limit(limit).execute();
  if (ids.length === 0) return [];
  return (
    tx.kysely
      .updateTable('messages')
      .set((eb) => ({ claimed_by: claimant, claimed_until: until, attempts: eb('attempts', '+', 1) }))
      .where(
        'id',
        'in',
        ids.map(({ id }) => id),
      )
      .where('outcome', 'is', null)
      // Asked again: another process may have been faster.
      .where(isFree(now))
      .returningAll()
      .execute()
  );
}

/** Keeps claims for longer: of those messages that this claimant still has. */
export async function renewClaims(
  { kysely }: Tx,
  claimant: string,
  ids: readonly string[],
  until: string,
): Promise<void> {
  await kysely
    .updateTable('messages')
    .set({ claimed_until: until })
    .where('id', 'in', ids)
    .where('claimed_by', '=', claimant)
    .execute();
}

/** Lets a message tell, too, whatever waits behind it in its stream: due or not, they end with it. */
export async function bundleBehind({ kysely }: Tx, { id, stream }: MessageRow): Promise<void> {
  await kysely
    .updateTable('messages')
    .set({ bundle_id: id })
    .where('stream', '=', stream)
    .where('outcome', 'is', null)
    .where('bundle_id', 'is', null)
    .where('id', '<>', id)
    .execute();
}

/** The messages that a message tells: itself and those that were bundled behind it, in their order. */
export function toldBy({ kysely }: Queries, id: string): Promise<MessageRow[]> {
  return kysely
    .selectFrom('messages')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', id), eb('bundle_id', '=', id)]))
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** Is there anything to send? Of whatever another process is sending there is not. */
export async function isAnyDue(
  queries: Queries,
  channel: MessageRow['channel'],
  now: string,
): Promise<boolean> {
  return (await dueMessages(queries, channel, now).limit(1).executeTakeFirst()) !== undefined;
}

/** How sending a message went. */
export type Ending =
  | { outcome: 'sent' | 'needless'; now: string }
  | { outcome: 'parked'; now: string; error: string }
  | { outcome: null; tryAt: string; error: string };

/** Writes it, with those that were bundled behind it; nothing where another has claimed the message since. */
export async function endMessage(
  { kysely }: Tx,
  claimant: string,
  id: string,
  ending: Ending,
): Promise<void> {
  const freed = { claimed_by: null, claimed_until: null };
  const error = 'error' in ending ? { last_error: ending.error } : {};
  const set =
    ending.outcome === null
      ? { ...freed, ...error, try_at: ending.tryAt }
      : { ...freed, ...error, outcome: ending.outcome, ended_at: ending.now };
  const own = await kysely
    .updateTable('messages')
    .set(set)
    .where('id', '=', id)
    .where('claimed_by', '=', claimant)
    .returning('id')
    .execute();
  if (own.length === 0 || ending.outcome === null) return;
  await kysely
    .updateTable('messages')
    .set(set)
    .where('bundle_id', '=', id)
    .where('outcome', 'is', null)
    .execute();
}

/** Forgets at most so many of what was sent, or had not to be, before an instant; tells how many. */
export async function forgetEnded({ kysely }: Queries, before: string, most: number): Promise<number> {
  const ended = kysely
    .selectFrom('messages')
    .select('id')
    .where('outcome', 'in', ['sent', 'needless'])
    .where('ended_at', '<', before)
    .limit(most);
  const { numDeletedRows } = await kysely
    .deleteFrom('messages')
    .where('id', 'in', ended)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** How many are due and not sent, since how many seconds the oldest is, and how many were given up. `now` in ms. */
export async function outboxFigures({ kysely }: Queries, now: number) {
  const { waiting, oldest } = await kysely
    .selectFrom('messages')
    .select((eb) => [eb.fn.countAll<number | string>().as('waiting'), eb.fn.min('due_at').as('oldest')])
    .where('outcome', 'is', null)
    .where('due_at', '<=', instant(now))
    .executeTakeFirstOrThrow();
  const { parked } = await kysely
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number | string>().as('parked'))
    .where('outcome', '=', 'parked')
    .executeTakeFirstOrThrow();
  return {
    waiting: Number(waiting),
    oldest: oldest === null ? 0 : Math.max(0, (now - Date.parse(oldest)) / 1000),
    parked: Number(parked),
  };
}

/** What waits or was given up, the longest due first. */
export function unsentMessages(
  { kysely }: Pick<Queries, 'kysely'>,
  which: 'waiting' | 'parked',
): Promise<MessageRow[]> {
  const rows = kysely.selectFrom('messages').selectAll();
  const those = which === 'parked' ? rows.where('outcome', '=', 'parked') : rows.where('outcome', 'is', null);
  return those.orderBy('due_at').orderBy('id').limit(1000).execute();
}

/** Lets those of these that were given up be sent, as if they were due now. Gives their ids. */
export async function sendAgain({ kysely }: Tx, ids: readonly string[], now: string): Promise<string[]> {
  const rows = await kysely
    .updateTable('messages')
    .set({ outcome: null, ended_at: null, attempts: 0, due_at: now, try_at: now })
    .where('id', 'in', ids)
    .where('outcome', '=', 'parked')
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Gives up whatever waits, so that it is not sent from two databases. Gives how many. */
export async function parkWaiting({ kysely }: Tx, now: string, why: string): Promise<number> {
  const { numUpdatedRows } = await kysely
    .updateTable('messages')
    .set({ outcome: 'parked', ended_at: now, last_error: why, claimed_by: null, claimed_until: null })
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** The messages of a channel that are due and that nobody is sending, the first of each stream. */
function dueMessages({ kysely }: Queries, channel: MessageRow['channel'], now: string) {
  return kysely
    .selectFrom('messages')
    .select('id')
    .where('channel', '=', channel)
    .where('outcome', 'is', null)
    .where('bundle_id', 'is', null)
    .where('try_at', '<=', now)
    .where(isFree(now))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('messages as earlier')
            .select('earlier.id')
            .whereRef('earlier.stream', '=', 'messages.stream')
            .where('earlier.outcome', 'is', null)
            .where(({ or, and, eb, ref }) =>
              or([
                eb('earlier.position', '<', ref('messages.position')),
                and([
                  eb('earlier.position', '=', ref('messages.position')),
                  eb('earlier.id', '<', ref('messages.id')),
                ]),
              ]),
            ),
        ),
      ),
    );
}

function isFree(now: string) {
  return (eb: ExpressionBuilder<Tables, 'messages'>) =>
    eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)]);
}
