/**
 * Before the tests on PostgreSQL: a server of their own in a temporary folder, on a Unix socket there and nowhere
 * else, or the one that TEST_DATABASE_URL names; in it a database with the tables, which the tests copy.
 */
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { readSchema } from '../db/schema.ts';
import { type PostgresProcess, startPostgres } from './postgres-process.ts';
import { ensurePostgres } from './postgres-programs.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server, as its `postgres` database, and the name of the database to copy. */
    postgres: { url: string; template: string };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server: Pick<PostgresProcess, 'url' | 'remove'> = given
    ? { url: given, remove: async () => {} }
    : await startPostgres(await ensurePostgres());
  const template = `mentor_slots_template_${process.pid}`;
  await query(server.url, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`);
  await query(inDatabase(server.url, template), readSchema('postgres'));
  project.provide('postgres', { url: server.url, template });
  return async () => {
    if (given) await dropAll(server.url, template);
    await server.remove();
  };
}

/** The template and its copies. */
async function dropAll(url: string, template: string): Promise<void> {
  const { rows } = await query(url, `SELECT datname FROM pg_database WHERE datname LIKE '${template}%'`);
  for (const { datname } of rows) await query(url, `DROP DATABASE ${datname} WITH (FORCE)`);
}

/** The same server's other database. */
export function inDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** One statement on a connection of its own. */
export async function query(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}
