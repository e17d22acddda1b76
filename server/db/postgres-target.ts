/** A PostgreSQL database that a whole other one is copied into. */
import { type CopyTarget, copiedTables, leaveWordsToService, refuseRows } from './copy-target.ts';
import { connectOperator, readPostgres } from './postgres-snapshot.ts';
import { readSchema } from './schema.ts';

export async function openPostgresTarget(url: string): Promise<CopyTarget> {
  const client = await connectOperator(url);
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
    const { tables } = await readPostgres(client, url);
    if (tables.size === 0) await client.query(readSchema('postgres'));
    await client.query(leaveWordsToService);
    for (const table of copiedTables()) {
      // A service that is started too early waits for the end.
      await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      const { rows } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
      if (rows.length > 0) refuseRows(table);
    }
    return {
      ...(await readPostgres(client, url)),
      async insert(table, rows) {
        const text = `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`;
        await client.query(text, [JSON.stringify(rows)]);
      },
      async keep() {
        await client.query('COMMIT');
        await client.end();
      },
      async abandon() {
        // Its end is the transaction's too.
        await client.end();
      },
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}
