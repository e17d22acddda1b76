import type { Room } from './database.ts';
import type { Pool } from './postgres-connection.ts';

/** The disk is the server's, which does not tell how much is free; of its log it tells whom it trusts (`GRANT pg_monitor`). */
export async function postgresRoom(pool: Pool): Promise<Room> {
  const { rows } = await pool.query({
    text: `SELECT pg_database_size(current_database()) AS database,
      has_function_privilege('pg_ls_waldir()', 'execute') AS "mayKnowLog"`,
  });
  const [{ database, mayKnowLog }] = rows as [{ database: number; mayKnowLog: boolean }];
  const logs = mayKnowLog ? await pool.query({ text: 'SELECT sum(size) AS log FROM pg_ls_waldir()' }) : null;
  return { database, log: logs?.rows[0].log ?? Number.NaN, free: Number.NaN };
}
