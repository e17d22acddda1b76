/** A unit of work on one PostgreSQL connection. */
import type { Kysely } from 'kysely';
import type { Change, Queries, Tx } from './database.ts';
import { connect, type Send, statementName } from './postgres-connection.ts';
import type { Tables } from './tables.ts';

export interface Failure {
  error: unknown;
}

export interface Unit {
  tx: Tx;
  send: Send;
  changes: readonly Change[];
  counted: readonly string[];
  /** The first error of a query in it. */
  failure: Failure | null;
  /** Its work takes no more queries. */
  close(): void;
  /** Resolves when every query that was asked has ended, well or not. */
  settled(): Promise<unknown>;
}

/**
 * One unit on one connection. A query is sent as soon as it is asked, behind those that are still on their way: the
 * engine answers them in this order, and after one that fails none until the unit's end.
 */
export function openUnit(query: Send, compiler: Kysely<Tables>): Unit {
  const changes: Change[] = [];
  const counted: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const stillOpen = () => {
    if (closed) throw new Error('A query after the end of its unit of work: something was not awaited');
  };
  const send: Send = (config) => {
    const sent = query(config).catch((error: unknown) => {
      unit.failure ??= { error };
      // What came behind it was only refused because of it.
      throw unit.failure.error;
    });
    last = Promise.allSettled([last, sent]);
    return sent;
  };
  const queries: Queries = connect(async (config) => {
    stillOpen();
    return send(config);
  }, compiler);
  const tx: Tx = {
    get kysely() {
      stillOpen();
      return queries.kysely;
    },
    run(kept, params) {
      stillOpen();
      return queries.run(kept, params);
    },
    submit(kept, params) {
      stillOpen();
      queries.run(kept, params).catch((error: unknown) => {
        unit.failure ??= { error };
      });
    },
    async lock(table, ids) {
      stillOpen();
      if (ids.length === 0) return;
      // Not the stronger FOR UPDATE, for which every insert of a row that refers to these would have to wait.
      const text = `SELECT id FROM ${table} WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`;
      await send({ name: statementName(text), text, values: [[...new Set(ids)]] });
    },
    emit(change) {
      stillOpen();
      changes.push(change);
    },
    count(what) {
      stillOpen();
      counted.push(what);
    },
  };
  const unit: Unit = {
    tx,
    send,
    changes,
    counted,
    failure: null,
    close() {
      closed = true;
    },
    settled: () => last,
  };
  return unit;
}
