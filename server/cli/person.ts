/**
 * Everything that the database holds about one person (GDPR art. 15 and 20). Which rows and columns that is, their
 * declaration in db/table-facts.ts says.
 */
import type { Contents } from '../db/snapshot.ts';
import { type Column, eachTable } from '../db/table-facts.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * The person, the slots they gave, the bookings they made with what they wrote and were told, what they did and what
 * was done to them. Other people's names and notes are theirs and no part of it, but for whom a session was with.
 * Null where there is no such person.
 */
export async function readPerson(contents: Contents, personId: string) {
  const parts: Record<string, Row[]> = {};
  for (const [table, { exported, columns }] of eachTable()) {
    if (exported === null) continue;
    const rows = await contents.kysely
      .selectFrom(table as 'slots')
      .selectAll()
      .where((eb) => eb.or(exported.of.map((column) => eb(column as 'alumni_id', '=', personId))))
      .orderBy(exported.by as 'id')
      .execute();
    const told = rows.map((row) => ({ row, told: tellRow(columns, row) }));
    if (table === 'bookings') parts[exported.as] = await withSessions(contents, personId, told);
    else if (table === 'audit') parts[exported.as] = told.map((entry) => tellEntry(personId, entry));
    else parts[exported.as] = told.map((entry) => entry.told);
  }
  const { person: people = [], slots, bookings, audit, ...others } = parts;
  const [person] = people;
  return person === undefined ? null : { person, slots, bookings, audit, ...others };
}

/** What is told of a row, by the names that the outside has for its columns. */
function tellRow(columns: Readonly<Record<string, Column<string>>>, row: Row): Row {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, { told, as = camelCase(name) }]) =>
      told === 'no' ? [] : [[as, tellValue(told, row[name])]],
    ),
  );
}

function tellValue(told: Column<string>['told'], value: unknown): unknown {
  if (value === null) return null;
  if (told === 'yes or no') return value === 1;
  if (told === 'json') return JSON.parse(String(value));
  return told === 'seconds' ? new Date(Number(value) * 1000).toISOString() : value;
}

const camelCase = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

interface Told {
  row: Row;
  told: Row;
}

/** Each booking with its session and whom it was with, soonest session first. */
async function withSessions(
  { kysely }: Contents,
  personId: string,
  bookings: readonly Told[],
): Promise<Row[]> {
  const sessions = await kysely
    .selectFrom('slots')
    .innerJoin('people', 'people.id', 'slots.alumni_id')
    .select([
      'slots.id',
      'date',
      'start_time as startTime',
      'end_time as endTime',
      'slots.time_zone as timeZone',
    ])
    .select(['starts_at as startsAt', 'ends_at as endsAt', 'description'])
    .select(['people.id as withId', 'people.name as withName'])
    .where('slots.id', 'in', (own) =>
      own.selectFrom('bookings').select('slot_id').where('student_id', '=', personId),
    )
    .orderBy('starts_at')
    .execute();
  return sessions.flatMap(({ withId, withName, ...slot }) =>
    bookings
      .filter(({ row }) => row.slot_id === slot.id)
      .map(({ told: { id, ...others } }) => ({
        id,
        slot,
        with: { id: withId, name: withName },
        ...others,
      })),
  );
}

/** What others did is told without how: that may be about others. */
function tellEntry(personId: string, { row, told: { at, action, ...others } }: Told): Row {
  const own = row.actor_id === personId;
  return {
    at,
    action,
    by: own ? 'this person' : 'somebody else',
    ...others,
    ...(own && { roles: String(row.actor_roles).split(' '), details: JSON.parse(String(row.details)) }),
  };
}
