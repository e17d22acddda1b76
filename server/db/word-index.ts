/**
 * How each engine finds words among millions of rows of `slot_words`: by an index of its own on the column `words`, which the
 * engine itself keeps. Both give what they find in the order of `place`, which is the order of time.
 *
 * SQLite keeps for each word, and each beginning of one, the places where it stands, in their order. So a page of what is found
 * costs the same, however often the word stands there. PostgreSQL either walks through the places until a
 * page is full or gathers all that have the words: whichever looks at fewer rows, by what it has counted of its tables.
 */
import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely';
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
 * The places in this stretch whose text has these words, as their beginnings stand in the index: whether a long word really is
 * there, the text says. With no word, all places.
 */
export async function placesWith(
  db: Kysely<Tables>,
  words: readonly string[],
  { after, before, limit }: Stretch,
): Promise<number[]> {
  const placesOf = async (query: RawBuilder<{ place: number }>) =>
    (await query.execute(db)).rows.map(({ place }) => place);
  const within = sql`place > CAST(${after} AS BIGINT) AND place < CAST(${before} AS BIGINT)`;
  if (words.length === 0)
    return placesOf(sql`SELECT place FROM slot_words WHERE ${within} ORDER BY place LIMIT ${limit}`);
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    const match = words.map((word) => `"${[...word].slice(0, longestPrefix).join('')}"*`).join(' AND ');
    return placesOf(sql`SELECT rowid AS place FROM slot_words_index WHERE slot_words_index MATCH ${match}
      AND rowid > CAST(${after} AS BIGINT) AND rowid < CAST(${before} AS BIGINT) ORDER BY rowid LIMIT ${limit}`);
  }
  const estimate = await estimateRows(db, words);
  // What is expected may be wrong: a walk is tried as far as it costs little, and is taken only where it finds enough.
  const steps = estimate.isWalkShorter(limit) ? longWalk : shortWalk;
  const walked = await placesOf(sql`SELECT place FROM (
      SELECT place, vector FROM slot_words WHERE ${within} ORDER BY place LIMIT ${steps}
    ) AS next WHERE vector @@ ${tsquery(words)} ORDER BY place LIMIT ${limit}`);
  if (walked.length === limit) return walked;
  const { sought, others } = estimate;
  const filters = others.map((word) => sql` AND words LIKE ${`% ${word}%`}`);
  // A sum has no index: whatever has the words is gathered, and sorted then.
  return placesOf(sql`SELECT place FROM slot_words
    WHERE vector @@ ${tsquery(sought)} AND ${within}${sql.join(filters, sql``)} ORDER BY place + 0 LIMIT ${limit}`);
}

function tsquery(words: readonly string[]): RawBuilder<unknown> {
  return sql`CAST(${words.map((word) => `'${word}':*`).join(' & ')} AS tsquery)`;
}

interface Plan {
  'Plan Rows': number;
  Plans: readonly Plan[];
}

/** Rows that a walk may look at: many where it is expected to be the shorter way, few where not. */
const longWalk = 10_000;
const shortWalk = 2000;

/** How much more it takes to read a row than to read that it has a word. */
const rowCost = 40;

/**
 * How many rows have these words, as PostgreSQL expects. Left to itself it walks too far: it takes a walk that ends early to find
 * most of its pages read already; and of a word that half of all rows have it gathers them all, to keep those with a rare one.
 */
async function estimateRows(db: Kysely<Tables>, words: readonly string[]) {
  const each = words.map((word) => sql` UNION ALL SELECT FROM slot_words WHERE vector @@ ${tsquery([word])}`);
  const { rows } = await sql<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>`
    EXPLAIN (FORMAT JSON) SELECT FROM slot_words${sql.join(each, sql``)}`.execute(db);
  const [all = 1, ...having] = (rows[0]?.['QUERY PLAN'][0]?.Plan.Plans ?? []).map(
    (plan) => plan['Plan Rows'],
  );
  const rarest = Math.min(...having);
  const isSought = (rows = 0) => rows <= rowCost * rarest;
  const rowsWith = (counts: readonly number[]) => counts.reduce((share, rows) => (share * rows) / all, all);
  const gathered = rowsWith(having.filter(isSought));
  return {
    /** Are fewer rows looked at by walking through all of them until so many are found than by gathering? */
    isWalkShorter: (limit: number) => (limit * all) / rowsWith(having) < gathered,
    /** The words by which rows are gathered, and those that the rows are asked for. */
    sought: words.filter((_, index) => isSought(having[index])),
    others: words.filter((_, index) => !isSought(having[index])),
  };
}
