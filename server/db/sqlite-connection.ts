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
import type { Queries } from './database.ts';
import { asProblem } from './sqlite-failures.ts';
import type { Tables } from './tables.ts';

interface Surroundings {
  /** Asked before each query: says what to wait for, or throws to refuse it. */
  before?(): Promise<void> | undefined;
  /** Hears the error of each query that fails. */
  failed?(error: unknown): void;
}

export function connect(sqlite: SqliteDatabase, { before, failed }: Surroundings = {}): Queries {
  const statements = new LRUCache<string, Statement>({ max: 500 });

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
    } catch (cause) {
      const error = asProblem(cause);
      failed?.(error);
      throw error;
    }
  }

  /** Between the last look at `before` and the query no other turn may come, hence no await for nothing. */
  async function whenReady<Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>> {
    for (let wait = before?.(); wait !== undefined; wait = before?.()) await wait;
    return execute(query);
  }

  const connection: DatabaseConnection = {
    executeQuery<Row>(query: CompiledQuery) {
      return whenReady(query as CompiledQuery<Row>);
    },
    streamQuery() {
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
      return (await whenReady(query.bind(kysely, params))).rows;
    },
  };
}
