/** By which words sessions are found. */
import { isPlaceOf } from '../../slots/place.ts';
import { areWordsFilled, wordSources, wordsOfSlot } from '../../slots/word-queries.ts';
import { type Check, lastDone } from './check.ts';

export const words: Check = {
  name: 'words',
  promise:
    'every session ahead is found by its own words and its alumnus’s name, and none that was called off',
  async look(contents, broken, read) {
    const { kysely } = contents;
    // The service fills it when it starts.
    if (!(await areWordsFilled(contents))) return;
    // What had begun when something was last done may have been taken out.
    const now = new Date(Math.max(Date.now(), await lastDone(contents))).toISOString();
    const rows = kysely
      .selectFrom('slots')
      .innerJoin('people', 'people.id', 'slots.alumni_id')
      .leftJoin('slot_words', 'slot_words.slot_id', 'slots.id')
      .select(wordSources)
      .select(['slot_words.place', 'slot_words.words'])
      .stream();
    for await (const slot of rows) {
      read();
      const { id, place } = slot;
      if (place === null) {
        if (wordsOfSlot(slot, now) !== null) broken(`slot ${id} lies ahead and is found by no words`);
        continue;
      }
      // What has begun is taken out within hours.
      const own = wordsOfSlot(slot, '');
      if (own === null) broken(`slot ${id} was called off and is found by words`);
      else if (own !== slot.words) broken(`slot ${id} is found by other words than its own`);
      else if (!isPlaceOf(place, slot)) broken(`slot ${id} is found at another time than its own`);
    }
  },
};
