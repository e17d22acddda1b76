/** A line of the table: what was measured, and what it came to. */
import type { Fact } from './fact.ts';
import { type FactName, facts } from './facts.ts';
import { type Comparison, type Spread, spread } from './measure.ts';

export type Figures = Comparison | { own: Spread };

/** `figures` is null where it was not measured yet. */
export type Row = Fact & { name: string; figures: Figures | null };

/** A line that is compared with something. */
export const row = (name: FactName, figures: Figures | null): Row => ({ name, ...facts[name], figures });

/** A line that is a figure by itself, taken so many times. */
export const rowOf = (name: FactName, values: readonly number[]): Row => row(name, { own: spread(values) });

/** Says whether the aim is met; null where there is none. */
export function isMet({ aim, figures }: Row): boolean | null {
  if (aim === undefined || figures === null) return null;
  const { median } = decisive(figures);
  return 'least' in aim ? median >= aim.least : median <= aim.most;
}

/** What the aim is about. */
export const decisive = (figures: Figures): Spread => ('ratio' in figures ? figures.ratio : figures.own);
