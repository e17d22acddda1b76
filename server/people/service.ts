/** Who the tokens introduce: recorded when first seen, renewed by newer tokens. */
import { LRUCache } from 'lru-cache';
import { type Clock, instant } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import type { Caller } from '../http/caller.ts';
import { upcomingSlots } from '../slots/queries.ts';
import { publicSlot } from '../slots/slot-view.ts';

/** Records a caller. Costs nothing where nothing about them is new. */
export type SeePerson = (caller: Caller) => Promise<void>;

export function recordPeople(deps: { database: Database; clock: Clock }): SeePerson {
  const known = new LRUCache<string, { name: string; email: string | null; issuedAt: number }>({
    max: 50_000,
  });
  // Whoever was erased is a new person when they come again.
  deps.database.onChange((change) => {
    if (change.to === 'services') known.delete(change.erased);
  });
  deps.database.onGap(() => known.clear());
  return async (caller) => {
    // A token that does not say when it was issued counts as issued now.
    const issuedAt = caller.issuedAt || Math.floor(deps.clock() / 1000);
    const before = known.get(caller.id);
    if (before !== undefined && before.issuedAt > issuedAt) return;
    if (before?.name === caller.name && before.email === caller.email) {
      // So that a token issued between the two cannot bring an older name back.
      before.issuedAt = issuedAt;
      return;
    }
    await deps.database.write((tx) => recordPerson(tx, caller, issuedAt, deps.clock()));
    known.set(caller.id, { name: caller.name, email: caller.email, issuedAt });
  };
}

async function recordPerson(tx: Tx, caller: Caller, issuedAt: number, now: number): Promise<void> {
  const inserted = await tx.kysely
    .insertInto('people')
    .values({
      id: caller.id,
      name: caller.name,
      email: caller.email,
      token_issued_at: issuedAt,
      first_seen_at: instant(now),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted !== undefined) return;
  await tx.lock('people', [caller.id]);
  const before = await tx.kysely
    .selectFrom('people')
    .selectAll()
    .where('id', '=', caller.id)
    .executeTakeFirstOrThrow();
  // What a token leaves out (the id then stands for the name) takes nothing away.
  const name = caller.name === caller.id ? before.name : caller.name;
  const email = caller.email ?? before.email;
  const same = before.name === name && before.email === email;
  if (same || before.token_issued_at > issuedAt) return;
  await tx.kysely
    .updateTable('people')
    .set({ name, email, token_issued_at: issuedAt })
    .where('id', '=', caller.id)
    .execute();
  if (before.name !== name) await renameOnSlots(tx, caller.id, now);
}

/** A name stands on every slot of its owner, so a new one is a change that everyone can see. */
async function renameOnSlots(tx: Tx, alumniId: string, now: number): Promise<void> {
  const slots = await tx.kysely.selectFrom('slots').select('id').where('alumni_id', '=', alumniId).execute();
  await tx.lock(
    'slots',
    slots.map((slot) => slot.id),
  );
  await tx.kysely
    .updateTable('slots')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: instant(now) }))
    .where('alumni_id', '=', alumniId)
    .execute();
  for (const slot of await upcomingSlots(tx, [alumniId], instant(now))) {
    tx.emit({ to: 'subscribers', alumniId, frame: { type: 'slot_updated', slot: publicSlot(slot, now) } });
  }
}
