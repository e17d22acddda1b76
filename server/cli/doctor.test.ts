/** `doctor`, on databases that really break each promise. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { schemaVersion } from '../db/schema.ts';
import { mentorSlots, mentorSlotsHere, writeUnchecked } from '../testing/command-line.ts';
import { copyOf, type FreshDatabase, freshDatabase, keepFromOthers } from '../testing/fresh-database.ts';
import { query } from '../testing/postgres-server.ts';
import { buildService } from '../testing/process.ts';
import { queueing } from '../testing/queueing.ts';
import { run } from '../testing/released-database.ts';
import { startService } from '../testing/service.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

beforeAll(buildService);

const onFiles = process.env.TEST_DATABASE !== 'postgres';

/** What a service leaves behind that was in use for a while. */
async function leaveHistory(original: FreshDatabase) {
  const service = await startService({
    shared: true,
    fresh: async () => ({ url: original.url, drop: async () => {} }),
  });
  const { wait, cancel, booking } = queueing(service);
  const talk = await service.publish('ada', 24, { maxParticipants: 3 });
  const walk = await service.publish('bob', 24);
  const later = await service.publish('ada', 48, { requiresApproval: true });
  const sam = (await service.book('sam', talk.id, 'a note')).body;
  const tim = (await service.book('tim', talk.id)).body;
  const uma = (await service.book('uma', walk.id)).body;
  const gone = (await service.book('sam', later.id)).body;
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('sam', 'student'),
    body: { bookingId: gone.id },
  });
  const deleted = await service.publish('bob', 96);
  await service.call('DELETE', `/api/slots/${deleted.id}`, { token: service.token('bob', 'alumni') });
  const off = await service.publish('bob', 72);
  await service.book('tim', off.id);
  await service.call('DELETE', `/api/slots/${off.id}`, { token: service.token('bob', 'alumni') });
  const full = await service.publish('ada', 120);
  const near = await service.publish('bob', 6);
  for (const { id } of [full, near]) {
    await service.book('tim', id);
    await wait('vic', id);
  }
  // Held for vic.
  await cancel('tim', near.id);
  const vic = await booking('vic', near.id);
  const mia = (await service.book('mia', (await service.publish('eve', 24)).id)).body;
  await service.call('POST', '/api/slots/move', {
    token: service.token('mia', 'student'),
    body: { bookingId: mia.id, slotId: (await service.publish('eve', 48)).id },
  });
  await service.call('POST', '/api/slots', {
    token: service.token('cyd', 'alumni'),
    headers: { 'idempotency-key': 'once' },
    body: { date: talk.date, startTime: '10:00', endTime: '11:00' },
  });
  await service.close();
  return {
    ...{ talk, walk, later, off, full, near },
    ...{ sam, tim, uma, gone, vic, mia },
  };
}

type History = Awaited<ReturnType<typeof leaveHistory>>;

let original: FreshDatabase;
let left: History;
beforeAll(async () => {
  original = await freshDatabase();
  left = await leaveHistory(original);
});
afterAll(() => original.drop());

/** A copy of it, for one test to break. */
async function history(): Promise<History & { url: string }> {
  const copy = await copyOf(original.url);
  onTestFinished(copy.drop);
  return { ...left, url: copy.url };
}

/** The lines about what is broken. */
async function complaints(url: string): Promise<string[]> {
  const { code, stdout, stderr } = await mentorSlotsHere(['doctor'], { DATABASE_URL: url });
  const lines = stdout.split('\n').filter((line) => line.startsWith('BROKEN'));
  expect(stderr).toBe('');
  expect(stdout).not.toMatch(/\.\.$/m);
  expect(code, stdout).toBe(lines.length > 0 ? 2 : 0);
  return lines;
}

test('a database in use is whole', async () => {
  const { url } = await history();
  expect(await complaints(url)).toEqual([]);
  const { code, stdout } = await mentorSlots(['doctor', '--json'], { DATABASE_URL: url });
  expect(code).toBe(0);
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ whole: true, broken: 0 });
  expect(answer.checks.length).toBeGreaterThan(10);
});

