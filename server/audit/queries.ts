/** What the audit asks of the database. */
import type { InsertResult, Kysely } from 'kysely';
import type { Queries } from '../db/database.ts';
import { keepQuery } from '../db/kept-query.ts';
import type { AuditRow, Tables } from '../db/tables.ts';

export const insertAudit = keepQuery<AuditRow, InsertResult>((db, param) =>
  db.insertInto('audit').values({
    id: param('id'),
    at: param('at'),
    actor_id: param('actor_id'),
    actor_roles: param('actor_roles'),
    action: param('action'),
    slot_id: param('slot_id'),
    booking_id: param('booking_id'),
    subject_id: param('subject_id'),
    details: param('details'),
    request_id: param('request_id'),
  }),
);

export interface AuditFilter {
  slotId?: string;
  bookingId?: string;
  personId?: string;
  action?: string;
  /** Ids from this one on. */
  from?: string;
  /** Ids below this one. */
  before?: string;
  limit: number;
}

/** Newest first. */
export function listAudit({ kysely: db }: Queries, filter: AuditFilter): Promise<AuditRow[]> {
  let query = db.selectFrom('audit').selectAll();
  const { slotId, bookingId, personId, action, from, before } = filter;
  if (slotId !== undefined) {
    const own = db.selectFrom('audit').select('audit.id').where('slot_id', '=', slotId);
    query = query.where('id', 'in', own.union(movedFrom(db).where('left.slot_id', '=', slotId)));
  }
  if (bookingId !== undefined) {
    // By way of its slot, whose entries are few and found by an index.
    const own = db
      .selectFrom('audit')
      .select('audit.id')
      .where('booking_id', '=', bookingId)
      .where('slot_id', '=', (eb) => eb.selectFrom('bookings').select('slot_id').where('id', '=', bookingId));
    query = query.where('id', 'in', own.union(movedFrom(db).where('left.id', '=', bookingId)));
  }
  if (personId !== undefined) {
    query = query.where('id', 'in', concerning(db, personId));
  }
  if (action !== undefined) query = query.where('action', '=', action);
  if (from !== undefined) query = query.where('id', '>=', from);
  if (before !== undefined) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

/** Forgets at most so many entries whose ids are below this one, the oldest first; tells how many. */
export async function forgetAudit({ kysely }: Queries, before: string, most: number): Promise<number> {
  const oldest = kysely.selectFrom('audit').select('id').where('id', '<', before).orderBy('id').limit(most);
  const { numDeletedRows } = await kysely
    .deleteFrom('audit')
    .where('id', 'in', oldest)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** A move is one entry, of the session to which somebody went: this finds it from the booking that they left for it. */
function movedFrom(db: Kysely<Tables>) {
  return db
    .selectFrom('bookings as left')
    .innerJoin('bookings as taken', 'taken.id', 'left.moved_to')
    .innerJoin('audit', (join) =>
      join.onRef('audit.slot_id', '=', 'taken.slot_id').onRef('audit.booking_id', '=', 'taken.id'),
    )
    .select('audit.id')
    .where('audit.action', '=', 'booking_moved');
}

/** The entries whose actor or subject this person is, each kind by the index that has it. */
function concerning(db: Kysely<Tables>, personId: string) {
  const ids = db.selectFrom('audit').select('audit.id');
  const done = ids
    .where('actor_id', '=', personId)
    .where((eb) => eb.or([eb('booking_id', 'is', null), eb('subject_id', 'is not', null)]));
  // What students do with their own bookings: booking_id is there, and no other subject than the actor.
  const withOwnBookings = ids
    .innerJoin(
      db.selectFrom('bookings').select('slot_id').distinct().where('student_id', '=', personId).as('booked'),
      'booked.slot_id',
      'audit.slot_id',
    )
    .where('actor_id', '=', personId);
  return ids.where('subject_id', '=', personId).union(done).union(withOwnBookings);
}
