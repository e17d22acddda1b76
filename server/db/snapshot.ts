/** How an operator's commands read a whole database: as it was at one moment, row by row, writing nothing. */
import type { Kysely } from 'kysely';
import type { Difference } from './schema-objects.ts';
import type { Tables } from './tables.ts';

/** What can be read of a database. */
export interface Contents {
  /** Only for reading. `stream()` gives rows as they come, so that a table may be larger than the memory. */
  kysely: Kysely<Tables>;
  /** Of the tables that are there; null where there are none, or where they do not tell it in one row. */
  schemaVersion: number | null;
  /** What of it a sentence can say: "is of version 6", "has no tables of Mentor Slots". */
  versionInWords: string;
  /** The names of all tables. */
  tables: ReadonlySet<string>;
  /** How its schema, of this program's version, differs from what schema.sql makes. */
  schemaDifferences(): Promise<Difference[]>;
  /** What the engine itself finds wrong with how the rows are kept, a sentence each. */
  storageFaults(): Promise<string[]>;
}

/** @param versions what the rows of schema_version say; null where there is no such table */
export function tellVersion(
  versions: readonly number[] | null,
): Pick<Contents, 'schemaVersion' | 'versionInWords'> {
  const [version = null] = versions?.length === 1 ? versions : [];
  if (versions === null) return { schemaVersion: null, versionInWords: 'has no tables of Mentor Slots' };
  if (version === null)
    return { schemaVersion: null, versionInWords: `has ${versions.length} rows in schema_version` };
  return { schemaVersion: version, versionInWords: `is of version ${version}` };
}

/** As it was at one moment, until it is closed. */
export interface Snapshot extends Contents {
  /** What time it is for the database, in ms; null where that is this machine's own clock. */
  clock(): Promise<number | null>;
  /** Again does nothing. */
  close(): Promise<void>;
}

/** Rows that a stream hands over at once. */
export const batchSize = 2000;