function busyCalendar(id: string, position: number, problem = 'NULL'): string {
  return `INSERT INTO busy_calendars (id, person_id, position, url, read_next_at, problem)
    VALUES ('${id}', 'ada', ${position}, 'https://calendar.example/${id}', '2100-01-01T00:00:00.000Z', ${problem})`;
}

/** Of the calendar `one`. */
function busyTime(person: string, from: string, to: string): string {
  return `INSERT INTO busy_times (calendar_id, person_id, starts_at, ends_at)
    VALUES ('one', '${person}', '2027-01-01T${from}:00.000Z', '2027-01-01T${to}:00.000Z')`;
}

const auditRow = (slot: string, booking: string, details: string) => [
  `INSERT INTO audit (id, at, actor_id, actor_roles, action, slot_id, booking_id, details)
     VALUES ('entry', '2026-11-24T14:00:00.000Z', 'ada', 'alumni', 'slot_updated', ${slot}, ${booking}, '${details}')`,
];

const breaks: [name: string, statements: (h: History) => string[], line: (h: History) => string][] = [
  [
    'a session ahead that nothing finds',
    ({ full }) => [`DELETE FROM slot_words WHERE slot_id = '${full.id}'`],
    ({ full }) => `words: slot ${full.id} lies ahead and is found by no words.`,
  ],
  [
    'a session that is found by a name of before',
    ({ full }) => [`UPDATE slot_words SET words = ' somebody else' WHERE slot_id = '${full.id}'`],
    ({ full }) => `words: slot ${full.id} is found by other words than its own.`,
  ],
  [
    'a session that is found where it was before',
    ({ full }) => [`UPDATE slot_words SET place = place - 600000000000 WHERE slot_id = '${full.id}'`],
    ({ full }) => `words: slot ${full.id} is found at another time than its own.`,
  ],
  [
    'a session that was called off and is still found',
    ({ off }) => [`INSERT INTO slot_words (place, slot_id, words) VALUES (1, '${off.id}', ' bob')`],
    ({ off }) => `words: slot ${off.id} was called off and is found by words.`,
  ],
  [
    'seats taken without bookings',
    ({ talk }) => [`UPDATE slots SET seats_taken = 3 WHERE id = '${talk.id}'`],
    ({ talk }) => `seats: slot ${talk.id} says that 3 seats are taken; 2 bookings hold one.`,
  ],
  [
    'people who wait without a booking',
    ({ full }) => [`UPDATE slots SET waiting = 3 WHERE id = '${full.id}'`],
    ({ full }) => `queues: slot ${full.id} says that 3 wait; 1 bookings do.`,
  ],
  [
    'a seat that somebody waits for and nobody has',
    ({ full }) => [`UPDATE slots SET max_participants = 2 WHERE id = '${full.id}'`],
    ({ full }) => `waiting: slot ${full.id} has a seat that nobody has, and vic waits for it.`,
  ],
  [
    'a seat that is held too long',
    ({ vic }) => [
      `UPDATE bookings SET offer_expires_at = '2020-01-01T00:00:00.000Z' WHERE id = '${vic?.id}'`,
    ],
    ({ vic }) => `offers: booking ${vic?.id} was held until 2020-01-01T00:00:00.000Z and still is.`,
  ],
  [
    'a seat that was given back for none',
    ({ mia }) => [`UPDATE bookings SET moved_to = 'no-such' WHERE id = '${mia.id}'`],
    ({ mia }) =>
      `moves: booking ${mia.id} was given back for no-such, which its student has in no other session.`,
  ],
  [
    'a feed that keeps its secret',
    () => [
      "INSERT INTO calendar_feeds (person_id, secret_hash, created_at) VALUES ('sam', 'a-secret', '2026-01-01T00:00:00.000Z')",
    ],
    () => 'calendar feeds: what the feed of sam is found by is no hash.',
  ],
  [
    'a calendar with a problem that has no name',
    () => [busyCalendar('one', 0, "'bad'")],
    () => 'busy calendars: calendar one has the problem bad, which has no name.',
  ],
  [
    'two calendars at one place',
    () => [busyCalendar('one', 0), busyCalendar('two', 0)],
    () => 'busy calendars: the calendars of ada have the places 0, 0.',
  ],
  [
    'busy times of one calendar that overlap',
    () => [busyCalendar('one', 0), busyTime('ada', '10:00', '12:00'), busyTime('ada', '11:00', '13:00')],
    () =>
      'busy times: the busy time of calendar one at 2027-01-01T11:00:00.000Z begins before the one before it ends.',
  ],
  [
    'a busy time of somebody else',
    () => [busyCalendar('one', 0), busyTime('bob', '10:00', '12:00')],
    () =>
      'busy times: the busy time of calendar one at 2027-01-01T10:00:00.000Z is of bob, its calendar of ada.',
  ],
  [
    'an overbooked slot',
    ({ talk }) => [`UPDATE slots SET max_participants = 1 WHERE id = '${talk.id}'`],
    ({ talk }) => `capacity: slot ${talk.id} has 1 seats; 2 bookings hold one.`,
  ],
  [
    'a second living booking',
    ({ talk, sam }) => [
      'DROP INDEX IF EXISTS bookings_one_living',
      `INSERT INTO bookings (id, slot_id, student_id, status, booked_at, place, starts_at)
         SELECT 'again', slot_id, student_id, status, booked_at, place + 2, starts_at FROM bookings WHERE id = '${sam.id}'`,
      ...auditRow('NULL', "'again'", '{}'),
      `UPDATE slots SET seats_taken = 3, version = version + 1 WHERE id = '${talk.id}'`,
    ],
    ({ talk }) => `duplicates: student sam has 2 living bookings of slot ${talk.id}.`,
  ],
  [
    'overlapping slots of an alumnus',
    ({ walk, talk }) => [
      `UPDATE slots SET alumni_id = 'ada' WHERE id = '${walk.id}'`,
      `UPDATE slot_words SET words = (SELECT words FROM slot_words WHERE slot_id = '${talk.id}') WHERE slot_id = '${walk.id}'`,
    ],
    ({ walk, talk }) => `overlaps: slots ${[walk.id, talk.id].sort().join(' and ')} of alumnus ada overlap.`,
  ],
  [
    'a student in two sessions at once',
    ({ uma }) => [`UPDATE bookings SET student_id = 'sam' WHERE id = '${uma.id}'`],
    ({ walk, talk }) =>
      `conflicts: student sam holds seats in slots ${[walk.id, talk.id].sort().join(' and ')}, which overlap.`,
  ],
  [
    'a slot of nobody',
    ({ walk }) => [`UPDATE slots SET alumni_id = 'nobody' WHERE id = '${walk.id}'`],
    ({ walk }) => `orphans: slot ${walk.id} is of alumnus nobody, who is not among the people.`,
  ],
  [
    'a booking of nobody',
    ({ uma }) => [`UPDATE bookings SET student_id = 'nobody' WHERE id = '${uma.id}'`],
    ({ uma }) => `orphans: booking ${uma.id} is of student nobody, who is not among the people.`,
  ],
  [
    'a booking of nothing',
    ({ gone }) => [`UPDATE bookings SET slot_id = 'nowhere' WHERE id = '${gone.id}'`],
    ({ gone }) => `orphans: booking ${gone.id} is of slot nowhere, which is missing.`,
  ],
  [
    'a version below its bookings',
    ({ talk }) => [`UPDATE slots SET version = 2 WHERE id = '${talk.id}'`],
    ({ talk }) =>
      `versions: slot ${talk.id} has version 2; expected 3 or more: so many its bookings have made.`,
  ],
  [
    'a version below a place in the queue',
    ({ sam }) => [`UPDATE bookings SET place = 99 WHERE id = '${sam.id}'`],
    ({ talk }) =>
      `versions: slot ${talk.id} has version 3; expected 99 or more: so many its bookings have made.`,
  ],
  [
    'a change before the making',
    ({ talk }) => [`UPDATE slots SET updated_at = '2020-01-01T00:00:00.000Z' WHERE id = '${talk.id}'`],
    ({ talk }) =>
      `versions: slot ${talk.id} was changed at 2020-01-01T00:00:00.000Z, before it was made at ${talk.createdAt}.`,
  ],
  [
    'a cancelled booking without an instant',
    ({ gone }) => [`UPDATE bookings SET cancelled_at = NULL WHERE id = '${gone.id}'`],
    ({ gone }) => `statuses: booking ${gone.id} is cancelled, cancelled at null for the reason student.`,
  ],
  [
    'an unknown status',
    ({ gone }) => [`UPDATE bookings SET status = 'lost' WHERE id = '${gone.id}'`],
    ({ gone }) => `statuses: booking ${gone.id} has the unknown status "lost".`,
  ],
  [
    'an unknown reason',
    ({ gone }) => [`UPDATE bookings SET cancel_reason = 'weather' WHERE id = '${gone.id}'`],
    ({ gone }) => `statuses: booking ${gone.id} was cancelled for the unknown reason "weather".`,
  ],
  [
    'a living booking of a cancelled slot',
    ({ walk }) => [
      `UPDATE slots SET cancelled_at = updated_at WHERE id = '${walk.id}'`,
      ...auditRow(`'${walk.id}'`, 'NULL', '{}'),
      `UPDATE audit SET action = 'slot_cancelled' WHERE id = 'entry'`,
      `DELETE FROM slot_words WHERE slot_id = '${walk.id}'`,
    ],
    ({ uma, walk }) => `statuses: booking ${uma.id} is confirmed, but its slot ${walk.id} was called off.`,
  ],
  [
    'a booking cancelled with a slot that stands',
    ({ gone }) => [`UPDATE bookings SET cancel_reason = 'slot_cancelled' WHERE id = '${gone.id}'`],
    ({ gone, later }) =>
      `statuses: booking ${gone.id} was cancelled with its slot ${later.id}, which was not called off.`,
  ],
  [
    'an instant of another form',
    ({ sam }) => [`UPDATE bookings SET booked_at = '2026-11-24T14:00:00.00Z ' WHERE id = '${sam.id}'`],
    ({ sam }) => `instants: booked_at of row ${sam.id} in bookings is "2026-11-24T14:00:00.00Z ".`,
  ],
  [
    'an instant that is not the wall time',
    ({ later }) => [`UPDATE slots SET time_zone = 'America/St_Johns' WHERE id = '${later.id}'`],
    ({ later }) =>
      `wall times: slot ${later.id} is on ${later.date} ${later.startTime} to ${later.endTime} in America/St_Johns, which is `,
  ],
  [
    'a wall time that does not exist',
    ({ later }) => [`UPDATE slots SET date = '2027-02-31' WHERE id = '${later.id}'`],
    ({ later }) => `wall times: slot ${later.id} is on 2027-02-31 ${later.startTime} to `,
  ],
  [
    'a booking that starts when its session does not',
    ({ sam }) => [`UPDATE bookings SET starts_at = '2026-11-24T14:00:00.000Z' WHERE id = '${sam.id}'`],
    ({ sam, talk }) =>
      `starts: booking ${sam.id} says that its session starts at 2026-11-24T14:00:00.000Z; slot ${talk.id} starts at ${talk.startsAt}.`,
  ],
  [
    'feedback that starts when its session does not',
    ({ talk }) => [feedbackRow(talk.id, 'ada', 'sam', writtenAt)],
    ({ talk }) =>
      `starts: feedback one says that its session starts at 2027-01-01T00:00:00.000Z; slot ${talk.id} starts at ${talk.startsAt}.`,
  ],
  [
    'an answer that cannot be read',
    () => ["UPDATE idempotency_keys SET answer = '{'"],
    () => 'answers: the answer kept for cyd under the key "once" is no JSON.',
  ],
];

