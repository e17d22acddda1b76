/** Databases of former releases, kept in releases/, and what today's program makes of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildService, serviceEnvironment, startProcess } from '../testing/process.ts';
import {
  columnsOf,
  contents,
  describeSchema,
  emptyDatabase,
  releasedDatabase,
  releases,
  rows,
  run,
} from '../testing/released-database.ts';
import { openDatabase, planDatabaseUpgrade, upgradeDatabase } from './open-database.ts';
import { openSnapshot } from './open-snapshot.ts';
import { readSchema, schemaVersion } from './schema.ts';
import { tellSchemaChange } from './schema-upgrade.ts';
import type { Upgrade } from './upgrades/upgrade.ts';
import { upgrades } from './upgrades/upgrades.ts';

beforeAll(buildService);

const onPostgres = process.env.TEST_DATABASE === 'postgres';
const oldest = releases[0] as string;
/** At every which statement it is killed; UPGRADE_KILLS=all: at each. An odd number: half the kills come within a statement. */
const every = process.env.UPGRADE_KILLS === 'all' ? 1 : 11;

async function freshDatabase(): Promise<string> {
  const url = await emptyDatabase();
  await run(url, readSchema(onPostgres ? 'postgres' : 'sqlite'));
  return url;
}

const versionOf = async (url: string) => (await rows(url, 'SELECT version FROM schema_version'))[0]?.version;

/** The sentence with which a start is refused, without the place of the database. */
const refusal = (url: string) =>
  openDatabase(url).then(
    async (database) => {
      await database.close();
      return 'opened';
    },
    (error: Error) => error.message.replace(/^DATABASE_URL .*which cannot be used: /, ''),
  );

test('the upgrades are numbered without a gap up to the version of schema.sql', () => {
  expect(upgrades.map(({ to }) => to)).toEqual(upgrades.map((_, index) => index + 2));
  expect(upgrades.at(-1)?.to).toBe(schemaVersion);
  expect(readSchema('sqlite')).toContain(`INSERT INTO schema_version (version) VALUES (${schemaVersion})`);
});

describe.each(releases)('a database of release %s', (release) => {
  test('is upgraded to what schema.sql makes, and says so', async () => {
    const url = await releasedDatabase(release);
    const from = await versionOf(url);
    const planned = await planDatabaseUpgrade(url);
    expect(await versionOf(url)).toBe(from);
    const done = await upgradeDatabase(url);
    expect(done).toEqual(planned);
    expect(done).toMatchObject({ from, to: schemaVersion });
    expect(tellSchemaChange(done)).toMatch(
      new RegExp(
        `^The database was upgraded from version ${from} to version ${schemaVersion}, which brings .+`,
      ),
    );
    expect(await describeSchema(url)).toEqual(await describeSchema(await freshDatabase()));
    // And to what doctor compares it with.
    const snapshot = await openSnapshot(url);
    expect(await snapshot.schemaDifferences()).toEqual([]);
    await snapshot.close();
  });

  test('keeps every row and every column', async () => {
    const url = await releasedDatabase(release);
    const columns = await columnsOf(url);
    const before = await contents(url, columns);
    expect(Object.values(before).flat().length).toBeGreaterThan(30);
    await upgradeDatabase(url);
    expect(await contents(url, columns)).toEqual(before);
  });

  test('is opened and worked with, and the next start has nothing to do', async () => {
    const url = await releasedDatabase(release);
    const first = await openDatabase(url);
    expect(first.schema.to).toBe(schemaVersion);
    const ask = first.read.kysely.selectFrom('bookings').selectAll().execute();
    expect((await ask).length).toBeGreaterThan(10);
    await first.close();
    const second = await openDatabase(url);
    expect(second.schema).toEqual({ from: schemaVersion, to: schemaVersion, brought: [] });
    await second.close();
    expect(tellSchemaChange(second.schema)).toBe(
      `The database is of version ${schemaVersion}: nothing to upgrade.`,
    );
  });

  test('killed after and within any statement is still whole, and the next start upgrades it', async () => {
    const url = await releasedDatabase(release);
    const columns = await columnsOf(url);
    const rowsBefore = await contents(url, columns);
    let kills = 0;
    const before = await describeSchema(url);
    for (let count = 1; (await upgradeKilledAfter(url, count)) === 'killed'; count += every) {
      kills += 1;
      const what = `killed at statement ${count}`;
      expect(await describeSchema(url), what).toEqual(before);
      expect(await contents(url, columns), what).toEqual(rowsBefore);
    }
    expect(kills).toBeGreaterThan((8 * (schemaVersion - 1)) / every);
    expect(await describeSchema(url)).toEqual(await describeSchema(await freshDatabase()));
    expect(await contents(url, columns)).toEqual(rowsBefore);
  });
});

