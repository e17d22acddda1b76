/** docs/promises.md names for each promise the tests that hold it: they are there, and `npm run prove` runs whole which it says. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { proofs } from './proofs.mjs';

const page = readFileSync(new URL('../docs/promises.md', import.meta.url), 'utf8');
const tests = [...page.matchAll(/(◆ )?\[[\w-]+\]\(\.\.\/([^)]+\.test\.ts)\)/g)].map(
  ([, mark, path = '']) => ({
    path,
    isProof: mark !== undefined,
  }),
);

it('names tests that are there', () => {
  expect(tests.length).toBeGreaterThan(80);
  expect(tests.filter(({ path }) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
});

it('marks those that npm run prove runs whole, and leaves none of them out', () => {
  const marked = new Set(tests.filter(({ isProof }) => isProof).map(({ path }) => path));
  expect([...marked].sort()).toEqual([...proofs].sort());
  expect(tests.filter(({ path, isProof }) => !isProof && marked.has(path))).toEqual([]);
});
