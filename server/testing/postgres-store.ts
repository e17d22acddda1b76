/** Databases on the tests' PostgreSQL server for the tests of `db/`. */
import { onTestFinished } from 'vitest';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { freshDatabase } from './fresh-database.ts';
import { query } from './postgres-server.ts';

/** As many processes as asked for on one new database. */
export async function openTogether(count: number): Promise<{ url: string; databases: Database[] }> {
  const { url, drop } = await freshDatabase();
  const databases = await Promise.all(Array.from({ length: count }, () => openDatabase(url)));
  onTestFinished(async () => {
    for (const database of databases) await database.close();
    await drop();
  });
  return { url, databases };
}

export async function open(): Promise<{ url: string; database: Database }> {
  const { url, databases } = await openTogether(1);
  return { url, database: databases[0] as Database };
}

export async function namesIn(database: Database): Promise<string[]> {
  const rows = await database.read.kysely.selectFrom('people').select('name').orderBy('id').execute();
  return rows.map(({ name }) => name);
}

/** Takes every connection away, as a restart of the server does. */
export const cutAll = (url: string) =>
  query(
    url,
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
