import { readFileSync } from 'node:fs';
import { projectFile } from '../project-file.ts';
import { keepQuery } from './kept-query.ts';
import { wordIndex } from './word-index.ts';

/** The version of schema.sql that this program works with. */
export const schemaVersion = 6;

/** All that makes the tables of an empty database: schema.sql, and what only this engine has. */
export function readSchema(engine: keyof typeof wordIndex): string {
  return [readFileSync(projectFile('schema.sql'), 'utf8'), ...wordIndex[engine]].join(';\n');
}

/** The version of a database's tables: an answer, whichever, says that they can be read. */
export const readVersion = keepQuery<Record<never, never>, { version: number }>((db) =>
  db.selectFrom('schema_version').select('version'),
);
