/** Connections to PostgreSQL, and the queries that Kysely and `postgres.ts` send over them. */
import { createHash } from 'node:crypto';
import {
  type CompiledQuery,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import type { PoolUse, Queries } from './database.ts';
import { kyselyOn } from './kysely-on.ts';
import type { Tables } from './tables.ts';

/** Sends one query; its errors are the engine's own. */
export type Send = (query: pg.QueryConfig) => Promise<pg.QueryResult>;

/** How every connection is made: none waits for ever, whatever of the way or the server goes silent. */
export function connectionConfig(url: string): pg.ClientConfig {
  return {
    connectionString: asDriverTakesIt(url),
    fallback_application_name: 'mentor-slots',
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    lock_timeout: 4000,
    statement_timeout: 7000,
    // For a server that does not answer at all; longer than what it is told itself.
    query_timeout: 8000,
    // The locks of a process that vanished in the middle of a unit: a unit itself waits for nothing else.
    idle_in_transaction_session_timeout: 5000,
    types: { getTypeParser: numbersAsNumbers },
  };
}

/** `sslmode` means to the driver what it means to PostgreSQL's own programs only where it is told so. */
function asDriverTakesIt(url: string): string {
  return /[?&]sslmode=/.test(url) ? `${url}&uselibpqcompat=true` : url;
}

/** Counts and sums come as bigint and numeric, which the driver gives back as text; ours all fit a number. */
const numbersAsNumbers = ((oid: number, format: 'text') =>
  oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
    ? Number
    : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;

/** Connections that outlive the loss of any of them. */
export interface Pool {
  connect(): Promise<pg.PoolClient>;
  query(query: pg.QueryConfig): Promise<pg.QueryResult>;
  use(): PoolUse;
  /** From here on only connections that are made anew are used: those of now may be dead without anybody having said so. */
  renew(): void;
  end(): Promise<void>;
}

/** At most `max` of them. `onConnect` is said to each first. */
export function openPool(config: pg.ClientConfig, max: number, onConnect: readonly string[]): Pool {
  const open = () => {
    const pool = new pg.Pool({
      ...config,
      max,
      // What is asked while other queries are on their way goes behind them at once.
      pipeline: true,
      idleTimeoutMillis: 30_000,
      onConnect: async (client) => void (await client.query(onConnect.join(';'))),
    });
    // Unheard, either would end the process. The pool replaces the connection; who used it gets the query's own error.
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    return pool;
  };
  let pool = open();
  return {
    connect: () => pool.connect(),
    query: (query) => pool.query(query),
    use: () => ({ used: pool.totalCount - pool.idleCount, most: max, waiting: pool.waitingCount }),
    renew() {
      // What runs on the old ones still ends, well or by its time-out.
      pool.end().catch(() => {});
      pool = open();
    },
    end: () => pool.end(),
  };
}

/** Sends over this connection. What is asked in one turn of the process leaves it in one go. */
export function sendOver(client: pg.PoolClient): Send {
  let together = false;
  return (query) => {
    const { stream } = client.connection;
    if (!together) {
      together = true;
      stream.cork();
      process.nextTick(() => {
        together = false;
        stream.uncork();
      });
    }
    return client.query(query);
  };
}

const names = new Map<string, string>();

/** The name by which a session keeps this statement prepared. */
export function statementName(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = createHash('sha256').update(sql).digest('base64url').slice(0, 16);
    names.set(sql, name);
  }
  return name;
}

/** One for all, so that a kept query is compiled once. */
const adapter = new PostgresAdapter();

/** @param compiler what kept queries are compiled by; so those who use no other make no Kysely of their own */
export function connect(send: Send, compiler?: Kysely<Tables>): Queries {
  let own: Kysely<Tables> | undefined;
  const kysely = () => {
    own ??= kyselyThrough(send);
    return own;
  };
  return {
    get kysely() {
      return kysely();
    },
    async run<Row>(query: Parameters<Queries['run']>[0], params: unknown) {
      const { sql, parameters } = query.bind(compiler ?? kysely(), params);
      const { rows } = await send({ name: statementName(sql), text: sql, values: [...parameters] });
      return rows as Row[];
    },
  } as Queries;
}

function kyselyThrough(send: Send): Kysely<Tables> {
  return kyselyOn(
    async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
      const { rows, rowCount, command } = await send({ text: sql, values: [...parameters] });
      if (command === 'SELECT' || rowCount === null) return { rows };
      return { rows, numAffectedRows: BigInt(rowCount) };
    },
    {
      createAdapter: () => adapter,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  );
}
