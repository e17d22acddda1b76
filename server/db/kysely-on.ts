import { type DatabaseConnection, type Dialect, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Kysely over one connection. `sqlite.ts` and `postgres.ts` begin and end transactions; the driver only hands out what sends a query. */
export function kyselyOn(
  executeQuery: DatabaseConnection['executeQuery'],
  engine: Pick<Dialect, 'createAdapter' | 'createIntrospector' | 'createQueryCompiler'>,
  streamQuery: DatabaseConnection['streamQuery'] = noStreaming,
): Kysely<Tables> {
  const refuse = async () => {
    throw new Error('Use database.write for a transaction');
  };
  const connection: DatabaseConnection = { executeQuery, streamQuery };
  const driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  return new Kysely<Tables>({ dialect: { ...engine, createDriver: () => driver } });
}

function noStreaming(): never {
  throw new Error('Streaming is not offered: read in pages');
}
