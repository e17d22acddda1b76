/** A SQLite file that a whole database is copied into. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type CopyTarget, copiedTables, leaveWordsToService, refuseRows } from './copy-target.ts';
import { readSchema } from './schema.ts';
import { readSqlite } from './sqlite-snapshot.ts';

export function openSqliteTarget(path: string): CopyTarget {
  const isNew = !existsSync(path);
  mkdirSync(dirname(path), { recursive: true });
  const file = new SqliteDatabase(path, { timeout: 5000 });
  const undo = () => {
    if (file.inTransaction) file.exec('ROLLBACK');
    file.close();
    if (isNew) for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(path + ending, { force: true });
  };
  try {
    file.pragma('synchronous = FULL');
    file.pragma('foreign_keys = ON');
    file.exec('BEGIN EXCLUSIVE');
    if (readSqlite(file).tables.size === 0) file.exec(readSchema('sqlite'));
    file.exec(leaveWordsToService);
    for (const table of copiedTables()) {
      if (file.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined) refuseRows(table);
    }
  } catch (error) {
    undo();
    throw error;
  }
  return {
    ...readSqlite(file),
    async insert(table, rows) {
      const columns = Object.keys(rows[0] ?? {});
      const insert = file.prepare(
        `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`,
      );
      for (const row of rows) insert.run(row);
    },
    async keep() {
      file.exec('COMMIT');
      file.close();
    },
    abandon: async () => undo(),
  };
}
