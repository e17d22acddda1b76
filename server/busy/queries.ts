/** When alumni have no time, in the database. */
import type { Queries } from '../db/database.ts';
import type { BusyTimeRow } from '../db/tables.ts';
import type { Span } from '../time/span.ts';

/** A busy time, and the name that its person gave the calendar which says so. */
export type NamedBusyTime = Pick<BusyTimeRow, 'starts_at' | 'ends_at'> & { label: string | null };

/** Somebody's busy times that overlap a span, soonest first; touching ends do not. */
export function busyTimesBetween(
  { kysely }: Queries,
  personId: string,
  span: Span,
): Promise<NamedBusyTime[]> {
  return kysely
    .selectFrom('busy_times')
    .innerJoin('busy_calendars', 'busy_calendars.id', 'busy_times.calendar_id')
    .select(['busy_times.starts_at', 'busy_times.ends_at', 'busy_calendars.label'])
    .where('busy_times.person_id', '=', personId)
    .where('busy_calendars.position', 'is not', null)
    .where('busy_times.starts_at', '<', span.endsAt)
    .where('busy_times.ends_at', '>', span.startsAt)
    .orderBy('busy_times.starts_at')
    .orderBy('busy_calendars.position')
    .execute();
}
