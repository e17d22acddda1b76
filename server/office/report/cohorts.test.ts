/** What of cohorts is hidden, against somebody who sees all that is shown and can calculate. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToCohorts, maskedCohorts, noCohorts } from './cohorts.ts';
import { fewest } from './figures.ts';
import type { PastSession } from './sessions.ts';

const names = ['a', 'b', 'c', 'd', 'e'];

/** Students with their cohorts, and whether they gave stars. */
const programmes = fc.array(fc.tuple(fc.subarray(names), fc.boolean()), { minLength: 1, maxLength: 60 });

function sessionOf(programme: readonly (readonly [string[], boolean])[]): PastSession {
  return {
    alumniId: 'ada',
    alumniName: 'Ada',
    month: '2026-11',
    hours: 1,
    seats: 100,
    cancelled: false,
    bookings: programme.map((_, n) => ({
      studentId: `s${n}`,
      status: 'confirmed',
      cancelReason: null,
      attendance: null,
      waited: false,
      promoted: false,
    })),
    stars: programme.flatMap(([, gave], n) =>
      gave ? [{ studentId: `s${n}`, ofSession: null, ofAlumnus: 4 }] : [],
    ),
  };
}

/** Whom every sum and difference of shown lines takes together: those who are in the same ones. */
function alike(programme: readonly (readonly [string[], boolean])[], shown: readonly (string | null)[]) {
  const sizes = new Map<string, number>();
  for (const [cohorts] of programme) {
    const own = cohorts.length === 0 ? [null] : cohorts;
    const key = shown.map((cohort) => (own as (string | null)[]).includes(cohort)).join();
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  return [...sizes.values()];
}

test('whatever is calculated is of five people or more, and of three whose stars count', async () => {
  await fc.assert(
    fc.asyncProperty(programmes, async (programme) => {
      const cohorts = new Map(
        programme.flatMap(([own], n) => (own.length === 0 ? [] : [[`s${n}`, own] as const])),
      );
      const sums = noCohorts();
      addToCohorts(sums, sessionOf(programme), cohorts);
      const { lines, total } = await maskedCohorts(sums, cohorts);
      const shown = lines.filter(({ hidden }) => !hidden).map(({ cohort }) => cohort);
      expect(total.hidden).toBe(programme.length < fewest.people);
      if (shown.length > 0)
        expect(Math.min(...alike(programme, shown))).toBeGreaterThanOrEqual(fewest.people);
      const raters = programme.filter(([, gave]) => gave);
      const rated = lines.filter(({ ratingHidden }) => !ratingHidden).map(({ cohort }) => cohort);
      for (const line of lines) if (line.hidden) expect(line.ratingHidden).toBe(true);
      if (rated.length > 0) expect(Math.min(...alike(raters, rated))).toBeGreaterThanOrEqual(fewest.raters);
    }),
    { numRuns: 1000 },
  );
});

test('shows cohorts that are all of many', async () => {
  const programme = names.flatMap((name) =>
    Array.from({ length: 6 }, () => [[name], true] as [string[], boolean]),
  );
  const cohorts = new Map(programme.map(([own], n) => [`s${n}`, own] as const));
  const sums = noCohorts();
  addToCohorts(sums, sessionOf(programme), cohorts);
  const { lines } = await maskedCohorts(sums, cohorts);
  expect(lines.map(({ cohort, hidden, ratingHidden }) => [cohort, hidden, ratingHidden])).toEqual(
    names.map((name) => [name, false, false]),
  );
});
