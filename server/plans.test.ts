/** Whatever runs inside the service is bounded by an index, however long the service has been there: the plans say so. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forgetAudit, listAudit } from './audit/queries.ts';
import {
  bookingsAhead,
  confirmedIn,
  listBookings,
  newestBooking,
  studentsElsewhere,
} from './bookings/queries.ts';
import { busyThen, heldAhead } from './bookings/queue-queries.ts';
import { clashOf } from './bookings/seat-queries.ts';
import { bookedSessions } from './calendars/feed/queries.ts';
import { instant } from './clock.ts';
import type { Queries } from './db/database.ts';
import type { Tables } from './db/tables.ts';
import { forgetAnswersBefore } from './idempotency/queries.ts';
import { idsFrom } from './ordered-id.ts';
import { forgetEnded, outboxFigures } from './outbox/queries.ts';
import { listComments } from './sessions/feedback-queries.ts';
import { isConfirmed } from './sessions/queries.ts';
import { listSlots } from './slots/list-queries.ts';
import { countAhead, livingSlotsBetween, upcomingSlots } from './slots/queries.ts';
import { countTables, plansOf } from './testing/plans.ts';
import { startService, type TestService } from './testing/service.ts';

const now = Date.parse('2026-11-24T10:00:00.000Z');
const hour = 3_600_000;
let service: TestService;

/** Adds so many rows, in portions that a statement takes. */
async function fill(
  { kysely }: Queries,
  table: keyof Tables,
  count: number,
  rowOf: (index: number) => Record<string, unknown>,
) {
  for (let from = 0; from < count; from += 100) {
    const rows = Array.from({ length: Math.min(100, count - from) }, (_, index) => rowOf(from + index));
    await kysely
      .insertInto(table)
      .values(rows as never)
      .execute();
  }
}

beforeAll(async () => {
  service = await startService({ shared: true, now: instant(now) });
  const { database } = service;
  await database.write(async (tx) => {
    const person = (id: string) => ({
      id,
      name: id,
      email: null,
      token_issued_at: 1,
      first_seen_at: instant(0),
    });
    await tx.kysely.insertInto('people').values(['ada', 'bo', 'mira', 'kim'].map(person)).execute();
    // Years of one alumnus, and of another as many.
    await fill(tx, 'slots', 6_000, (index) => ({
      id: `slot ${index}`,
      alumni_id: index % 2 === 0 ? 'ada' : 'bo',
      series_id: null,
      date: instant(now - index * hour).slice(0, 10),
      start_time: '10:00',
      end_time: '10:30',
      time_zone: 'UTC',
      starts_at: instant(now - index * hour),
      ends_at: instant(now - (index - 0.5) * hour),
      max_participants: 1,
      created_at: instant(0),
      updated_at: instant(0),
    }));
    // And of a student who was in all of the one's, and of another.
    await fill(tx, 'bookings', 6_000, (index) => ({
      id: `booking ${index}`,
      slot_id: `slot ${index}`,
      student_id: index % 2 === 0 ? 'mira' : 'kim',
      status: 'confirmed',
      booked_at: instant(0),
      place: 2,
      starts_at: instant(now - index * hour),
    }));
    await fill(tx, 'audit', 6_000, (index) => ({
      id: `${idsFrom(now - index * hour)}${`${index}`.padStart(14, '0')}`,
      at: instant(now - index * hour),
      // Of each ten one is bo's, and another is about him.
      actor_id: index % 10 === 2 ? 'bo' : index % 2 === 0 ? 'ada' : 'mira',
      actor_roles: '',
      action: index === 5_000 ? 'person_erased' : index % 2 === 0 ? 'slot_created' : 'booking_created',
      slot_id: `slot ${index}`,
      booking_id: index % 2 === 0 ? null : `booking ${index}`,
      subject_id: index % 10 === 4 ? 'bo' : index % 3 === 0 ? 'mira' : null,
      details: '{}',
      request_id: null,
    }));
    await fill(tx, 'feedback', 6_000, (index) => ({
      id: `comment ${index}`,
      slot_id: `slot ${index}`,
      alumni_id: index % 2 === 0 ? 'ada' : 'bo',
      student_id: 'mira',
      stars: 5,
      comment: 'Good',
      given_at: instant(now),
      starts_at: instant(now - index * hour),
      shown_of_session: 5,
    }));
    await fill(tx, 'idempotency_keys', 3_000, (index) => ({
      caller_id: 'ada',
      key: `key ${index}`,
      request_hash: '',
      answer: '{}',
      created_at: instant(now - index * hour),
    }));
    await fill(tx, 'messages', 3_000, (index) => ({
      id: `message ${index}`,
      channel: 'mail',
      kind: 'booked',
      slot_id: 'slot 1',
      payload: '{}',
      position: index,
      stream: `${index}`,
      due_at: instant(0),
      try_at: instant(0),
      outcome: 'sent',
      ended_at: instant(now - index * hour),
      created_at: instant(0),
    }));
    await fill(tx, 'messages', 3_000, (index) => ({
      id: `reminder ${index}`,
      channel: 'mail',
      kind: 'reminder',
      slot_id: 'slot 1',
      payload: '{}',
      position: index,
      stream: `${index}`,
      due_at: instant(now + (index - 10) * hour),
      try_at: instant(now + (index - 10) * hour),
      created_at: instant(0),
    }));
  });
  await countTables(database);
  return service.close;
});

