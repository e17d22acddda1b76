/** Who the tokens introduce: recorded when first seen, renewed by newer tokens. */
import { tellSlot } from '../bookings/change.ts';
import type { Caller } from '../caller.ts';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { raiseVersionsOf, slotIdsOf, upcomingSlots } from '../slots/queries.ts';
import { renewWordsBy } from '../slots/word-queries.ts';
import { insertPerson, personById, renewPerson } from './queries.ts';

/** How much newer a token that says nothing new must be to be recorded: who comes is known to the day, for retention. */
export const seenAgainSeconds = 24 * 3600;

/**
 * Records a person, or renews their name and address by a token that is not older than the one they were last renewed
 * by. `issuedAt`: seconds since 1970, when the token was issued; `now`: ms. Gives the time of the token that is recorded
 * then: an older one's, where this one says nothing new.
 */
export async function recordPerson(tx: Tx, caller: Caller, issuedAt: number, now: number): Promise<number> {
  const row = {
    id: caller.id,
    name: caller.name,
    email: caller.email,
    token_issued_at: issuedAt,
    first_seen_at: instant(now),
    token_language: caller.language,
    token_time_zone: caller.timeZone,
    token_cohorts: caller.cohorts.length === 0 ? null : JSON.stringify(caller.cohorts),
  };
  if (await insertPerson(tx, row)) return issuedAt;
  // A new name stands on every slot of theirs. The slots first: whoever holds a person waits for no slot.
  const known = await personById(tx, caller.id);
  if (known?.name !== caller.name) await tx.lock('slots', await slotIdsOf(tx, caller.id));
  await tx.lock('people', [caller.id]);
  const before = await personById(tx, caller.id);
  if (before === undefined) throw new Error('A person who is locked is there');
  // What a token leaves out (the id then stands for the name) takes nothing away.
  const name = caller.name === caller.id ? before.name : caller.name;
  const email = caller.email ?? before.email;
  const same =
    before.name === name &&
    before.email === email &&
    before.token_language === row.token_language &&
    before.token_time_zone === row.token_time_zone &&
    before.token_cohorts === row.token_cohorts;
  const { token_issued_at: recorded } = before;
  if (recorded > issuedAt || (same && issuedAt - recorded < seenAgainSeconds)) return recorded;
  const { first_seen_at: _, ...renewed } = { ...row, name, email };
  await renewPerson(tx, renewed);
  if (before.name !== name) await renameOnSlots(tx, caller.id, now);
  return issuedAt;
}

/** A name stands on every slot of its owner, so a new one is a change that everyone can see. */
async function renameOnSlots(tx: Tx, alumniId: string, now: number): Promise<void> {
  await raiseVersionsOf(tx, alumniId, instant(now));
  await renewWordsBy(tx, alumniId, instant(now));
  for (const slot of await upcomingSlots(tx, [alumniId], instant(now)))
    tellSlot(tx, 'slot_updated', slot, now);
}
