/** Erasing a person (GDPR art. 17): what is ahead is cancelled, and what stays belongs to nobody. */
import { randomUUID } from 'node:crypto';
import { replaceInAudit } from '../audit/queries.ts';
import { commandLine, recordAudit } from '../audit/record.ts';
import { cancel } from '../bookings/service.ts';
import { type Clock, instant } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import type { PersonRow } from '../db/tables.ts';
import type { Caller } from '../http/caller.ts';
import { deleteSlot } from '../slots/removal.ts';

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

/** The name that stands in the place of theirs. */
const erasedName = 'Erased person';

/**
 * Erases a person, in one transaction: cancels their bookings and slots that have not begun, by the same use-cases as
 * they would themselves, so that everyone in them is told; puts a pseudonym that nobody can tell in the place of their
 * id; removes their name, address, notes, messages, descriptions and links. Whoever signs in with the same id again is
 * a new person. Null where there is no such person.
 */
export function erasePerson(
  deps: { database: Database; clock: Clock },
  personId: string,
): Promise<Erasure | null> {
  return deps.database.write(async (tx) => {
    await tx.lock('people', [personId]);
    const person = await findPerson(tx, personId);
    if (person === undefined) return null;
    const now = instant(deps.clock());
    const ahead = await whatIsAhead(tx, personId, now);
    await tx.lock('slots', [...ahead.slots, ...ahead.bookings.map((booking) => booking.slot_id)]);
    await cancelAhead(tx, deps, person, ahead);
    const { pseudonym, ...kept } = await rename(tx, personId, now);
    recordAudit(tx, commandLine, deps.clock(), {
      action: 'person_erased',
      subjectId: pseudonym,
      details: { slotsCancelled: ahead.slots.length, bookingsCancelled: ahead.bookings.length },
    });
    tx.emit({ to: 'services', erased: personId });
    return { slotsCancelled: ahead.slots.length, bookingsCancelled: ahead.bookings.length, ...kept };
  });
}

function findPerson(tx: Tx, personId: string): Promise<PersonRow | undefined> {
  return tx.kysely.selectFrom('people').selectAll().where('id', '=', personId).executeTakeFirst();
}

interface Ahead {
  slots: string[];
  bookings: { id: string; slot_id: string }[];
}

async function whatIsAhead(tx: Tx, personId: string, now: string): Promise<Ahead> {
  const slots = await tx.kysely
    .selectFrom('slots')
    .select('id')
    .where('alumni_id', '=', personId)
    .where('cancelled_at', 'is', null)
    .where('starts_at', '>', now)
    .execute();
  const bookings = await tx.kysely
    .selectFrom('bookings')
    .innerJoin('slots', 'slots.id', 'bookings.slot_id')
    .select(['bookings.id', 'bookings.slot_id'])
    .where('bookings.student_id', '=', personId)
    .where('bookings.status', '<>', 'cancelled')
    .where('slots.starts_at', '>', now)
    .execute();
  return { slots: slots.map(({ id }) => id), bookings };
}

async function cancelAhead(
  tx: Tx,
  { database, clock }: { database: Database; clock: Clock },
  person: PersonRow,
  ahead: Ahead,
): Promise<void> {
  // The use-cases as they are, but all in this one unit.
  const inThisUnit: Database = { ...database, write: (work) => work(tx) };
  const deps = { database: inThisUnit, clock, bookingCutoff: 0, cancelCutoff: 0, defaultTimeZone: 'UTC' };
  const caller: Caller = {
    id: person.id,
    name: person.name,
    email: person.email,
    roles: new Set(['alumni', 'student']),
    issuedAt: 0,
    expiresAt: 0,
    requestId: null,
  };
  for (const { id } of ahead.bookings) await cancel(deps, caller, { bookingId: id });
  for (const id of ahead.slots) await deleteSlot(deps, caller, id, 'this', undefined);
}

/** Puts the pseudonym everywhere, and takes away what they wrote. Both are changes of the slots that others see. */
async function rename(
  tx: Tx,
  personId: string,
  now: string,
): Promise<{ pseudonym: string } & Pick<Erasure, 'slotsKept' | 'bookingsKept'>> {
  const { kysely } = tx;
  const pseudonym = `erased-${randomUUID()}`;
  await kysely
    .insertInto('people')
    .values({ id: pseudonym, name: erasedName, email: null, token_issued_at: 0, first_seen_at: now })
    .execute();
  const slots = await kysely
    .updateTable('slots')
    .set({ alumni_id: pseudonym, description: null, meeting_url: null })
    .where('alumni_id', '=', personId)
    .executeTakeFirst();
  const bookings = await kysely
    .updateTable('bookings')
    .set({ student_id: pseudonym, note: null, cancel_message: null })
    .where('student_id', '=', personId)
    .executeTakeFirst();
  // What they wrote to those whom they declined or called off.
  await kysely
    .updateTable('bookings')
    .set({ cancel_message: null })
    .where('cancel_reason', '<>', 'student')
    .where('slot_id', 'in', (own) => own.selectFrom('slots').select('id').where('alumni_id', '=', pseudonym))
    .execute();
  await kysely
    .updateTable('slots')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where((eb) =>
      eb.or([
        eb('alumni_id', '=', pseudonym),
        eb('id', 'in', eb.selectFrom('bookings').select('slot_id').where('student_id', '=', pseudonym)),
      ]),
    )
    .execute();
  await replaceInAudit(kysely, personId, pseudonym);
  await forgetAnswers(tx, personId);
  await kysely.deleteFrom('people').where('id', '=', personId).execute();
  return {
    pseudonym,
    slotsKept: Number(slots.numUpdatedRows),
    bookingsKept: Number(bookings.numUpdatedRows),
  };
}

/** Answers are kept for a day only, to be given again to the same caller; the id stands in them as JSON writes it. */
async function forgetAnswers({ kysely }: Tx, personId: string): Promise<void> {
  const from = JSON.stringify(personId);
  await kysely
    .deleteFrom('idempotency_keys')
    .where((eb) =>
      eb.or([
        eb('caller_id', '=', personId),
        eb(eb.fn<string>('replace', ['answer', eb.val(from), eb.val('')]), '<>', eb.ref('answer')),
      ]),
    )
    .execute();
}
