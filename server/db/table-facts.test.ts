/** The declaration of tables and columns beside the tables that there are, and what erasing makes of it. */
import { bookingStatuses, cancelReasons, seatStatuses } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import { readBookingRules } from '../config.ts';
import { erasePerson } from '../people/erasure.ts';
import { columnsOf, emptyDatabase, rows } from '../testing/released-database.ts';
import { openDatabase } from './open-database.ts';
import { eachTable, tables } from './table-facts.ts';

async function freshTables(): Promise<string> {
  const url = await emptyDatabase();
  await (await openDatabase(url)).close();
  return url;
}

test('every table and column says what is to be known of it', async () => {
  const url = await freshTables();
  const real = { ...(await columnsOf(url)), schema_version: ['version', 'folding'] };
  const sorted = (columns: Record<string, readonly string[]>) =>
    Object.entries(columns)
      .map(([table, names]) => `${table}: ${[...names].sort().join(' ')}`)
      .sort();
  const declared = Object.entries(tables).map(([table, { columns }]) => [table, Object.keys(columns)]);
  expect(sorted(Object.fromEntries(declared))).toEqual(sorted(real));
});

test('what is named like an instant is declared as one', () => {
  const named = eachTable().flatMap(([table, { columns }]) =>
    Object.entries(columns)
      .filter(([name, { told }]) => /(^|_)(at|until)$/.test(name) && told !== 'seconds')
      .map(([name, { instant }]) => `${table}.${name} ${instant === true}`),
  );
  expect(named.filter((line) => line.endsWith('true')).length).toBeGreaterThan(8);
  expect(named.filter((line) => line.endsWith('false'))).toEqual([]);
});

test('statuses and reasons in the tables are those of the contract', async () => {
  const url = await freshTables();
  const database = await openDatabase(url);
  const at = '2026-11-24T10:00:00.000Z';
  await database.write(({ kysely }) =>
    kysely
      .insertInto('people')
      .values({ id: 'ada', name: 'Ada', email: null, token_issued_at: 0, first_seen_at: at })
      .execute(),
  );
  await insertSlot(database, 'slot', at);
  let place = 0;
  const takes = async (status: string, reason: string | null) => {
    place += 1;
    const row = {
      ...{ id: `${place}`, slot_id: 'slot', student_id: 'ada', note: null, booked_at: at, place },
      ...{ status: status as 'pending', cancelled_at: reason && at, cancel_reason: reason as 'student' },
      cancel_message: null,
      offer_expires_at: status === 'offered' ? at : null,
      event_sequence: 0,
      starts_at: at,
    };
    // Undone again: a student has one living booking of a slot.
    const undone = new Error('undone');
    const inserting = database.write(async ({ kysely }) => {
      await kysely.insertInto('bookings').values(row).execute();
      throw undone;
    });
    return inserting.catch((error: unknown) => error === undone);
  };
  for (const status of bookingStatuses)
    expect([status, await takes(status, status === 'cancelled' ? 'student' : null)]).toEqual([status, true]);
  for (const reason of cancelReasons)
    expect([reason, await takes('cancelled', reason)]).toEqual([reason, true]);
  expect(await takes('imagined', null)).toBe(false);
  expect(await takes('cancelled', 'imagined')).toBe(false);
  expect(bookingStatuses).toEqual(expect.arrayContaining([...seatStatuses]));
  await database.close();
});

