import { existsSync, readFileSync } from 'node:fs';
import { keepQuery } from './kept-query.ts';

/** The version of schema.sql that this program works with. */
export const schemaVersion = 6;

/** The text of schema.sql, which stands at the top of the project, above the sources and above dist alike. */
export function readSchema(): string {
  for (let folder = new URL('.', import.meta.url); ; ) {
    const file = new URL('schema.sql', folder);
    if (existsSync(file)) return readFileSync(file, 'utf8');
    const parent = new URL('..', folder);
    if (parent.href === folder.href)
      throw new Error('schema.sql is missing: it belongs at the top of the project');
    folder = parent;
  }
}

/** The version of a database's tables: an answer, whichever, says that they can be read. */
export const readVersion = keepQuery<Record<never, never>, { version: number }>((db) =>
  db.selectFrom('schema_version').select('version'),
);
