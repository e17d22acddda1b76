/** Other processes that write to the same file: an operator's command, or a second service that should not be. */
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
  const pulse = setInterval(() => {
    let version: number | undefined;
    try {
      version = read.get();
    } catch {
      // The file is held or gone for a moment; whoever needs it hears of that by a query.
      return;
    }
    if (version === known) return;
    known = version;
    gaps.tell();
  }, pulseMs);
  pulse.unref();
  return { onGap: gaps.add, stop: () => clearInterval(pulse) };
}
