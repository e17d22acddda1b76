/**
 * Which figures must stay hidden so that nobody can be found out.
 *
 * A group in which fewer than five people took part is hidden. That alone protects nobody: whoever sees the total
 * and all other groups finds the hidden one by subtraction. So cells (one alumnus in one month), alumni, months and the
 * total are judged as one table, whichever part of it is asked for, and more is hidden until none of it follows from
 * what is shown, and until what is hidden in a line whose sum is shown comes to five people or more. Reports of one
 * range therefore may lie beside one another. Those of ranges that overlap may not: no report can know of the others.
 */
import { type Edge, edgesOnNoCycle, shortestPath } from './cycles.ts';
import { addFigures, type Cell, type Figures, fewest, noFigures } from './figures.ts';

export interface Entry {
  /** Null: of all. */
  alumniId: string | null;
  alumniName: string | null;
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

export function maskedTable(cells: readonly Cell[]): Table {
  const total = entry(null, null, null);
  const alumni = new Map<string, Line>();
  const months = new Map<string, Line>();
  const parts: Entry[] = [];
  // Every entry stands in two lines: as an edge between them.
  const edges: Edge<Line, Entry>[] = [];
  for (const cell of cells) {
    const part = { ...entry(cell.alumniId, cell.alumniName, cell.month), figures: cell };
    parts.push(part);
    const byAlumnus = lineOf(alumni, cell.alumniId, () => entry(cell.alumniId, cell.alumniName, null));
    const byMonth = lineOf(months, cell.month, () => entry(null, null, cell.month));
    for (const line of [byAlumnus, byMonth]) {
      line.parts.push(part);
      addFigures(line.sum.figures, cell);
    }
    addFigures(total.figures, cell);
    edges.push({ value: part, ends: [byAlumnus, byMonth] });
  }
  const sums = (lines: Map<string, Line>) => [...lines.values()].map(({ sum }) => sum);
  const allAlumni = { sum: total, parts: sums(alumni) };
  const allMonths = { sum: total, parts: sums(months) };
  for (const line of alumni.values()) edges.push({ value: line.sum, ends: [line, allAlumni] });
  for (const line of months.values()) edges.push({ value: line.sum, ends: [line, allMonths] });
  edges.push({ value: total, ends: [allAlumni, allMonths] });
  const lines = [...alumni.values(), ...months.values(), allAlumni, allMonths];

  // Of two ways to hide, the one that hides less.
  edges.sort((a, b) => a.value.figures.seatsTaken - b.value.figures.seatsTaken);
  for (const { value } of edges) value.hidden = areFew([value]);
  // Hiding in one line may lay another one bare; every round hides something more, so it ends.
  while (hideWhatFollows(edges) || lines.map(hideUntilMany).includes(true));
  return { cells: parts, alumni: allAlumni.parts, months: allMonths.parts, total, lines };
}

function entry(alumniId: string | null, alumniName: string | null, month: string | null): Entry {
  return { alumniId, alumniName, month, figures: noFigures(), hidden: false };
}

function lineOf(lines: Map<string, Line>, key: string, makeSum: () => Entry): Line {
  let line = lines.get(key);
  if (line === undefined) {
    line = { sum: makeSum(), parts: [] };
    lines.set(key, line);
  }
  return line;
}

function areFew(entries: readonly Entry[]): boolean {
  const people = new Set<string>();
  for (const { figures } of entries) {
    for (const person of figures.people) people.add(person);
    if (people.size >= fewest) return false;
  }
  return true;
}

/**
 * A hidden entry follows from what is shown exactly where it lies on no cycle of hidden ones: along a cycle each could
 * be one more and the next one less, and every sum would be as it is. So the fewest further entries are hidden that
 * close one. Returns whether that was anything.
 */
function hideWhatFollows(edges: readonly Edge<Line, Entry>[]): boolean {
  let changed = false;
  for (const edge of edgesOnNoCycle(edges.filter(({ value }) => value.hidden))) {
    const others = edges.filter((other) => other !== edge);
    for (const { value } of shortestPath(others, edge.ends, ({ value }) => value.hidden)) {
      // Of no sessions at all there is only the total, and no way round it.
      changed ||= !value.hidden;
      value.hidden = true;
    }
  }
  return changed;
}

/** In a line whose sum is shown, hides the smallest until the hidden ones are of enough people together. */
function hideUntilMany({ sum, parts }: Line): boolean {
  const hidden = parts.filter((part) => part.hidden);
  if (sum.hidden || hidden.length === 0 || !areFew(hidden)) return false;
  const shown = parts.filter((part) => !part.hidden);
  const smallest = shown.sort((a, b) => a.figures.seatsTaken - b.figures.seatsTaken)[0] ?? sum;
  smallest.hidden = true;
  return true;
}
