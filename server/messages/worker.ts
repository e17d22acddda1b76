/**
 * Sends what the outbox holds: claims, sends, writes how it went. A claim is in the row and fenced by the claimant's name,
 * so that no two processes send a message at the same time; the lease only spares the others from looking.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Clock, type Elapsed, instant } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import type { MessageRow } from '../db/tables.ts';
import type { LeasedWrite } from '../leases/lease.ts';
import type { PeriodicWork } from '../leases/periodic.ts';
import { repeat } from '../leases/repeat.ts';
import {
  bundleBehind,
  claimMessages,
  type Ending,
  endMessage,
  isAnyDue,
  renewClaims,
} from '../outbox/queries.ts';
import { giveMailKey } from '../people/queries.ts';
import { canBeStopped } from './mail-facts.ts';
import type { Outcome } from './outcome.ts';

/** How one channel sends. */
export interface Sending {
  database: Database;
  clock: Clock;
  elapsed: Elapsed;
  channel: MessageRow['channel'];
  /** Null: nobody has to be told any more. It ends in some minutes, whatever the server does, and throws only where the database fails. */
  send(message: MessageRow): Promise<Outcome | null>;
  /** How long it is tried, in ms. */
  giveUpMs: number;
  /** How many at a time. */
  atOnce: number;
  /** How often is looked what is due, in ms. */
  everyMs: number;
  /** Hears how each try ended. */
  ended(message: MessageRow, ending: Ending): void;
}

/** How long a claim lasts after it was made or renewed, in ms. */
const claimMs = 20_000;
/** How long after each try the next one comes, in ms; the last for all that follow. */
const retryMs = [2_000, 5_000, 15_000, 30_000, 60_000, 2 * 60_000, 5 * 60_000, 10 * 60_000];

export function sendMessages(sending: Sending): Omit<PeriodicWork, 'failed'> {
  const { database, clock, elapsed, channel, atOnce, everyMs } = sending;
  const claimant = randomUUID();
  // While a server is away, not each message has to find out.
  let restUntil = Number.NEGATIVE_INFINITY;
  let rests = 0;
  return {
    database,
    clock,
    name: channel === 'mail' ? 'sending mail' : 'sending webhooks',
    everyMs,
    isDue: async () => elapsed() >= restUntil && (await isAnyDue(database.read, channel, instant(clock()))),
    async work(write) {
      let tried: Tried[] = [];
      while (true) {
        // Whoever is away is not asked for more.
        const isAway = tried.length > 0 && tried.every(({ ending }) => ending.outcome === null);
        // One unit for how the last ones ended and for the next: whoever books meanwhile waits for fewer commits.
        const claimed = await write(async (tx) => {
          for (const { message, ending } of tried) await endMessage(tx, claimant, message.id, ending);
          return isAway ? [] : claim(tx);
        });
        for (const { message, ending } of tried) sending.ended(message, ending);
        if (tried.length > 0) rests = isAway ? Math.min(rests + 1, retryMs.length) : 0;
        if (isAway) restUntil = elapsed() + Math.min(retryMs[rests - 1] ?? 0, 60_000);
        if (claimed.length === 0) return;
        tried = await whileRenewing(write, clock, claimant, claimed, () =>
          Promise.all(
            claimed.map(async (message, turn) => {
              // A turn of the process for each: whoever books meanwhile does not wait until all are written.
              for (let before = 0; before < turn; before += 1) await nextTurn();
              return { message, ending: await trySending(sending, message) };
            }),
          ),
        );
      }
    },
  };

  /** Claims what is to be sent next, and prepares it. */
  async function claim(tx: Tx): Promise<MessageRow[]> {
    const [now, until] = [instant(clock()), instant(clock() + claimMs)];
    const messages = await claimMessages(tx, { channel, claimant, now, until, limit: atOnce });
    for (const message of messages) {
      if (message.kind === 'new_bookings' && message.attempts === 1) await bundleBehind(tx, message);
      if (canBeStopped(message.kind) && message.recipient_id !== null)
        await giveMailKey(tx, message.recipient_id, randomUUID());
    }
    return messages;
  }
}

interface Tried {
  message: MessageRow;
  ending: Ending;
}

/** Does something while these messages stay claimed. A renewal that fails is made up for by the next. */
async function whileRenewing<Result>(
  write: LeasedWrite,
  clock: Clock,
  claimant: string,
  claimed: readonly MessageRow[],
  work: () => Promise<Result>,
): Promise<Result> {
  const ids = claimed.map(({ id }) => id);
  const renew = () => write((tx) => renewClaims(tx, claimant, ids, instant(clock() + claimMs)));
  const stopRenewing = repeat(
    () => claimMs / 3,
    () => renew().catch(() => {}),
  );
  try {
    return await work();
  } finally {
    await stopRenewing();
  }
}

async function trySending(sending: Sending, message: MessageRow): Promise<Ending> {
  const { send, clock, giveUpMs } = sending;
  const outcome = await send(message);
  const now = clock();
  if (outcome === null) return { outcome: 'needless', now: instant(now) };
  if (outcome.sent) return { outcome: 'sent', now: instant(now) };
  const { reason: error } = outcome;
  const wait = retryMs[Math.min(message.attempts, retryMs.length) - 1] ?? 0;
  if (outcome.isFinal === true || now + wait > Date.parse(message.due_at) + giveUpMs) {
    return { outcome: 'parked', now: instant(now), error };
  }
  return { outcome: null, tryAt: instant(now + wait), error };
}
