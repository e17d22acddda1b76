/** Other processes that write to the same file: an operator's command, or a second service that should not be. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type SqliteDatabase from 'better-sqlite3';
import { createListeners } from './change-listeners.ts';

/** How often the file is asked, in ms. Costs some microseconds. */
const pulseMs = 500;

/** Tells that somebody else has committed something; what it was can only be read. */
export function watchStrangers(writer: SqliteDatabase.Database) {
  const gaps = createListeners<void>();
  // Rises with the commits of all other connections, never with one's own.
  const read = writer.prepare<[], number>('PRAGMA data_version').pluck();
  let known = read.get();

  /** Tells what is new since the last look. Could it be seen? */
  function look(): boolean {
    let version: number | undefined;
    try {
      version = read.get();
    } catch {
      // The file is held or gone for a moment; whoever needs it hears of that by a query.
      return false;
    }
    if (version !== known) {
      known = version;
      gaps.tell();
    }
    return true;
  }

  const pulse = setInterval(look, pulseMs);
  pulse.unref();

  let next: Promise<boolean> | null = null;
  /** Looks after this turn's input, once for all who ask in it. */
  function lookNext(): Promise<boolean> {
    next ??= nextTurn().then(() => {
      next = null;
      return look();
    });
    return next;
  }

  return { onGap: gaps.add, lookNext, stop: () => clearInterval(pulse) };
}
