/** What a unit of work may ask without waiting for each answer, on either engine. */
import type { InsertResult } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../testing/fresh-database.ts';
import { changeOf } from '../testing/people-store.ts';
import type { Database } from './database.ts';
import { keepQuery } from './kept-query.ts';
import { openDatabase } from './open-database.ts';

const insertPerson = keepQuery<{ id: string; name: string }, InsertResult>((db, param) =>
  db.insertInto('people').values({
    id: param('id'),
    name: param('name'),
    email: null,
    token_issued_at: 0,
    first_seen_at: '2026-11-24T14:00:00.000Z',
  }),
);

const rename = keepQuery<{ id: string; name: string }, { name: string }>((db, param) =>
  db
    .updateTable('people')
    .set({ name: param('name') })
    .where('id', '=', param('id'))
    .returning('name'),
);

const nameOf = keepQuery<{ id: string }, { name: string }>((db, param) =>
  db.selectFrom('people').select('name').where('id', '=', param('id')),
);

async function open(): Promise<Database> {
  const { url, drop } = await freshDatabase();
  const database = await openDatabase(url);
  onTestFinished(async () => {
    await database.close();
    await drop();
  });
  return database;
}

const named = async ({ read }: Database, id: string) => (await read.run(nameOf, { id }))[0]?.name;

test('queries asked together run in their order, each on what those before it did', async () => {
  const database = await open();
  const answers = await database.write(async (tx) => {
    tx.submit(insertPerson, { id: 'ada', name: 'Ada' });
    return Promise.all([
      tx.run(nameOf, { id: 'ada' }),
      tx.lock('people', ['ada']),
      tx.run(rename, { id: 'ada', name: 'Ada Lovelace' }),
      tx.run(nameOf, { id: 'ada' }),
    ]);
  });
  expect(answers).toEqual([
    [{ name: 'Ada' }],
    undefined,
    [{ name: 'Ada Lovelace' }],
    [{ name: 'Ada Lovelace' }],
  ]);
});

test('what is submitted last of all is there once the unit is over', async () => {
  const database = await open();
  await database.write(async (tx) => {
    tx.submit(insertPerson, { id: 'ada', name: 'Ada' });
    tx.submit(rename, { id: 'ada', name: 'Ada Lovelace' });
    tx.emit(changeOf('ada'));
  });
  expect(await named(database, 'ada')).toBe('Ada Lovelace');
});

test.each([
  ['last of all', async () => {}],
  ['before others', async (ask: () => Promise<unknown>) => void (await ask())],
])('what is submitted %s and fails undoes the unit, and says why', async (_, ask) => {
  const database = await open();
  const heard: unknown[] = [];
  database.onChange((change) => heard.push(change));
  await database.write(async (tx) => tx.submit(insertPerson, { id: 'ada', name: 'Ada' }));
  const unit = database.write(async (tx) => {
    await tx.run(insertPerson, { id: 'bob', name: 'Bob' });
    tx.emit(changeOf('bob'));
    tx.submit(insertPerson, { id: 'ada', name: 'Another Ada' });
    await ask(() => tx.run(rename, { id: 'bob', name: 'Robert' }));
  });
  await expect(unit).rejects.toThrow(/unique/i);
  expect(await named(database, 'ada')).toBe('Ada');
  expect(await named(database, 'bob')).toBeUndefined();
  expect(heard).toEqual([]);
  await database.write(async (tx) => tx.submit(insertPerson, { id: 'cyd', name: 'Cyd' }));
  expect(await named(database, 'cyd')).toBe('Cyd');
});

test('nothing is submitted after the end', async () => {
  const database = await open();
  let late = () => {};
  await database.write(async (tx) => {
    late = () => tx.submit(insertPerson, { id: 'ada', name: 'Ada' });
  });
  expect(late).toThrow(/after the end/);
  expect(await named(database, 'ada')).toBeUndefined();
});
