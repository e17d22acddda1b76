import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addPerson, openPeople } from '../testing/people-store.ts';
import type { Queries } from './database.ts';
import { keepQuery } from './kept-query.ts';

async function openThree(): Promise<Queries> {
  const { database } = await openPeople(':memory:');
  await database.write(async (tx) => {
    for (const name of ['ada', 'bob', 'cyd']) await addPerson(tx, name);
  });
  return database.read;
}

test('a query is built once, whatever it is asked with', async () => {
  let built = 0;
  const byId = keepQuery<{ id: string }, { name: string }>((db, param) => {
    built += 1;
    return db.selectFrom('people').select('name').where('id', '=', param('id'));
  });
  const read = await openThree();
  expect(await read.run(byId, { id: 'ada' })).toEqual([{ name: 'ada' }]);
  expect(await read.run(byId, { id: 'cyd' })).toEqual([{ name: 'cyd' }]);
  expect(await read.run(byId, { id: 'nobody' })).toEqual([]);
  expect(built).toBe(1);
});

test('it is built again for another database, and both go on working', async () => {
  let built = 0;
  const all = keepQuery<object, { id: string }>((db) => {
    built += 1;
    return db.selectFrom('people').select('id').orderBy('id');
  });
  const [one, other] = [await openThree(), (await openPeople(':memory:')).database.read];
  expect(await one.run(all, {})).toHaveLength(3);
  expect(await other.run(all, {})).toHaveLength(0);
  expect(await one.run(all, {})).toHaveLength(3);
  expect(built).toBe(2);
});

test('parameters go where they stand: repeated, out of order, beside literals', async () => {
  const picture = keepQuery<{ a: string; b: number; c: null }, Record<string, unknown>>((db, param) =>
    db
      .selectNoFrom([
        sql`${param('b')}`.as('first'),
        sql.val('literal').as('second'),
        sql`${param('a')}`.as('third'),
        sql`${7}`.as('fourth'),
        sql`${param('b')}`.as('fifth'),
        sql`${param('c')}`.as('sixth'),
      ])
      .where(sql<boolean>`${param('a')} = ${param('a')}`),
  );
  const read = await openThree();
  const row = (a: string, b: number) => ({
    first: b,
    second: 'literal',
    third: a,
    fourth: 7,
    fifth: b,
    sixth: null,
  });
  expect(await read.run(picture, { a: 'x', b: 1, c: null })).toEqual([row('x', 1)]);
  expect(await read.run(picture, { a: "'; --", b: 2.5, c: null })).toEqual([row("'; --", 2.5)]);
});

test('what is the same at every call stands in the text, safely quoted', async () => {
  const { database } = await openPeople(':memory:');
  const query = keepQuery<{ id: string }, { id: string }>((db, param) =>
    db
      .selectFrom('people')
      .select('id')
      .where('id', '=', param('id'))
      .where('name', 'in', ["O'Hara", 'bob'])
      .limit(1),
  );
  const { sql: text, parameters } = query.bind(database.read.kysely, { id: 'x' });
  expect(text).toContain("in ('O''Hara', 'bob') limit 1");
  expect(parameters).toEqual(['x']);
  expect(await database.read.run(query, { id: 'x' })).toEqual([]);
});

test('two calls at once do not mix their values', async () => {
  const byId = keepQuery<{ id: string }, { id: string }>((db, param) =>
    db.selectFrom('people').select('id').where('id', '=', param('id')),
  );
  const read = await openThree();
  const ids = ['ada', 'bob', 'cyd', 'ada'];
  const found = await Promise.all(ids.map((id) => read.run(byId, { id })));
  expect(found.flat().map(({ id }) => id)).toEqual(ids);
});

test('it writes too, and gives back what it returns', async () => {
  const rename = keepQuery<{ id: string; name: string }, { name: string }>((db, param) =>
    db
      .updateTable('people')
      .set({ name: param('name') })
      .where('id', '=', param('id'))
      .returning('name'),
  );
  const { database, names } = await openPeople();
  await database.write((tx) => addPerson(tx, 'ada'));
  expect(await database.write((tx) => tx.run(rename, { id: 'ada', name: 'Ada L.' }))).toEqual([
    { name: 'Ada L.' },
  ]);
  expect(await names()).toEqual(['Ada L.']);
});
