/**
 * A lease: while one process works, no other that shares the database does the work of the same name.
 *
 * It is renewed for as long as the work goes on. A process can still lose it, where it stood still or could not reach
 * the database, and does not notice. So each taking has a name of its own (`holder`), and every write of the work asks
 * in its own unit whether the lease still bears it: whoever was replaced writes nothing more, and nobody is replaced
 * between asking and the commit, because asking holds the row.
 */
import { randomUUID } from 'node:crypto';
import { type Clock, instant } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { renewLease, takeLease } from './queries.ts';
import { repeat } from './repeat.ts';

export interface Lease {
  database: Database;
  clock: Clock;
  /** The same in every process. */
  name: string;
  /** How long it lasts after it was taken or renewed, in ms. */
  lastsMs: number;
  /** Hears why renewing did not succeed. It is tried again. */
  failed: (error: unknown) => void;
}

/** Another process has the lease of this name by now: what this one has not done, that one does. No fault. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver';
  constructor(lease: string) {
    super(`${lease}: another process has taken over`);
  }
}

/** As `database.write`, but throws `TakenOver`, and keeps nothing, where another process has taken over. */
export type LeasedWrite = Database['write'];

/**
 * Does the work where nobody else has the lease, and nothing where somebody has. Once it is done the lease lasts as long
 * as if it had not been renewed: the next time may come `lastsMs` after this one began, however long it took.
 */
export async function underLease(lease: Lease, work: (write: LeasedWrite) => Promise<void>): Promise<void> {
  const { database, clock, name, lastsMs, failed } = lease;
  const holder = randomUUID();
  const fromNow = () => ({ name, holder, until: instant(clock() + lastsMs) });

  // Twice as long: the clocks of the processes differ a little.
  const began = fromNow();
  const claim = { ...began, now: instant(clock()), latest: instant(clock() + 2 * lastsMs) };
  const taken = await database.write((tx) => tx.run(takeLease, claim));
  if (taken.length === 0) return;

  let isRenewed = false;
  const renewal = () => {
    isRenewed = true;
    return fromNow();
  };
  const write: LeasedWrite = (unit) => {
    const renewed = renewal();
    return database.write(async (tx) => {
      const held = await tx.run(renewLease, renewed);
      if (held.length === 0) throw new TakenOver(name);
      return unit(tx);
    });
  };
  const renew = async () => {
    const renewed = renewal();
    await database.write((tx) => tx.run(renewLease, renewed));
  };
  const stopRenewing = repeat(
    () => lastsMs / 3,
    () => renew().catch(failed),
  );
  try {
    await work(write);
  } finally {
    await stopRenewing();
  }
  if (isRenewed) await database.write((tx) => tx.run(renewLease, began));
}
