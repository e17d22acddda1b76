/** The report over HTTP: what `mentor-slots report` says, for the programme office. */
import type { Report, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { mentorSlotsHere } from '../../testing/command-line.ts';
import { expectProblem } from '../../testing/expect-problem.ts';
import { startService, type TestService } from '../../testing/service.ts';

const day = 24 * 3_600_000;
const students = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `s${from + n}`);

function office(service: TestService) {
  const token = () => service.token('office', 'admin');
  return {
    token,
    report: async (query = '') => {
      const answer = await service.call<Report>('GET', `/api/admin/report${query}`, { token: token() });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body;
    },
    csv: (query = '') => service.call<string>('GET', `/api/admin/report.csv${query}`, { token: token() }),
  };
}

/** A session with these students in it, who come with these claims. */
async function hold(service: TestService, alumnus: string, hours: number, who: readonly string[], seats = 9) {
  const slot = await service.publish(alumnus, hours, { maxParticipants: seats });
  for (const student of who) expect((await service.book(student, slot.id)).status).toBe(201);
  return slot;
}

async function afterwards(service: TestService, slot: SlotView) {
  service.clock.now = Math.max(service.clock.now, Date.parse(slot.endsAt));
  const { bookings = [] } = (
    await service.call<SlotView>('GET', `/api/slots/${slot.id}`, {
      token: service.token(slot.alumniId, 'alumni'),
    })
  ).body;
  return {
    mark: async (student: string, attendance: 'attended' | 'absent') => {
      const booking = bookings.find((one) => one.studentId === student);
      const path = `/api/slots/${slot.id}/bookings/${booking?.id}/attendance`;
      const token = service.token(slot.alumniId, 'alumni');
      expect((await service.call('PUT', path, { token, body: { attendance } })).status).toBe(200);
    },
    rate: async (student: string, stars: number) => {
      const token = service.token(student, 'student');
      const path = `/api/slots/${slot.id}/feedback`;
      expect((await service.call('PUT', path, { token, body: { stars } })).status).toBe(200);
    },
  };
}

test('tells of attendance and stars', async () => {
  const service = await startService({ now: '2026-11-02T10:00:00.000Z' });
  const { report } = office(service);
  const slot = await hold(service, 'ada', 24, students(0, 6));
  const { mark, rate } = await afterwards(service, slot);
  for (const student of students(0, 3)) await mark(student, 'attended');
  await mark('s5', 'absent');
  await rate('s0', 5);
  await rate('s1', 4);
  const before = await report();
  expect(before.total).toMatchObject({ attended: 3, absent: 1, attendanceRate: 0.75, ratings: null });
  await rate('s2', 5);
  const { total, rows } = await report();
  expect(total).toEqual({
    sessions: 1,
    hours: 0.5,
    seats: 9,
    seatsTaken: 6,
    fillRate: 0.667,
    sessionsCancelled: 0,
    bookingsCancelled: 0,
    waited: 0,
    promoted: 0,
    attended: 3,
    absent: 1,
    attendanceRate: 0.75,
    ratings: 3,
    rating: 4.7,
    masked: false,
  });
  expect(rows).toEqual([{ month: '2026-11', ...total }]);
  // One more alone is not told of: the difference would be their stars.
  await rate('s3', 1);
  expect((await report()).total).toMatchObject({ ratings: 3, rating: 4.7 });
});

test('tells nothing of the stars, nor of who was there, in a group of fewer than five', async () => {
  const service = await startService({ now: '2026-11-02T10:00:00.000Z' });
  const small = await hold(service, 'ada', 24, students(0, 4));
  const large = await hold(service, 'bob', 48, students(10, 18));
  const other = await hold(service, 'cyd', 72, students(20, 29));
  for (const [slot, who] of [
    [small, students(0, 4)],
    [large, students(10, 14)],
    [other, students(20, 26)],
  ] as const) {
    const { mark, rate } = await afterwards(service, slot);
    for (const student of who) await rate(student, 4);
    for (const student of who) await mark(student, 'attended');
  }
  const { rows, total } = await office(service).report('?by=alumnus');
  const hidden = { attended: null, absent: null, attendanceRate: null, ratings: null, rating: null };
  // One of the others is hidden as well, or the total would tell of ada's.
  expect(rows).toMatchObject([
    { alumniId: 'ada', masked: true, ...hidden },
    { alumniId: 'bob', masked: true, ...hidden },
    { alumniId: 'cyd', masked: false, attended: 6, ratings: 6 },
  ]);
  expect(total).toMatchObject({ attended: 14, ratings: 12 });
});