/**
 * Upgrades in a process of its own, which kills itself after so many statements: an odd one's answer it awaits, of an
 * even one it does not know what became.
 */
async function upgradeKilledAfter(url: string, count: number): Promise<'killed' | 'done'> {
  const program = `
    const { upgradeSchema } = await import('./server/dist/db/schema-upgrade.js');
    const die = () => process.kill(process.pid, 'SIGKILL');
    let left = ${count};
    const killing = (store) => ({
      ...store,
      async run(statements) {
        const running = store.run(statements);
        left -= 1;
        if (left === 0 && ${count} % 2 === 0) setImmediate(die);
        await running;
        if (left === 0) die();
      },
    });
    const work = (store) => upgradeSchema(killing(store));
    if (${onPostgres}) {
      const { withPostgresSchema } = await import('./server/dist/db/postgres-schema.js');
      await withPostgresSchema(${JSON.stringify(url)}, work);
    } else {
      const { default: SqliteDatabase } = await import('better-sqlite3');
      const { sqliteSchema } = await import('./server/dist/db/sqlite-schema.js');
      await work(sqliteSchema(new SqliteDatabase(${JSON.stringify(url.slice('sqlite:'.length))})));
    }`;
  const options = ['--input-type=module', '-e', program];
  const child = spawn(process.execPath, options, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await once(child, 'exit');
  if (signal === 'SIGKILL') return 'killed';
  expect([code, signal]).toEqual([0, null]);
  return 'done';
}

test('who came first in a slot stays first: by time, and where that is the same, by id', async () => {
  const url = await releasedDatabase('0.1.0');
  await upgradeDatabase(url);
  const bookings = await rows(url, 'SELECT slot_id, place FROM bookings ORDER BY slot_id, booked_at, id');
  const counts = new Map<unknown, number>();
  for (const { slot_id: slot, place } of bookings) {
    counts.set(slot, (counts.get(slot) ?? 0) + 1);
    expect(place).toBe(counts.get(slot));
  }
  expect(Math.max(...counts.values())).toBe(4);
  // The next one takes the slot's next version.
  const crowded =
    'SELECT COUNT(*) AS count FROM slots WHERE version <= (SELECT MAX(place) FROM bookings WHERE slot_id = slots.id)';
  expect((await rows(url, crowded)).map(({ count }) => Number(count))).toEqual([0]);
});

test('every booking says when its session starts', async () => {
  const url = await releasedDatabase('0.1.0');
  await upgradeDatabase(url);
  const all =
    'SELECT bookings.starts_at AS says, slots.starts_at FROM bookings JOIN slots ON slots.id = slot_id';
  const bookings = await rows(url, all);
  expect(bookings.length).toBeGreaterThan(10);
  for (const { says, starts_at } of bookings) expect(says).toBe(starts_at);
});

describe('three processes that start at once', () => {
  const start = (url: string) => {
    const env = { ...serviceEnvironment(''), DATABASE_URL: url };
    return [startProcess(env), startProcess(env), startProcess(env)];
  };
  const upgraded =
    /The database (was upgraded from version \d+ to version \d+|was empty: its tables were made)/g;

  test.each([
    ['an empty database', emptyDatabase],
    ['an old one', () => releasedDatabase(oldest)],
  ] as const)(
    'on %s: one does it, the others wait, all serve',
    async (_, make) => {
      const url = await make();
      const processes = start(url);
      for (const { url: address } of processes) {
        expect((await fetch(`${await address}/readyz`)).status).toBe(200);
      }
      // One made them, and alone tells of it.
      const told = processes.flatMap(({ stdout }) => stdout().match(upgraded) ?? []);
      expect(told).toHaveLength(1);
      for (const { child } of processes) child.kill('SIGKILL');
      await Promise.all(processes.map(({ exited }) => exited));
      expect(await describeSchema(url)).toEqual(await describeSchema(await freshDatabase()));
    },
    60_000,
  );
});

describe('refused with one sentence, and left as it was', () => {
  test('a database that is newer than the program', async () => {
    const url = await freshDatabase();
    await run(url, `UPDATE schema_version SET version = ${schemaVersion + 1}`);
    const before = await describeSchema(url);
    const sentence = `it is of version ${schemaVersion + 1}, and this program works with version ${schemaVersion}: run the newer release.`;
    expect(await refusal(url)).toBe(sentence);
    await expect(planDatabaseUpgrade(url)).rejects.toThrow(sentence);
    await expect(upgradeDatabase(url)).rejects.toThrow(sentence);
    expect(await versionOf(url)).toBe(schemaVersion + 1);
    expect(await describeSchema(url)).toEqual(before);
  });

  test.each([
    ['no row', 'DELETE FROM schema_version', 0],
    ['two rows', 'INSERT INTO schema_version (version) VALUES (1)', 2],
  ])('a database whose schema_version has %s', async (_, statement, found) => {
    const url = await freshDatabase();
    await run(url, statement);
    const sentence = `its schema_version has ${found} rows, and expected is one, which says of which version the tables are: restore a backup.`;
    expect(await refusal(url)).toBe(sentence);
    await expect(planDatabaseUpgrade(url)).rejects.toThrow(sentence);
    await expect(upgradeDatabase(url)).rejects.toThrow(sentence);
    expect(await rows(url, 'SELECT version FROM schema_version')).toHaveLength(found);
  });

  const others =
    /^it is not a Mentor Slots database: it holds other tables \(.+\)\. Expected one of its own, or an empty one\.$/;

  test.each([
    ['with other tables', 'CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT)'],
    ['with another schema_version', 'CREATE TABLE schema_version (name TEXT); CREATE TABLE posts (id TEXT)'],
    [
      'with tables of the same names',
      `CREATE TABLE schema_version (version TEXT); INSERT INTO schema_version VALUES ('20260101');
       CREATE TABLE people (id TEXT); CREATE TABLE slots (id TEXT); CREATE TABLE bookings (id TEXT)`,
    ],
  ])('a database %s', async (_, statements) => {
    const url = await emptyDatabase();
    await run(url, statements);
    const before = await describeSchema(url);
    expect(await refusal(url)).toMatch(others);
    expect(await describeSchema(url)).toEqual(before);
    if (!onPostgres) expect(await rows(url, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'delete' }]);
  });
});