function feedbackRow(
  slotId: string,
  alumniId: string,
  studentId: string,
  startsAt = `(SELECT starts_at FROM slots WHERE id = '${slotId}')`,
): string {
  return `INSERT INTO feedback (id, slot_id, alumni_id, student_id, stars, given_at, starts_at)
    VALUES ('one', '${slotId}', '${alumniId}', '${studentId}', 5, ${writtenAt}, ${startsAt})`;
}

const writtenAt = "'2027-01-01T00:00:00.000Z'";
breaks.push(
  [
    'notes of somebody else',
    ({ talk }) => [`INSERT INTO session_notes VALUES ('${talk.id}', 'bob', '', '[]', ${writtenAt})`],
    ({ talk }) => `session notes: what is written of slot ${talk.id} is of bob, the slot of ada.`,
  ],
  [
    'a recording of somebody else',
    ({ talk }) => [
      `INSERT INTO recordings VALUES ('one', '${talk.id}', 'bob', 'a.mp4', 'video/mp4', 1, ${writtenAt})`,
    ],
    ({ talk }) => `session notes: a recording of slot ${talk.id} is of bob, the slot of ada.`,
  ],
  [
    'a link that is none',
    ({ talk }) => [
      `INSERT INTO session_notes VALUES ('${talk.id}', 'ada', '', '[{"url":"javascript:x"}]', ${writtenAt})`,
    ],
    ({ talk }) => `session notes: the links of slot ${talk.id} are no list of https addresses.`,
  ],
  [
    'a private note of a stranger',
    ({ sam }) => [`INSERT INTO private_notes VALUES ('${sam.id}', 'uma', 'x', ${writtenAt})`],
    ({ sam }) => `private notes: a note about booking ${sam.id} is of uma, who is on neither side of it.`,
  ],
  [
    'attendance without a seat',
    ({ gone }) => [`UPDATE bookings SET attendance = 'absent' WHERE id = '${gone.id}'`],
    ({ gone }) => `attendance: booking ${gone.id} says who was there, and is cancelled.`,
  ],
  [
    'feedback about somebody else',
    ({ talk }) => [feedbackRow(talk.id, 'bob', 'sam')],
    () => 'feedback: feedback one is about bob, its session of ada.',
  ],
  [
    'feedback of somebody who was not there',
    ({ talk }) => [feedbackRow(talk.id, 'ada', 'uma')],
    () => 'feedback: feedback one is of somebody who never booked its session.',
  ],
  [
    'an audited slot that vanished',
    () => auditRow("'nowhere'", 'NULL', '{}'),
    () =>
      'audit: entry entry (slot_updated) is about slot nowhere, which is missing; nothing says that it was deleted.',
  ],
  [
    'an audited booking that vanished',
    ({ talk }) => auditRow(`'${talk.id}'`, "'nothing'", '{}'),
    () => 'audit: entry entry (slot_updated) is about booking nothing, which is missing.',
  ],
  [
    'a link that runs a script',
    ({ talk }) => [`UPDATE slots SET meeting_url = 'javascript:alert(1)' WHERE id = '${talk.id}'`],
    ({ talk }) => `links: where slot ${talk.id} leads to is no https address.`,
  ],
  [
    'somebody without a name',
    () => [`UPDATE people SET name = ' ' WHERE id = 'sam'`],
    () => 'names: person sam has no name.',
  ],
  [
    'a booking from the future',
    ({ sam }) => [`UPDATE bookings SET booked_at = '2999-01-01T00:00:00.000Z' WHERE id = '${sam.id}'`],
    ({ sam }) => `past: booking ${sam.id} was made at 2999-01-01T00:00:00.000Z, which is yet to come.`,
  ],
  [
    'a session that the audit does not tell of',
    ({ later }) => [`DELETE FROM audit WHERE slot_id = '${later.id}' AND action = 'slot_created'`],
    ({ later }) =>
      `audit gaps: slot ${later.id} was made at ${later.createdAt}, and no entry of the audit tells of it.`,
  ],
  [
    'a session called off that the audit does not tell of',
    ({ off }) => [`DELETE FROM audit WHERE slot_id = '${off.id}' AND action = 'slot_cancelled'`],
    ({ off }) => `audit gaps: slot ${off.id} was called off at `,
  ],
  [
    'a booking that the audit does not tell of',
    ({ uma }) => [`DELETE FROM audit WHERE booking_id = '${uma.id}'`],
    ({ uma }) =>
      `audit gaps: booking ${uma.id} was made at ${uma.bookedAt}, and no entry of the audit tells of it.`,
  ],
  [
    'a cancellation that the audit does not tell of',
    ({ gone }) => [`DELETE FROM audit WHERE booking_id = '${gone.id}' AND action = 'booking_cancelled'`],
    ({ gone }) => `audit gaps: booking ${gone.id} ended at `,
  ],
  [
    'audit details that cannot be read',
    () => auditRow('NULL', 'NULL', '{'),
    () => 'audit: the details of entry entry (slot_updated) are no JSON.',
  ],
);