test('says what the command line says, and as CSV', async () => {
  const now = new Date(Date.now() - 40 * day).toISOString();
  const service = await startService({ now });
  for (const [alumnus, hours] of [
    ['ada', 24],
    ['bob', 48],
  ] as const)
    await hold(service, alumnus, hours, students(0, 6));
  service.clock.now = Date.now();
  const { report, csv } = office(service);
  const env = { DATABASE_URL: service.config.databaseUrl };
  for (const by of ['month', 'alumnus', 'both'] as const) {
    const query = `?by=${by}&timeZone=europe/berlin&from=2020-01`;
    const told = await report(query);
    const args = ['report', '--by', by, '--time-zone', 'Europe/Berlin', '--from', '2020-01'];
    const typed = await mentorSlotsHere([...args, '--json'], env);
    expect({ ...JSON.parse(typed.stdout), endedBy: null }).toEqual({ ...told, endedBy: null });
    const file = await csv(query);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="mentoring-2020-01-by-${by}.csv"`,
    );
    expect(file.headers.get('cache-control')).toBe('private, no-store');
    // `fetch` takes the mark in front away as it reads.
    expect(`\ufeff${file.body}`).toBe((await mentorSlotsHere([...args, '--csv'], env)).stdout);
  }
});

test('is CSV with the mark in front that Excel needs', async () => {
  const service = await startService();
  const { token } = office(service);
  const headers = { authorization: `Bearer ${token()}` };
  const answer = await fetch(`${service.url}/api/admin/report.csv`, { headers });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes.slice(-8))).toMatch(/masked\r\n$/);
});

test.each([
  ['?from=2026-13', 'from', /month or a day/],
  ['?to=2026-02-31', 'to', /month or a day/],
  ['?from=2027-02&to=2026-09', 'to', /not before 2027-02/],
  ['?by=week', 'by', /month/],
  ['?by=cohort', 'by', /JWT_COHORT_CLAIM is not set/],
  ['?by=month&by=alumnus', 'by', /./],
])('refuses %s', async (query, field, detail) => {
  const service = await startService();
  const { token } = office(service);
  for (const path of ['report', 'report.csv']) {
    const answer = await service.call('GET', `/api/admin/${path}${query}`, { token: token() });
    expectProblem(answer, 400, 'invalid_request');
    expect(answer.body).toMatchObject({ field, detail: expect.stringMatching(detail) });
  }
});

test('knows no zone that there is not', async () => {
  const service = await startService();
  const { token } = office(service);
  const answer = await service.call('GET', '/api/admin/report?timeZone=Mars/Olympus', { token: token() });
  expectProblem(answer, 422, 'unknown_time_zone');
});

test('reads 50,000 bookings while others are answered', async () => {
  const service = await startService({ now: '2026-11-24T10:00:00.000Z' });
  await fill(service, 2500, 20);
  const { report } = office(service);
  let ended = false;
  const asked = report('?by=both').finally(() => {
    ended = true;
  });
  let answered = 0;
  while (!ended) {
    expect((await service.call('GET', '/api/slots/alumni/alumnus-1')).status).toBe(200);
    if (!ended) answered += 1;
  }
  expect((await asked).total).toMatchObject({ sessions: 2500, seatsTaken: 50_000 });
  // Read in one piece, not one would have been.
  expect(answered).toBeGreaterThan(20);
});

test('takes the students by the cohorts that their newest tokens name', async () => {
  const service = await startService({
    now: '2026-11-02T10:00:00.000Z',
    env: { JWT_COHORT_CLAIM: 'groups' },
  });
  const slot = await service.publish('ada', 24, { maxParticipants: 20 });
  const other = await service.publish('ada', 48, { maxParticipants: 4 });
  const come = async (student: string, groups: unknown, at = slot) => {
    const token = service.token(student, 'student', { groups });
    const body = { slotId: at.id };
    expect((await service.call('POST', '/api/slots/book', { token, body })).status).toBe(201);
  };
  // Eleven of 2027, six of whom are the first of their families; six of 2026; five in none.
  for (const student of students(0, 5)) await come(student, ['2027']);
  for (const student of students(5, 11)) await come(student, ['first-gen', '2027', '2027']);
  for (const student of students(20, 25)) await come(student, '2026', student === 's24' ? other : slot);
  await come('s25', '2027', other);
  for (const student of students(30, 35)) await come(student, undefined, student === 's30' ? other : slot);
  // They are a year below, after all.
  await service.call('PUT', '/api/me', {
    token: service.token('s25', 'student', { groups: '2026' }),
    body: {},
  });
  service.clock.now += 72 * 3_600_000;
  const { report, csv } = office(service);
  const { rows, total } = await report('?by=cohort');
  expect(total).toMatchObject({ sessions: 2, seats: 24, seatsTaken: 22, masked: false });
  const names = rows.map(({ cohort, sessions, seats, seatsTaken, masked }) => [
    cohort,
    sessions,
    seats,
    seatsTaken,
    masked,
  ]);
  expect(names).toEqual([
    ['2026', 2, 24, 6, false],
    ['2027', 1, 20, 11, false],
    ['first-gen', 1, 20, 6, false],
    [null, 2, 24, 5, false],
  ]);
  const [head, ...lines] = (await csv('?by=cohort')).body.trim().split('\r\n');
  expect(head).toMatch(/^.?cohort,sessions,hours,/);
  expect(lines[0]).toMatch(/^2026,2,1,24,6,0\.25,/);
  expect(lines[3]).toMatch(/^,2,1,24,5,/);
});

test('hides a cohort of few, and another from which it could be told', async () => {
  const service = await startService({
    now: '2026-11-02T10:00:00.000Z',
    env: { JWT_COHORT_CLAIM: 'groups' },
  });
  const slot = await service.publish('ada', 24, { maxParticipants: 30 });
  const come = async (student: string, groups: unknown) => {
    const token = service.token(student, 'student', { groups });
    const body = { slotId: slot.id };
    expect((await service.call('POST', '/api/slots/book', { token, body })).status).toBe(201);
  };
  for (const student of students(0, 10)) await come(student, 'large');
  for (const student of students(10, 16)) await come(student, 'middle');
  for (const student of students(16, 18)) await come(student, 'small');
  service.clock.now += 48 * 3_600_000;
  const { rows, total } = await office(service).report('?by=cohort');
  expect(total).toMatchObject({ seatsTaken: 18, masked: false });
  // Of those that are hidden not even the sessions: in which a cohort was is about few people.
  const nothing = { sessions: null, hours: null, seats: null, seatsTaken: null, masked: true };
  expect(rows).toMatchObject([
    { cohort: 'large', seatsTaken: 10, masked: false },
    { cohort: 'middle', ...nothing },
    { cohort: 'small', ...nothing },
  ]);
});

/** Sessions that are over, as many a month as not, with so many students in each. */
async function fill({ database, clock }: TestService, sessions: number, seats: number) {
  const at = '2026-01-01T00:00:00.000Z';
  const person = (id: string) => ({ id, name: id, email: null, token_issued_at: 1, first_seen_at: at });
  const of = <Row>(count: number, make: (index: number) => Row) =>
    Array.from({ length: count }, (_, n) => make(n));
  const insert = async (table: 'people' | 'slots' | 'bookings' | 'audit', rows: object[]) => {
    for (let from = 0; from < rows.length; from += 500)
      await database.write(async (tx) => {
        await tx.kysely
          .insertInto(table)
          .values(rows.slice(from, from + 500) as never)
          .execute();
      });
  };
  await insert('people', [
    ...of(50, (n) => person(`alumnus-${n}`)),
    ...of(1000, (n) => person(`student-${n}`)),
  ]);
  const hour = (n: number) => new Date(clock.now - (sessions + 1 - n) * 3 * 3_600_000);
  await insert(
    'slots',
    of(sessions, (n) => ({
      id: `slot-${String(n).padStart(6, '0')}`,
      alumni_id: `alumnus-${n % 50}`,
      date: hour(n).toISOString().slice(0, 10),
      start_time: '10:00',
      end_time: '11:00',
      time_zone: 'UTC',
      starts_at: hour(n).toISOString(),
      ends_at: new Date(hour(n).getTime() + 3_600_000).toISOString(),
      max_participants: seats,
      seats_taken: seats,
      created_at: at,
      updated_at: at,
    })),
  );
  const booking = (n: number, seat: number) => ({
    id: `booking-${n}-${seat}`,
    slot_id: `slot-${String(n).padStart(6, '0')}`,
    student_id: `student-${(n * 7 + seat) % 1000}`,
    status: 'confirmed',
    booked_at: at,
    place: seat + 2,
    starts_at: hour(n).toISOString(),
  });
  await insert(
    'bookings',
    of(sessions * seats, (n) => booking(Math.floor(n / seats), n % seats)),
  );
}
