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
 * Attendance is of the same people, seat by seat, and adds up as seats do: it is hidden where they are, and nowhere else.
 *
 * Ratings are of fewer people, who are others in each group, so the three steps are done again for them, beginning with
 * what is hidden already: a rating of fewer than three people is hidden, and what is hidden of a sum whose rating is
 * shown comes to three people or more. A group that nobody rated is left out of this: that there is nothing may be known. Whoever
 * reads a report also sees what is shown of one session to its alumnus, and can subtract it. What then is left of a group
 * are the stars that are shown of the alumnus and not, or not so, of the session: once more the three steps, for
 * these. What is counted are the stars that are shown, not those that stand now (sessions/disclosure.ts), so that no report
 * differs from an earlier one of an alumnus by one person who gave, changed or withdrew theirs, or whose was hidden.
 * What no step can help against: an average of 5.0 says that everybody gave five stars.
 *
 * Reports of one range therefore may lie beside one another. Those of ranges that overlap may not: no report can know
 * of the others.
 */
import { addFigures, type Cell, type Figures, fewest, noFigures, type Who } from './figures.ts';
import { takingRests } from './rests.ts';

export interface Entry {
  /** Null: of all. */
  alumniId: string | null;
  alumniName: string | null;
  /** Null: of all. */
  month: string | null;
  figures: Figures;
  hidden: boolean;
  ratingHidden: boolean;
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

/** Of whom too few are hidden, and what then is hidden. Is a group of nobody one of too few? */
interface Rule {
  of: Who;
  hides: 'hidden' | 'ratingHidden';
  nobodyIsFew: boolean;
}

/** The cells and their sums, with what must be hidden hidden. */
export async function maskedTable(cells: readonly Cell[]): Promise<Table> {
  const rows: Grid = new Map();
  const columns: Grid = new Map();
  const rest = takingRests();
  const total = entryAt(rows, columns, { alumniId: null, alumniName: null, month: null });
  for (const cell of cells) {
    await rest();
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

  for (const rule of [
    { of: 'people', hides: 'hidden', nobodyIsFew: true },
    { of: 'raters', hides: 'ratingHidden', nobodyIsFew: false },
    { of: 'apart', hides: 'ratingHidden', nobodyIsFew: false },
  ] satisfies Rule[]) {
    for (const entry of entries) {
      entry.ratingHidden ||= entry.hidden;
      entry[rule.hides] ||= takesPart(rule, entry) && areFew(rule, [entry]);
    }
    for (const line of lines) {
      await rest();
      hideAnother(rule, line);
    }
    for (const entry of entries) {
      if (!entry[rule.hides] || !takesPart(rule, entry)) continue;
      await rest();
      closeRectangle(rule, entry, rows, columns);
    }
  }

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
  const entry = row.get(month) ?? { ...place, figures: noFigures(), hidden: false, ratingHidden: false };
  rows.set(alumniId, row.set(month, entry));
  columns.set(month, column.set(alumniId, entry));
  return entry;
}

function lineOf(entries: ReadonlyMap<string | null, Entry>): Line {
  const sum = entries.get(null) as Entry;
  return { sum, parts: [...entries.values()].filter((entry) => entry !== sum) };
}

function takesPart({ of, nobodyIsFew }: Rule, { figures }: Entry): boolean {
  return nobodyIsFew || figures[of].size > 0;
}

function areFew({ of }: Rule, entries: readonly Entry[]): boolean {
  const who = new Set<string>();
  for (const { figures } of entries) {
    for (const one of figures[of]) who.add(one);
    if (who.size >= fewest[of]) return false;
  }
  return true;
}

/** Hides the smallest part that is shown, where the hidden ones of a shown sum are of too few people. */
function hideAnother(rule: Rule, { sum, parts }: Line): void {
  const { hides } = rule;
  const some = parts.filter((part) => takesPart(rule, part));
  const hidden = some.filter((part) => part[hides]);
  if (sum[hides] || hidden.length === 0 || !areFew(rule, hidden)) return;
  const [first, ...others] = some.filter((part) => !part[hides]);
  // Were all parts hidden, the sum would be of as few people, and hidden.
  if (first === undefined) return;
  others.reduce((least, part) => (cost(rule, part) < cost(rule, least) ? part : least), first)[hides] = true;
}

/** Hides the corners of the rectangle at this entry that hides least. There is always the one to the total. */
function closeRectangle(rule: Rule, entry: Entry, rows: Grid, columns: Grid): void {
  let least = Number.POSITIVE_INFINITY;
  let corners: Entry[] = [];
  for (const above of columns.get(entry.month)?.values() ?? []) {
    if (above === entry || !takesPart(rule, above)) continue;
    const row = rows.get(above.alumniId);
    for (const beside of rows.get(entry.alumniId)?.values() ?? []) {
      const opposite = row?.get(beside.month);
      if (beside === entry || opposite === undefined) continue;
      if (!takesPart(rule, beside) || !takesPart(rule, opposite)) continue;
      const price = cost(rule, above) + cost(rule, beside) + cost(rule, opposite);
      if (price < least) [least, corners] = [price, [above, beside, opposite]];
      if (least === 0) return;
    }
  }
  for (const corner of corners) corner[rule.hides] = true;
}

/** How much is lost by hiding it. */
function cost({ hides, of }: Rule, entry: Entry): number {
  if (entry[hides]) return 0;
  return 1 + (of === 'people' ? entry.figures.seatsTaken : entry.figures.ratings);
}
