/** Databases as former releases left them, on the engine that the run is for, and what is in a database. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { inject, onTestFinished } from 'vitest';
import { inDatabase, query } from './postgres-server.ts';

const onPostgres = process.env.TEST_DATABASE === 'postgres';
const releasesFolder = new URL('../db/releases/', import.meta.url);

/** Each with the `schema.sql` that it shipped and the `data.sql` that it then wrote. */
export const releases = readdirSync(releasesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** A database without any table; gone with the test. */
export async function emptyDatabase(): Promise<string> {
  if (!onPostgres) {
    const folder = mkdtempSync(join(tmpdir(), 'mentor-slots-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return `sqlite:${join(folder, 'test.db')}`;
  }
  const { url } = inject('postgres');
  const name = `mentor_slots_empty_${randomBytes(8).toString('hex')}`;
  await query(url, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  onTestFinished(async () => {
    await query(url, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return inDatabase(url, name);
}

export async function releasedDatabase(release: string): Promise<string> {
  const url = await emptyDatabase();
  for (const file of ['schema.sql', 'data.sql']) {
    await run(url, readFileSync(new URL(`${release}/${file}`, releasesFolder), 'utf8'));
  }
  return url;
}

/** SQL that somebody else runs on the database. */
export async function run(url: string, statements: string): Promise<void> {
  if (onPostgres) await query(url, statements);
  else withFile(url, (file) => file.exec(statements));
}

export async function rows(url: string, select: string): Promise<Record<string, unknown>[]> {
  if (onPostgres) return (await query(url, select)).rows;
  return withFile(url, (file) => file.prepare<[], Record<string, unknown>>(select).all());
}

function withFile<T>(url: string, work: (file: SqliteDatabase.Database) => T): T {
  const file = new SqliteDatabase(url.slice('sqlite:'.length));
  try {
    return work(file);
  } finally {
    file.close();
  }
}

/** Every row of every table but the version, sorted, only the columns named so. */
export async function contents(
  url: string,
  columns: Record<string, readonly string[]>,
): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const [table, names] of Object.entries(columns)) {
    const found = await rows(url, `SELECT ${names.join(', ')} FROM ${table}`);
    all[table] = found.map((row) => JSON.stringify(row)).sort();
  }
  return all;
}

/** The columns of every table but the version's; not what an engine has for itself alone. */
export async function columnsOf(url: string): Promise<Record<string, string[]>> {
  const tables = onPostgres
    ? `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`
    : `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'`;
  const columns: Record<string, string[]> = {};
  for (const { name } of await rows(url, tables)) {
    if (name === 'schema_version') continue;
    const of = onPostgres
      ? `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${name}'
         AND is_generated = 'NEVER' ORDER BY ordinal_position`
      : `SELECT name FROM pragma_table_info('${name}')`;
    columns[String(name)] = (await rows(url, of)).map((column) => String(column.name));
  }
  return columns;
}

/** Everything the engine knows of the tables: columns with types and defaults, checks, keys, indexes, triggers. */
export async function describeSchema(url: string): Promise<unknown> {
  const columns = await columnsOf(url);
  if (onPostgres) return { columns, ...(await describePostgres(url)) };
  const objects = await rows(url, 'SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name');
  return { columns, objects: objects.map((object) => ({ ...object, sql: clauses(object.sql) })) };
}

async function describePostgres(url: string) {
  return {
    types: await rows(
      url,
      `SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity
       FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, column_name`,
    ),
    constraints: await rows(
      url,
      `SELECT conrelid::regclass::text AS owner, conname, contype, pg_get_constraintdef(oid) AS rule, convalidated
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
    ),
    indexes: await rows(
      url,
      `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
    ),
    triggers: await rows(url, 'SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1'),
  };
}

/** What SQLite keeps is the text of the statement: its clauses, however they were laid out and in what order. */
function clauses(text: unknown): string[] | null {
  if (typeof text !== 'string') return null;
  const plain = text
    .replace(/--[^\n]*/g, '')
    .replaceAll('"', '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),]) ?/g, '$1');
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of plain) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    const ends = (character === ',' && depth === 1) || (character === '(' && depth === 1);
    if (!ends) part += character;
    if (ends || (character === ')' && depth === 0)) {
      parts.push(part.trim());
      part = '';
    }
  }
  return [...parts, part.trim()].sort();
}
