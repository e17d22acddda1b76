/** One SQLite connection as Kysely and the door use it: every statement is prepared once and kept. */
import type { Database as SqliteDatabase, Statement } from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import type { KeptQuery } from './kept-query.ts';
import type { Tables } from './tables.ts';

export interface SqliteConnection {
  kysely: Kysely<Tables>;
  run<Params, Row>(query: KeptQuery<Params, Row>, params: Params): Promise<Row[]>;
  /** The first error of a query since it was last asked, so that a unit of work cannot swallow it. */
  takeError(): unknown;
}

/** `ready` is awaited before each query: a connection that is shared with the writer waits there for its group. */
export function connect(sqlite: SqliteDatabase, ready?: () => Promise<void> | undefined): SqliteConnection {
  const statements = new LRUCache<string, Statement>({ max: 500 });
  let failure: { error: unknown } | null = null;

  function prepared(sql: string): Statement {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = sqlite.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  }

  function execute<Row>({ sql, parameters }: CompiledQuery<Row>): QueryResult<Row> {
    try {
      const statement = prepared(sql);
      if (statement.reader) return { rows: statement.all(parameters) as Row[] };
      const { changes } = statement.run(parameters);
      return { rows: [], numAffectedRows: BigInt(changes) };
    } catch (error) {
      failure ??= { error };
      throw error;
    }
  }

  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery) {
      await ready?.();
      return execute(query as CompiledQuery<Row>);
    },
    async *streamQuery() {
      throw new Error('Streaming is not offered: read in pages');
    },
  };
  // Transactions are the door's business: the driver only hands out the one connection, without a mutex.
  const refuse = async () => {
    throw new Error('Use database.write for a transaction');
  };
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  };
  const kysely = new Kysely<Tables>({ dialect });

  return {
    kysely,
    async run(query, params) {
      await ready?.();
      return execute(query.bind(kysely, params)).rows;
    },
    takeError() {
      const taken = failure?.error;
      failure = null;
      return taken;
    },
  };
}
