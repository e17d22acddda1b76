/** Writing the audit: each change tells of itself in its own unit of work, so that neither is there without the other. */
import type { AuditAction } from '@mentor-slots/contract';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { nextId } from '../ordered-id.ts';
import { insertAudit } from './queries.ts';

/** Who does something: the caller of a request, or who runs the command line. */
export interface Actor {
  id: string;
  roles: ReadonlySet<string>;
  requestId: string | null;
}

/** Who runs a command of the service's own command line. */
export const commandLine: Actor = { id: 'command line', roles: new Set(['operator']), requestId: null };

/** What follows by itself, such as somebody who waited getting a seat. */
export const theService: Actor = { id: 'service', roles: new Set(['service']), requestId: null };

export interface AuditFact {
  action: AuditAction;
  slotId?: string;
  bookingId?: string;
  /** The person concerned: the alumnus of a slot, the student of a booking. */
  subjectId: string;
  /** Times, seats, statuses, names of fields. Never what people wrote: notes, messages, descriptions, addresses. */
  details: Readonly<Record<string, unknown>>;
}

/** Adds an entry to the audit. `now` in milliseconds since 1970. */
export function recordAudit(tx: Tx, actor: Actor, now: number, fact: AuditFact): void {
  tx.submit(insertAudit, {
    id: nextId(now),
    at: instant(now),
    actor_id: actor.id,
    actor_roles: [...actor.roles].sort().join(' '),
    action: fact.action,
    slot_id: fact.slotId ?? null,
    booking_id: fact.bookingId ?? null,
    subject_id: fact.subjectId === actor.id ? null : fact.subjectId,
    details: JSON.stringify(fact.details),
    request_id: actor.requestId,
  });
}
