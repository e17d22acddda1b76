/** Words are found by whichever way costs least; each way finds the same. */
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { writeUnchecked } from '../testing/command-line.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import { openDatabase } from './open-database.ts';
import { placesWith } from './word-index.ts';

const onPostgres = process.env.TEST_DATABASE === 'postgres';
const day = 2 ** 27 * 1440;
const firstDay = 20_000;
const days = 60;
const rows = 3000;

/** Of how many rows one has the word. */
const words = { every: 1, third: 3, ninth: 9, fiftieth: 50, hundredth: 101, rare: 1499 };

/** What the row of this number says, as it is kept. */
function textOf(row: number): string {
  const own = Object.entries(words).flatMap(([word, each]) => (row % each === 0 ? [word] : []));
  return ` ${own.join(' ')}`.replace('fiftieth', 'fiftieths');
}

/** On each day as many, but for ten days in the middle on which there are none. */
function placeOf(row: number): number {
  const at = firstDay + Math.floor((row * days) / rows);
  return (at < firstDay + 30 ? at : at + 10) * day + row;
}

/** Rows of words alone: what they are of is not asked for. */
async function someRows() {
  const { url, drop } = await freshDatabase();
  const database = await openDatabase(url);
  onTestFinished(async () => {
    await database.close();
    await drop();
  });
  const all = Array.from({ length: rows }, (_, row) => ({ place: placeOf(row), words: textOf(row) }));
  const values = all.map(({ place, words }, row) => `(${place}, 'slot-${row}', '${words}')`);
  // Without the slots that they refer to.
  await writeUnchecked(url, `INSERT INTO slot_words (place, slot_id, words) VALUES ${values.join(', ')}`);
  const { kysely } = database.read;
  if (onPostgres) await sql`ANALYZE slot_words`.execute(kysely);
  return { kysely, all };
}

test.each([
  ['by the next rows', { sampled: 500, walkedOn: 6000, few: 2000 }],
  ['by walking on', { sampled: 20, walkedOn: 2000, few: 2000 }],
  ['by gathering all', { sampled: 20, walkedOn: 0, few: rows }],
  ['by gathering days', { sampled: 20, walkedOn: 0, few: 0 }],
])('%s', async (_, measures) => {
  const { kysely, all } = await someRows();
  for (const asked of [
    ...Object.keys(words).map((word) => [word]),
    ['fift'],
    ['hund', 'third'],
    ['ninth', 'fiftieth'],
    ['hundredth', 'fiftieth', 'every'],
    ['nothing'],
    ['every', 'nothing'],
  ]) {
    const found = all.filter(({ words }) => asked.every((word) => words.includes(` ${word}`)));
    for (const [from, until, limit] of [
      [0, rows, 40],
      [0, rows, 1000],
      [700, rows, 10],
      [1490, 1600, 10],
      [rows - 1, rows, 10],
    ] as const) {
      const stretch = { after: placeOf(from) - 1, before: placeOf(until), limit };
      const places = found
        .filter(({ place }) => place > stretch.after && place < stretch.before)
        .slice(0, limit)
        .map(({ place }) => place);
      expect(await placesWith(kysely, asked, stretch, measures), `${asked} ${from}`).toEqual(places);
    }
  }
});
