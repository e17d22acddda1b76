/** Calendars that alumni keep elsewhere, in the database. */
import type { Queries, Tx } from '../../db/database.ts';
import type { BusyCalendarRow, BusyTimeRow, SlotRow } from '../../db/tables.ts';

/** All of a person's, in their order; those that were taken out, which have no place, come last. */
export function calendarsOf({ kysely }: Queries, personId: string): Promise<BusyCalendarRow[]> {
  return kysely
    .selectFrom('busy_calendars')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy((eb) => eb.case().when('position', 'is', null).then(1).else(0).end())
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export async function insertCalendar(
  { kysely }: Tx,
  row: Pick<BusyCalendarRow, 'id' | 'person_id' | 'position' | 'url' | 'label' | 'read_next_at'>,
): Promise<void> {
  await kysely.insertInto('busy_calendars').values(row).execute();
}

export async function updateCalendar(
  { kysely }: Tx,
  id: string,
  values: Partial<BusyCalendarRow>,
): Promise<void> {
  await kysely.updateTable('busy_calendars').set(values).where('id', '=', id).execute();
}

export async function deleteBusyTimes({ kysely }: Tx, calendarId: string): Promise<void> {
  await kysely.deleteFrom('busy_times').where('calendar_id', '=', calendarId).execute();
}

export async function insertBusyTimes({ kysely }: Tx, rows: readonly BusyTimeRow[]): Promise<void> {
  // Engines take only so many parameters at once.
  for (let at = 0; at < rows.length; at += 500)
    await kysely
      .insertInto('busy_times')
      .values(rows.slice(at, at + 500))
      .execute();
}

/** Forgets the calendars that were taken out, once they need not be known any more. */
export async function forgetTakenOut({ kysely }: Tx, now: string): Promise<void> {
  const gone = kysely
    .selectFrom('busy_calendars')
    .select('id')
    .where('position', 'is', null)
    .where('read_next_at', '<=', now);
  await kysely.deleteFrom('busy_times').where('calendar_id', 'in', gone).execute();
  await kysely
    .deleteFrom('busy_calendars')
    .where('position', 'is', null)
    .where('read_next_at', '<=', now)
    .execute();
}

/** Is any calendar to be read, or one that was taken out to be forgotten? */
export async function isAnyCalendarDue({ kysely }: Queries, now: string): Promise<boolean> {
  const due = await kysely
    .selectFrom('busy_calendars')
    .select('id')
    .where('read_next_at', '<=', now)
    .limit(1)
    .executeTakeFirst();
  return due !== undefined;
}

/** Claims the calendars that are to be read now, the longest due first, by putting their next reading ahead. */
export async function claimCalendars(
  { kysely }: Tx,
  { now, next, limit }: { now: string; next: string; limit: number },
): Promise<BusyCalendarRow[]> {
  const due = await kysely
    .selectFrom('busy_calendars')
    .select('id')
    .where('position', 'is not', null)
    .where('read_next_at', '<=', now)
    .orderBy('read_next_at')
    .limit(limit)
    .execute();
  if (due.length === 0) return [];
  return (
    kysely
      .updateTable('busy_calendars')
      .set({ read_next_at: next })
      .where(
        'id',
        'in',
        due.map(({ id }) => id),
      )
      // Asked again: another process may have been faster.
      .where('position', 'is not', null)
      .where('read_next_at', '<=', now)
      .returningAll()
      .execute()
  );
}

export function calendarById({ kysely }: Queries, id: string): Promise<BusyCalendarRow | undefined> {
  return kysely.selectFrom('busy_calendars').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The sessions ahead of an alumnus in which somebody has a seat, soonest first. */
export function bookedAhead(
  { kysely }: Queries,
  alumniId: string,
  now: string,
): Promise<Pick<SlotRow, 'id' | 'starts_at' | 'ends_at' | 'version'>[]> {
  return kysely
    .selectFrom('slots')
    .select(['id', 'starts_at', 'ends_at', 'version'])
    .where('alumni_id', '=', alumniId)
    .where('cancelled_at', 'is', null)
    .where('seats_taken', '>', 0)
    .where('starts_at', '>', now)
    .orderBy('starts_at')
    .execute();
}

/** How many feeds there are, how many calendars are read, and how many of those could not be the last time. */
export async function calendarFigures({ kysely }: Queries) {
  const { feeds } = await kysely
    .selectFrom('calendar_feeds')
    .select((eb) => eb.fn.countAll<number | string>().as('feeds'))
    .executeTakeFirstOrThrow();
  const { followed, failing } = await kysely
    .selectFrom('busy_calendars')
    .select((eb) => [
      eb.fn.countAll<number | string>().as('followed'),
      eb.fn.count<number | string>('problem').as('failing'),
    ])
    .where('position', 'is not', null)
    .executeTakeFirstOrThrow();
  return { feeds: Number(feeds), followed: Number(followed), failing: Number(failing) };
}
