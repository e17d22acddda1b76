/** Who did what: every change leaves its entries, what is refused leaves none, and only admins read them. */
import type { AuditEntry, AuditPage, Booking, SlotView } from '@mentor-slots/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { mentorSlotsHere } from '../testing/command-line.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService, wallTime } from '../testing/service.ts';

let service: TestService;

beforeEach(async () => {
  service = await startService({ now: '2026-11-24T10:00:00.000Z', env: { CANCEL_CUTOFF: '1h' } });
});

const admin = () => service.token('root', 'admin');

async function read(query = ''): Promise<AuditEntry[]> {
  const { status, body } = await service.call<AuditPage>('GET', `/api/admin/audit${query}`, {
    token: admin(),
  });
  expect(status).toBe(200);
  return body.entries;
}

/** Entries in their order, each as `who action whom`. */
const told = (entries: readonly AuditEntry[]) =>
  [...entries].reverse().map(({ actorId, action, subjectId }) => `${actorId} ${action} ${subjectId}`);

/** What is added while something is done. */
async function added(work: () => Promise<unknown>): Promise<AuditEntry[]> {
  const before = new Set((await read()).map(({ id }) => id));
  await work();
  return (await read()).filter(({ id }) => !before.has(id));
}

const as = (sub: string, role: string, method: string, path: string, body?: unknown) =>
  service.call<Record<string, never>>(method, path, {
    token: service.token(sub, role),
    ...(body !== undefined && { body }),
  });
const settle = ({ slotId, id }: Booking, decision: string, who = 'ada', role = 'alumni') =>
  as(who, role, 'POST', `/api/slots/${slotId}/bookings/${id}/${decision}`);