const plans = (ask: (queries: Queries) => Promise<unknown>) => plansOf(service.database, ask);

describe('the audit', () => {
  const limit = 101;

  test('by an action that is rare', async () => {
    expect(await plans((queries) => listAudit(queries, { action: 'person_erased', limit }))).toEqual([
      'audit_by_action (action=)',
    ]);
  });

  test('by an action since a day', async () => {
    const from = idsFrom(now - 24 * hour);
    expect(await plans((queries) => listAudit(queries, { action: 'person_erased', from, limit }))).toEqual([
      'audit_by_action (action=, id>)',
    ]);
  });
});

test('comments that are looked over, however many there are', async () => {
  const asked = await plans((queries) => listComments(queries, { limit: 51, fewest: 3, after: null }));
  expect(asked[0]).toBe('feedback_with_comment ()');
  expect(asked.filter((plan) => /^whole (feedback|slots)|sorted/.test(plan))).toEqual([]);
  const after = { startsAt: instant(now - 5_000 * hour), id: 'comment 5000' };
  const later = await plans((queries) => listComments(queries, { limit: 51, fewest: 3, after }));
  expect(later[0]).toBe('feedback_with_comment (starts_at<)');
  expect(later.filter((plan) => /^whole (feedback|slots)|sorted/.test(plan))).toEqual([]);
});

test('what waits to be sent, however many reminders are yet to come', async () => {
  const asked = await plans((queries) => outboxFigures(queries, now));
  expect(asked).toEqual(['messages_due (due_at<)', 'messages_ended (outcome=)']);
});

describe('the audit by a person', () => {
  test('whose entries are many, reads the newest of each kind and sorts none of the others', async () => {
    const [bySubject, byActor] = await plans((queries) => listAudit(queries, { personId: 'bo', limit: 11 }));
    expect([bySubject, byActor]).toEqual(['audit_by_subject (subject_id=)', 'audit_by_actor (actor_id=)']);
  });
});

describe('what is forgotten, a portion at a time', () => {
  test('answers under keys', async () => {
    const ask = (queries: Queries) => forgetAnswersBefore(queries, instant(now - 2_900 * hour), 200);
    expect(await plans(ask)).toContain('idempotency_keys_by_age (created_at<)');
  });

  test('entries of the audit', async () => {
    const ask = (queries: Queries) => forgetAudit(queries, idsFrom(now - 5_900 * hour), 200);
    expect((await plans(ask)).join()).toMatch(/(sqlite_autoindex_audit_1|audit_pkey) \(id<\)/);
  });

  test('messages that were sent', async () => {
    const ask = (queries: Queries) => forgetEnded(queries, instant(now - 2_900 * hour), 200);
    expect(await plans(ask)).toContain('messages_ended (outcome=, ended_at<)');
  });
});

