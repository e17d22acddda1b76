import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tx } from '../db/database.ts';
import type { LeasedWrite } from './lease.ts';

/** So much of it that nobody notices: a statement of one engine holds the whole process up while it runs. */
export const portion = 200;

/**
 * Does a portion at a time, each in a unit of its own, until there is nothing left: others have their turn in between, however
 * much has gathered. `piece` does at most so much, and tells how much it was.
 */
export async function byPortions(
  write: LeasedWrite,
  piece: (tx: Tx, most: number) => Promise<number>,
): Promise<void> {
  while ((await write((tx) => piece(tx, portion))) === portion) await nextTurn();
}
