/** What must be done every so often, by one of the processes that share a database and no matter which. */
import { randomUUID } from 'node:crypto';
import { type Clock, instant } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { takeLease } from './queries.ts';

export interface PeriodicWork {
  database: Database;
  clock: Clock;
  /** The same in every process. */
  name: string;
  /** How long after one time the next may come, in ms. */
  everyMs: number;
  /** Should a process die while it works, the next time makes up for it: what is half done must not matter. */
  work: () => Promise<void>;
  /** Hears why a time did not succeed. The next one is tried all the same. */
  failed: (error: unknown) => void;
}

/** Begins to look whether the work is due. Returns what stops that; it resolves once nothing of it runs any more. */
export function runPeriodically({
  database,
  clock,
  name,
  everyMs,
  work,
  failed,
}: PeriodicWork): () => Promise<void> {
  const holder = randomUUID();
  let stopped = false;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;

  async function workIfDue(): Promise<void> {
    const now = clock();
    const claim = { name, holder, now: instant(now), until: instant(now + everyMs) };
    const taken = await database.write((tx) => tx.run(takeLease, claim));
    if (taken.length > 0 && !stopped) await work();
  }

  // Several looks an interval, spread so that the processes do not come all at once: whoever had the lease may be gone.
  function next(): void {
    timer = setTimeout(
      () => {
        running = workIfDue()
          .catch(failed)
          .finally(() => {
            if (!stopped) next();
          });
      },
      (everyMs / 4) * (0.5 + Math.random()),
    );
    timer.unref();
  }

  next();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
