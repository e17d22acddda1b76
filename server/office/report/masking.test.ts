/** What a report hides, against somebody who sees all that it shows and can calculate. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, fewest, noFigures } from './figures.ts';
import { type Entry, maskedTable, type Table } from './masking.ts';

/** Of the students, so many gave stars, and those of so many are shown otherwise of their session. */
function cell(alumnus: number, month: number, students: readonly number[], gave = 0, otherwise = 0): Cell {
  const people = new Set(students.slice(0, fewest.people).map(String));
  const raters = students.slice(0, gave).map(String);
  const ratings = {
    ratings: raters.length,
    stars: raters.length * 4,
    raters: new Set(raters.slice(0, fewest.raters)),
    apart: new Set(raters.slice(0, Math.min(otherwise, fewest.apart))),
  };
  const names = { alumniId: `a${alumnus}`, alumniName: `Alumnus ${alumnus}`, month: `2026-0${month + 1}` };
  return { ...noFigures(), ...names, sessions: 1, seats: 9, seatsTaken: students.length, people, ...ratings };
}

const everyEntry = ({ cells, alumni, months, total }: Table) => [...cells, ...alumni, ...months, total];

/** What each sum is the sum of: the coefficients of one equation. */
function equations({ lines }: Table): Map<Entry, number>[] {
  return lines.map(
    ({ sum, parts }) => new Map([[sum, -1], ...parts.map((part): [Entry, number] => [part, 1])]),
  );
}

/** The entries that are not known and follow from those that are (Gaussian elimination over all equations). */
function foundOut(table: Table, isKnown: (entry: Entry) => boolean = ({ hidden }) => !hidden): Entry[] {
  const hidden = everyEntry(table).filter((one) => !isKnown(one));
  const rows = equations(table).map((equation) => hidden.map((entry) => equation.get(entry) ?? 0));
  let rank = 0;
  for (let column = 0; column < hidden.length && rank < rows.length; column += 1) {
    const pivot = rows.findIndex((row, index) => index >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot === -1) continue;
    const [row] = rows.splice(pivot, 1) as [number[]];
    const scaled = row.map((value) => value / (row[column] ?? 1));
    rows.splice(rank, 0, scaled);
    for (const [index, other] of rows.entries()) {
      const factor = index === rank ? 0 : (other[column] ?? 0);
      if (factor !== 0) rows[index] = other.map((value, at) => value - factor * (scaled[at] ?? 0));
    }
    rank += 1;
  }
  return rows.flatMap((row) => {
    const unknowns = row.flatMap((value, index) => (Math.abs(value) > 1e-9 ? [index] : []));
    return unknowns.length === 1 ? [hidden[unknowns[0] ?? 0] as Entry] : [];
  });
}

const tables = fc
  .array(
    fc.tuple(fc.nat(4), fc.nat(4), fc.uniqueArray(fc.nat(30), { maxLength: 12 }), fc.nat(12), fc.nat(12)),
    { minLength: 1, maxLength: 25 },
  )
  .map((drawn) => {
    const cells = new Map(
      drawn.map(([alumnus, month, ...more]) => [`${alumnus} ${month}`, cell(alumnus, month, ...more)]),
    );
    return [...cells.values()];
  });

test('no group of fewer than five people can be found out, nor be shown', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (cells) => {
      const table = await maskedTable(cells);
      for (const one of [...table.cells, ...table.alumni, ...table.months, table.total])
        if (one.figures.people.size < fewest.people) expect(one.hidden).toBe(true);
      // Not the larger groups either that are hidden for their sake: with one of them known, a sum could tell of the others.
      expect(foundOut(table).map(({ alumniId, month }) => [alumniId, month])).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('what is hidden in a line whose sum is shown comes to five people or more', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (cells) => {
      const table = await maskedTable(cells);
      for (const equation of equations(table)) {
        const [sum, ...parts] = [...equation.keys()] as [Entry, ...Entry[]];
        const hidden = parts.filter((part) => part.hidden);
        if (sum.hidden || hidden.length === 0) continue;
        const people = new Set(hidden.flatMap(({ figures }) => [...figures.people]));
        expect(people.size).toBeGreaterThanOrEqual(fewest.people);
      }
    }),
    { numRuns: 1000 },
  );
});

test('hides nothing where every group is of many', async () => {
  const many = [1, 2, 3, 4, 5, 6];
  const table = await maskedTable([cell(0, 0, many), cell(0, 1, many), cell(1, 0, many), cell(1, 1, many)]);
  expect([...table.cells, ...table.alumni, ...table.months, table.total].filter((one) => one.hidden)).toEqual(
    [],
  );
});

test('of no sessions comes to an end', async () => {
  expect((await maskedTable([])).total.hidden).toBe(true);
});

test('hides a second group, the smallest, where one alone could be told from the sum', async () => {
  const students = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);
  const table = await maskedTable([
    cell(0, 0, students(0, 2)),
    cell(1, 0, students(10, 9)),
    cell(2, 0, students(20, 6)),
  ]);
  expect(table.alumni.map(({ alumniId, hidden }) => [alumniId, hidden])).toEqual([
    ['a0', true],
    ['a1', false],
    ['a2', true],
  ]);
  expect(table.total.hidden).toBe(false);
});

/** The part of a group that whoever reads the report does not know: what is shown of single sessions they do. */
test.each(['raters', 'apart'] as const)('no rating of fewer than three %s can be found out', async (of) => {
  await fc.assert(
    fc.asyncProperty(tables, async (cells) => {
      const table = await maskedTable(cells);
      // That nobody gave any may be known: it is the harder case.
      const isKnown = ({ ratingHidden, figures }: Entry) => !ratingHidden || figures[of].size === 0;
      for (const one of everyEntry(table)) {
        if (one.hidden) expect(one.ratingHidden).toBe(true);
        if (!isKnown(one)) continue;
        expect([0, fewest[of]]).toContain(one.figures[of].size);
      }
      expect(foundOut(table, isKnown).map(({ alumniId, month }) => [alumniId, month])).toEqual([]);
      for (const equation of equations(table)) {
        const [sum, ...parts] = [...equation.keys()] as [Entry, ...Entry[]];
        const unknown = parts.filter((part) => !isKnown(part));
        if (!isKnown(sum) || unknown.length === 0) continue;
        const people = new Set(unknown.flatMap(({ figures }) => [...figures[of]]));
        expect(people.size).toBeGreaterThanOrEqual(fewest[of]);
      }
    }),
    { numRuns: 1000 },
  );
});

test('shows the rating of months with three and more, beside months in which nobody gave any', async () => {
  const many = [1, 2, 3, 4, 5, 6];
  const table = await maskedTable([cell(0, 0, many, 4), cell(0, 1, many), cell(0, 2, many, 3)]);
  expect(table.months.map(({ ratingHidden }) => ratingHidden)).toEqual([false, false, false]);
});

test('hides a second rating where the total would tell one of a single person', async () => {
  const many = [1, 2, 3, 4, 5, 6];
  const table = await maskedTable([cell(0, 0, many, 6), cell(0, 1, many, 1), cell(0, 2, many, 4)]);
  expect(table.months.map(({ ratingHidden }) => ratingHidden)).toEqual([false, true, true]);
  expect(table.months.map(({ hidden }) => hidden)).toEqual([false, false, false]);
});
