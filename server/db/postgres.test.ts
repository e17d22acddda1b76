import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { freshDatabase } from '../testing/fresh-database.ts';
import { addPerson, changeOf } from '../testing/people-store.ts';
import { query } from '../testing/postgres-server.ts';
import { namesIn, open } from '../testing/postgres-store.ts';
import type { Tx } from './database.ts';
import { keepQuery } from './kept-query.ts';
import { openDatabase } from './open-database.ts';
import { schemaVersion } from './schema.ts';

const letters = [...'abcdefghijklmnopqrst'];

describe('a unit', () => {
  test('that throws undoes itself and only itself', async () => {
    const { database } = await open();
    const settled = await Promise.allSettled(
      letters.map((name, index) =>
        database.write(async (tx) => {
          await addPerson(tx, name);
          if (index % 3 === 1) throw new Error(`not ${name}`);
          return name;
        }),
      ),
    );
    expect(await namesIn(database)).toEqual(letters.filter((_, index) => index % 3 !== 1));
    expect(settled[1]).toMatchObject({ status: 'rejected', reason: { message: 'not b' } });
  });

  test('that swallows the error of a query ends with that error, and nothing of it stays', async () => {
    const { database } = await open();
    await database.write((tx) => addPerson(tx, 'ada'));
    const swallowing = database.write(async (tx) => {
      await addPerson(tx, 'bob');
      await addPerson(tx, 'ada').catch(() => {});
      await addPerson(tx, 'cyd').catch(() => {});
    });
    await expect(swallowing).rejects.toMatchObject({ code: '23505' });
    expect(await namesIn(database)).toEqual(['ada']);
  });

  test('that is refused for an unforeseen reason tells which rule, and nothing of the row', async () => {
    const { database } = await open();
    const person = { id: 'ada', email: 'secret@example.edu', token_issued_at: 0, first_seen_at: 'x' };
    const insert = (row: object) =>
      database.write((tx) =>
        tx.kysely
          .insertInto('people')
          .values(row as never)
          .execute(),
      );
    await insert({ ...person, name: 'Ada Secret' });
    const refusals = [
      insert({ ...person, id: 'secret', name: null }),
      insert({ ...person, id: 'ada', name: 'Ada Secret' }),
      database.read.kysely
        .selectFrom('people')
        .select(sql`1 / (length(name) - length(name))`.as('none'))
        .execute(),
    ];
    for (const refusal of await Promise.allSettled(refusals)) {
      const error: Error = refusal.status === 'rejected' ? refusal.reason : new Error('was not refused');
      // As the log writes it: the message, the stack and whatever else the error has.
      const logged = JSON.stringify([error.message, error.stack, { ...error }, error.cause]);
      expect(logged).toMatch(/23502|23505|22012/);
      expect(logged).not.toMatch(/secret/i);
    }
  });

  test('cannot be continued after its end, nor its query reach into another', async () => {
    const { database } = await open();
    let leaked: Tx | undefined;
    let stray: Promise<unknown> | undefined;
    let letGo = () => {};
    const committed = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await database.write(async (tx) => {
      leaked = tx;
      const { kysely } = tx;
      stray = committed.then(() => kysely.deleteFrom('people').execute());
      stray.catch(() => {});
    });
    await database.write((tx) => addPerson(tx, 'ada'));
    letGo();
    expect(() => leaked?.kysely).toThrow(/after the end/);
    expect(() => leaked?.emit(changeOf('late'))).toThrow(/after the end/);
    await expect(stray).rejects.toThrow(/after the end/);
    expect(await namesIn(database)).toEqual(['ada']);
  });

  test('that gives up while a query of it is on its way takes that query with it', async () => {
    const { database } = await open();
    let left: Promise<unknown> | undefined;
    const givenUp = database.write(async (tx) => {
      left = Promise.allSettled([addPerson(tx, 'ada'), addPerson(tx, 'bob')]).then(() =>
        addPerson(tx, 'cyd'),
      );
      left.catch(() => {});
      throw new Error('given up');
    });
    await expect(givenUp).rejects.toThrow('given up');
    await expect(left).rejects.toThrow(/after the end/);
    expect(await namesIn(database)).toEqual([]);
  });

  test('runs at READ COMMITTED and waits for the disk, whatever the database was told', async () => {
    const { url, database } = await open();
    const set = (setting: string) =>
      query(
        url,
        `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET ${setting}', current_database()); END $$`,
      );
    await set('default_transaction_isolation = serializable');
    await set('synchronous_commit = off');
    const { rows } = await database.write((tx) =>
      sql<Record<string, string>>`SELECT current_setting('transaction_isolation') AS isolation,
        current_setting('synchronous_commit') AS synchronous`.execute(tx.kysely),
    );
    expect(rows).toEqual([{ isolation: 'read committed', synchronous: 'on' }]);
    await query(url, "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET ALL', current_database()); END $$");
  });

  test('writes nothing where its transaction is not open, however that came', async () => {
    const { database } = await open();
    const unit = database.write(async (tx) => {
      await sql`ROLLBACK`.execute(tx.kysely);
      await addPerson(tx, 'ada');
    });
    await expect(unit).rejects.toMatchObject({ cause: { code: '25006' } });
    expect(await namesIn(database)).toEqual([]);
    await database.write((tx) => addPerson(tx, 'bob'));
    expect(await namesIn(database)).toEqual(['bob']);
  });

  test('that loses against another is run again from its beginning, and says nothing twice', async () => {
    const { database } = await open();
    const heard: unknown[] = [];
    database.onChange((change) => heard.push(change));
    let runs = 0;
    await database.write(async (tx) => {
      runs += 1;
      tx.emit(changeOf(`run ${runs}`));
      if (runs < 3)
        await sql`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$`.execute(tx.kysely);
      await addPerson(tx, 'ada');
    });
    expect([runs, heard]).toEqual([3, [changeOf('run 3')]]);
    const hopeless = database.write((tx) =>
      sql`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40P01'; END $$`.execute(tx.kysely),
    );
    await expect(hopeless).rejects.toMatchObject({ code: 'unavailable', facts: { retryAfter: 1 } });
  });

  test('locks in one order, so that opposite ones never wait for each other', async () => {
    const { database } = await open();
    await database.write(async (tx) => {
      for (const name of ['ada', 'bob']) await addPerson(tx, name);
    });
    let runs = 0;
    const units = Array.from({ length: 40 }, (_, index) =>
      database.write(async (tx) => {
        runs += 1;
        await tx.lock('people', index % 2 === 0 ? ['ada', 'bob', 'ada'] : ['bob', 'ada', 'nobody']);
        const row = await tx.kysely
          .selectFrom('people')
          .selectAll()
          .where('id', '=', 'ada')
          .executeTakeFirstOrThrow();
        const token_issued_at = row.token_issued_at + 1;
        await tx.kysely
          .updateTable('people')
          .set({ token_issued_at })
          .where('id', 'in', ['ada', 'bob'])
          .execute();
      }),
    );
    await Promise.all(units);
    const rows = await database.read.kysely.selectFrom('people').select('token_issued_at').execute();
    expect(rows).toEqual([{ token_issued_at: 40 }, { token_issued_at: 40 }]);
    expect(runs).toBe(40);
  });
});