describe('one entry for each change, with who, what, whom and in which request', () => {
  test('publishing a slot', async () => {
    const [entry, ...others] = await added(() => service.publish('ada', 24, { maxParticipants: 3 }));
    expect(others).toEqual([]);
    expect(entry).toEqual({
      id: expect.any(String),
      at: '2026-11-24T10:00:00.000Z',
      actorId: 'ada',
      actorRoles: ['alumni'],
      action: 'slot_created',
      slotId: expect.any(String),
      bookingId: null,
      subjectId: 'ada',
      details: {
        startsAt: '2026-11-25T10:00:00.000Z',
        endsAt: '2026-11-25T10:30:00.000Z',
        maxParticipants: 3,
      },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('publishing a series and copying it: one for each of its slots, all in one request', async () => {
    const series = await added(() => service.publish('ada', 24, { repeat: { every: 'week', count: 3 } }));
    expect(told(series)).toEqual(Array(3).fill('ada slot_created ada'));
    expect(new Set(series.map(({ requestId }) => requestId)).size).toBe(1);
    expect(new Set(series.map(({ slotId }) => slotId)).size).toBe(3);
    const copy = { from: '2026-11-25', days: 1, onto: ['2026-11-26', '2026-11-27'] };
    const copied = await added(() => as('ada', 'alumni', 'POST', '/api/slots/copy', copy));
    expect(told(copied)).toEqual(Array(2).fill('ada slot_created ada'));
  });

  test('changing a slot: names of fields, and before and after of time and seats; by an admin too', async () => {
    const { id } = await service.publish('ada', 24, { description: 'Old words' });
    const change = {
      description: 'New words',
      meetingUrl: 'https://meet.example.edu/secret',
      endTime: '11:00',
      maxParticipants: 5,
    };
    const [entry, ...others] = await added(() => as('root', 'admin', 'PATCH', `/api/slots/${id}`, change));
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      actorId: 'root',
      actorRoles: ['admin'],
      action: 'slot_updated',
      slotId: id,
      subjectId: 'ada',
      details: {
        changed: ['endTime', 'maxParticipants', 'description', 'meetingUrl'],
        before: {
          startsAt: '2026-11-25T10:00:00.000Z',
          endsAt: '2026-11-25T10:30:00.000Z',
          maxParticipants: 1,
        },
        after: {
          startsAt: '2026-11-25T10:00:00.000Z',
          endsAt: '2026-11-25T11:00:00.000Z',
          maxParticipants: 5,
        },
      },
    });
  });

  test('changing and deleting a series: one for each slot of it', async () => {
    await service.publish('ada', 24, { repeat: { every: 'week', count: 3 } });
    const [last] = await read();
    const path = `/api/slots/${last?.slotId}?scope=series`;
    const changed = await added(() => as('ada', 'alumni', 'PATCH', path, { maxParticipants: 2 }));
    expect(told(changed)).toEqual(Array(3).fill('ada slot_updated ada'));
    const deleted = await added(() => as('ada', 'alumni', 'DELETE', path));
    expect(told(deleted)).toEqual(Array(3).fill('ada slot_deleted ada'));
  });

  test('calling a slot off: one for it and one for each student in it', async () => {
    const { id } = await service.publish('ada', 24, { maxParticipants: 3 });
    await service.book('dee', id);
    await service.book('eli', id);
    const entries = await added(() => as('ada', 'alumni', 'DELETE', `/api/slots/${id}`));
    expect(told(entries)).toEqual([
      'ada slot_cancelled ada',
      'ada booking_cancelled dee',
      'ada booking_cancelled eli',
    ]);
    expect(entries[2]?.details).toMatchObject({ bookings: 2 });
    expect(entries[0]?.details).toEqual({ status: 'cancelled', reason: 'slot_cancelled' });
  });

  test('booking and cancelling, with nothing of what was written', async () => {
    const { id } = await service.publish('ada');
    const booked = await added(() => service.book('dee', id, 'My secret worry'));
    expect(booked).toMatchObject([
      { actorId: 'dee', actorRoles: ['student'], action: 'booking_created', slotId: id, subjectId: 'dee' },
    ]);
    expect(booked[0]?.details).toEqual({ status: 'confirmed' });
    const cancelled = await added(() => as('dee', 'student', 'POST', '/api/slots/cancel', { slotId: id }));
    expect(told(cancelled)).toEqual(['dee booking_cancelled dee']);
    expect(cancelled[0]).toMatchObject({
      bookingId: booked[0]?.bookingId,
      details: { status: 'cancelled', reason: 'student' },
    });
    const { kysely } = service.database.read;
    const rows = JSON.stringify(await kysely.selectFrom('audit').selectAll().execute());
    expect(rows).not.toMatch(/secret|\(name\)|@/);
  });

  test('confirming and declining: the student is the one concerned', async () => {
    const { id } = await service.publish('ada', 24, { maxParticipants: 2, requiresApproval: true });
    const [dee, eli] = [(await service.book('dee', id)).body, (await service.book('eli', id)).body];
    expect((await read())[0]?.details).toEqual({ status: 'pending' });
    expect(told(await added(() => settle(dee, 'confirm')))).toEqual(['ada booking_confirmed dee']);
    const declined = await added(() => settle(eli, 'decline', 'root', 'admin'));
    expect(told(declined)).toEqual(['root booking_declined eli']);
    expect(declined[0]?.details).toEqual({ status: 'cancelled', reason: 'declined' });
  });
});

describe('no entry', () => {
  test('for what was refused, was there already, or only looked', async () => {
    const slot = await service.publish('ada', 24, { requiresApproval: true });
    const { body: booking } = await service.book('dee', slot.id);
    await settle(booking, 'confirm');
    const soon = await service.publish('bo', 0.5);
    await service.book('dee', soon.id);
    const slotPath = `/api/slots/${slot.id}`;
    const { date, startTime, endTime } = slot;
    const tries: [status: number, work: () => Promise<{ status: number }>][] = [
      [200, () => service.book('dee', slot.id)],
      [409, () => service.book('eli', slot.id)],
      [404, () => service.book('eli', 'no-such-slot')],
      [200, () => settle(booking, 'confirm')],
      [409, () => settle(booking, 'decline')],
      [403, () => settle(booking, 'decline', 'bo')],
      [409, () => as('dee', 'student', 'POST', '/api/slots/cancel', { slotId: soon.id })],
      [404, () => as('eli', 'student', 'POST', '/api/slots/cancel', { slotId: slot.id })],
      [409, () => as('ada', 'alumni', 'POST', '/api/slots', { date, startTime, endTime, timeZone: 'UTC' })],
      [403, () => as('bo', 'alumni', 'PATCH', slotPath, { description: 'mine' })],
      [422, () => as('ada', 'alumni', 'PATCH', slotPath, { endTime: startTime })],
      [403, () => as('bo', 'alumni', 'DELETE', slotPath)],
      [200, () => as('ada', 'alumni', 'GET', slotPath)],
    ];
    for (const [status, work] of tries) {
      const entries = await added(async () => expect((await work()).status).toBe(status));
      expect(entries, String(work)).toEqual([]);
    }
  });

  test('of a series of which one clashes: all of it is undone, its entries too', async () => {
    await service.publish('ada', 24 + 14 * 24);
    const series = { ...wallTime(service.clock.now + 86_400_000), repeat: { every: 'week', count: 4 } };
    const entries = await added(async () => {
      expect((await as('ada', 'alumni', 'POST', '/api/slots', series)).status).toBe(409);
    });
    expect(entries).toEqual([]);
  });

  test('twice for a request that is repeated under its Idempotency-Key', async () => {
    const token = service.token('ada', 'alumni');
    const body = wallTime(service.clock.now + 86_400_000);
    const once = () =>
      service.call<SlotView>('POST', '/api/slots', { token, body, headers: { 'idempotency-key': 'k' } });
    const first = await once();
    const entries = await added(async () => expect((await once()).body.id).toBe(first.body.id));
    expect(entries).toEqual([]);
  });

  test('more than the ten that got a seat, of two hundred at once', async () => {
    const { id } = await service.publish('ada', 24, { maxParticipants: 10 });
    await Promise.all(Array.from({ length: 60 }, (_, index) => service.book(`student ${index}`, id)));
    const entries = (await read('?limit=200')).filter(({ action }) => action === 'booking_created');
    expect(entries).toHaveLength(10);
    const bookings = await service.database.read.kysely.selectFrom('bookings').select('id').execute();
    expect(entries.map(({ bookingId }) => bookingId).sort()).toEqual(bookings.map(({ id }) => id).sort());
  });
});

describe('reading', () => {
  async function aLife() {
    const talk = await service.publish('ada', 24, { maxParticipants: 2, requiresApproval: true });
    service.clock.now += 60_000;
    const { body: dee } = await service.book('dee', talk.id);
    service.clock.now += 60_000;
    const { body: eli } = await service.book('eli', talk.id);
    await settle(dee, 'confirm');
    const other = await service.publish('bo', 30);
    await service.book('eli', other.id);
    await as('root', 'admin', 'PATCH', `/api/slots/${other.id}`, { maxParticipants: 4 });
    const gone = await service.publish('bo', 48);
    await as('bo', 'alumni', 'DELETE', `/api/slots/${gone.id}`);
    return { talk, other, gone, dee, eli };
  }

  test('by slot, booking, person and action, newest first, also what is gone', async () => {
    const { talk, gone, dee, eli } = await aLife();
    expect(told(await read(`?slotId=${talk.id}`))).toEqual([
      'ada slot_created ada',
      'dee booking_created dee',
      'eli booking_created eli',
      'ada booking_confirmed dee',
    ]);
    expect(told(await read(`?slotId=${gone.id}`))).toEqual(['bo slot_created bo', 'bo slot_deleted bo']);
    expect(told(await read(`?bookingId=${dee.id}`))).toEqual([
      'dee booking_created dee',
      'ada booking_confirmed dee',
    ]);
    expect(told(await read('?personId=dee'))).toEqual([
      'dee booking_created dee',
      'ada booking_confirmed dee',
    ]);
    expect(told(await read('?personId=eli'))).toEqual(['eli booking_created eli', 'eli booking_created eli']);
    expect(told(await read('?personId=bo'))).toEqual([
      'bo slot_created bo',
      'root slot_updated bo',
      'bo slot_created bo',
      'bo slot_deleted bo',
    ]);
    expect(told(await read('?personId=root'))).toEqual(['root slot_updated bo']);
    expect(told(await read('?personId=ada&action=booking_confirmed'))).toEqual(['ada booking_confirmed dee']);
    expect(await read('?personId=nobody')).toEqual([]);
    expect(told(await read(`?personId=eli&bookingId=${eli.id}`))).toEqual(['eli booking_created eli']);
  });

  test('from an instant on, and before another one; a date is a day in UTC', async () => {
    await aLife();
    expect(told(await read('?to=2026-11-24T10:01:00Z'))).toEqual(['ada slot_created ada']);
    expect(told(await read('?from=2026-11-24T10:01:00Z&to=2026-11-24T10:02:00Z'))).toEqual([
      'dee booking_created dee',
    ]);
    expect(await read('?from=2026-11-24&to=2026-11-24')).toHaveLength(9);
    expect(await read('?from=2026-11-25')).toEqual([]);
    expect(await read('?to=2026-11-23')).toEqual([]);
  });

  test('page by page, each once, also while more is added', async () => {
    await aLife();
    const all = await read();
    expect(all).toHaveLength(9);
    const pages: AuditEntry[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 9; page += 1) {
      const path = `/api/admin/audit?limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`;
      const { body } = await service.call<AuditPage>('GET', path, { token: admin() });
      pages.push(...body.entries);
      cursor = body.nextCursor;
      if (cursor === undefined) break;
      await service.publish('cyd', 24 + page);
    }
    expect(pages).toEqual(all);
  });

  test.each([
    'limit=201',
    'limit=0',
    'limit=x',
    'cursor=x',
    'action=slot_eaten',
    'from=yesterday',
    'to=2026-02-31',
    'slotId=',
    'actor=ada',
  ])('?%s is refused with a sentence', async (query) => {
    const answer = await service.call('GET', `/api/admin/audit?${query}`, { token: admin() });
    if (query.startsWith('to=')) expectProblem(answer, 422, 'nonexistent_date');
    else expectProblem(answer, 400, 'invalid_request');
  });

  test('is for admins alone', async () => {
    for (const roles of ['alumni', 'student', ['alumni', 'student'], []]) {
      const token = service.token('ada', roles);
      expectProblem(await service.call('GET', '/api/admin/audit', { token }), 403, 'wrong_role');
    }
    expectProblem(await service.call('GET', '/api/admin/audit'), 401, 'unauthenticated');
  });
});

describe('the command line', () => {
  test('exporting and erasing a person are entries; of the erased only a pseudonym stays', async () => {
    // It goes by the real time.
    service.clock.now = Date.now() - 60_000;
    const { id } = await service.publish('ada');
    await service.book('dee', id);
    const env = { DATABASE_URL: service.config.databaseUrl };
    const exported = await added(() => mentorSlotsHere(['export', 'dee'], env));
    expect(exported).toMatchObject([
      { actorId: 'command line', actorRoles: ['operator'], action: 'person_exported', subjectId: 'dee' },
    ]);
    await mentorSlotsHere(['erase', '--yes', 'dee'], env);
    const entries = await read();
    expect(JSON.stringify(entries)).not.toContain('"dee"');
    const [erased, cancelled] = entries;
    expect(erased).toMatchObject({
      actorId: 'command line',
      action: 'person_erased',
      subjectId: expect.stringMatching(/^erased-/),
      details: { slotsCancelled: 0, bookingsCancelled: 1 },
    });
    expect(cancelled).toMatchObject({
      action: 'booking_cancelled',
      slotId: id,
      subjectId: erased?.subjectId,
    });
    expect(await read('?personId=dee')).toEqual([]);
    expect(told(await read(`?personId=${erased?.subjectId}`))).toHaveLength(4);
  });
});