describe('an alumnus who has been there for years', () => {
  const soon = { startsAt: instant(now + hour), endsAt: instant(now + 2 * hour) };
  test.each<[string, (queries: Queries) => Promise<unknown>]>([
    [
      'upcoming slots',
      (queries) =>
        listSlots(queries, { alumniId: 'ada', endsAfter: instant(now), cancelled: false, limit: 50 }),
    ],
    [
      'slots of days',
      (queries) =>
        listSlots(queries, {
          alumniId: 'ada',
          from: { date: '2026-11-20' },
          to: { date: '2026-11-21' },
          cancelled: true,
          limit: 50,
        }),
    ],
    [
      'slots between instants',
      (queries) =>
        listSlots(queries, {
          alumniId: 'ada',
          from: { instant: instant(now) },
          to: { instant: soon.endsAt },
          cancelled: true,
          limit: 50,
        }),
    ],
    ['a snapshot', (queries) => upcomingSlots(queries, ['ada', 'bo'], instant(now))],
    ['how many are ahead', (queries) => countAhead(queries, 'ada', instant(now))],
    ['what clashes', (queries) => livingSlotsBetween(queries, 'ada', soon)],
  ])('%s', async (_, ask) => {
    // With a beginning: what is only before something is all of the past.
    const [own, ...others] = (await plans(ask)).filter((plan) => !/people|sorted/.test(plan));
    expect(own).toMatch(/^slots_by_alumnus \(alumni_id=, .*starts_at>/);
    expect(others).toEqual([]);
  });
});

describe('a student who has been there for years', () => {
  const [from, to] = [instant(now), instant(now + hour)];
  const time = { startsAt: from, endsAt: to };
  const mine = { studentId: 'mira', cancelledByStudent: false };
  const ahead: [string, (queries: Queries) => Promise<unknown>][] = [
    ['upcoming bookings', (queries) => listBookings(queries, { ...mine, endsAfter: from })],
    [
      'bookings of days',
      (queries) =>
        listBookings(queries, { ...mine, from: { date: '2026-11-24' }, to: { date: '2026-11-25' } }),
    ],
    [
      'bookings between instants',
      (queries) => listBookings(queries, { ...mine, from: { instant: from }, to: { instant: to } }),
    ],
    ['what clashes', (queries) => clashOf(queries, 'mira', { ...time, now: from, except: '' })],
    ['what clashes for who waits', (queries) => busyThen(queries, ['mira', 'kim'], { ...time, now: from })],
    [
      'what clashes where a session moves',
      (queries) => studentsElsewhere(queries, 'slot 2', time, ['slot 2']),
    ],
    ['seats ahead', (queries) => heldAhead(queries, ['mira', 'kim'], from)],
    ['what is ahead of whoever is erased', (queries) => bookingsAhead(queries, 'mira', from)],
    ['a calendar', (queries) => queries.run(bookedSessions, { personId: 'mira', since: from })],
  ];

  /** How a student's bookings are found; whatever few they are joined with is found by its key. */
  const ofBookings = async (ask: (queries: Queries) => Promise<unknown>) =>
    (await plans(ask)).filter((plan) => /^(whole (bookings|slots)|bookings_by_student)/.test(plan));

  test.each(ahead)('%s', async (_, ask) => {
    expect(await ofBookings(ask)).toEqual([
      expect.stringMatching(/^bookings_by_student \(student_id=, .*starts_at>/),
    ]);
  });

  test.each<[string, (queries: Queries) => Promise<unknown>]>([
    ['the newest of one session', (queries) => newestBooking(queries, 'slot 5', 'mira')],
    ['a seat in one session', (queries) => isConfirmed(queries, 'slot 5', 'mira')],
    ['seats in some sessions', (queries) => confirmedIn(queries, 'mira', ['slot 5', 'slot 7'])],
  ])('%s', async (_, ask) => {
    const found = await ofBookings(ask);
    expect(found.filter((plan) => !/^bookings_by_student \(student_id=, starts_at=\)/.test(plan))).toEqual(
      [],
    );
  });
});
