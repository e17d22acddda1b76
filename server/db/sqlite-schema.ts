/** A SQLite file as upgrading it needs it. */
import { setTimeout as delay } from 'node:timers/promises';
import type SqliteDatabase from 'better-sqlite3';
import type { SchemaStore } from './schema-upgrade.ts';
import { isBusy } from './sqlite-failures.ts';

/** How long another process may hold the lock, in ms: an upgrade of years of bookings, or only a commit. */
const upgradePatience = 10 * 60_000;
const commitPatience = 5000;

/** Tries again while another connection is in the way. Not inside the engine: that would stop the whole process. */
export async function patiently<T>(attempt: () => T, patience = commitPatience): Promise<T> {
  for (const deadline = performance.now() + patience; ; await delay(20)) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error;
    }
  }
}

/** @param connection without a busy time-out of its own, used by nobody else meanwhile */
export function sqliteSchema(connection: SqliteDatabase.Database): SchemaStore {
  const column = (query: string) => patiently(() => connection.prepare(query).pluck().all());
  return {
    engine: 'sqlite',
    tables: async () =>
      (await column(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'",
      )) as string[],
    versions: () => column('SELECT version FROM schema_version'),
    async run(statements) {
      connection.exec(statements);
    },
    async locked(work) {
      // Tables that others refer to can be made anew only without them; inside a transaction the switch does nothing.
      connection.pragma('foreign_keys = OFF');
      try {
        await patiently(() => connection.exec('BEGIN IMMEDIATE'), upgradePatience);
        const done = await work();
        const broken = connection.pragma('foreign_key_check') as { table: string; parent: string }[];
        if (broken[0] !== undefined) {
          const { table, parent } = broken[0];
          throw new Error(`rows of ${table} refer to missing rows of ${parent} (${broken.length} in all).`);
        }
        await patiently(() => connection.exec('COMMIT'));
        return done;
      } finally {
        if (connection.inTransaction) connection.exec('ROLLBACK');
        connection.pragma('foreign_keys = ON');
      }
    },
  };
}
