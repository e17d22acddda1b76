/** Where a whole database is copied to: one transaction, seen by nobody until it is kept. */
import type { Contents } from './snapshot.ts';
import { eachTable } from './table-facts.ts';

export type Row = Readonly<Record<string, string | number | null>>;

/** Reads what it has been given so far. */
export interface CopyTarget extends Contents {
  insert(table: string, rows: readonly Row[]): Promise<void>;
  /** All of it, for good. */
  keep(): Promise<void>;
  /** Nothing of it. */
  abandon(): Promise<void>;
}

/** The tables that are copied, in an order in which a row's references come before it. */
export function copiedTables(): string[] {
  return eachTable().flatMap(([table, { moved }]) => (moved ? [table] : []));
}

/** The rows go on with what is there: a target with any of its own is refused. */
export function refuseRows(table: string): never {
  throw new Error(`--to has rows in ${table} already; expected an empty database.`);
}

/** By which words sessions are found is no row that is copied: the service works it out when it starts. */
export const leaveWordsToService = 'UPDATE schema_version SET folding = 0';
