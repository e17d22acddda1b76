/** How an operator's commands read a whole database: as it was at one moment, row by row, writing nothing. */
import type { Kysely } from 'kysely';
import type { Difference } from './schema-objects.ts';
import type { Tables } from './tables.ts';

/** What can be read of a database. */
export interface Contents {
  /** Only for reading. `stream()` gives rows as they come, so that a table may be larger than the memory. */
  kysely: Kysely<Tables>;
  /** Of the tables that are there; null where there are none. */
  schemaVersion: number | null;
  /** The names of all tables. */
  tables: ReadonlySet<string>;
  /** How its schema, of this program's version, differs from what schema.sql makes. */
  schemaDifferences(): Promise<Difference[]>;
  /** What the engine itself finds wrong with how the rows are kept, a sentence each. */
  storageFaults(): Promise<string[]>;
}

/** As it was at one moment, until it is closed. */
export interface Snapshot extends Contents {
  close(): Promise<void>;
}

/** Rows that a stream hands over at once. */
export const batchSize = 2000;
