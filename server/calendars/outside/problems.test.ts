import { expect, test } from 'vitest';
import { outsideProblems, tellOutsideProblem } from './problems.ts';

test('each problem has one sentence of its own', () => {
  const sentences = outsideProblems.map(tellOutsideProblem);
  expect(new Set(sentences).size).toBe(outsideProblems.length);
  for (const sentence of sentences)
    expect(sentence).toMatch(/^The [^\n]{20,120}\.$|^There [^\n]{20,120}\.$|^No [^\n]{20,120}\.$/);
});
