/** What brings the tables of one version to the next. Once released it never changes. */
export interface Upgrade {
  /** The version that it makes. */
  to: number;
  /** For people and logs: what the version has that the one before had not. */
  brings: string;
  /** Statements in their order. They see the tables of the version before, never today's program. */
  steps: readonly Step[];
}

/**
 * The same statement for both engines, or a list of each one's own. SQLite can change little of a table that is there:
 * make it anew under another name, copy, drop, rename. Foreign keys are off meanwhile and checked before the commit.
 */
export type Step = string | { sqlite: readonly string[]; postgres: readonly string[] };