if (onFiles) {
  breaks.push([
    'an index that lacks words',
    ({ full }) => [
      `INSERT INTO slot_words_index (slot_words_index, rowid, words)
       SELECT 'delete', place, words FROM slot_words WHERE slot_id = '${full.id}'`,
    ],
    () => 'storage: slot_words_index has ',
  ]);
}

test.each(breaks)('names %s, and nothing else', async (_, statements, line) => {
  const made = await history();
  await writeUnchecked(made.url, ...statements(made));
  // What it takes to book twice.
  const without = 'BROKEN  tables: index bookings_one_living is missing.';
  const lines = (await complaints(made.url)).filter((one) => one !== without);
  expect(lines).toEqual([expect.stringContaining(`BROKEN  ${line(made)}`)]);
});

/** Runs this in the database as an operator could, with all that the engine lets one do to tables. */
async function alterTables(url: string, change: { sqlite: [from: string, to: string]; postgres: string }) {
  if (!onFiles) {
    keepFromOthers(url);
    return query(url, change.postgres);
  }
  const file = new SqliteDatabase(url.slice('sqlite:'.length));
  file.unsafeMode(true);
  file.pragma('writable_schema = ON');
  const [from, to] = change.sqlite;
  const { changes } = file
    .prepare('UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE instr(sql, ?)')
    .run(from, to, from);
  expect(changes).toBe(1);
  file.close();
}

