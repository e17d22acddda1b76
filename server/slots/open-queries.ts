/** Sessions of everybody, by the words that find them, in the order of time. */
import type { Queries } from '../db/database.ts';
import { placesWith, type Stretch } from '../db/word-index.ts';
import { namedSlots } from './queries.ts';
import type { NamedSlotRow } from './slot-view.ts';

export type FoundSlotRow = NamedSlotRow & { place: number; words: string };

/** Slots that lie ahead and have these words, soonest first, and the place after which there are more; null: after none. */
export interface FoundSlots {
  slots: readonly FoundSlotRow[];
  next: number | null;
}

/** What a stretch has of them. Others may have been among them for a moment. */
export async function slotsWith(
  { kysely }: Queries,
  words: readonly string[],
  stretch: Stretch,
): Promise<FoundSlots> {
  const places = await placesWith(kysely, words, stretch);
  if (places.length === 0) return { slots: [], next: null };
  const slots = await namedSlots(kysely)
    .innerJoin('slot_words', 'slot_words.slot_id', 'slots.id')
    .select(['slot_words.place', 'slot_words.words'])
    .where('slot_words.place', 'in', places)
    .orderBy('slot_words.place')
    .execute();
  // By places, not by slots: one may have gone meanwhile.
  return { slots, next: places.length < stretch.limit ? null : (places.at(-1) ?? null) };
}
