/** Reading the audit. */
import type { AuditAction, AuditEntry, AuditPage, AuditQuery } from '@mentor-slots/contract';
import type { Queries } from '../db/database.ts';
import type { AuditRow } from '../db/tables.ts';
import { idsFrom } from '../ordered-id.ts';
import { foreignCursor, readLimit } from '../time/page.ts';
import { readRange } from '../time/range.ts';
import { type AuditFilter, listAudit } from './queries.ts';

const largestPage = 200;
const dayMs = 86_400_000;

/** A page of the audit, newest first: what matches all of the query. */
export async function readAudit(queries: Queries, query: AuditQuery): Promise<AuditPage> {
  const limit = readLimit(query.limit, { usual: 100, largest: largestPage });
  const rows = await listAudit(queries, { ...readFilter(query), limit: limit + 1 });
  const entries = rows.slice(0, limit).map(toEntry);
  const last = entries.at(-1);
  if (rows.length <= limit || last === undefined) return { entries };
  return { entries, nextCursor: last.id };
}

function toEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actorId: row.actor_id,
    actorRoles: row.actor_roles === '' ? [] : row.actor_roles.split(' '),
    action: row.action as AuditAction,
    slotId: row.slot_id,
    bookingId: row.booking_id,
    subjectId: row.subject_id ?? row.actor_id,
    details: JSON.parse(row.details) as Record<string, unknown>,
    requestId: row.request_id,
  };
}

function readFilter(query: AuditQuery): Omit<AuditFilter, 'limit'> {
  const { slotId, bookingId, personId, action } = query;
  const range = readRange(query);
  const filter: Omit<AuditFilter, 'limit'> = {
    ...(slotId !== undefined && { slotId }),
    ...(bookingId !== undefined && { bookingId }),
    ...(personId !== undefined && { personId }),
    ...(action !== undefined && { action }),
  };
  if (range.from !== undefined) {
    filter.from = idsFrom(Date.parse('date' in range.from ? range.from.date : range.from.instant));
  }
  if (range.to !== undefined) {
    filter.before = idsFrom(
      'date' in range.to ? Date.parse(range.to.date) + dayMs : Date.parse(range.to.instant),
    );
  }
  if (query.cursor !== undefined) {
    const cursor = readCursor(query.cursor);
    if (filter.before === undefined || cursor < filter.before) filter.before = cursor;
  }
  return filter;
}

function readCursor(text: string): string {
  if (/^[0-9a-f]{26}$/.test(text)) return text;
  throw foreignCursor();
}
