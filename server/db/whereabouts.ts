/** Where DATABASE_URL leads. */
import { resolve } from 'node:path';
import { isPostgresUrl } from './open-snapshot.ts';
import { placeOf } from './postgres-refusal.ts';

/** In words without a password, and the whole path where it is a file. */
export function whereabouts(url: string): { words: string; file: string | null } {
  if (isPostgresUrl(url))
    return { words: placeOf(url).replace(/^\w/, (letter) => letter.toUpperCase()), file: null };
  const path = url.slice('sqlite:'.length);
  if (path === ':memory:') return { words: 'A database in memory, which ends with the process,', file: null };
  return { words: resolve(path), file: resolve(path) };
}