test('reads see nothing before it is committed, and cannot write', async () => {
  const { database } = await open();
  await database.write(async (tx) => {
    await addPerson(tx, 'ada');
    expect(await namesIn(database)).toEqual([]);
  });
  expect(await namesIn(database)).toEqual(['ada']);
  await expect(database.read.kysely.deleteFrom('people').execute()).rejects.toThrow();
  await expect(database.read.kysely.transaction().execute(async () => {})).rejects.toThrow(
    'Use database.write',
  );
});

test('counts, large numbers and kept queries come back as numbers', async () => {
  const { database } = await open();
  const large = 253_402_300_799;
  await database.write(async (tx) => {
    await addPerson(tx, "O'Hara");
    await tx.kysely.updateTable('people').set({ token_issued_at: large }).execute();
  });
  const byName = keepQuery<{ name: string }, { sum: number; count: number }>((db, param) =>
    db
      .selectFrom('people')
      .select((eb) => [eb.fn.sum<number>('token_issued_at').as('sum'), eb.fn.countAll<number>().as('count')])
      .where('name', '=', param('name'))
      .where('id', 'in', ["O'Hara", 'bob']),
  );
  for (let time = 0; time < 3; time += 1) {
    expect(await database.read.run(byName, { name: "O'Hara" })).toEqual([{ sum: large, count: 1 }]);
  }
});

test('a text that the engine cannot hold is refused, not a fault', async () => {
  const { database } = await open();
  await expect(database.write((tx) => addPerson(tx, 'a\0b'))).rejects.toMatchObject({
    code: 'invalid_request',
  });
});

describe('opening', () => {
  test('several at once on an empty database share it; none accepts one of another version', async () => {
    const { url, drop } = await freshDatabase();
    await query(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const databases = await Promise.all([1, 2, 3].map(() => openDatabase(url)));
    for (const database of databases) await database.close();
    await query(url, 'UPDATE schema_version SET version = 99');
    await expect(openDatabase(url)).rejects.toThrow(
      /^DATABASE_URL names the PostgreSQL database "\w+" at .*, which cannot be used: it is of version 99, and this program works with version \d+: run the newer release\.$/,
    );
    await query(url, `UPDATE schema_version SET version = ${schemaVersion}`);
    await drop();
  });

  test('what is not there says where it looked, without the password', async () => {
    const refused = openDatabase('postgresql://someone:hunter2@127.0.0.1:1/slots');
    await expect(refused).rejects.toThrow(
      /"slots" at 127\.0\.0\.1:1, which cannot be used: connect ECONNREFUSED/,
    );
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });
});

test('closing finishes what was accepted and refuses what comes after; twice is harmless', async () => {
  const { url, database } = await open();
  const accepted = letters.map((name) => database.write((tx) => addPerson(tx, name)));
  const closed = database.close();
  await expect(database.write((tx) => addPerson(tx, 'late'))).rejects.toMatchObject({ code: 'unavailable' });
  await Promise.all(accepted);
  await closed;
  await database.close();
  const { rows } = await query(url, 'SELECT count(*)::int AS count FROM people');
  expect(rows).toEqual([{ count: letters.length }]);
});
