import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { addPerson, openPeople } from '../testing/people-store.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './open-database.ts';
import { schemaVersion } from './schema.ts';

test('a new file gets its folders and its tables; an old one keeps what it has', async () => {
  const path = join(temporaryFolder(), 'not/yet/there.db');
  const first = await openDatabase(`sqlite:${path}`);
  await first.write((tx) => addPerson(tx, 'ada'));
  await first.close();
  const second = await openDatabase(`sqlite:${path}`);
  expect(await second.read.kysely.selectFrom('people').select('id').execute()).toEqual([{ id: 'ada' }]);
  await second.close();
});

test('two that write to one file take turns', async () => {
  const path = join(temporaryFolder(), 'shared.db');
  const both = await Promise.all([openDatabase(`sqlite:${path}`), openDatabase(`sqlite:${path}`)]);
  const names = ['ada', 'bob', 'cyd', 'dan'];
  await Promise.all(names.map((name, index) => both[index % 2]?.write((tx) => addPerson(tx, name))));
  for (const database of both) {
    expect(await database.read.kysely.selectFrom('people').select('id').execute()).toHaveLength(4);
    await database.close();
  }
});

test('a log that grew while somebody read is written back beside the commits, and gives its room back', async () => {
  const { database, path } = await openPeople();
  const size = (ending = '') => statSync(path + ending).size;
  const add = (name: string, length: number) =>
    database.write(async (tx) => {
      await addPerson(tx, name);
      const email = 'x'.repeat(length);
      await tx.kysely.updateTable('people').set({ email }).where('id', '=', name).execute();
    });
  await add('ada', 1);
  const reader = new SqliteDatabase(path, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM people').get();
  for (let time = 0; time < 40; time += 1) await add(`b-${time}`, 1_000_000);
  expect(size('-wal')).toBeGreaterThan(40_000_000);
  // Nothing of it can be written back while it is read.
  expect(size()).toBeLessThan(5_000_000);
  reader.close();
  // Nor has any commit to do it.
  await expect.poll(size).toBeGreaterThan(40_000_000);
  let later = 0;
  await expect
    .poll(async () => {
      later += 1;
      await add(`c-${later}`, 1);
      return size('-wal');
    })
    .toBeLessThan(6_000_000);
  await database.close();
});

test('what is committed is told as that, though the length of the log cannot be seen', async () => {
  const { database, path } = await openPeople();
  const folder = dirname(path);
  await database.write((tx) => addPerson(tx, 'ada'));
  // A way that leads in a circle: the engine has its files open, and goes on.
  renameSync(folder, `${folder}-aside`);
  symlinkSync(folder, folder);
  try {
    await Promise.all(['bob', 'cyd'].map((name) => database.write((tx) => addPerson(tx, name))));
    expect(await database.read.kysely.selectFrom('people').select('id').execute()).toHaveLength(3);
  } finally {
    rmSync(folder);
    renameSync(`${folder}-aside`, folder);
  }
  await database.close();
});

test('what was counted of the index of words while it was empty is not what the engine goes by', async () => {
  const path = join(temporaryFolder(), 'counted.db');
  await (await openDatabase(`sqlite:${path}`)).close();
  const operator = new SqliteDatabase(path);
  operator.exec('ANALYZE');
  operator.close();
  await (await openDatabase(`sqlite:${path}`)).close();
  const later = new SqliteDatabase(path);
  expect(
    later.prepare("SELECT stat FROM sqlite_stat1 WHERE tbl = 'slot_words_index_data'").pluck().get(),
  ).toBe('1000000');
  later.close();
});

describe('refused with a sentence', () => {
  const refusal = (url: string) =>
    openDatabase(url).then(
      async (database) => {
        await database.close();
        return 'opened';
      },
      (error: Error) => error.message,
    );

  test('a file of a newer version, which stays as it was', async () => {
    const path = join(temporaryFolder(), 'newer.db');
    await (await openDatabase(`sqlite:${path}`)).close();
    const file = new SqliteDatabase(path);
    file.exec(`UPDATE schema_version SET version = ${schemaVersion + 1}`);
    file.close();
    const before = readFileSync(path);
    expect(await refusal(`sqlite:${path}`)).toBe(
      `DATABASE_URL is "sqlite:${path}", which cannot be used: ` +
        `it is of version ${schemaVersion + 1}, and this program works with version ${schemaVersion}: run the newer release.`,
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a file that is something else', async () => {
    const path = join(temporaryFolder(), 'letter.txt');
    writeFileSync(path, 'Dear Ada, '.repeat(1000));
    expect(await refusal(`sqlite:${path}`)).toBe(
      `DATABASE_URL is "sqlite:${path}", which cannot be used: file is not a database. Name another file, or restore a backup in its place.`,
    );
    expect(readFileSync(path, 'utf8')).toBe('Dear Ada, '.repeat(1000));
  });

  test('a folder', async () => {
    const path = join(temporaryFolder(), 'folder');
    mkdirSync(path);
    expect(await refusal(`sqlite:${path}`)).toMatch(
      /^DATABASE_URL is "sqlite:.*folder".* unable to open [^.]*\. It is a folder: name a file in it\.$/,
    );
  });

  test('a place where nobody may write', async () => {
    expect(await refusal('sqlite:/proc/slots.db')).toMatch(
      /unable to open [^.]*\. The user that runs this must own the file and its folder/,
    );
  });

  test('a place below a file', async () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, '');
    expect(await refusal(`sqlite:${path}/inside.db`)).toMatch(/^DATABASE_URL is .*cannot be used: E[A-Z]+/);
  });

  test.each(['sqlite:', 'mysql://localhost/slots', 'sqlite'])('the address %s', async (url) => {
    expect(await refusal(url)).toMatch(/^DATABASE_URL begins with ".*:"; expected sqlite:PATH/);
  });
});

describe('every commit reaches the disk', () => {
  test('the engine says so of the connection that writes, after it has written', async () => {
    const { database } = await openPeople();
    await database.write((tx) => addPerson(tx, 'ada'));
    const { rows } = await database.write((tx) =>
      sql<{ synchronous: number }>`PRAGMA synchronous`.execute(tx.kysely),
    );
    // 2 is FULL. In a write-ahead log anything less syncs at checkpoints only.
    expect(rows).toEqual([{ synchronous: 2 }]);
  });

  // What the engine says is checked everywhere; that it does so can only be seen where the kernel's calls can be.
  test.runIf(spawnSync('strace', ['-V']).status === 0)('and the kernel was asked as often', () => {
    const folder = temporaryFolder();
    const calls = join(folder, 'calls');
    const program = `
      const { openDatabase } = await import('./server/db/open-database.ts');
      const database = await openDatabase('sqlite:${folder}/synced.db');
      for (let id = 0; id < 40; id += 1) {
        await database.write((tx) => tx.kysely.insertInto('people').values(
          { id: String(id), name: '', email: null, token_issued_at: 0, first_seen_at: '' }).execute());
      }
      process.kill(process.pid, 'SIGKILL');`;
    const root = new URL('../..', import.meta.url);
    const node = [process.execPath, '--conditions=source', '--import', 'tsx', '--input-type=module'];
    spawnSync('strace', ['-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', calls, ...node, '-e', program], {
      cwd: root,
    });
    const syncs = readFileSync(calls, 'utf8').match(/f(data)?sync\(/g) ?? [];
    // Killed before any checkpoint: one for each commit, and a few of opening the file.
    expect(syncs.length).toBeGreaterThanOrEqual(40);
    expect(syncs.length).toBeLessThan(60);
  });
});