describe('erasing', () => {
  const at = '2026-11-24T10:00:00.000Z';
  const ada = 'ada-who-goes';
  const secret = 'words of ada';

  test('leaves of every column what its declaration says, and no more of the person', async () => {
    const url = await freshTables();
    const database = await openDatabase(url);
    const person = (id: string) => ({ id, name: `Name of ${id}`, email: `${id}@example.edu` });
    await database.write(async ({ kysely }) => {
      for (const id of [ada, 'bob'])
        await kysely
          .insertInto('people')
          .values({ ...person(id), token_issued_at: 0, first_seen_at: at })
          .execute();
    });
    await insertSlot(database, 'of ada', at, ada);
    await insertSlot(database, 'of bob', at, 'bob');
    await database.write(async ({ kysely }) => {
      const status = 'confirmed' as const;
      const booking = {
        status,
        cancelled_at: null,
        cancel_reason: null,
        place: 1,
        event_sequence: 0,
        starts_at: at,
      };
      for (const [slot_id, student_id] of [
        ['of ada', 'bob'],
        ['of bob', ada],
      ] as const)
        await kysely
          .insertInto('bookings')
          .values({
            ...booking,
            ...{ id: slot_id, slot_id, student_id, booked_at: at, note: null, cancel_message: null },
          })
          .execute();
      for (const [slot_id, student_id, alumni_id] of [
        ['of ada', 'bob', ada],
        ['of bob', ada, 'bob'],
      ] as const) {
        const written = { slot_id, alumni_id, text: secret, links: '[]', updated_at: at };
        await kysely.insertInto('session_notes').values(written).execute();
        const note = { booking_id: slot_id, text: secret, updated_at: at };
        for (const person_id of [ada, 'bob'])
          await kysely
            .insertInto('private_notes')
            .values({ ...note, person_id })
            .execute();
        const recording = { name: secret, type: 'video/mp4', bytes: 1, created_at: at };
        await kysely
          .insertInto('recordings')
          .values({ id: slot_id, slot_id, alumni_id, ...recording })
          .execute();
        await kysely
          .insertInto('feedback')
          .values({ id: slot_id, slot_id, alumni_id, student_id, stars: 5, given_at: at, starts_at: at })
          .execute();
      }
    });
    // Every column with words of hers, by the declaration alone, in every row in which they are.
    const words: { table: string; column: string; becomes: string | null }[] = [];
    for (const [table, { columns }] of eachTable()) {
      for (const [column, { erasing }] of Object.entries(columns)) {
        if (typeof erasing !== 'object') continue;
        words.push({ table, column, becomes: erasing.becomes });
        await database.write(({ kysely }) =>
          kysely
            .updateTable(table as 'slots')
            .set({ [column]: secret })
            .execute(),
        );
      }
    }
    expect(words.length).toBeGreaterThan(3);
    await database.write(({ kysely }) =>
      kysely
        .insertInto('audit')
        .values({
          ...{
            id: '1',
            at,
            actor_id: 'bob',
            actor_roles: 'admin',
            action: 'slot_updated',
            slot_id: 'of ada',
          },
          ...{ booking_id: null, subject_id: ada, details: `{"to":"${ada}"}`, request_id: null },
        })
        .execute(),
    );
    await database.write(({ kysely }) =>
      kysely
        .insertInto('idempotency_keys')
        .values([
          { caller_id: ada, key: '1', request_hash: '', answer: '{}', created_at: at },
          { caller_id: 'bob', key: '2', request_hash: '', answer: `{"with":"${ada}"}`, created_at: at },
          { caller_id: 'bob', key: '3', request_hash: '', answer: '{}', created_at: at },
        ])
        .execute(),
    );

    const clock = () => Date.parse(at) + 86_400_000;
    await database.write((tx) => erasePerson(tx, { clock, rules: readBookingRules({}) }, ada));
    await database.close();

    const kept: Record<string, Record<string, unknown>[]> = {};
    for (const [table] of eachTable()) kept[table] = await rows(url, `SELECT * FROM ${table}`);
    expect(JSON.stringify(kept)).not.toContain(ada);
    expect(kept.idempotency_keys?.map(({ key }) => key)).toEqual(['3']);
    expect(kept.people?.map(({ name }) => name).sort()).toEqual(['Erased person', 'Name of bob']);
    const values = (table: string, column: string) =>
      Object.fromEntries((kept[table] ?? []).map((row) => [row.id, row[column]]));
    expect(values('slots', 'description')).toEqual({ 'of ada': null, 'of bob': secret });
    expect(values('bookings', 'note')).toEqual({ 'of ada': secret, 'of bob': null });
    expect(values('bookings', 'cancel_message')).toEqual({ 'of ada': null, 'of bob': null });
    expect(values('feedback', 'stars')).toEqual({ 'of ada': 5, 'of bob': 5 });
    expect(kept.session_notes?.map((row) => row.slot_id)).toEqual(['of bob']);
    expect(kept.private_notes?.map((row) => row.person_id)).toEqual(['bob', 'bob']);
    expect(kept.recordings?.map(({ id }) => id)).toEqual(['of bob']);
    for (const { table, column, becomes } of words)
      expect([table, column, Object.values(values(table, column))]).toEqual([
        table,
        column,
        expect.arrayContaining([becomes]),
      ]);
  });
});

async function insertSlot(
  database: Awaited<ReturnType<typeof openDatabase>>,
  id: string,
  at: string,
  alumni_id = 'ada',
): Promise<void> {
  const endsAt = new Date(Date.parse(at) + 3_600_000).toISOString();
  await database.write(({ kysely }) =>
    kysely
      .insertInto('slots')
      .values({
        ...{ id, alumni_id, series_id: null, date: '2026-11-24', start_time: '10:00', end_time: '11:00' },
        ...{ time_zone: 'UTC', starts_at: at, ends_at: endsAt, max_participants: 1, seats_taken: 1 },
        ...{ description: null, meeting_url: null, requires_approval: 0, version: 1, cancelled_at: null },
        ...{ created_at: at, updated_at: at, waiting: 0, opens_at: null },
      })
      .execute(),
  );
}
