/**
 * The SQLite side of the door. One writer connection and one read-only connection to the same WAL file.
 * Writes commit in groups: an fsync costs more than a booking, so all works that wait share one.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Problem } from '../problem.ts';
import type { Change, Database, Tx } from './database.ts';
import { readSchema, schemaVersion } from './schema.ts';
import { connect } from './sqlite-connection.ts';

interface Work {
  run: (tx: Tx) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** Works in one group at the most, so that none waits long for those beside it. */
const largestGroup = 256;

/** @param path a file, made with its folders when missing, or `:memory:` */
export function openSqlite(path: string): Database {
  const inMemory = path === ':memory:';
  if (!inMemory) mkdirSync(dirname(path), { recursive: true });
  const writer = new SqliteDatabase(path);
  prepareFile(writer, inMemory);

  let group: Promise<void> | undefined;
  const writing = connect(writer);
  const reader = inMemory ? null : new SqliteDatabase(path, { readonly: true, timeout: 5000 });
  // In memory there is one connection: a read waits until the open group has ended, to see only what is committed.
  const reading = reader === null ? connect(writer, () => group) : connect(reader);

  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const rollback = writer.prepare('ROLLBACK');
  const savepoint = writer.prepare('SAVEPOINT work');
  const release = writer.prepare('RELEASE work');
  const undo = writer.prepare('ROLLBACK TO work');

  const listeners = new Set<(change: Change) => void>();
  const waiting: Work[] = [];
  let closing = false;

  /** Runs one work inside the open group. Its error undoes it alone, unless the engine gave up the whole group. */
  async function runWork(work: Work): Promise<{ settle: () => void; changes: Change[] }> {
    const changes: Change[] = [];
    const tx: Tx = {
      kysely: writing.kysely,
      run: writing.run,
      // BEGIN IMMEDIATE holds the only write lock there is: every row is still.
      lock: async () => {},
      emit: (change) => changes.push(change),
    };
    savepoint.run();
    try {
      const value = await work.run(tx);
      const swallowed = writing.takeError();
      if (swallowed !== undefined) throw swallowed;
      release.run();
      return { settle: () => work.resolve(value), changes };
    } catch (error) {
      writing.takeError();
      if (!writer.inTransaction) throw error;
      undo.run();
      release.run();
      return { settle: () => work.reject(translate(error)), changes: [] };
    }
  }

  async function runGroup(works: readonly Work[]): Promise<void> {
    const done: Awaited<ReturnType<typeof runWork>>[] = [];
    try {
      begin.run();
      for (const work of works) done.push(await runWork(work));
      commit.run();
    } catch (error) {
      // A full disk or a failed commit: nothing of this group is kept, so none of it may be reported as done.
      if (writer.inTransaction) rollback.run();
      for (const work of works) work.reject(translate(error));
      return;
    }
    for (const { settle, changes } of done) {
      for (const change of changes) for (const listener of listeners) listener(change);
      settle();
    }
  }

  async function runAll(): Promise<void> {
    while (waiting.length > 0) await runGroup(waiting.splice(0, largestGroup));
  }

  return {
    read: { kysely: reading.kysely, run: reading.run },
    write<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
      if (closing)
        return Promise.reject(new Problem('unavailable', 'The service is stopping.', { retryAfter: 5 }));
      return new Promise<T>((resolve, reject) => {
        waiting.push({ run, resolve: resolve as Work['resolve'], reject });
        // After this turn's input: whatever else arrived with it joins the group.
        group ??= new Promise<void>((ended) => setImmediate(ended)).then(runAll).finally(() => {
          group = undefined;
        });
      });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closing = true;
      await group;
      reader?.close();
      writer.close();
    },
  };
}

/** Makes the file ours: WAL, an fsync for every commit, foreign keys, and the tables where there are none. */
function prepareFile(writer: SqliteDatabase.Database, inMemory: boolean): void {
  writer.pragma('busy_timeout = 5000');
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  writer.pragma('foreign_keys = ON');
  const createTables = writer.transaction(() => {
    const table = writer.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").get();
    if (table === undefined) writer.exec(readSchema());
    // A write in any case: only after one does the engine tell the truth about synchronous.
    writer.prepare('UPDATE schema_version SET version = version').run();
  });
  createTables.immediate();
  const version = writer.prepare('SELECT version FROM schema_version').pluck().get();
  if (version !== schemaVersion) {
    throw new Error(
      `The database is of version ${version}; this program works with version ${schemaVersion}.`,
    );
  }
  const synchronous = writer.pragma('synchronous', { simple: true });
  if (!inMemory && synchronous !== 2) {
    throw new Error(
      `SQLite would not sync every commit to the disk: synchronous is ${synchronous}, not 2 (FULL).`,
    );
  }
}

/** The engine's troubles in the product's words; anything else is a bug and stays as it is. */
function translate(error: unknown): unknown {
  if (!(error instanceof SqliteDatabase.SqliteError)) return error;
  if (error.code === 'SQLITE_FULL') {
    return new Problem('storage_full', 'The disk of the service is full. Nothing was changed.', {
      retryAfter: 30,
    });
  }
  if (/^SQLITE_(BUSY|IOERR|READONLY|CANTOPEN|LOCKED|NOMEM)/.test(error.code)) {
    return new Problem('unavailable', 'The database cannot be written right now. Nothing was changed.', {
      retryAfter: 5,
    });
  }
  return error;
}
