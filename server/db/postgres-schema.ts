/** A PostgreSQL database as upgrading it needs it. */
import pg from 'pg';
import { connectionConfig } from './postgres-connection.ts';
import { cannotBeUsed } from './postgres-refusal.ts';
import type { SchemaStore } from './schema-upgrade.ts';

/** Whoever makes or changes the tables holds this advisory lock. */
const changingTables = 5_471_203_981;
/** How long another process may hold it, and one statement may take, in ms: years of bookings take their time. */
const patience = 10 * 60_000;

/** Runs a work on the database's tables. Throws a sentence where the database cannot be reached or used. */
export async function withPostgresSchema<T>(
  url: string,
  work: (store: SchemaStore) => Promise<T>,
): Promise<T> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({
      ...connectionConfig(url),
      lock_timeout: patience,
      statement_timeout: patience,
      query_timeout: patience + 5000,
    });
    // The query that it interrupts says the same.
    client.on('error', () => {});
    await client.connect();
    const encoding = await client.query('SHOW server_encoding');
    const found = encoding.rows[0].server_encoding;
    if (found !== 'UTF8')
      throw new Error(
        `its encoding is ${found}; expected UTF8. Create it so: createdb --encoding UTF8 --template template0.`,
      );
    return await work(postgresSchema(client));
  } catch (error) {
    throw cannotBeUsed(url, error);
  } finally {
    await client?.end();
  }
}

function postgresSchema(client: pg.Client): SchemaStore {
  const column = async <T>(query: string) => {
    const { rows } = await client.query({ text: query, rowMode: 'array' });
    return rows.map(([value]) => value as T);
  };
  return {
    engine: 'postgres',
    // Wherever unqualified names look; what extensions brought with them is nobody's data.
    tables: () =>
      column<string>(`
        SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')
          AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname = ANY (current_schemas(false)))
          AND NOT EXISTS (SELECT FROM pg_depend
            WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')`),
    versions: () => column('SELECT version FROM schema_version'),
    async run(statements) {
      await client.query(statements);
    },
    async locked(work) {
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
      try {
        await client.query('SELECT pg_advisory_xact_lock($1)', [changingTables]);
        const done = await work();
        await client.query('COMMIT');
        return done;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      }
    },
  };
}
