/** What the audit asks of the database. */
import type { InsertResult, Kysely, SelectQueryBuilder } from 'kysely';
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
export async function listAudit({ kysely: db }: Queries, filter: AuditFilter): Promise<AuditRow[]> {
  let query = narrow(db.selectFrom('audit').selectAll(), filter);
  const { slotId, bookingId, personId } = filter;
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
  if (personId !== undefined && (slotId !== undefined || bookingId !== undefined)) {
    query = query.where((eb) => eb.or([eb('actor_id', '=', personId), eb('subject_id', '=', personId)]));
  } else if (personId !== undefined) {
    const ids = await concerning(db, personId, filter);
    if (ids.length === 0) return [];
    query = query.where('id', 'in', ids);
  }
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

function narrow<Columns>(
  query: SelectQueryBuilder<Tables, 'audit', Columns>,
  { action, from, before }: AuditFilter,
): SelectQueryBuilder<Tables, 'audit', Columns> {
  if (action !== undefined) query = query.where('action', '=', action);
  if (from !== undefined) query = query.where('id', '>=', from);
  if (before !== undefined) query = query.where('id', '<', before);
  return query;
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

/**
 * The ids of the entries whose actor or subject this person is: of each kind no more than a page may have, the newest by the
 * index that has it. Taken together they could only be sorted whole, and some people have hundreds of thousands.
 */
async function concerning(db: Kysely<Tables>, personId: string, filter: AuditFilter): Promise<string[]> {
  const ids = () => narrow(db.selectFrom('audit').select('id'), filter);
  // What students do with their own bookings: booking_id is there, and no other subject than the actor.
  const withOwnBookings = db
    .selectFrom('audit')
    .select('audit.id')
    .innerJoin(
      db.selectFrom('bookings').select('slot_id').distinct().where('student_id', '=', personId).as('booked'),
      'booked.slot_id',
      'audit.slot_id',
    )
    .where('actor_id', '=', personId);
  const kinds = [
    ids().where('subject_id', '=', personId),
    ids()
      .where('actor_id', '=', personId)
      .where((eb) => eb.or([eb('booking_id', 'is', null), eb('subject_id', 'is not', null)])),
    ids().where('id', 'in', withOwnBookings),
  ];
  const found = new Set<string>();
  for (const kind of kinds) {
    const rows = await kind.orderBy('id', 'desc').limit(filter.limit).execute();
    for (const { id } of rows) found.add(id);
  }
  return [...found];
}
