/** The schema of a SQLite file, from the text of the statements that made it, which is all that the engine itself goes by. */
import SqliteDatabase from 'better-sqlite3';
import { readSchema } from './schema.ts';
import { ourTables, type SchemaObjects } from './schema-objects.ts';

interface MasterRow {
  type: 'table' | 'index' | 'trigger' | 'view';
  name: string;
  owner: string;
  sql: string;
}

export function sqliteObjects(file: SqliteDatabase.Database): SchemaObjects {
  const objects = new Map<string, string>();
  const rows = file
    .prepare<[], MasterRow>(
      // Without a text is what a key of a table brings along.
      'SELECT type, name, tbl_name AS owner, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name',
    )
    .all();
  for (const { type, name, owner, sql } of rows) {
    const isIndexOfWords = name === 'slot_words_index';
    if (!ourTables.includes(owner) && !isIndexOfWords) continue;
    if (type !== 'table' || isIndexOfWords) {
      objects.set(`${isIndexOfWords ? 'index' : type} ${name}`, plain(sql));
      continue;
    }
    objects.set(`table ${name}`, '');
    for (const clause of clausesOf(plain(sql))) {
      const [, column, definition] = /^(\w+) (.*)$/.exec(clause) ?? [];
      if (column === undefined || /^(CHECK|PRIMARY|FOREIGN|UNIQUE|CONSTRAINT)$/i.test(column))
        objects.set(`rule of ${name}: ${clause}`, '');
      else objects.set(`column ${name}.${column}`, definition ?? '');
    }
  }
  return objects;
}

/** The schema that a database of this program has. */
export function expectedSqliteObjects(): SchemaObjects {
  const reference = new SqliteDatabase(':memory:');
  try {
    reference.exec(readSchema('sqlite'));
    return sqliteObjects(reference);
  } finally {
    reference.close();
  }
}

/** However it was laid out. */
function plain(sql: string): string {
  return sql
    .replace(/--[^\n]*/g, '')
    .replaceAll('"', '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),]) ?/g, '$1')
    .replace(/\)(?=[\w])/g, ') ')
    .trim();
}

/** What stands between the outermost commas of `CREATE TABLE …(…)`. */
function clausesOf(sql: string): string[] {
  const clauses: string[] = [];
  let depth = 0;
  let clause = '';
  for (const character of sql) {
    if (character === ')') depth -= 1;
    if ((character === ',' && depth === 1) || (character === ')' && depth === 0)) {
      clauses.push(clause.trim());
      clause = '';
    } else if (depth > 0) clause += character;
    if (character === '(') depth += 1;
  }
  return clauses;
}
