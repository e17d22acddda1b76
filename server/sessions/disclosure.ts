/**
 * What may be shown of feedback, so that nobody's stars can be worked out.
 *
 * Two figures are shown: of a session to its owner, and of an alumnus to everybody. Each is counted from a set of stars
 * that were shown at some moment, not from what was given until now, by three rules:
 *
 * 1. Where fewer than three people's feedback counts now, nothing is shown.
 * 2. A set gives way to that of now only where they differ in at least three people's stars. So no two figures that follow
 *    each other differ by one person who gave, changed or withdrew theirs, or whose was hidden: the fourth, fifth and sixth show
 *    together. Until then what was shown stands, and counts what was withdrawn meanwhile.
 * 3. Nor does what is shown of the alumnus ever differ by one person's stars from what is shown of any of their sessions
 *    together, which the owner could subtract. Where it would, the set of before stands until more feedback comes.
 *
 * What no rule can help against: an average of 5.0 says that all three gave five stars.
 */
import { fewestShown } from '@mentor-slots/contract';

/** One person's feedback. */
export interface Given {
  id: string;
  slotId: string;
  stars: number;
  /** Neither withdrawn nor hidden. */
  counts: boolean;
  shownOfSession: number | null;
  shownOfAlumnus: number | null;
}

type Level = 'shownOfSession' | 'shownOfAlumnus';

/** All feedback of an alumnus, after feedback of this session changed → the same with what is shown from now on. */
export function show(all: readonly Given[], slotId: string): Given[] {
  const ofSession = showLevel(all, 'shownOfSession', (one) => one.slotId === slotId);
  return showLevel(ofSession, 'shownOfAlumnus', () => true);
}

function showLevel(all: readonly Given[], level: Level, isIn: (one: Given) => boolean): Given[] {
  const next = all.map((one) => (isIn(one) ? { ...one, [level]: one.counts ? one.stars : null } : one));
  const changed = next.filter((one, index) => one[level] !== all[index]?.[level]);
  const counting = next.filter((one) => isIn(one) && one.counts);
  const isSafe = changed.length >= fewestShown && counting.length >= fewestShown && !tellsOfOne(next);
  return isSafe ? next : [...all];
}

/**
 * Do the alumnus's figures and those of some of their sessions together differ by one person's stars? Each session
 * differs by what is shown of it and not of the alumnus, if it is among those, or else by what is shown of both.
 */
function tellsOfOne(all: readonly Given[]): boolean {
  const rest = all.filter((one) => one.shownOfAlumnus !== null && one.shownOfSession === null).length;
  let sums = new Set([rest]);
  for (const session of bySession(all)) {
    const both = session.filter((one) => one.shownOfAlumnus === one.shownOfSession).length;
    const stale = session.filter(
      (one) => one.shownOfAlumnus !== null && one.shownOfAlumnus !== one.shownOfSession,
    ).length;
    const alone = session.length - both;
    // Stars that changed since count on both sides.
    const either = [...sums].flatMap((sum) => [sum + alone + stale, sum + both + stale]);
    sums = new Set(either.filter((sum) => sum <= 1));
  }
  return sums.has(1);
}

function bySession(all: readonly Given[]): Given[][] {
  const sessions = new Map<string, Given[]>();
  for (const one of all)
    if (one.shownOfSession !== null) sessions.set(one.slotId, [...(sessions.get(one.slotId) ?? []), one]);
  return [...sessions.values()];
}

/** Count and average, with one decimal, of what is shown; nothing where too few count. */
export function figuresOf(
  counting: number,
  shown: readonly number[],
): { count: number; average: number } | { count: null; average: null } {
  if (counting < fewestShown || shown.length < fewestShown) return { count: null, average: null };
  const sum = shown.reduce((total, stars) => total + stars, 0);
  return { count: shown.length, average: Math.round((sum / shown.length) * 10) / 10 };
}
