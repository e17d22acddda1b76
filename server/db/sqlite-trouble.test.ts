/** The disk is full, another process holds the file: nothing is half-done, and it goes on afterwards. */
import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Problem } from '../problem.ts';
import { startOwnTime } from '../testing/own-time.ts';
import { addPerson, changeOf, openPeople } from '../testing/people-store.ts';
import type { Database, Tx } from './database.ts';
import { asProblem } from './sqlite-failures.ts';

async function pragma(tx: Tx, name: string, value: number | string): Promise<number> {
  const { rows } = await sql.raw<Record<string, number>>(`PRAGMA ${name} = ${value}`).execute(tx.kysely);
  return Number(Object.values(rows[0] ?? {})[0]);
}

/** Lets the file grow by so many pages of 4 KiB and no more. */
function limitGrowth(database: Database, pages: number): Promise<number> {
  return database.write(async (tx) => {
    const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(tx.kysely);
    return pragma(tx, 'max_page_count', (rows[0]?.page_count ?? 0) + pages);
  });
}

const longName = 'x'.repeat(100_000);

async function addLong(tx: Tx, id: string): Promise<void> {
  const row = { id, name: longName, email: null, token_issued_at: 0, first_seen_at: '' };
  await tx.kysely.insertInto('people').values(row).execute();
}

describe('a full disk', () => {
  test('is storage_full for the work that needs more, and for nobody beside it', async () => {
    const { database, names } = await openPeople();
    await limitGrowth(database, 5);
    const heard: string[] = [];
    database.onChange((change) => heard.push(change.to === 'subscribers' ? change.alumniId : ''));
    const write = (name: string, work: (tx: Tx) => Promise<void>) =>
      database.write(async (tx) => {
        await work(tx);
        tx.emit(changeOf(name));
      });
    const small = (name: string) => write(name, (tx) => addPerson(tx, name));
    const before = small('ada');
    const large = write('large', async (tx) => {
      await addPerson(tx, 'half');
      await addLong(tx, 'large');
      await addPerson(tx, 'other half');
    });
    const after = small('bob');
    await expect(large).rejects.toThrow(Problem);
    await expect(large).rejects.toMatchObject({ code: 'storage_full', facts: { retryAfter: 30 } });
    await Promise.all([before, after]);
    expect(await names()).toEqual(['ada', 'bob']);
    expect(heard).toEqual(['ada', 'bob']);
  });

  test('ends a work that swallows the error before it can commit anything alone', async () => {
    const { database, names } = await openPeople();
    await limitGrowth(database, 5);
    const swallowing = database.write(async (tx) => {
      await addPerson(tx, 'before');
      await addLong(tx, 'large').catch(() => {});
      await addPerson(tx, 'after').catch(() => {});
    });
    await expect(swallowing).rejects.toMatchObject({ code: 'storage_full' });
    expect(await names()).toEqual([]);
  });

  test('is over when there is room again', async () => {
    const { database, names } = await openPeople();
    await limitGrowth(database, 5);
    const full = database.write((tx) => addLong(tx, 'large'));
    await expect(full).rejects.toMatchObject({ code: 'storage_full' });
    await limitGrowth(database, 1000);
    await database.write((tx) => addLong(tx, 'large'));
    expect(await names()).toEqual([longName]);
  });

  test('keeps what the engine said as the cause, for the log', async () => {
    const { database } = await openPeople();
    await limitGrowth(database, 5);
    const full = database.write((tx) => addLong(tx, 'large'));
    await expect(full).rejects.toMatchObject({ cause: { code: 'SQLITE_FULL' } });
  });
});

describe('another process that holds the write lock', () => {
  function hold(path: string): () => void {
    const other = new SqliteDatabase(path);
    onTestFinished(() => {
      other.close();
    });
    other.exec('BEGIN IMMEDIATE');
    return () => other.exec('COMMIT');
  }

  test('is waited for, without stopping this one', async () => {
    const { database, path, names } = await openPeople();
    const letGo = hold(path);
    let answered = false;
    const write = database
      .write((tx) => addPerson(tx, 'ada'))
      .finally(() => {
        answered = true;
      });
    // Were the lock waited for inside the engine, this timer could not end before it.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(answered).toBe(false);
    expect(await names()).toEqual([]);
    letGo();
    await write;
    expect(await names()).toEqual(['ada']);
  });

  test('for too long: unavailable, nothing changed, and it goes on afterwards', async () => {
    const { database, path, names } = await openPeople();
    const letGo = hold(path);
    const writes = ['ada', 'bob'].map((name) => database.write((tx) => addPerson(tx, name)));
    for (const write of writes) {
      await expect(write).rejects.toMatchObject({ code: 'unavailable', facts: { retryAfter: 5 } });
    }
    letGo();
    expect(await names()).toEqual([]);
    await database.write((tx) => addPerson(tx, 'cyd'));
    expect(await names()).toEqual(['cyd']);
  });

  test('does not hold up closing', async () => {
    const { database, path } = await openPeople();
    hold(path);
    const write = database.write((tx) => addPerson(tx, 'ada'));
    const passed = startOwnTime();
    const closed = database.close();
    await expect(write).rejects.toMatchObject({ code: 'unavailable' });
    await closed;
    expect(passed()).toBeLessThan(2000);
  });
});

test.each([
  ['SQLITE_FULL', 'storage_full'],
  ['SQLITE_READONLY', 'storage_full'],
  ['SQLITE_IOERR_WRITE', 'storage_full'],
  ['SQLITE_BUSY', 'unavailable'],
  ['SQLITE_BUSY_RECOVERY', 'unavailable'],
  ['SQLITE_IOERR_FSYNC', 'unavailable'],
  ['SQLITE_READONLY_DBMOVED', 'unavailable'],
  ['SQLITE_CANTOPEN', 'unavailable'],
])('%s is told as %s', (engineCode, code) => {
  const error = new SqliteDatabase.SqliteError('what the engine said', engineCode);
  expect(asProblem(error)).toMatchObject({
    code,
    cause: error,
    message: expect.not.stringContaining('engine'),
  });
});

test.each(['SQLITE_CONSTRAINT_CHECK', 'SQLITE_CORRUPT', 'SQLITE_ERROR'])('%s stays a fault', (engineCode) => {
  const error = new SqliteDatabase.SqliteError('what the engine said', engineCode);
  expect(asProblem(error)).toBe(error);
});
