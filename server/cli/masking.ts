/**
 * Which figures a report hides so that nobody can be found out.
 *
 * Cells (one alumnus in one month) and their sums are one table: a row for each alumnus and one of all, a column for
 * each month and one of all. Three steps, whichever part of the table is asked for:
 *
 * 1. A group in which fewer than five people took part is hidden.
 * 2. Where what is hidden of a sum that is shown comes to fewer than five people, the smallest other part is hidden too.
 * 3. Whatever is hidden becomes a corner of a rectangle of hidden ones: two rows by two columns.
 *
 * Why no small group can be calculated: along a rectangle, one corner may be one more and the next one less (or one
 * more as well, where it is the sum), and every row and column still adds up. So each hidden figure fits what is shown
 * with more than one value. The corners that step 3 adds are in a rectangle themselves; and they are of five people or
 * more, as is what step 2 adds, so what is hidden of a shown sum never falls below five again.
 *
 * Reports of one range therefore may lie beside one another. Those of ranges that overlap may not: no report can know
 * of the others.
 */
import { addFigures, type Cell, type Figures, fewest, noFigures } from './figures.ts';

export interface Entry {
  /** Null: of all. */
  alumniId: string | null;
  alumniName: string | null;
  /** Null: of all. */
  month: string | null;
  figures: Figures;
  hidden: boolean;
}

/** A sum and what it is the sum of: of an alumnus by months, of a month by alumni, of all by either. */
export interface Line {
  sum: Entry;
  parts: Entry[];
}

export interface Table {
  cells: Entry[];
  alumni: Entry[];
  months: Entry[];
  total: Entry;
  lines: Line[];
}

/** The rows of the table by alumnus, or its columns by month; null is of all. */
type Grid = Map<string | null, Map<string | null, Entry>>;

/** The cells and their sums, with what must be hidden hidden. */
export function maskedTable(cells: readonly Cell[]): Table {
  const rows: Grid = new Map();
  const columns: Grid = new Map();
  const total = entryAt(rows, columns, { alumniId: null, alumniName: null, month: null });
  for (const cell of cells) {
    const { alumniId, alumniName, month } = cell;
    for (const place of [
      { alumniId, alumniName, month },
      { alumniId, alumniName, month: null },
      { alumniId: null, alumniName: null, month },
    ]) {
      addFigures(entryAt(rows, columns, place).figures, cell);
    }
    addFigures(total.figures, cell);
  }
  const entries = [...rows.values()].flatMap((row) => [...row.values()]);
  const lines = [...rows.values(), ...columns.values()].map(lineOf);

  for (const entry of entries) entry.hidden = areFew([entry]);
  for (const line of lines) hideAnother(line);
  for (const entry of entries) if (entry.hidden) closeRectangle(entry, rows, columns);

  return {
    cells: entries.filter(({ alumniId, month }) => alumniId !== null && month !== null),
    alumni: entries.filter(({ alumniId, month }) => alumniId !== null && month === null),
    months: entries.filter(({ alumniId, month }) => alumniId === null && month !== null),
    total,
    lines,
  };
}

function entryAt(rows: Grid, columns: Grid, place: Pick<Entry, 'alumniId' | 'alumniName' | 'month'>): Entry {
  const { alumniId, month } = place;
  const row = rows.get(alumniId) ?? new Map<string | null, Entry>();
  const column = columns.get(month) ?? new Map<string | null, Entry>();
  const entry = row.get(month) ?? { ...place, figures: noFigures(), hidden: false };
  rows.set(alumniId, row.set(month, entry));
  columns.set(month, column.set(alumniId, entry));
  return entry;
}

function lineOf(entries: ReadonlyMap<string | null, Entry>): Line {
  const sum = entries.get(null) as Entry;
  return { sum, parts: [...entries.values()].filter((entry) => entry !== sum) };
}

function areFew(entries: readonly Entry[]): boolean {
  return new Set(entries.flatMap(({ figures }) => [...figures.people])).size < fewest;
}

/** Hides the smallest part that is shown, where the hidden ones of a shown sum are of too few people. */
function hideAnother({ sum, parts }: Line): void {
  const hidden = parts.filter((part) => part.hidden);
  if (sum.hidden || hidden.length === 0 || !areFew(hidden)) return;
  const [first, ...others] = parts.filter((part) => !part.hidden);
  // Were all parts hidden, the sum would be of as few people, and hidden.
  if (first === undefined) return;
  others.reduce((least, part) => (cost(part) < cost(least) ? part : least), first).hidden = true;
}

/** Hides the corners of the rectangle at this entry that hides least. There is always the one to the total. */
function closeRectangle(entry: Entry, rows: Grid, columns: Grid): void {
  let least = Number.POSITIVE_INFINITY;
  let corners: Entry[] = [];
  for (const above of columns.get(entry.month)?.values() ?? []) {
    for (const beside of rows.get(entry.alumniId)?.values() ?? []) {
      const opposite = rows.get(above.alumniId)?.get(beside.month);
      if (above === entry || beside === entry || opposite === undefined) continue;
      const price = cost(above) + cost(beside) + cost(opposite);
      if (price < least) [least, corners] = [price, [above, beside, opposite]];
      if (least === 0) return;
    }
  }
  for (const corner of corners) corner.hidden = true;
}

/** How much is lost by hiding it. */
function cost({ hidden, figures }: Entry): number {
  return hidden ? 0 : 1 + figures.seatsTaken;
}
