import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/**
 * Opens what DATABASE_URL names: `sqlite:PATH`, `sqlite::memory:` or `postgres://…`. Throws a sentence when it cannot.
 */
export async function openDatabase(url: string): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url);
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length)
    return openSqlite(url.slice('sqlite:'.length));
  const scheme = url.split(':', 1)[0];
  throw new Error(
    `DATABASE_URL begins with "${scheme}:"; expected sqlite:PATH, sqlite::memory: or postgres://….`,
  );
}
