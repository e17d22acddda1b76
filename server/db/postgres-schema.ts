/** Making a PostgreSQL database ours: the tables, where they are missing. */
import pg from 'pg';
import { readSchema, schemaVersion } from './schema.ts';

/** Whoever makes the tables holds this advisory lock: several processes may start on one new database at once. */
const creating = 5_471_203_981;

/** Throws where the database cannot be reached or is not of our making. */
export async function prepareSchema(config: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(config);
  // The query that it interrupts says the same.
  client.on('error', () => {});
  try {
    await client.connect();
    const encoding = await client.query('SHOW server_encoding');
    const found = encoding.rows[0].server_encoding;
    if (found !== 'UTF8') throw new Error(`its encoding is ${found}; expected UTF8.`);
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [creating]);
    const table = await client.query("SELECT to_regclass('schema_version') IS NULL AS missing");
    if (table.rows[0].missing) await client.query(readSchema());
    const { rows } = await client.query('SELECT version FROM schema_version');
    if (rows[0]?.version !== schemaVersion) {
      throw new Error(
        `it is of version ${rows[0]?.version}; this program works with version ${schemaVersion}.`,
      );
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
