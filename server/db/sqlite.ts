/**
 * The database on SQLite. One writer connection and one read-only connection to the same WAL file.
 * Writes commit in groups: an fsync costs more than a booking, so all works that wait share one.
 */
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import { createListeners } from './change-listeners.ts';
import type { Change, Commit, Database, Tx } from './database.ts';
import { watchDisk } from './disk-watch.ts';
import { connect } from './sqlite-connection.ts';
import { asProblem, isBusy } from './sqlite-failures.ts';
import { openFile } from './sqlite-file.ts';
import { keepLogShort } from './sqlite-log.ts';
import { sqliteRoom } from './sqlite-room.ts';
import { watchStrangers } from './sqlite-strangers.ts';

interface Work {
  run: (tx: Tx) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** A work that has run inside the open group: what to do once the group's end is known. */
interface Ran {
  changes: readonly Change[];
  counted: readonly string[];
  settle: () => void;
}

/** Works in one group at the most, so that none waits long for those beside it. */
const largestGroup = 256;
/** How long a group waits, in ms, for another process that holds the file's write lock. */
const lockPatience = 5000;

/** @param path a file, made with its folders when missing, or `:memory:` */
export async function openSqlite(path: string): Promise<Database> {
  const { writer, reader, schema } = await openFile(path);
  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const rollback = writer.prepare('ROLLBACK');
  const savepoint = writer.prepare('SAVEPOINT work');
  const release = writer.prepare('RELEASE work');
  const undo = writer.prepare('ROLLBACK TO work');

  const listeners = createListeners<Change>();
  const strangers = watchStrangers(writer);
  const log = keepLogShort(writer);
  const commits = createListeners<Commit>();
  const disk = watchDisk(commits);
  const waiting: Work[] = [];
  /** While works wait or run. */
  let busy: Promise<void> | undefined;
  /** While a group is open. */
  let group: Promise<void> | undefined;
  /** The first error of a query in the work that runs. */
  let failure: { error: unknown } | null = null;
  let closing = false;

  const writing = connect(writer, {
    before() {
      // The engine may end the group by itself (a full disk): what came after would commit alone.
      if (!writer.inTransaction) throw new Error('A query outside of any unit of work');
      return undefined;
    },
    failed(error) {
      failure ??= { error };
    },
  });
  // In memory there is one connection: a read waits until the open group has ended, to see only what is committed.
  const reading = reader === null ? connect(writer, { before: () => group }) : connect(reader);

  /** Runs one work inside the open group. Its error undoes it alone; throws when the group itself is lost. */
  async function runWork(work: Work): Promise<Ran> {
    const changes: Change[] = [];
    const counted: string[] = [];
    let ended = false;
    const stillOpen = () => {
      if (ended) throw new Error('A query after the end of its unit of work: something was not awaited');
    };
    const tx: Tx = {
      get kysely() {
        stillOpen();
        return writing.kysely;
      },
      run(query, params) {
        stillOpen();
        return writing.run(query, params);
      },
      submit(query, params) {
        stillOpen();
        writing.run(query, params).catch((error: unknown) => {
          failure ??= { error };
        });
      },
      // BEGIN IMMEDIATE holds the only write lock there is: every row is still.
      lock: async () => {},
      emit(change) {
        stillOpen();
        changes.push(change);
      },
      count(what) {
        stillOpen();
        counted.push(what);
      },
    };
    failure = null;
    savepoint.run();
    try {
      const value = await work.run(tx);
      if (failure !== null) throw (failure as { error: unknown }).error;
      release.run();
      return { changes, counted, settle: () => work.resolve(value) };
    } catch (error) {
      if (!writer.inTransaction) throw error;
      undo.run();
      release.run();
      return { changes: [], counted: [], settle: () => work.reject(error) };
    } finally {
      ended = true;
    }
  }

  /** Waits for the file's write lock without stopping the process. */
  async function beginGroup(): Promise<void> {
    for (const deadline = performance.now() + lockPatience; ; await delay(20)) {
      try {
        begin.run();
        return;
      } catch (error) {
        if (!isBusy(error) || closing || performance.now() >= deadline) throw error;
      }
    }
  }

  async function runGroup(works: readonly Work[]): Promise<void> {
    const ran: Ran[] = [];
    let begun = false;
    try {
      await beginGroup();
      begun = true;
      for (const work of works) ran.push(await runWork(work));
      const since = performance.now();
      commit.run();
      const seconds = (performance.now() - since) / 1000;
      commits.tell({
        units: works.length,
        seconds,
        changes: ran.reduce((sum, one) => sum + one.changes.length, 0),
        counted: ran.flatMap((one) => one.counted),
      });
    } catch (error) {
      // A full disk or a failed commit: nothing of this group is kept, so none of it may be reported as done.
      if (writer.inTransaction) rollback.run();
      if (begun && works.length > 1) {
        // Whichever of them it was, it shall not take the others with it.
        for (const work of works) await runGroup([work]);
      } else {
        for (const work of works) work.reject(asProblem(error));
      }
      return;
    }
    for (const { changes, settle } of ran) {
      for (const change of changes) listeners.tell(change);
      settle();
    }
    log.look();
  }

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      // After this turn's input: whatever else arrived with it joins the group.
      await nextTurn();
      group = runGroup(waiting.splice(0, largestGroup));
      await group;
      group = undefined;
    }
    // In the same turn as the last look at the queue, or a work that comes between would wait for ever.
    busy = undefined;
  }

  return {
    read: reading,
    vitals: {
      waiting: () => waiting.length,
      hearing: () => true,
      onLost: () => () => {},
      isFull: disk.isFull,
      onFull: disk.onFull,
      onRoom: disk.onRoom,
      room: () => sqliteRoom(path),
      pools: () => ({}),
      onCommit: commits.add,
    },
    isReadOnly: false,
    schema,
    write<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
      if (closing)
        return Promise.reject(new Problem('unavailable', 'The service is stopping.', { retryAfter: 5 }));
      const unit = new Promise<T>((resolve, reject) => {
        waiting.push({ run, resolve: resolve as Work['resolve'], reject });
        busy ??= runAll();
      });
      unit.catch(disk.failed);
      return unit;
    },
    onChange: listeners.add,
    // What this process commits it tells itself; what another one did can only be read.
    onGap: strangers.onGap,
    caughtUp: strangers.lookNext,
    async close() {
      closing = true;
      strangers.stop();
      await busy;
      await log.close();
      reader?.close();
      writer.close();
    },
  };
}
