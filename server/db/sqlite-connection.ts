/** One SQLite connection as Kysely and `sqlite.ts` use it: every statement is prepared once and kept. */
import type { Database as SqliteDatabase, Statement } from 'better-sqlite3';
import {
  type CompiledQuery,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Queries } from './database.ts';
import { kyselyOn } from './kysely-on.ts';
import { asProblem } from './sqlite-failures.ts';

interface Prepared {
  statement: Statement<unknown[], unknown[]>;
  /** Null where it gives no rows back. */
  columns: readonly string[] | null;
}

interface Surroundings {
  /** Asked before each query: says what to wait for, or throws to refuse it. */
  before?(): Promise<void> | undefined;
  /** Hears the error of each query that fails. */
  failed?(error: unknown): void;
}

export function connect(sqlite: SqliteDatabase, { before, failed }: Surroundings = {}): Queries {
  const statements = new LRUCache<string, Prepared>({ max: 500 });

  function prepare(sql: string): Prepared {
    let prepared = statements.get(sql);
    if (prepared === undefined) {
      const statement = sqlite.prepare<unknown[], unknown[]>(sql);
      // By itself the engine makes an object's names anew at each call: for twenty columns more work than the query.
      const columns = statement.reader
        ? statement
            .raw()
            .columns()
            .map(({ name }) => name)
        : null;
      prepared = { statement, columns };
      statements.set(sql, prepared);
    }
    return prepared;
  }

  function execute<Row>({ sql, parameters }: CompiledQuery<Row>): QueryResult<Row> {
    try {
      const { statement, columns } = prepare(sql);
      if (columns !== null) {
        return { rows: statement.all(parameters).map((values) => named(columns, values) as Row) };
      }
      const { changes } = statement.run(parameters);
      return { rows: [], numAffectedRows: BigInt(changes) };
    } catch (cause) {
      const error = asProblem(cause);
      failed?.(error);
      throw error;
    }
  }

  // Between the last look at `before` and the query no other turn may come, hence no await for nothing.
  const kysely = kyselyOn(
    async <Row>(query: CompiledQuery) => {
      for (let wait = before?.(); wait !== undefined; wait = before?.()) await wait;
      return execute(query as CompiledQuery<Row>);
    },
    {
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  );

  return {
    kysely,
    async run(query, params) {
      for (let wait = before?.(); wait !== undefined; wait = before?.()) await wait;
      return execute(query.bind(kysely, params)).rows;
    },
  };
}

function named(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index += 1) row[columns[index] as string] = values[index];
  return row;
}
