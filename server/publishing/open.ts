/** Sessions of everybody that can be booked now, found by words. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CutOffs, type OpenSlotsQuery, type SlotList, whyNotBook } from '@mentor-slots/contract';
import type { Queries } from '../db/database.ts';
import { type FoundSlotRow, slotsWith } from '../slots/open-queries.ts';
import { firstPlaceAt } from '../slots/place.ts';
import { publicSlot, slotFacts } from '../slots/slot-view.ts';
import { areIn, wordsIn } from '../text/words.ts';
import { foreignCursor, readLimit } from '../time/page.ts';
import { isInRange, readRange, startsWithin } from '../time/range.ts';

const usualPage = 50;
const largestPage = 100;
/** Words that are looked up; of those that are found, the text tells whether they have the others as well. */
const lookedUp = 3;
/** Sessions that are looked through at once, and for one page. */
const largestPortion = 500;
const mostLookedThrough = 3000;

/** Whoever is nobody in particular. */
const anybody = { id: '', headStart: 0 };

/**
 * A page of the sessions that anybody may book at `now` (ms), soonest first, whose description and alumnus's name have every
 * word of `q`. Where many had to be looked through a page ends early, with the cursor of the next one.
 */
export async function listOpenSlots(
  queries: Queries,
  query: OpenSlotsQuery,
  cutOffs: CutOffs,
  now: number,
): Promise<SlotList> {
  const limit = readLimit(query.limit, { usual: usualPage, largest: largestPage });
  const range = readRange(query);
  const words = wordsIn(query.q ?? '');
  const { startsFrom, startsBefore } = startsWithin(range);
  const soonest = firstPlaceAt(Math.max(now + cutOffs.bookingCutoff, startsFrom)) - 1;
  const before = firstPlaceAt(startsBefore);
  let after = query.cursor === undefined ? soonest : Math.max(soonest, readCursor(query.cursor));

  const page: FoundSlotRow[] = [];
  const isWanted = (slot: FoundSlotRow) =>
    areIn(words, slot.words) &&
    isInRange({ date: slot.date, startsAt: slot.starts_at, endsAt: slot.ends_at }, range) &&
    isOpen(slot, cutOffs, now);
  const pageWith = (cursor?: number): SlotList => ({
    slots: page.map((slot) => publicSlot(slot, now)),
    ...(cursor !== undefined && { nextCursor: Buffer.from(`${cursor}`).toString('base64url') }),
  });
  for (let looked = 0, portion = 2 * limit; ; portion = Math.min(4 * portion, largestPortion)) {
    const stretch = { after, before, limit: portion };
    const { slots, next } = await slotsWith(queries, words.slice(0, lookedUp), stretch);
    for (const slot of slots) {
      if (!isWanted(slot)) continue;
      if (page.length === limit) return pageWith(page.at(-1)?.place);
      page.push(slot);
    }
    if (next === null) return pageWith();
    looked += slots.length;
    after = next;
    if (looked >= mostLookedThrough) return pageWith(after);
    // Others have their turn.
    await nextTurn();
  }
}

function isOpen(slot: FoundSlotRow, cutOffs: CutOffs, now: number): boolean {
  return whyNotBook(slotFacts(slot), anybody, now, cutOffs) === null;
}

/** The place of the last session that was looked at. */
function readCursor(text: string): number {
  const place = Buffer.from(text, 'base64url').toString();
  if (!/^\d{1,16}$/.test(place) || !Number.isSafeInteger(Number(place))) {
    throw foreignCursor();
  }
  return Number(place);
}
