/** Where DATABASE_URL leads. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { filePath, isPostgresUrl } from './open-snapshot.ts';
import { placeOf } from './postgres-refusal.ts';
import { isOpen } from './sqlite-copies.ts';

/** In words without a password, and the whole path where it is a file. */
export function whereabouts(url: string): { words: string; file: string | null } {
  if (isPostgresUrl(url))
    return { words: placeOf(url).replace(/^\w/, (letter) => letter.toUpperCase()), file: null };
  const path = url.slice('sqlite:'.length);
  if (path === ':memory:') return { words: 'A database in memory, which ends with the process,', file: null };
  return { words: resolve(path), file: resolve(path) };
}

/** The path of the file that it is, where any process has that open; else null. Throws a sentence where it is no database that stays. */
export function fileInUse(url: string): string | null {
  if (isPostgresUrl(url)) return null;
  const path = filePath(url);
  return existsSync(path) && isOpen(path) ? path : null;
}