test('an upgrade that would leave rows without what they refer to is undone', async () => {
  const url = await releasedDatabase(oldest);
  const before = await contents(url, await columnsOf(url));
  await run(
    url,
    "CREATE TABLE leftovers (person TEXT REFERENCES people (id)); INSERT INTO leftovers VALUES ('ada')",
  );
  const program = upgradeWith(url, 'DELETE FROM leftovers; DROP TABLE leftovers; DELETE FROM people');
  await expect(program).rejects.toThrow(/refer|foreign key/);
  expect(await versionOf(url)).toBe(1);
  expect(await rows(url, 'SELECT person FROM leftovers')).toEqual([{ person: 'ada' }]);
  const { leftovers, ...others } = await contents(url, await columnsOf(url));
  expect(others).toEqual(before);
});

function upgradeWith(url: string, ...steps: string[]): Promise<unknown> {
  const others = upgrades.slice(1).map(({ to }) => ({ to, brings: 'nothing', steps: [] }));
  return upgradeBy(url, [{ to: 2, brings: 'nothing good', steps }, ...others]);
}

async function upgradeBy(url: string, these: readonly Upgrade[]): Promise<unknown> {
  const { upgradeSchema } = await import('./schema-upgrade.ts');
  if (onPostgres) {
    const { withPostgresSchema } = await import('./postgres-schema.ts');
    return withPostgresSchema(url, (store) => upgradeSchema(store, these));
  }
  const { default: SqliteDatabase } = await import('better-sqlite3');
  const { sqliteSchema } = await import('./sqlite-schema.ts');
  const file = new SqliteDatabase(url.slice('sqlite:'.length));
  try {
    return await upgradeSchema(sqliteSchema(file), these);
  } finally {
    file.close();
  }
}
