/** A SQLite file read as it was at one moment, while others may write to it. */
import { existsSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { type CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { kyselyOn } from './kysely-on.ts';
import { compareSchemas } from './schema-objects.ts';
import { batchSize, type Contents, type Snapshot, tellVersion } from './snapshot.ts';
import { expectedSqliteObjects, sqliteObjects } from './sqlite-schema-objects.ts';

/** Throws a sentence when there is no file or it is no database. */
export function openSqliteSnapshot(path: string): Snapshot {
  if (!existsSync(path)) throw new Error(`There is no database at ${path}.`);
  let file: SqliteDatabase.Database | undefined;
  try {
    file = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: 5000 });
    // The first read holds the moment until the end.
    file.exec('BEGIN');
    return { ...readSqlite(file), clock: async () => null, close: async () => void file?.close() };
  } catch (error) {
    file?.close();
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** What this connection sees. */
export function readSqlite(file: SqliteDatabase.Database): Contents {
  const tables = new Set(
    file.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all(),
  );
  const versions = tables.has('schema_version')
    ? file.prepare<[], number>('SELECT version FROM schema_version').pluck().all()
    : null;
  const kysely = kyselyOn(
    async <Row>({ sql, parameters }: CompiledQuery) => {
      return { rows: file.prepare<unknown[], Row>(sql).all(...parameters) };
    },
    {
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    async function* <Row>({ sql, parameters }: CompiledQuery) {
      let rows: Row[] = [];
      for (const row of file.prepare<unknown[], Row>(sql).iterate(...parameters)) {
        if (rows.push(row) < batchSize) continue;
        yield { rows };
        rows = [];
      }
      if (rows.length > 0) yield { rows };
    },
  );
  return {
    kysely,
    tables,
    ...tellVersion(versions),
    schemaDifferences: async () => compareSchemas(sqliteObjects(file), expectedSqliteObjects()),
    async storageFaults() {
      const faults = file.prepare<[], string>('PRAGMA integrity_check').pluck().all();
      const foreign = file.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
      return [
        ...faults.filter((fault) => fault !== 'ok'),
        ...foreign.map(
          ({ table, rowid, parent }) =>
            `row ${rowid} of ${table} refers to a row of ${parent} that is missing`,
        ),
        ...wordIndexFaults(file),
      ];
    },
  };
}

/** Are as many words in the index as in the texts? The engine alone writes it; nothing but a fault parts the two. */
function wordIndexFaults(file: SqliteDatabase.Database): string[] {
  // Releases of before had none.
  if (!file.prepare("SELECT 1 FROM sqlite_master WHERE name = 'slot_words_index'").get()) return [];
  file.exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_words USING fts5vocab('main', 'slot_words_index', 'row')",
  );
  const count = (query: string) => file.prepare<[], number>(query).pluck().get();
  const indexed = count('SELECT coalesce(sum(doc), 0) FROM indexed_words');
  const written = count(
    "SELECT coalesce(sum(length(words) - length(replace(words, ' ', ''))), 0) FROM slot_words",
  );
  if (indexed === written) return [];
  return [`slot_words_index has ${indexed} words, and slot_words ${written}`];
}
