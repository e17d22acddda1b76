/** A database of a test's own, on the engine that the run is for: TEST_DATABASE is `sqlite` (default) or `postgres`. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { inject } from 'vitest';
import type { Database } from '../db/database.ts';
import { tables } from '../db/table-facts.ts';
import { inDatabase, query } from './postgres-server.ts';

export interface FreshDatabase {
  /** For DATABASE_URL. */
  url: string;
  drop(): Promise<void>;
}

/** No test pulls the plug: where a file may lie in memory, no disk is waited for. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const onPostgres = process.env.TEST_DATABASE === 'postgres';

export function freshDatabase(): Promise<FreshDatabase> {
  return onPostgres ? copiedDatabase() : newFile();
}

/** On SQLite whatever the run is for. */
export const onSqlite = newFile;

/** For `fresh` of a service: a database that is there already, and stays. */
export const existing = (url: string) => async (): Promise<FreshDatabase> => ({ url, drop: async () => {} });

async function newFile(): Promise<FreshDatabase> {
  const folder = mkdtempSync(join(place, 'mentor-slots-'));
  return {
    url: `sqlite:${join(folder, 'test.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Databases that are empty again: copying one costs more than most tests. */
const empty: string[] = [];
/** Those whose tables a test has changed: nobody else gets them. */
const altered = new Set<string>();

/** What refers to others first. */
const emptying = Object.keys(tables)
  .filter((table) => table !== 'schema_version')
  .reverse()
  .map((table) => `DELETE FROM ${table}`)
  .join(';');

async function copiedDatabase(): Promise<FreshDatabase> {
  const { url, template } = inject('postgres');
  let name = empty.pop();
  if (name === undefined) {
    name = `${template}_${randomBytes(8).toString('hex')}`;
    await query(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  }
  const own = inDatabase(url, name);
  return {
    url: own,
    async drop() {
      if (altered.has(name)) return;
      await query(own, emptying);
      empty.push(name);
    },
  };
}

/** A copy of a database that nobody has open, for whoever breaks it. Dropped by its own `drop`. */
export async function copyOf(original: string): Promise<FreshDatabase> {
  if (!onPostgres) {
    const copy = await newFile();
    copyFileSync(original.slice('sqlite:'.length), copy.url.slice('sqlite:'.length));
    return copy;
  }
  const { url, template } = inject('postgres');
  const name = `${template}_${randomBytes(8).toString('hex')}`;
  await query(url, `CREATE DATABASE ${name} TEMPLATE ${new URL(original).pathname.slice(1)}`);
  return {
    url: inDatabase(url, name),
    drop: async () => void (await query(url, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

/** Call it before the tables of this database are changed, not only their rows. */
export function keepFromOthers(url: string): void {
  if (!url.startsWith('sqlite:')) altered.add(new URL(url).pathname.slice(1));
}

/** From here on the table lets a slot have more seats taken than there are. */
export async function dropSeatCheck(url: string, database: Database): Promise<void> {
  keepFromOthers(url);
  await database.write(async ({ kysely }) => {
    if (!onPostgres) return sql`PRAGMA ignore_check_constraints = ON`.execute(kysely);
    const { rows } = await sql<{ conname: string }>`
      SELECT conname FROM pg_constraint
      WHERE conrelid = 'slots'::regclass AND pg_get_constraintdef(oid) LIKE '%seats_taken%'`.execute(kysely);
    for (const { conname } of rows) {
      await sql`ALTER TABLE slots DROP CONSTRAINT ${sql.ref(conname)}`.execute(kysely);
    }
  });
}
