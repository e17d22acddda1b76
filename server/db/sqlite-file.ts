/** Opening a SQLite file and making it ours: the tables, WAL, an fsync for every commit, foreign keys. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { planUpgrade, type SchemaChange, upgradeSchema } from './schema-upgrade.ts';
import { usualSize } from './sqlite-log.ts';
import { patiently, sqliteSchema } from './sqlite-schema.ts';

/** 64 MiB a connection at the most: the indexes of years of bookings, which are written all over. */
const cacheSize = 'cache_size = -65536';
/**
 * The reader sees the file where the system keeps it, up to 2 GiB of it: a page that its own cache lacks, as most do in
 * a large file, is not copied first.
 */
const mapSize = `mmap_size = ${2 ** 31}`;
/**
 * The log beside the file grows while somebody reads for long (a backup, doctor), and would stay that long. Once they are gone, the next
 * commits take it back to what it has otherwise.
 */
const logSize = `journal_size_limit = ${usualSize}`;
/**
 * What a unit would have to be undone by is a copy of each page that it writes. In a temporary file, where the engine has it by
 * itself from the second or third unit of a group on, that is twice as many writes as all else that a booking writes.
 */
const undoInMemory = 'temp_store = MEMORY';
const memory = ':memory:';

export interface SqliteFile {
  writer: SqliteDatabase.Database;
  /** Read-only; null in memory, where there is only the one connection. */
  reader: SqliteDatabase.Database | null;
  /** What opening it did to its tables. */
  schema: SchemaChange;
}

/**
 * @param path a file, made with its folders when missing, or `:memory:`
 * Throws a sentence for the person who starts the service when it cannot be used.
 */
export async function openFile(path: string): Promise<SqliteFile> {
  const opened: SqliteDatabase.Database[] = [];
  try {
    if (path !== memory) mkdirSync(dirname(path), { recursive: true });
    // Who holds the lock is waited for outside the engine, which would stop the whole process meanwhile.
    const writer = new SqliteDatabase(path, { timeout: 0 });
    opened.push(writer);
    const schema = await prepareFile(writer, path === memory);
    if (path === memory) return { writer, reader: null, schema };
    const reader = new SqliteDatabase(path, { readonly: true, timeout: 5000 });
    opened.push(reader);
    reader.pragma(cacheSize);
    reader.pragma(mapSize);
    return { writer, reader, schema };
  } catch (error) {
    for (const connection of opened) connection.close();
    throw cannotBeUsed(path, error);
  }
}

/** Makes or upgrades the file's tables, without opening it for the service. */
export async function upgradeFile(path: string): Promise<SchemaChange> {
  const { writer, reader, schema } = await openFile(path);
  reader?.close();
  writer.close();
  return schema;
}

/** What upgrading the file would do. Changes nothing, and makes no file. */
export async function planFileUpgrade(path: string): Promise<SchemaChange> {
  let connection: SqliteDatabase.Database | undefined;
  try {
    connection = existsSync(path) ? new SqliteDatabase(path, { readonly: true }) : new SqliteDatabase(memory);
    return await planUpgrade(sqliteSchema(connection));
  } catch (error) {
    throw cannotBeUsed(path, error);
  } finally {
    connection?.close();
  }
}

async function prepareFile(writer: SqliteDatabase.Database, inMemory: boolean): Promise<SchemaChange> {
  await patiently(() => writer.pragma('synchronous = FULL'));
  await patiently(() => writer.pragma(cacheSize));
  // Before anything is written: what is not ours, or newer than this program, stays as it is.
  const schema = await upgradeSchema(sqliteSchema(writer));
  await patiently(() => writer.pragma('journal_mode = WAL'));
  writer.pragma(logSize);
  writer.pragma('foreign_keys = ON');
  writer.pragma(undoInMemory);
  await patiently(() => expectManyWords(writer));
  // Only after a write does the engine tell the truth about synchronous, and what stays the same it does not write.
  await patiently(() =>
    writer.exec(`BEGIN IMMEDIATE;
      UPDATE schema_version SET version = version + 1;
      UPDATE schema_version SET version = version - 1;
      COMMIT`),
  );
  const synchronous = writer.pragma('synchronous', { simple: true });
  if (!inMemory && synchronous !== 2) {
    throw new Error(
      `SQLite would not sync every commit to the disk: synchronous is ${synchronous}, not 2 (FULL).`,
    );
  }
  return schema;
}

/**
 * Puts a large number in the place of what an operator's ANALYZE has counted in the table that holds the index of words. Counted while
 * there was next to nothing in it, the engine would read it whole, many times at each write, and slower the more there is.
 */
function expectManyWords(writer: SqliteDatabase.Database): void {
  const counted = writer.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").get();
  if (counted === undefined) return;
  writer.exec(
    `UPDATE sqlite_stat1 SET stat = '1000000' WHERE tbl = 'slot_words_index_data'; ANALYZE sqlite_master`,
  );
}

function cannotBeUsed(path: string, error: unknown): Error {
  const { code = '', message } = error as { code?: string; message: string };
  const why = [message, advice(path, code)].filter(Boolean).join('. ');
  return new Error(`DATABASE_URL is "sqlite:${path}", which cannot be used: ${why}`, { cause: error });
}

/** What the person who starts the service may do; nothing where the error itself says so. */
function advice(path: string, code: string): string | null {
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return 'Name another file, or restore a backup in its place.';
  // Whatever the engine calls it.
  if (existsSync(`${path}/.`)) return 'It is a folder: name a file in it.';
  if (!/^(SQLITE_(CANTOPEN|READONLY)|(EACCES|EPERM|EROFS)$)/.test(code)) return null;
  return 'The user that runs this must own the file and its folder, on a file system that can be written.';
}
