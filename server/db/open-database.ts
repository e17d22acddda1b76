import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { checkAddress } from './postgres-refusal.ts';
import { withPostgresSchema } from './postgres-schema.ts';
import { planUpgrade, type SchemaChange, upgradeSchema } from './schema-upgrade.ts';
import { openSqlite } from './sqlite.ts';
import { planFileUpgrade, upgradeFile } from './sqlite-file.ts';

/** Where a database is, as DATABASE_URL names it: `sqlite:PATH`, `sqlite::memory:` or `postgres://…`. */
type Place = { engine: 'sqlite'; path: string } | { engine: 'postgres' };

/**
 * Opens what DATABASE_URL names. Makes its tables where it is empty and upgrades them where they are of an older
 * release; what was done is its `schema`. Throws a sentence when it cannot be used.
 */
export async function openDatabase(url: string): Promise<Database> {
  const place = placeOf(url);
  return place.engine === 'sqlite' ? openSqlite(place.path) : openPostgres(url);
}

/** Only makes or upgrades the tables, and says what it did. Throws a sentence when the database cannot be used. */
export async function upgradeDatabase(url: string): Promise<SchemaChange> {
  const place = placeOf(url);
  return place.engine === 'sqlite' ? upgradeFile(place.path) : withPostgresSchema(url, upgradeSchema);
}

/** What `upgradeDatabase` would do. Changes nothing. Throws a sentence when the database cannot be used. */
export async function planDatabaseUpgrade(url: string): Promise<SchemaChange> {
  const place = placeOf(url);
  return place.engine === 'sqlite' ? planFileUpgrade(place.path) : withPostgresSchema(url, planUpgrade);
}

function placeOf(url: string): Place {
  if (/^postgres(ql)?:\/\//.test(url)) {
    checkAddress(url);
    return { engine: 'postgres' };
  }
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length)
    return { engine: 'sqlite', path: url.slice('sqlite:'.length) };
  const scheme = url.split(':', 1)[0];
  throw new Error(
    `DATABASE_URL begins with "${scheme}:"; expected sqlite:PATH, sqlite::memory: or postgres://….`,
  );
}
