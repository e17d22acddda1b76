/** Keeps by which words the sessions that lie ahead are found. Whatever writes a slot or a name calls one of these. */
import type { Queries, Source, Tx } from '../db/database.ts';
import type { SlotWordsRow } from '../db/tables.ts';
import { folding, wordsOf } from '../text/words.ts';
import { firstPlaceAt, isPlaceOf, nextPlace, placeOf } from './place.ts';

/** What a slot's words follow from: of slots with their owner. */
export const wordSources = [
  'slots.id',
  'starts_at',
  'cancelled_at',
  'description',
  'people.name as alumni_name',
] as const;

interface WordSource {
  id: string;
  starts_at: string;
  cancelled_at: string | null;
  description: string | null;
  alumni_name: string;
}

/** By these words this slot is found; null: by none, since it was called off or has begun by `now`. */
export function wordsOfSlot(slot: WordSource, now: string): string | null {
  if (slot.cancelled_at !== null || slot.starts_at <= now) return null;
  return wordsOf(slot.description, slot.alumni_name);
}

/** Makes the words of these slots true again, after anything they follow from has changed. Writes only what differs. */
export async function renewWords({ kysely }: Tx, slotIds: readonly string[], now: string): Promise<void> {
  if (slotIds.length === 0) return;
  const [slots, kept] = await Promise.all([
    kysely
      .selectFrom('slots')
      .innerJoin('people', 'people.id', 'slots.alumni_id')
      .select(wordSources)
      .where('slots.id', 'in', slotIds)
      .execute(),
    kysely.selectFrom('slot_words').selectAll().where('slot_id', 'in', slotIds).execute(),
  ]);
  const stale = new Map(kept.map((row) => [row.slot_id, row]));
  const missing: Omit<SlotWordsRow, 'place'>[] = [];
  const places: number[] = [];
  for (const slot of slots) {
    const words = wordsOfSlot(slot, now);
    if (words === null) continue;
    const row = stale.get(slot.id);
    if (row?.words === words && isPlaceOf(row.place, slot)) {
      stale.delete(slot.id);
      continue;
    }
    missing.push({ slot_id: slot.id, words });
    places.push(placeOf(slot));
  }
  if (stale.size > 0)
    await kysely
      .deleteFrom('slot_words')
      .where('slot_id', 'in', [...stale.keys()])
      .execute();
  if (missing.length === 0) return;
  const free = await freePlaces({ kysely }, places);
  const rows = missing.map((row, index) => ({ ...row, place: free[index] ?? 0 }));
  await kysely.insertInto('slot_words').values(rows).execute();
}

/** The same for whatever is found of this alumnus. */
export async function renewWordsBy(tx: Tx, alumniId: string, now: string): Promise<void> {
  const rows = await tx.kysely
    .selectFrom('slots')
    .innerJoin('slot_words', 'slot_words.slot_id', 'slots.id')
    .select('slots.id')
    .where('slots.alumni_id', '=', alumniId)
    .execute();
  await renewWords(
    tx,
    rows.map(({ id }) => id),
    now,
  );
}

/** For each of these places itself or the next that nobody has. */
async function freePlaces({ kysely }: Source, wanted: readonly number[]): Promise<number[]> {
  const taken = new Set<number>();
  for (let tried = [...wanted]; ; ) {
    const rows = await kysely.selectFrom('slot_words').select('place').where('place', 'in', tried).execute();
    for (const { place } of rows) taken.add(place);
    const own = new Set<number>();
    const clash: number[] = [];
    const found = wanted.map((first) => {
      let place = first;
      while (taken.has(place) || own.has(place)) place = nextPlace(place);
      if (place !== first && !tried.includes(place)) clash.push(place);
      own.add(place);
      return place;
    });
    if (clash.length === 0) return found;
    tried = [...tried, ...clash];
  }
}

/** Before the slot itself goes. */
export async function forgetWordsOf({ kysely }: Tx, slotId: string): Promise<void> {
  await kysely.deleteFrom('slot_words').where('slot_id', '=', slotId).execute();
}

/** Nothing finds this alumnus's sessions any more, whenever they are. */
export async function forgetWordsBy({ kysely }: Tx, alumniId: string): Promise<void> {
  await kysely
    .deleteFrom('slot_words')
    .where('slot_id', 'in', (own) => own.selectFrom('slots').select('id').where('alumni_id', '=', alumniId))
    .execute();
}

/** Takes out sessions that had begun by `now` (ms), at most so many; tells how many it were. */
export async function forgetWordsBefore({ kysely }: Tx, now: number, limit: number): Promise<number> {
  const rows = await kysely
    .selectFrom('slot_words')
    .select('place')
    .where('place', '<', firstPlaceAt(now))
    .orderBy('place')
    .limit(limit)
    .execute();
  if (rows.length === 0) return 0;
  await kysely
    .deleteFrom('slot_words')
    .where(
      'place',
      'in',
      rows.map(({ place }) => place),
    )
    .execute();
  return rows.length;
}

/** Were the words of this database's slots worked out as this program does it? */
export async function areWordsFilled({ kysely }: Source): Promise<boolean> {
  const row = await kysely.selectFrom('schema_version').select('folding').executeTakeFirst();
  return row?.folding === folding;
}

/** From here on whatever writes a slot keeps its words. */
export async function markFilled({ kysely }: Tx): Promise<void> {
  await kysely.updateTable('schema_version').set({ folding }).execute();
}

/** The ids of a portion of all slots, those after this one. */
export async function slotIdsAfter({ kysely }: Queries, id: string, limit: number): Promise<string[]> {
  const rows = await kysely
    .selectFrom('slots')
    .select('id')
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
