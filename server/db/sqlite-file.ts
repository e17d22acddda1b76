/** Opening a SQLite file and making it ours: WAL, an fsync for every commit, foreign keys, the tables. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { readSchema, schemaVersion } from './schema.ts';

/** 64 MiB a connection at the most: the indexes of years of bookings, which are written all over. */
const cacheSize = 'cache_size = -65536';

export interface SqliteFile {
  writer: SqliteDatabase.Database;
  /** Read-only; null in memory, where there is only the one connection. */
  reader: SqliteDatabase.Database | null;
}

/**
 * @param path a file, made with its folders when missing, or `:memory:`
 * Throws a sentence for the person who starts the service when it cannot be used.
 */
export function openFile(path: string): SqliteFile {
  const inMemory = path === ':memory:';
  const opened: SqliteDatabase.Database[] = [];
  try {
    if (!inMemory) mkdirSync(dirname(path), { recursive: true });
    const writer = new SqliteDatabase(path, { timeout: 5000 });
    opened.push(writer);
    prepareFile(writer, inMemory);
    if (inMemory) return { writer, reader: null };
    const reader = new SqliteDatabase(path, { readonly: true, timeout: 5000 });
    opened.push(reader);
    reader.pragma(cacheSize);
    return { writer, reader };
  } catch (error) {
    for (const connection of opened) connection.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`DATABASE_URL is "sqlite:${path}", which cannot be used: ${why}`, { cause: error });
  }
}

function prepareFile(writer: SqliteDatabase.Database, inMemory: boolean): void {
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma('foreign_keys = ON');
  writer.pragma(cacheSize);
  const createTables = writer.transaction(() => {
    const table = writer.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").get();
    if (table === undefined) writer.exec(readSchema());
    const version = writer.prepare('SELECT version FROM schema_version').pluck().get();
    if (version !== schemaVersion) {
      throw new Error(`it is of version ${version}; this program works with version ${schemaVersion}.`);
    }
    // A write in any case: only after one does the engine tell the truth about synchronous.
    writer.prepare('UPDATE schema_version SET version = version').run();
  });
  createTables.immediate();
  const synchronous = writer.pragma('synchronous', { simple: true });
  if (!inMemory && synchronous !== 2) {
    throw new Error(
      `SQLite would not sync every commit to the disk: synchronous is ${synchronous}, not 2 (FULL).`,
    );
  }
  // From here on who holds the lock is waited for outside the engine, which would stop the whole process meanwhile.
  writer.pragma('busy_timeout = 0');
}
