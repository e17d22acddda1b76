import { busyProblems } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { tellOutsideProblem } from './problems.ts';

test('each problem has one sentence of its own', () => {
  const sentences = busyProblems.map(tellOutsideProblem);
  expect(new Set(sentences).size).toBe(busyProblems.length);
  for (const sentence of sentences)
    expect(sentence).toMatch(/^The [^\n]{20,120}\.$|^There [^\n]{20,120}\.$|^No [^\n]{20,120}\.$/);
});
