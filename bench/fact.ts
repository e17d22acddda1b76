/** A line of the benchmark: what is measured, and against what. */

/** Of the ratio where there is something to compare with, else of the figure itself. */
export type Aim = { least: number } | { most: number };

export interface Fact {
  /** The part of the benchmark that takes the figure. */
  part: string;
  measured: string;
  against?: string;
  unit: 'a second' | 'ms' | 's' | 'kB' | 'MB' | 'nodes' | 'pages';
  aim?: Aim;
  /** Told where the aim is missed: why. */
  why?: string;
}
