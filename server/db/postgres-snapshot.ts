/** A PostgreSQL database read as it was at one moment, while others write to it. */
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import { kyselyOn } from './kysely-on.ts';
import { connectionConfig } from './postgres-connection.ts';
import { cannotBeUsed, checkAddress } from './postgres-refusal.ts';
import { expectedPostgresObjects, postgresObjects } from './postgres-schema-objects.ts';
import { compareSchemas, type SchemaObjects } from './schema-objects.ts';
import { batchSize, type Contents, type Snapshot, tellVersion } from './snapshot.ts';

export interface PostgresSnapshot extends Snapshot {
  /** Lets other connections read the same, while this one is open. Resolves to its name for them. */
  share(): Promise<string>;
}

/** Throws a sentence when the server cannot be reached. */
export async function openPostgresSnapshot(url: string): Promise<PostgresSnapshot> {
  const client = await connectOperator(url);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return {
    ...(await readPostgres(client, url)),
    async share() {
      const { rows } = await client.query('SELECT pg_export_snapshot() AS id');
      return rows[0].id;
    },
    async clock() {
      const asked = await client.query('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now');
      return asked.rows[0].now;
    },
    close: () => client.end(),
  };
}

/** A connection for commands that read or write whole tables: nothing of them is cut short. */
export async function connectOperator(url: string): Promise<pg.Client> {
  checkAddress(url);
  try {
    const client = new pg.Client({
      ...connectionConfig(url),
      statement_timeout: 0,
      query_timeout: 0,
      idle_in_transaction_session_timeout: 0,
    });
    // The query that it interrupts says the same.
    client.on('error', () => {});
    await client.connect();
    return client;
  } catch (error) {
    throw cannotBeUsed(url, error);
  }
}

/** What schema.sql makes at this server. On a connection of its own: a snapshot only reads. */
async function expectedAt(url: string): Promise<SchemaObjects> {
  const client = await connectOperator(url);
  try {
    return await expectedPostgresObjects(client);
  } catch (error) {
    const why = (error as Error).message;
    throw new Error(
      `The tables cannot be compared with those of schema.sql, which are made for a moment as temporary ones: ${why}`,
      {
        cause: error,
      },
    );
  } finally {
    await client.end();
  }
}

/** What this connection's transaction sees. */
export async function readPostgres(client: pg.Client, url: string): Promise<Contents> {
  const named = await client.query(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = ANY (current_schemas(false))',
  );
  const tables = new Set(named.rows.map(({ name }) => name as string));
  const versions = tables.has('schema_version')
    ? (await client.query('SELECT version FROM schema_version')).rows.map(({ version }) => version as number)
    : null;
  let cursors = 0;
  const kysely = kyselyOn(
    async ({ sql, parameters }) => ({ rows: (await client.query(sql, [...parameters])).rows }),
    {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    async function* ({ sql, parameters }) {
      cursors += 1;
      const cursor = `rows_${cursors}`;
      await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, [...parameters]);
      try {
        for (;;) {
          const { rows } = await client.query(`FETCH ${batchSize} FROM ${cursor}`);
          if (rows.length > 0) yield { rows };
          if (rows.length < batchSize) return;
        }
      } finally {
        await client.query(`CLOSE ${cursor}`);
      }
    },
  );
  return {
    kysely,
    tables,
    ...tellVersion(versions),
    schemaDifferences: async () => compareSchemas(await postgresObjects(client), await expectedAt(url)),
    // The engine holds its own tables and references whole; pg_amcheck looks at the files.
    storageFaults: async () => [],
  };
}
