/** What may be shown of feedback: whatever happens in whichever order, no figure differs from another by one person's stars. */
import { describe, expect, test } from 'vitest';
import { figuresOf, type Given, show } from './disclosure.ts';

/** Numbers that look random and are the same at each run with the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const given = (id: string, slotId: string, stars: number): Given => ({
  ...{ id, slotId, stars, counts: true, shownOfSession: null, shownOfAlumnus: null },
});

/** What is shown, as a set: whose stars, and how many. */
const shownOf = (all: readonly Given[], level: 'shownOfSession' | 'shownOfAlumnus', slotId?: string) =>
  new Set(
    all
      .filter((one) => one[level] !== null && (slotId === undefined || one.slotId === slotId))
      .map((one) => `${one.id} ${one[level]}`),
  );

const difference = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].filter((each) => !other.has(each)).length + [...other].filter((each) => !one.has(each)).length;

function subsets<T>(all: readonly T[]): T[][] {
  let sets: T[][] = [[]];
  for (const one of all) sets = sets.concat(sets.map((set) => [...set, one]));
  return sets;
}

describe('feedback', () => {
  test('is shown from the third on, of the session and of the alumnus', () => {
    let all: Given[] = [];
    for (const [index, stars] of [5, 4, 3].entries()) {
      expect(all.every((one) => one.shownOfSession === null && one.shownOfAlumnus === null)).toBe(true);
      all = show([...all, given(`${index}`, 'one', stars)], 'one');
    }
    expect(all.map((one) => [one.shownOfSession, one.shownOfAlumnus])).toEqual([
      [5, 5],
      [4, 4],
      [3, 3],
    ]);
  });

  test('of single sessions is shown of their alumnus alone', () => {
    let all: Given[] = [];
    for (const slotId of ['one', 'two', 'three']) all = show([...all, given(slotId, slotId, 4)], slotId);
    expect(all.map((one) => [one.shownOfSession, one.shownOfAlumnus])).toEqual([
      [null, 4],
      [null, 4],
      [null, 4],
    ]);
  });

  test('that comes fourth, is changed or withdrawn shows nothing by itself', () => {
    let all: Given[] = [];
    for (const id of ['a', 'b', 'c']) all = show([...all, given(id, 'one', 3)], 'one');
    const shown = shownOf(all, 'shownOfAlumnus');
    all = show([...all, given('d', 'one', 5)], 'one');
    expect(shownOf(all, 'shownOfAlumnus')).toEqual(shown);
    all = show(
      all.map((one) => (one.id === 'a' ? { ...one, stars: 1 } : one)),
      'one',
    );
    expect(shownOf(all, 'shownOfAlumnus')).toEqual(shown);
    all = show(
      all.map((one) => (one.id === 'b' ? { ...one, counts: false } : one)),
      'one',
    );
    expect(shownOf(all, 'shownOfAlumnus')).toEqual(new Set(['a 1', 'c 3', 'd 5']));
  });

  test('is not shown of the alumnus where the owner could subtract a session and be left with one person', () => {
    let all: Given[] = [];
    const give = (id: string, slotId: string, stars: number) => {
      all = show([...all, given(id, slotId, stars)], slotId);
    };
    const change = (id: string, values: Partial<Given>) => {
      all = all.map((one) => (one.id === id ? { ...one, ...values } : one));
      all = show(all, all.find((one) => one.id === id)?.slotId ?? '');
    };
    for (const id of ['x', 'y', 'z']) give(id, 'one', 3);
    for (const id of ['a', 'b']) give(id, 'two', 4);
    change('y', { counts: false });
    change('z', { counts: false });
    change('x', { stars: 2 });
    give('c', 'two', 4);
    expect(shownOf(all, 'shownOfSession', 'two')).toEqual(new Set(['a 4', 'b 4', 'c 4']));
    // With the session taken away, x alone would be left, with the stars that nobody saw yet.
    expect(shownOf(all, 'shownOfAlumnus')).toEqual(new Set(['x 3', 'z 3', 'a 4', 'b 4']));
  });

  test.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'is never told by what two figures differ in, whatever happens (seed %i)',
    (seed) => {
      const next = numbers(seed);
      const pick = (count: number) => Math.floor(next() * count);
      const slots = ['one', 'two', 'three', 'four'].slice(0, 1 + pick(4));
      let all: Given[] = [];
      let changes = 0;
      for (let step = 0; step < 60; step++) {
        const slotId = slots[pick(slots.length)] as string;
        const ours = all.filter((one) => one.slotId === slotId);
        const one = ours[pick(ours.length)];
        const kind = pick(5);
        const before = all;
        if (one === undefined || kind < 3) all = [...all, given(`${step}`, slotId, 1 + pick(5))];
        else if (kind === 3) all = all.map((each) => (each === one ? { ...each, stars: 1 + pick(5) } : each));
        else all = all.map((each) => (each === one ? { ...each, counts: !each.counts } : each));
        all = show(all, slotId);
        for (const level of ['shownOfSession', 'shownOfAlumnus'] as const)
          for (const of of level === 'shownOfAlumnus' ? [undefined] : slots) {
            const changed = difference(shownOf(before, level, of), shownOf(all, level, of));
            if (changed > 0) changes += 1;
            // What gives way differs in three people's stars: one whose stars changed is on either side.
            expect(changed === 0 || changed >= 3, `step ${step}`).toBe(true);
          }
        const ofAlumnus = shownOf(all, 'shownOfAlumnus');
        for (const some of subsets(slots)) {
          const together = new Set(some.flatMap((of) => [...shownOf(all, 'shownOfSession', of)]));
          if (together.size > 0) expect(difference(ofAlumnus, together), `step ${step}`).not.toBe(1);
        }
      }
      expect(changes).toBeGreaterThan(2);
    },
  );

  test('of fewer than three that count shows no figures, whatever was shown', () => {
    expect(figuresOf(2, [5, 5, 5])).toEqual({ count: null, average: null });
    expect(figuresOf(3, [5, 4, 4])).toEqual({ count: 3, average: 4.3 });
    expect(figuresOf(3, [])).toEqual({ count: null, average: null });
  });
});
