/** A PostgreSQL server of the benchmark's own. */
import pg from 'pg';
import { type PostgresProcess, startPostgres } from '../server/testing/postgres-process.ts';
import { ensurePostgres } from '../server/testing/postgres-programs.mjs';

/** Syncs as in earnest; only the memory is more than the server's careful default. */
const settings = { max_connections: '200', shared_buffers: '256MB', max_wal_size: '4GB' };

export const startBenchPostgres = async (): Promise<PostgresProcess> =>
  startPostgres(await ensurePostgres(), { settings });

/** A new database on it. */
export async function createDatabase(server: PostgresProcess, name: string): Promise<string> {
  await ask(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

export async function ask(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const result = await client.query(text);
  await client.end();
  return result;
}
