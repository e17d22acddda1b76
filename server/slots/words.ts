/** Works out by which words slots are found where that was never done, or done as another release does it. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { instant } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { areWordsFilled, markFilled, renewWords, slotIdsAfter } from './word-queries.ts';

/** Slots of one unit. */
const portion = 2000;

/**
 * Fills what words are looked up in, and tells whether there were any. Slot after slot: a start that is broken off
 * loses nothing, and several processes may do it at once. `now` in ms.
 */
export async function fillWords({ read, write }: Database, now: number): Promise<boolean> {
  if (await areWordsFilled(read)) return false;
  let last = '';
  for (; ; await nextTurn()) {
    const ids = await slotIdsAfter(read, last, portion);
    if (ids.length === 0) break;
    last = ids.at(-1) ?? last;
    await write(async (tx) => {
      await tx.lock('slots', ids);
      await renewWords(tx, ids, instant(now));
    });
  }
  await write(markFilled);
  return last !== '';
}
