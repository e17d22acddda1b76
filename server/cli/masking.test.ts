/** What a report hides, against somebody who sees all that it shows and can calculate. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, fewest, noFigures } from './figures.ts';
import { type Entry, maskedTable, type Table } from './masking.ts';

function cell(alumnus: number, month: number, students: readonly number[]): Cell {
  const people = new Set(students.slice(0, fewest).map(String));
  const names = { alumniId: `a${alumnus}`, alumniName: `Alumnus ${alumnus}`, month: `2026-0${month + 1}` };
  return { ...noFigures(), ...names, sessions: 1, seats: 9, seatsTaken: students.length, people };
}

/** What each sum is the sum of: the coefficients of one equation. */
function equations({ lines }: Table): Map<Entry, number>[] {
  return lines.map(
    ({ sum, parts }) => new Map([[sum, -1], ...parts.map((part): [Entry, number] => [part, 1])]),
  );
}

/** The hidden entries that follow from the shown ones (Gaussian elimination over all equations). */
function foundOut(table: Table): Entry[] {
  const hidden = [...table.cells, ...table.alumni, ...table.months, table.total].filter((one) => one.hidden);
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
  .array(fc.tuple(fc.nat(4), fc.nat(4), fc.uniqueArray(fc.nat(30), { maxLength: 12 })), {
    minLength: 1,
    maxLength: 25,
  })
  .map((drawn) => {
    const cells = new Map(
      drawn.map(([alumnus, month, students]) => [`${alumnus} ${month}`, cell(alumnus, month, students)]),
    );
    return [...cells.values()];
  });

test('no group of fewer than five people can be found out, nor be shown', () => {
  fc.assert(
    fc.property(tables, (cells) => {
      const table = maskedTable(cells);
      for (const one of [...table.cells, ...table.alumni, ...table.months, table.total])
        if (one.figures.people.size < fewest) expect(one.hidden).toBe(true);
      // Not the larger groups either that are hidden for their sake: with one of them known, a sum could tell of the others.
      expect(foundOut(table).map(({ alumniId, month }) => [alumniId, month])).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('what is hidden in a line whose sum is shown comes to five people or more', () => {
  fc.assert(
    fc.property(tables, (cells) => {
      const table = maskedTable(cells);
      for (const equation of equations(table)) {
        const [sum, ...parts] = [...equation.keys()] as [Entry, ...Entry[]];
        const hidden = parts.filter((part) => part.hidden);
        if (sum.hidden || hidden.length === 0) continue;
        const people = new Set(hidden.flatMap(({ figures }) => [...figures.people]));
        expect(people.size).toBeGreaterThanOrEqual(fewest);
      }
    }),
    { numRuns: 1000 },
  );
});

test('hides nothing where every group is of many', () => {
  const many = [1, 2, 3, 4, 5, 6];
  const table = maskedTable([cell(0, 0, many), cell(0, 1, many), cell(1, 0, many), cell(1, 1, many)]);
  expect([...table.cells, ...table.alumni, ...table.months, table.total].filter((one) => one.hidden)).toEqual(
    [],
  );
});

test('of no sessions comes to an end', () => {
  expect(maskedTable([]).total.hidden).toBe(true);
});

test('hides a second group, the smallest, where one alone could be told from the sum', () => {
  const students = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);
  const table = maskedTable([
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
