/**
 * How each engine finds words among millions of rows of `slot_words`: by an index of its own on the column `words`, which the
 * engine itself keeps. Both give what they find in the order of `place`, which is the order of time.
 *
 * SQLite keeps for each word, and each beginning of one, the places where it stands, in their order. So a page of what is found
 * costs the same, however often the word stands there. PostgreSQL has either order: it walks through the places
 * until a page is full, or gathers all that have the word, whichever it expects to be sooner.
 */
import { type AliasedExpression, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** What schema.sql cannot say for both. */
export const wordIndex = {
  sqlite: [
    `CREATE VIRTUAL TABLE slot_words_index USING fts5(words, content='slot_words', content_rowid='place', detail=none,
      columnsize=0, tokenize='ascii', prefix='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16')`,
    `CREATE TRIGGER slot_words_added AFTER INSERT ON slot_words BEGIN
      INSERT INTO slot_words_index (rowid, words) VALUES (new.place, new.words);
    END`,
    `CREATE TRIGGER slot_words_removed AFTER DELETE ON slot_words BEGIN
      INSERT INTO slot_words_index (slot_words_index, rowid, words) VALUES ('delete', old.place, old.words);
    END`,
    `CREATE TRIGGER slot_words_changed AFTER UPDATE ON slot_words BEGIN
      INSERT INTO slot_words_index (slot_words_index, rowid, words) VALUES ('delete', old.place, old.words);
      INSERT INTO slot_words_index (rowid, words) VALUES (new.place, new.words);
    END`,
  ],
  postgres: [
    `ALTER TABLE slot_words ADD COLUMN vector tsvector
      GENERATED ALWAYS AS (array_to_tsvector(string_to_array(ltrim(words), ' '))) STORED`,
    'CREATE INDEX slot_words_index ON slot_words USING gin (vector) WITH (fastupdate = off)',
  ],
} as const;

/** The longest beginnings that SQLite's index holds; longer words are looked up by theirs. */
const longestPrefix = 16;

export interface Stretch {
  /** Places after this one and before that one. */
  after: number;
  before: number;
  /** At most so many, the first of them. */
  limit: number;
}

/**
 * Places in this stretch whose text has these words, as their beginnings stand in the index: whether a long word really is
 * there, the text says. With no word, all places.
 */
export function placesWith(
  db: Kysely<Tables>,
  words: readonly string[],
  { after, before, limit }: Stretch,
): AliasedExpression<{ place: number }, 'found'> {
  const found = (query: RawBuilder<{ place: number }>) => query.as('found') as never;
  const [from, to] = [sql`CAST(${after} AS BIGINT)`, sql`CAST(${before} AS BIGINT)`];
  const within = sql`place > ${from} AND place < ${to} ORDER BY place LIMIT ${limit}`;
  if (words.length === 0) return found(sql`(SELECT place FROM slot_words WHERE ${within})`);
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    const match = words.map((word) => `"${[...word].slice(0, longestPrefix).join('')}"*`).join(' AND ');
    return found(sql`(SELECT rowid AS place FROM slot_words_index WHERE slot_words_index MATCH ${match}
      AND rowid > ${from} AND rowid < ${to} ORDER BY rowid LIMIT ${limit})`);
  }
  const vector = words.map((word) => `'${word}':*`).join(' & ');
  return found(sql`(SELECT place FROM slot_words WHERE vector @@ CAST(${vector} AS tsquery) AND ${within})`);
}
