/** A database for the tests of `db/`, which write people. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Change, Database, Tx } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface PeopleStore {
  database: Database;
  /** The file, or `:memory:`. */
  path: string;
  names(): Promise<string[]>;
}

export async function openPeople(place: 'file' | ':memory:' = 'file'): Promise<PeopleStore> {
  const path = place === 'file' ? join(temporaryFolder(), 'people.db') : place;
  const database = await openDatabase(`sqlite:${path}`);
  onTestFinished(() => database.close());
  return {
    database,
    path,
    async names() {
      const rows = await database.read.kysely.selectFrom('people').select('name').orderBy('name').execute();
      return rows.map((row) => row.name);
    },
  };
}

/** A second person of the same name is refused by the database. */
export async function addPerson(tx: Tx, name: string): Promise<void> {
  const row = { id: name, name, email: null, token_issued_at: 0, first_seen_at: '2026-11-24T14:00:00.000Z' };
  await tx.kysely.insertInto('people').values(row).execute();
}

/** A change that carries nothing but a name. */
export function changeOf(name: string): Change {
  return {
    to: 'subscribers',
    alumniId: name,
    frame: { type: 'slot_deleted', slotId: name, alumniId: name, version: 1 },
  };
}
