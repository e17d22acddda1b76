/** What docs/performance.md and the README tell of speed is what was measured last, and each line of the benchmark stands there with its aim. */
import { expect, it } from 'vitest';
import { readTable } from '../e2e/tables.ts';
import { type FactName, facts } from './facts.ts';
import { readKept, rowsOf } from './kept.ts';
import { comparePages } from './pages.ts';
import { parts } from './parts.ts';
import { isMet } from './row.ts';
import { tellAim } from './table.ts';

const names = Object.keys(facts) as FactName[];

it.each(comparePages(readKept()))(
  '$where is as `npm run bench -- --write` writes it',
  ({ stands, should }) => {
    expect(stands).toBe(should);
  },
);

it('each line of the benchmark has its row in docs/performance.md, with its aim, and there is no other', () => {
  const told = readTable('performance', 'measured').map(({ measured, against, aim }) => ({
    measured,
    against,
    aim,
  }));
  const lines = names.map((name) => {
    const { measured, against = '' }: { measured: string; against?: string } = facts[name];
    return { measured, against, aim: tellAim(facts[name]) };
  });
  const byAim = [...lines.filter(({ aim }) => aim !== ''), ...lines.filter(({ aim }) => aim === '')];
  expect(told).toEqual(byAim);
});

it('each line is taken by a part that runs without being named', () => {
  for (const name of names)
    expect(parts[facts[name].part], name).toMatchObject({ measure: expect.any(Function) });
  const taking = new Set<string>(names.map((name) => facts[name].part));
  const running = Object.keys(parts).filter((name) => !parts[name]?.isApart);
  expect(running.filter((name) => !taking.has(name))).toEqual([]);
  expect(Object.keys(parts).filter((name) => parts[name]?.isApart && taking.has(name))).toEqual([]);
});

it('a line that misses its aim says why', () => {
  const silent = rowsOf(readKept()).filter((row) => isMet(row) === false && row.why === undefined);
  expect(silent.map(({ name }) => name)).toEqual([]);
});
