/**
 * How each engine finds words among millions of rows of `slot_words`: by an index of its own on the column `words`, which the
 * engine itself keeps. Both give what they find in the order of `place`, which is the order of time.
 *
 * SQLite keeps for each word, and each beginning of one, the places where it stands, in their order. So a page of what is found
 * costs the same, however often the word stands there. PostgreSQL keeps them without an order, and with each row's words the day of
 * its place as one more. So it walks through the next places, which is all where a word is frequent or the table small, and tells how
 * frequent it is; else it gathers what has the words in the next two days, in eight, and so on.
 */
import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Places of one minute: many more than sessions that could start in it. */
export const placesOfMinute = 2 ** 27;
const placesOfDay = placesOfMinute * 24 * 60;

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
      GENERATED ALWAYS AS (array_to_tsvector(string_to_array(ltrim(words), ' ') || ARRAY['@' || (place / ${placesOfDay})::text])) STORED`,
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
  measures = usual,
): Promise<number[]> {
  if (words.length === 0)
    return placesOf(
      db,
      sql`SELECT place FROM slot_words WHERE ${within({ after, before })} ORDER BY place LIMIT ${limit}`,
    );
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    const match = words.map((word) => `"${[...word].slice(0, longestPrefix).join('')}"*`).join(' AND ');
    return placesOf(
      db,
      sql`SELECT rowid AS place FROM slot_words_index WHERE slot_words_index MATCH ${match}
      AND rowid > CAST(${after} AS BIGINT) AND rowid < CAST(${before} AS BIGINT) ORDER BY rowid LIMIT ${limit}`,
    );
  }
  return placesOnPostgres(db, words, { after, before, limit }, measures);
}

/** By what PostgreSQL goes on, for millions of rows. */
const usual = {
  /** Rows that are looked at first, and that are walked through after them. */
  sampled: 500,
  walkedOn: 6000,
  /** So many rows are gathered at once, whenever they are. */
  few: 2000,
};
/** Days whose rows are gathered by themselves, before those of all. */
const mostDays = 32;
/** How much more it takes to read a row than to read that it has a word. */
const rowCost = 5;

async function placesOnPostgres(
  db: Kysely<Tables>,
  words: readonly string[],
  { after, before, limit }: Stretch,
  { sampled, walkedOn, few }: typeof usual,
): Promise<number[]> {
  const { found, walked, last, having } = await sample(db, words, { after, before, limit }, sampled);
  if (found.length === limit || walked < sampled) return found;
  const missing = limit - found.length;
  // What comes next is like what was looked at: is it enough to walk on for a while?
  if (missing * walked <= found.length * walkedOn) {
    const more = await placesOf(
      db,
      sql`SELECT place FROM (
        SELECT place, vector FROM slot_words WHERE ${within({ after: last, before })} ORDER BY place LIMIT ${walkedOn}
      ) AS next WHERE vector @@ ${tsquery(words)} ORDER BY place LIMIT ${missing}`,
    );
    if (more.length === missing) return [...found, ...more];
  }
  const rows = await rowCount(db);
  const expected = having.map((count) => (Math.max(count, 0.5) / walked) * rows);
  const isSought = (_: unknown, index: number) => (expected[index] ?? 0) <= rowCost * Math.min(...expected);
  const rowsWith = (counts: readonly number[]) =>
    counts.reduce((share, count) => (share * count) / rows, rows);
  const sought = words.filter(isSought);
  const others = words.filter((_, index) => !isSought(_, index));
  const filters = others.map((word) => sql` AND words LIKE ${`% ${word}%`}`);
  const gather = (days?: readonly number[]) =>
    // A sum has no index: whatever has the words is gathered, and sorted then.
    placesOf(
      db,
      sql`SELECT place FROM slot_words
      WHERE vector @@ ${tsquery(sought, days)} AND ${within({ after, before })}${sql.join(filters, sql``)}
      ORDER BY place + 0 LIMIT ${limit}`,
    );
  if (rowsWith(expected.filter(isSought)) > few && rowsWith(expected) > 4 * limit) {
    const today = Math.floor(after / placesOfDay);
    for (let days = 2; days <= mostDays; days *= 4) {
      const some = await gather(Array.from({ length: days }, (_, day) => today + day));
      if (some.length === limit) return some;
    }
  }
  return gather();
}

interface Sample {
  /** Places whose rows have all the words. */
  found: number[];
  /** Rows that were looked at, the last one's place, and how many of them have each word. */
  walked: number;
  last: number;
  having: number[];
}

/** Looks at the next rows, so many at most, and counts which words they have. */
async function sample(
  db: Kysely<Tables>,
  words: readonly string[],
  { after, before, limit }: Stretch,
  steps: number,
): Promise<Sample> {
  const having = words.map((word) => sql`count(*) FILTER (WHERE vector @@ ${tsquery([word])})::int`);
  const { rows } = await sql<Sample>`WITH next AS MATERIALIZED (
      SELECT place, vector FROM slot_words WHERE ${within({ after, before })} ORDER BY place LIMIT ${steps}
    )
    SELECT count(*)::int AS walked, coalesce(max(place), 0) AS last, array[${sql.join(having)}] AS having,
      (SELECT coalesce(json_agg(place), '[]') FROM (
        SELECT place FROM next WHERE vector @@ ${tsquery(words)} ORDER BY place LIMIT ${limit}) AS those
      ) AS found
    FROM next`.execute(db);
  return rows[0] as Sample;
}

async function placesOf(db: Kysely<Tables>, query: RawBuilder<{ place: number }>): Promise<number[]> {
  return (await query.execute(db)).rows.map(({ place }) => place);
}

/** Rows of the table, as PostgreSQL has counted them last; none where it has not. */
async function rowCount(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ rows: number }>`SELECT reltuples::float8 AS rows FROM pg_class
    WHERE oid = 'slot_words'::regclass`.execute(db);
  return Math.max(0, rows[0]?.rows ?? 0);
}

function within({ after, before }: Omit<Stretch, 'limit'>): RawBuilder<unknown> {
  return sql`place > CAST(${after} AS BIGINT) AND place < CAST(${before} AS BIGINT)`;
}

/** Rows that have all of these words, as beginnings, and lie in one of these days. */
function tsquery(words: readonly string[], days: readonly number[] = []): RawBuilder<unknown> {
  const ofDays = days.map((day) => `'@${day}'`).join(' | ');
  const all = [...words.map((word) => `'${word}':*`), ...(ofDays ? [`(${ofDays})`] : [])];
  return sql`CAST(${all.join(' & ')} AS tsquery)`;
}
