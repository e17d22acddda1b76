/** Sessions of everybody, by the words that find them, in the order of time. */
import type { Queries } from '../db/database.ts';
import { placesWith, type Stretch } from '../db/word-index.ts';
import { namedSlots } from './queries.ts';
import type { NamedSlotRow } from './slot-view.ts';

export type FoundSlotRow = NamedSlotRow & { place: number; words: string };

/** Slots that lie ahead in this stretch and have these words, soonest first; others may have been among them for a moment. */
export async function slotsWith(
  { kysely }: Queries,
  words: readonly string[],
  stretch: Stretch,
): Promise<FoundSlotRow[]> {
  const places = await placesWith(kysely, words, stretch);
  return namedSlots(kysely)
    .innerJoin('slot_words', 'slot_words.slot_id', 'slots.id')
    .innerJoin(places, 'found.place', 'slot_words.place')
    .select(['slot_words.place', 'slot_words.words'])
    .orderBy('slot_words.place')
    .execute();
}
