/** The figures that docs/performance.md and the README tell, as they were last written. */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { type FactName, facts } from './facts.ts';
import { type Figures, type Row, row } from './row.ts';

export interface Kept {
  measuredOn: string;
  machine: { cores: number; processor: string; node: string };
  figures: Partial<Record<FactName, Figures>>;
}

const path = new URL('figures.json', import.meta.url);

export const readKept = (): Kept => JSON.parse(readFileSync(path, 'utf8'));

/** Those that were taken now replace those that stood there; returns all, in the order of the facts. */
export function keep(rows: readonly Row[]): Kept {
  const taken = Object.fromEntries(rows.map(({ name, figures }) => [name, figures]));
  const all: Record<string, Figures> = { ...readKept().figures, ...taken };
  const kept = {
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: thisMachine(),
    figures: Object.fromEntries(Object.keys(facts).flatMap((name) => (all[name] ? [[name, all[name]]] : []))),
  };
  writeFileSync(path, `${JSON.stringify(kept, digits, 2)}\n`);
  return readKept();
}

/** All rows, with what was kept of each. */
export const rowsOf = ({ figures }: Kept): Row[] =>
  (Object.keys(facts) as FactName[]).map((name) => row(name, figures[name] ?? null));

export function thisMachine(): Kept['machine'] {
  return { cores: availableParallelism(), processor: cpus()[0]?.model ?? 'unknown', node: process.version };
}

/** As many digits as mean something. */
function digits(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
