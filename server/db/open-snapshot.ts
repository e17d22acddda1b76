import { openPostgresSnapshot } from './postgres-snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { openSqliteSnapshot } from './sqlite-snapshot.ts';

/** Opens what DATABASE_URL names for reading alone. Throws a sentence when it cannot. */
export async function openSnapshot(url: string): Promise<Snapshot> {
  return isPostgresUrl(url) ? openPostgresSnapshot(url) : openSqliteSnapshot(filePath(url));
}

export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}

/** The path in `sqlite:PATH`. Throws a sentence where that names no file. */
export function filePath(url: string): string {
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : '';
  if (path === ':memory:')
    throw new Error('DATABASE_URL is "sqlite::memory:"; expected a database that stays.');
  if (path !== '') return path;
  throw new Error(
    `DATABASE_URL begins with "${url.split(':', 1)[0]}:"; expected sqlite:PATH or postgres://….`,
  );
}
