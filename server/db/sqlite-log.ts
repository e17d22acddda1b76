/**
 * The log (WAL) beside a SQLite file. The engine writes it back into the file with the commit that makes it long, which takes
 * milliseconds. While somebody else reads for long, a backup say, it cannot; the first commit after them would write back all
 * that has gathered since, and hold the whole process up for as long as that takes. So a long log is written back by a thread.
 */
import { statSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import type SqliteDatabase from 'better-sqlite3';
import { startThread } from '../thread.ts';

/** With so many pages of 4 KiB the engine writes it back by itself. */
export const usualPages = 1000;
/** To so many bytes it is cut back once it begins anew. */
export const usualSize = 4 * 2 ** 20;
/** Longer than it gets where nobody reads for long, in bytes. */
const long = 2 * usualSize;
/** It begins anew with one of the commits that follow: for so many ms its length tells nothing new. */
const settling = 1000;

export interface LogWriter {
  /** To be called after each commit. Never throws: what was committed is not undone by it. */
  look(): void;
  close(): Promise<void>;
}

/** Takes the writing back of a long log off this connection, and gives it back once the log is short. In memory there is none. */
export function keepLogShort(writer: SqliteDatabase.Database): LogWriter {
  let thread: Worker | null = null;
  let isClosed = false;
  let settled = 0;

  function end(): void {
    thread = null;
    settled = performance.now() + settling;
    if (!isClosed) writer.pragma(`wal_autocheckpoint = ${usualPages}`);
  }

  return {
    look() {
      if (thread !== null || writer.memory || performance.now() < settled) return;
      try {
        if ((statSync(`${writer.name}-wal`, { throwIfNoEntry: false })?.size ?? 0) < long) return;
        thread = startThread('./sqlite-log-thread', import.meta.url, { workerData: writer.name });
        // Where it fails, the engine does it again as always.
        thread.on('error', () => {}).once('exit', end);
        writer.pragma('wal_autocheckpoint = 0');
      } catch {
        settled = performance.now() + settling;
      }
    },
    async close() {
      isClosed = true;
      await thread?.terminate();
    },
  };
}
