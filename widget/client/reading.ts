import { type Failure, failureOf } from './failure.ts';
import type { Loaded } from './loaded.ts';

/** A list read over HTTP, one read at a time. */
export interface Reading {
  /** When the last good read began (server time, ms), or null. */
  readonly at: number | null;
  readonly failure: Failure | null;
  /** Reads now; if a read is under way, once more after it, so that what is asked for is always newer than the asking. */
  run(): Promise<void>;
  /** The feed has kept the list until then (server time, ms). */
  keptUntil(at: number): void;
  reset(): void;
}

/** A list as elements see it. `at`: when it was last read or, while the feed keeps it, now. */
export function loadedOf<T>(
  value: T,
  { at, failure }: { at: number | null; failure: Failure | null },
  live: boolean,
  now: () => number,
): Loaded<T> {
  if (at !== null) return { state: 'ready', value, at: live ? now() : at, live };
  return failure ? { state: 'failed', failure } : { state: 'loading' };
}

/** Calls at most once. */
export function once(call: () => void): () => void {
  let called = false;
  return () => {
    if (!called) call();
    called = true;
  };
}

export function createReading(read: () => Promise<void>, now: () => number, changed: () => void): Reading {
  let at: number | null = null;
  let failure: Failure | null = null;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let era = 0;

  async function attempt(): Promise<void> {
    const began = now();
    const mine = era;
    try {
      await read();
      if (mine === era) {
        at = began;
        failure = null;
      }
    } catch (error) {
      if (mine === era) failure = failureOf(error);
    }
    if (mine === era) changed();
  }

  function run(): Promise<void> {
    if (!running) {
      running = attempt().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running.then(() => {
      next = null;
      return run();
    });
    return next;
  }

  return {
    get at() {
      return at;
    },
    get failure() {
      return failure;
    },
    run,
    keptUntil(time) {
      if (at !== null && at < time) at = time;
    },
    reset() {
      era++;
      at = failure = null;
    },
  };
}
