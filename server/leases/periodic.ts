/** What must be done every so often, by one of the processes that share a database and no matter which. */
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { type LeasedWrite, underLease } from './lease.ts';
import { repeat } from './repeat.ts';

export interface PeriodicWork {
  database: Database;
  clock: Clock;
  /** The same in every process. */
  name: string;
  /** How long after one time the next may come, in ms; also how long a process that died is waited for. */
  everyMs: number;
  /**
   * Writes by the `write` that it is given, and by no other: it refuses once another process has taken over. Should
   * a process die while it works, the next time makes up for it: what is half done must not matter.
   */
  work: (write: LeasedWrite) => Promise<void>;
  /** Asked first, by reading alone: where nothing is to be done the lease is not taken. */
  isDue?: () => Promise<boolean>;
  /** Hears why a time did not succeed. The next one is tried all the same. */
  failed: (error: unknown) => void;
}

/** Begins to look whether the work is due. Returns what stops that; it resolves once nothing of it runs any more. */
export function runPeriodically(periodic: PeriodicWork): () => Promise<void> {
  const { everyMs, isDue = async () => true, work, failed } = periodic;
  let stopLooking = () => {};
  // A look reads alone: whoever stops does not wait for a database that does not answer. Each look has a promise of its own: one that
  // lasts until the stop would keep something of every look that ever waited for it.
  const isDueStill = () =>
    new Promise<boolean>((resolve, reject) => {
      stopLooking = () => resolve(false);
      isDue().then(resolve, reject);
    });
  const look = async () => {
    if (await isDueStill()) await underLease({ ...periodic, lastsMs: everyMs }, work);
  };
  // Several looks an interval, spread so that the processes do not come all at once: whoever had the lease may be gone.
  const stop = repeat(
    () => (everyMs / 4) * (0.5 + Math.random()),
    () => look().catch(failed),
  );
  return () => {
    stopLooking();
    return stop();
  };
}