const schemaBreaks: [
  name: string,
  sqlite: [string, string],
  postgres: string,
  lines: Record<'sqlite' | 'postgres', string[]>,
][] = [
  [
    'a check that is gone',
    [',\n  CHECK (seats_taken BETWEEN 0 AND max_participants)', ''],
    'ALTER TABLE slots DROP CONSTRAINT slots_check1',
    {
      sqlite: ['rule of slots: CHECK(seats_taken BETWEEN 0 AND max_participants) is missing.'],
      postgres: [
        'rule of slots: CHECK (((seats_taken >= 0) AND (seats_taken <= max_participants))) is missing.',
      ],
    },
  ],
  [
    'a check of a column that is gone',
    [
      'waiting           INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0)',
      'waiting INTEGER NOT NULL DEFAULT 0',
    ],
    'ALTER TABLE slots DROP CONSTRAINT slots_waiting_check',
    {
      sqlite: [
        'column slots.waiting is "INTEGER NOT NULL DEFAULT 0"; expected "INTEGER NOT NULL DEFAULT 0 CHECK(waiting >= 0)".',
      ],
      postgres: ['rule of slots: CHECK ((waiting >= 0)) is missing.'],
    },
  ],
  [
    'a reference that is gone',
    [
      'person_id     TEXT NOT NULL REFERENCES people (id),\n  position',
      'person_id TEXT NOT NULL,\n  position',
    ],
    'ALTER TABLE busy_calendars DROP CONSTRAINT busy_calendars_person_id_fkey',
    {
      sqlite: [
        'column busy_calendars.person_id is "TEXT NOT NULL"; expected "TEXT NOT NULL REFERENCES people(id)".',
      ],
      postgres: ['rule of busy_calendars: FOREIGN KEY (person_id) REFERENCES people(id) is missing.'],
    },
  ],
  [
    'a column that may be empty',
    ['actor_id    TEXT NOT NULL,', 'actor_id    TEXT,'],
    'ALTER TABLE audit ALTER COLUMN actor_id DROP NOT NULL',
    {
      sqlite: ['column audit.actor_id is "TEXT"; expected "TEXT NOT NULL".'],
      postgres: ['column audit.actor_id is "text"; expected "text NOT NULL".'],
    },
  ],
  [
    'another default',
    ['event_sequence INTEGER NOT NULL DEFAULT 0', 'event_sequence INTEGER NOT NULL DEFAULT 1'],
    'ALTER TABLE bookings ALTER COLUMN event_sequence SET DEFAULT 1',
    {
      sqlite: [
        'column bookings.event_sequence is "INTEGER NOT NULL DEFAULT 1 CHECK(event_sequence >= 0)"; expected "INTEGER NOT NULL DEFAULT 0 CHECK(event_sequence >= 0)".',
      ],
      postgres: [
        'column bookings.event_sequence is "integer NOT NULL DEFAULT 1"; expected "integer NOT NULL DEFAULT 0".',
      ],
    },
  ],
  [
    'another type',
    ['bytes      BIGINT NOT NULL', 'bytes      TEXT NOT NULL'],
    'ALTER TABLE recordings ALTER COLUMN bytes TYPE integer',
    {
      sqlite: [
        'column recordings.bytes is "TEXT NOT NULL CHECK(bytes > 0)"; expected "BIGINT NOT NULL CHECK(bytes > 0)".',
      ],
      postgres: ['column recordings.bytes is "integer NOT NULL"; expected "bigint NOT NULL".'],
    },
  ],
];

