/**
 * What sessions came to by the cohorts of the students in them.
 *
 * A session counts for each cohort of which somebody had a seat in it, with all of its hours and seats; seats taken,
 * cancellations, waiting, attendance and stars are those of the cohort's own students. Who is in two cohorts counts in both, so
 * the lines do not add up to the total. Those who are in none are a line of their own.
 *
 * Since the lines overlap, they are masked by another rule than a table is (masking.ts). Take the students by which of the
 * shown lines they are in: two who are in the same ones cannot be told from one another by adding and subtracting lines, so
 * whatever is calculated is of all students who are in the same, or of several such groups. Where one of these groups is of
 * fewer than five people, lines are hidden, the smallest first, until none is. The same goes once more for ratings, with those
 * whose stars count and with three. In a line that is hidden nothing is told, not even of sessions: these are the cohort's own.
 */
import { addBooking, addFigures, addOffer, addStars, type Figures, fewest, noFigures } from './figures.ts';
import { takingRests } from './rests.ts';
import type { PastSession } from './sessions.ts';

export interface CohortLine {
  /** Null: the students who are in none. */
  cohort: string | null;
  figures: Figures;
  hidden: boolean;
  ratingHidden: boolean;
}

/** The lines and the total, in which each session and seat counts once. */
export interface CohortSums {
  lines: Map<string | null, CohortLine>;
  total: Figures;
  /** Who booked, and whose stars count. */
  people: Set<string>;
  raters: Set<string>;
}

/** Student → cohorts; whoever is not in it is in none. */
export type Cohorts = ReadonlyMap<string, readonly string[]>;

export function noCohorts(): CohortSums {
  return { lines: new Map(), total: noFigures(), people: new Set(), raters: new Set() };
}

const none: readonly (string | null)[] = [null];

function linesOf(cohorts: Cohorts, studentId: string): readonly (string | null)[] {
  return cohorts.get(studentId) ?? none;
}

export function addToCohorts(sums: CohortSums, session: PastSession, cohorts: Cohorts): void {
  const parts = new Map<string | null, Figures>();
  const partsOf = (studentId: string) =>
    linesOf(cohorts, studentId).map((cohort) => {
      const part = parts.get(cohort) ?? noFigures();
      parts.set(cohort, part);
      return part;
    });
  for (const booking of session.bookings) {
    sums.people.add(booking.studentId);
    for (const part of [sums.total, ...partsOf(booking.studentId)]) addBooking(part, booking);
  }
  for (const stars of session.stars) {
    if (stars.ofAlumnus !== null) sums.raters.add(stars.studentId);
    for (const part of [sums.total, ...partsOf(stars.studentId)]) addStars(part, stars);
  }
  addOffer(sums.total, session);
  for (const [cohort, part] of parts) {
    // Of a session that was called off nobody has a seat any more: it counts where they had one.
    if (part.seatsTaken > 0 || (session.cancelled && part.bookingsCancelled > 0)) addOffer(part, session);
    const line = sums.lines.get(cohort) ?? {
      cohort,
      figures: noFigures(),
      hidden: false,
      ratingHidden: false,
    };
    sums.lines.set(cohort, line);
    addFigures(line.figures, part);
  }
}

/** The lines with what must be hidden hidden, and the total likewise. */
export async function maskedCohorts({ lines, total, people, raters }: CohortSums, cohorts: Cohorts) {
  const all = [...lines.values()];
  const totalHidden = people.size < fewest.people;
  await hideUntilMany(all, 'hidden', fewest.people, groupsOf(people, cohorts));
  for (const line of all) line.ratingHidden = line.hidden;
  await hideUntilMany(all, 'ratingHidden', fewest.raters, groupsOf(raters, cohorts));
  return {
    lines: all,
    total: {
      cohort: null,
      figures: total,
      hidden: totalHidden,
      ratingHidden: totalHidden || raters.size < fewest.raters,
    },
  };
}

/** Those who are in the same cohorts, counted. */
interface Group {
  cohorts: readonly (string | null)[];
  size: number;
}

function groupsOf(people: ReadonlySet<string>, cohorts: Cohorts): Group[] {
  const groups = new Map<string, Group>();
  for (const person of people) {
    const own = linesOf(cohorts, person);
    const key = JSON.stringify(own);
    const group = groups.get(key) ?? { cohorts: own, size: 0 };
    groups.set(key, { ...group, size: group.size + 1 });
  }
  return [...groups.values()];
}

async function hideUntilMany(
  lines: readonly CohortLine[],
  hides: 'hidden' | 'ratingHidden',
  least: number,
  groups: readonly Group[],
): Promise<void> {
  const rest = takingRests();
  const sizeOf = (line: CohortLine) =>
    groups.reduce((sum, group) => sum + (group.cohorts.includes(line.cohort) ? group.size : 0), 0);
  // The smallest first; of equal ones always the same.
  const bySize = lines
    .map((line) => ({ line, size: sizeOf(line) }))
    .sort((a, b) => a.size - b.size || (String(a.line.cohort) < String(b.line.cohort) ? -1 : 1));
  for (const { line, size } of bySize) if (size < least) line[hides] = true;
  for (;;) {
    const shown = bySize.filter(({ line }) => !line[hides]);
    const alike = new Map<string, number>();
    for (const { cohorts, size } of groups) {
      await rest();
      const key = shown.map(({ line }) => (cohorts.includes(line.cohort) ? '1' : '0')).join('');
      alike.set(key, (alike.get(key) ?? 0) + size);
    }
    const small = [...alike].find(([, size]) => size < least)?.[0];
    if (small === undefined || shown.length === 0) return;
    // A line that they are in, since it is what tells them from others; where they are in none, any.
    const index = Math.max(0, small.indexOf('1'));
    const next = shown[index];
    if (next !== undefined) next.line[hides] = true;
  }
}
