/**
 * The database on PostgreSQL. Units of work run side by side in READ COMMITTED transactions, whatever the
 * server's default; what must stay true is held by row locks and by the conditions of the statements themselves.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import { createListeners } from './change-listeners.ts';
import type { Change, Commit, Database, Tx } from './database.ts';
import { watchDisk } from './disk-watch.ts';
import { connect, connectionConfig, openPool, sendOver, statementName } from './postgres-connection.ts';
import { asProblem, asUnknownOutcome, isConflict, isCut, isLost } from './postgres-failures.ts';
import { listenForChanges, notify, writeParts } from './postgres-listener.ts';
import { cannotBeUsed } from './postgres-refusal.ts';
import { postgresRoom } from './postgres-room.ts';
import { withPostgresSchema } from './postgres-schema.ts';
import { type Failure, openUnit } from './postgres-unit.ts';
import { upgradeSchema } from './schema-upgrade.ts';

/** Connections a process for writing, and as many for reading: a rush of bookings holds up no page. */
const poolSize = 8;
/** How often a unit that lost against another one is run again. */
const retries = 3;

const begin = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';
/** A commit that the server has answered is on the disk, also where it is set up to be faster than that. */
const durable =
  "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
/** For what only reads; and for writers too, so that nothing is ever written outside of a unit that has begun. */
const readOnly = 'SET default_transaction_read_only = on';

/** @param url as PostgreSQL's own programs take it: `postgres://user@host/database?sslmode=…`, `?host=/socket/folder` */
export async function openPostgres(url: string): Promise<Database> {
  const config = connectionConfig(url);
  const changes = createListeners<Change>();
  const gaps = createListeners<void>();
  const losses = createListeners<Error>();
  const commits = createListeners<Commit>();
  const disk = watchDisk(commits);
  const schema = await withPostgresSchema(url, upgradeSchema);
  const writers = openPool(config, poolSize, [durable, readOnly]);
  const readers = openPool(config, poolSize, [readOnly]);
  const silence = () => {
    writers.renew();
    readers.renew();
  };
  const feed = await listenForChanges(config, {
    tell: changes.tell,
    gap: gaps.tell,
    lost: losses.tell,
    silence,
  }).catch((error: unknown) => {
    throw cannotBeUsed(url, error);
  });
  const running = new Set<Promise<unknown>>();
  let closed: Promise<void> | undefined;

  const reading = connect(async (query) => {
    try {
      return await readers.query(query).catch((error: unknown) => {
        // A connection that was cut while it lay idle; there may be a better one.
        if (isCut(error) && closed === undefined) return readers.query(query);
        throw error;
      });
    } catch (error) {
      throw asProblem(error);
    }
  });

  async function runOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await writers.connect();
    const unit = openUnit(sendOver(client), reading.kysely);
    const expected = feed.expect();
    let committing = false;
    try {
      // The first query goes with it, and the last ones with the commit, which fails with any of them.
      void unit.send({ text: begin });
      const value = await work(unit.tx);
      unit.close();
      if (unit.failure !== null) throw unit.failure.error;
      committing = true;
      const since = performance.now();
      if (unit.changes.length > 0) {
        for (const part of writeParts(expected.unit, unit.changes))
          void unit.send({ name: statementName(notify), text: notify, values: [part] });
      }
      const { command } = await unit.send({ text: 'COMMIT' });
      if (unit.failure !== null) throw (unit.failure as Failure).error;
      if (command !== 'COMMIT') throw new Error(`The database answered the commit with ${command}`);
      client.release();
      const seconds = (performance.now() - since) / 1000;
      commits.tell({ units: 1, seconds, changes: unit.changes.length, counted: unit.counted });
      if (unit.changes.length > 0) await expected.told();
      return value;
    } catch (error) {
      // What the work left unawaited must not reach into the next unit on this connection.
      unit.close();
      await unit.settled();
      const { failure } = unit;
      const gone =
        (failure !== null && isLost(failure.error)) ||
        (await client.query('ROLLBACK').then(
          () => false,
          () => true,
        ));
      client.release(gone);
      if (failure !== null && isConflict(failure.error)) throw failure.error;
      throw committing ? asUnknownOutcome(error) : error;
    } finally {
      expected.forget();
    }
  }

  async function runUnit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let retry = 0; ; retry += 1) {
      try {
        return await runOnce(work);
      } catch (error) {
        if (!isConflict(error) || retry === retries) throw asProblem(error);
        await delay(Math.random() * 20 * 2 ** retry);
      }
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(running);
    await Promise.all([feed.close(), writers.end(), readers.end()]);
  }

  return {
    read: reading,
    vitals: {
      waiting: () => writers.use().waiting,
      hearing: feed.hearing,
      onLost: losses.add,
      isFull: disk.isFull,
      onFull: disk.onFull,
      onRoom: disk.onRoom,
      room: () => postgresRoom(readers),
      pools: () => ({ write: writers.use(), read: readers.use() }),
      onCommit: commits.add,
    },
    isReadOnly: false,
    schema,
    write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      if (closed !== undefined)
        return Promise.reject(new Problem('unavailable', 'The service is stopping.', { retryAfter: 5 }));
      const unit = runUnit(work);
      running.add(unit);
      unit.catch(disk.failed).finally(() => running.delete(unit));
      return unit;
    },
    onChange: changes.add,
    onGap: gaps.add,
    caughtUp: feed.caughtUp,
    close() {
      closed ??= close();
      return closed;
    },
  };
}