describe('tables', () => {
  test.each(schemaBreaks)(
    'with %s are told, and the rows are looked at all the same',
    async (_, sqlite, postgres, lines) => {
      const { url } = await history();
      await alterTables(url, { sqlite, postgres });
      const expected = lines[onFiles ? 'sqlite' : 'postgres'].map((line) => `BROKEN  tables: ${line}`);
      const { stdout } = await mentorSlotsHere(['doctor'], { DATABASE_URL: url });
      expect(await complaints(url)).toEqual(expected);
      expect(stdout).toMatch(/^ok {6}seats: /m);
    },
  );

  test('with other indexes and triggers are told, unless an index only costs', async () => {
    const { url } = await history();
    await writeUnchecked(
      url,
      'DROP INDEX bookings_one_living',
      'DROP INDEX bookings_by_slot',
      'CREATE INDEX bookings_by_slot ON bookings (slot_id, place)',
      'DROP INDEX people_by_mail_key',
      'CREATE UNIQUE INDEX people_by_mail_key ON people (mail_key)',
      'CREATE INDEX of_the_operator ON bookings (booked_at)',
      'CREATE UNIQUE INDEX once_a_moment ON audit (id, at)',
      'CREATE TABLE of_somebody_else (id TEXT)',
      onFiles
        ? 'CREATE TRIGGER own AFTER INSERT ON audit BEGIN SELECT 1; END'
        : 'CREATE TRIGGER own BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    );
    const told = await complaints(url);
    expect(told.map((line) => line.replace(/ is ".*/, ' is another.')).sort()).toEqual([
      'BROKEN  tables: index bookings_by_slot is another.',
      'BROKEN  tables: index bookings_one_living is missing.',
      'BROKEN  tables: index once_a_moment is there and should not be.',
      'BROKEN  tables: index people_by_mail_key is another.',
      'BROKEN  tables: trigger own is there and should not be.',
    ]);
  });

  test.each([
    ['a table', 'DROP TABLE leases', ['table leases is missing.', 'column leases.name is missing.']],
    ['a column', 'ALTER TABLE bookings DROP COLUMN event_id', ['column bookings.event_id is missing.']],
  ])('that lack %s are all that it says', async (_, statement, lines) => {
    const { url } = await history();
    await run(url, statement);
    const told = await complaints(url);
    for (const line of lines) expect(told).toContain(`BROKEN  tables: ${line}`);
    expect(told.filter((line) => !/ tables: .*(leases|event_id)/.test(line))).toEqual([]);
  });

  test.runIf(onFiles)('without a check are not restored', async () => {
    const { url } = await history();
    await alterTables(url, { sqlite: [' CHECK (waiting >= 0)', ''], postgres: '' });
    const folder = temporaryFolder();
    const env = { DATABASE_URL: `sqlite:${join(folder, 'slots.db')}` };
    const { code, stderr } = await mentorSlotsHere(['restore', url.slice('sqlite:'.length)], env);
    expect(code).toBe(2);
    expect(stderr).toContain('BROKEN  tables: column slots.waiting is ');
  });
});

test('tables of another version are all that it says', async () => {
  const { url } = await history();
  await writeUnchecked(url, 'UPDATE schema_version SET version = 99');
  const lines = await complaints(url);
  await writeUnchecked(url, `UPDATE schema_version SET version = ${schemaVersion}`);
  expect(lines).toEqual([
    expect.stringMatching(/^BROKEN {2}schema: the database is of version 99; this program /),
  ]);
});

test.each([
  ['no row', 'DELETE FROM schema_version', 0],
  ['two rows', `INSERT INTO schema_version (version) VALUES (${schemaVersion})`, 2],
])('a schema_version with %s is all that it says', async (_, statement, found) => {
  const { url } = await history();
  await writeUnchecked(url, statement);
  expect(await complaints(url)).toEqual([
    `BROKEN  schema: the database has ${found} rows in schema_version; this program expects one, with version ${schemaVersion}.`,
  ]);
  const exported = await mentorSlotsHere(['export', 'ada'], { DATABASE_URL: url });
  expect(exported).toEqual({
    code: 1,
    stdout: '',
    stderr: `The database has ${found} rows in schema_version.\n`,
  });
});

test('names a hundred rows of one kind, and counts the others', async () => {
  const { url, talk } = await history();
  const rows = Array.from(
    { length: 130 },
    (_, n) =>
      `('${n}', '${talk.id}', 'sam', 'cancelled', 'x', 'x', 'student', ${100 + n}, '${talk.startsAt}')`,
  );
  await writeUnchecked(
    url,
    `INSERT INTO bookings (id, slot_id, student_id, status, booked_at, cancelled_at, cancel_reason, place, starts_at)
       VALUES ${rows.join()}`,
    `UPDATE slots SET version = 1000 WHERE id = '${talk.id}'`,
  );
  const lines = await complaints(url);
  expect(lines).toHaveLength(101);
  expect(lines.at(-1)).toBe('BROKEN  instants: … and 160 more.');
});

describe.runIf(onFiles)('a file', () => {
  test('whose pages are damaged', async () => {
    const { url } = await history();
    const copy = join(temporaryFolder(), 'copy.db');
    expect((await mentorSlotsHere(['backup', copy], { DATABASE_URL: url })).code).toBe(0);
    const file = new SqliteDatabase(copy);
    const page = file
      .prepare("SELECT rootpage FROM sqlite_master WHERE name = 'slots_by_series'")
      .pluck()
      .get();
    const pageSize = file.pragma('page_size', { simple: true }) as number;
    file.close();
    const handle = openSync(copy, 'r+');
    writeSync(handle, Buffer.alloc(pageSize, 7), 0, pageSize, ((page as number) - 1) * pageSize);
    closeSync(handle);
    const lines = await complaints(`sqlite:${copy}`);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^BROKEN {2}storage: /);
  });

  test('that is none says so in one line', async () => {
    const missing = await mentorSlotsHere(['doctor'], { DATABASE_URL: 'sqlite:/nowhere/slots.db' });
    expect(missing).toEqual({ code: 1, stdout: '', stderr: 'There is no database at /nowhere/slots.db.\n' });
    const none = await mentorSlotsHere(['doctor'], { DATABASE_URL: `sqlite:${import.meta.filename}` });
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toMatch(/^\/.*cannot be read: file is not a database\n$/);
  });
});
