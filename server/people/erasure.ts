/** Erasing a person (GDPR art. 17): what is ahead is cancelled, and what stays belongs to nobody. */
import { randomUUID } from 'node:crypto';
import { type Actor, commandLine, recordAudit } from '../audit/record.ts';
import type { BookingsDeps } from '../bookings/book.ts';
import { bookingsAhead, rosters } from '../bookings/queries.ts';
import { holdStill } from '../bookings/queue.ts';
import { forOneself } from '../bookings/seeker.ts';
import { cancel } from '../bookings/service.ts';
import type { Caller } from '../caller.ts';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import type { PersonRow } from '../db/tables.ts';
import { removeSlots } from '../publishing/removal.ts';
import { slotIdsAhead } from '../slots/queries.ts';
import { forgetWordsBy } from '../slots/word-queries.ts';
import {
  clearWords,
  deleteRows,
  raiseVersionsAround,
  replacePerson,
  slotsTouchedBy,
} from './erasure-queries.ts';
import { insertPerson, personById } from './queries.ts';

/** What erasing a person did, or would do. The pseudonym is no part of it: beside the name it would be none. */
export interface Erasure {
  /** Sessions ahead that they would have given. */
  slotsCancelled: number;
  /** Seats and places in queues ahead that they gave up. */
  bookingsCancelled: number;
  /** Past and cancelled ones that stay, as somebody's. */
  slotsKept: number;
  bookingsKept: number;
}

/** Who erases, and what is asked again where it could have become untrue. */
export interface Order {
  actor?: Actor;
  stillWanted?: () => Promise<boolean>;
}

/** The name that stands in the place of theirs. */
const erasedName = 'Erased person';

/**
 * Erases a person: cancels their bookings and slots that have not begun, by the same use-cases as they would
 * themselves, so that everyone in them is told; puts a pseudonym that nobody can tell in the place of their id; removes
 * their name, address, and what they wrote. Whoever signs in with the same id again is a new person. Null where there is
 * no such person, or once all is held still they shall not be erased after all.
 */
export async function erasePerson(
  tx: Tx,
  deps: BookingsDeps,
  personId: string,
  { actor = commandLine, stillWanted = async () => true }: Order = {},
): Promise<Erasure | null> {
  await holdAround(tx, personId);
  if (!(await stillWanted())) return null;
  const person = await personById(tx, personId);
  if (person === undefined) return null;
  const now = instant(deps.clock());
  const slots = await slotIdsAhead(tx, personId, now);
  const bookings = await bookingsAhead(tx, personId, now);

  const caller = asCaller(person);
  // Nothing keeps them in a session. What follows for others goes by the usual rules. Places in queues end first, so
  // that no seat moves on to whoever is about to be gone.
  const seeker = forOneself(caller, { ...deps.rules, cancelCutoff: 0 });
  for (const { id } of bookings) await cancel(tx, deps, seeker, { bookingId: id }, 'erased');
  for (const slotId of slots) await removeSlots(tx, deps, caller, { slotId, scope: 'this' });

  const pseudonym = `erased-${randomUUID()}`;
  await insertPerson(tx, {
    id: pseudonym,
    name: erasedName,
    email: null,
    token_issued_at: 0,
    first_seen_at: now,
  });
  await raiseVersionsAround(tx, personId, now);
  await clearWords(tx, personId);
  await forgetWordsBy(tx, personId);
  const kept = await replacePerson(tx, personId, pseudonym);
  await deleteRows(tx, personId);
  const done = { slotsCancelled: slots.length, bookingsCancelled: bookings.length };
  recordAudit(tx, actor, deps.clock(), {
    action: 'person_erased',
    subjectId: pseudonym,
    details: done,
  });
  tx.emit({ to: 'services', erased: personId });
  return { ...done, slotsKept: kept.get('slots') ?? 0, bookingsKept: kept.get('bookings') ?? 0 };
}

/** All slots that are or were about this person, and whoever else is in them: what cancelling them depends on. */
async function holdAround(tx: Tx, personId: string): Promise<void> {
  const slotIds = await slotsTouchedBy(tx, personId);
  const inThem = async () => [...(await rosters(tx, slotIds)).values()].flat().map((one) => one.student_id);
  await holdStill(tx, slotIds, [personId, ...(await inThem())], async () => [personId, ...(await inThem())]);
}

function asCaller({ id, name, email }: PersonRow): Caller {
  return {
    id,
    name,
    email,
    roles: new Set(['alumni', 'student']),
    language: null,
    timeZone: null,
    headStart: 0,
    cohorts: [],
    issuedAt: 0,
    expiresAt: 0,
    requestId: null,
  };
}
