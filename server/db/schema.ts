import { existsSync, readFileSync } from 'node:fs';
import { keepQuery } from './kept-query.ts';
import { wordIndex } from './word-index.ts';

/** The version of schema.sql that this program works with. */
export const schemaVersion = 6;

/** All that makes the tables of an empty database: schema.sql, and what only this engine has. */
export function readSchema(engine: keyof typeof wordIndex): string {
  return [readSchemaFile(), ...wordIndex[engine]].join(';\n');
}

/** The text of schema.sql, which stands at the top of the project, above the sources and above dist alike. */
function readSchemaFile(): string {
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
