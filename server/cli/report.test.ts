/** `report`, on sessions of the past days. */
import { beforeAll, expect, test } from 'vitest';
import { mentorSlots, mentorSlotsHere } from '../testing/command-line.ts';
import { buildService } from '../testing/process.ts';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';

let env: Record<string, string>;
beforeAll(async () => {
  buildService();
  const service = await pastTerm();
  env = { DATABASE_URL: service.config.databaseUrl };
  return service.close;
});

/** All of it is over. Ada: 7 of 8 seats in two sessions; Bob: 2 of 3; =Cyd: 6 of 6 and one called off. Two waited. */
async function pastTerm() {
  const service = await startService({ now: '2026-02-27T12:00:00.000Z', shared: true });
  const tokenOf = (alumnus: string) =>
    service.token(alumnus, 'alumni', { name: alumnus === 'cyd' ? '=Cyd, "C"' : `${alumnus} (name)` });
  const publish = (
    alumnus: string,
    date: string,
    startTime: string,
    endTime: string,
    maxParticipants: number,
  ) =>
    service.call<{ id: string }>('POST', '/api/slots', {
      token: tokenOf(alumnus),
      body: { date, startTime, endTime, timeZone: 'UTC', maxParticipants },
    });
  const students = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `s${from + n}`);
  const fill = async (slot: { body: { id: string } }, who: string[]) => {
    for (const student of who) expect((await service.book(student, slot.body.id)).status).toBe(201);
  };
  // In Auckland it is March already.
  const first = await publish('ada', '2026-02-28', '20:00', '21:30', 4);
  const second = await publish('ada', '2026-03-10', '10:00', '11:00', 4);
  await fill(first, students(0, 4));
  await fill(second, students(4, 7));
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('s6', 'student'),
    body: { slotId: second.body.id },
  });
  await fill(second, ['s9']);
  await fill(await publish('bob', '2026-03-11', '10:00', '11:00', 3), ['s1', 's2']);
  const crowded = await publish('cyd', '2026-03-12', '10:00', '10:30', 6);
  await fill(crowded, students(0, 6));
  // Two wait, and one of them gets a seat.
  const { wait, cancel } = queueing(service);
  for (const student of students(10, 12)) await wait(student, crowded.body.id);
  await cancel('s5', crowded.body.id);
  const off = await publish('cyd', '2026-03-13', '10:00', '11:00', 2);
  await fill(off, ['s7', 's8']);
  await service.call('DELETE', `/api/slots/${off.body.id}`, { token: tokenOf('cyd') });
  return service;
}

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await mentorSlotsHere(['report', '--json', ...args], env);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};

test('sums up what is over, by alumnus, by month and by both', async () => {
  const byAlumnus = await json('--by', 'alumnus');
  // Bob had two students. Were he alone hidden, the total would tell of him.
  expect(byAlumnus.rows).toEqual([
    expect.objectContaining({
      alumniName: '=Cyd, "C"',
      sessions: 1,
      hours: 0.5,
      seats: 6,
      masked: expect.any(Boolean),
    }),
    expect.objectContaining({ alumniId: 'ada', sessions: 2, hours: 2.5, seats: 8 }),
    expect.objectContaining({ alumniId: 'bob', seatsTaken: null, fillRate: null, masked: true }),
  ]);
  expect(byAlumnus.rows.filter((row: { masked: boolean }) => row.masked)).toHaveLength(2);
  expect(byAlumnus.total).toEqual({
    sessions: 4,
    hours: 4,
    seats: 17,
    seatsTaken: 15,
    fillRate: 0.882,
    sessionsCancelled: 1,
    bookingsCancelled: 4,
    waited: 2,
    promoted: 1,
    attended: 0,
    absent: 0,
    attendanceRate: null,
    ratings: null,
    rating: null,
    masked: false,
  });
  const byMonth = await json('--by', 'month', '--time-zone', 'Pacific/Auckland');
  expect(byMonth.rows).toEqual([{ month: '2026-03', ...byAlumnus.total }]);
  const inUtc = await json();
  // Four students in February: too few, and with one month hidden March would tell.
  expect(inUtc.rows).toMatchObject([
    { month: '2026-02', sessions: 1, seatsTaken: null, masked: true },
    { month: '2026-03', sessions: 3, seatsTaken: null, masked: true },
  ]);
  const both = await json('--by', 'both');
  expect(both.rows.map((row: Record<string, unknown>) => [row.alumniId, row.month])).toEqual([
    ['cyd', '2026-03'],
    ['ada', '2026-02'],
    ['ada', '2026-03'],
    ['bob', '2026-03'],
  ]);
});

test('keeps to the days and months asked for, both ends included', async () => {
  const sessions = async (...args: string[]) => (await json(...args)).total.sessions;
  expect(await sessions('--from', '2026-03')).toBe(3);
  expect(await sessions('--to', '2026-02')).toBe(1);
  expect(await sessions('--from', '2026-02-28', '--to', '2026-03-10')).toBe(2);
  expect(await sessions('--from', '2026-03-11', '--to', '2026-03-11')).toBe(1);
  expect(await sessions('--from', '2026-04')).toBe(0);
});

test('as CSV escapes what needs it, and is a table for people', async () => {
  const csv = await mentorSlots(['report', '--by', 'alumnus', '--csv'], env);
  // Excel reads UTF-8 only where this mark stands in front, and wants every line to end so.
  expect(csv.stdout).toMatch(/^\ufeffalumniId,/);
  expect(csv.stdout.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(csv.stdout).toMatch(/\r\n$/);
  const lines = csv.stdout.slice(1).trimEnd().split('\r\n');
  expect(lines[0]).toBe(
    'alumniId,alumniName,month,sessions,hours,seats,seatsTaken,fillRate,sessionsCancelled,bookingsCancelled,waited,promoted,attended,absent,attendanceRate,ratings,rating,masked',
  );
  // A spreadsheet must not take the name for a formula.
  expect(lines[1]).toMatch(/^cyd,"'=Cyd, ""C""",,1,0\.5,6,/);
  expect(lines).toContain('bob,bob (name),,1,1,3,,,,,,,,,,,,true');
  const table = await mentorSlotsHere(['report'], env);
  expect(table.stdout).toMatch(
    /^ +sessions +hours +seats +taken +filled +called off +cancellations +waited +got a seat +attended +absent +were there +ratings +stars\n/,
  );
  expect(table.stdout).toMatch(/^2026-02 +1 +1\.5 +4 +\* +\* +\* +\* +\* +\* +\* +\* +\*$/m);
  expect(table.stdout).toMatch(/^total +4 +4 +17 +15 +88 % +1 +4 +2 +1 +0 +0$/m);
});

test.each([
  ['2026-02-10', '2026-02'],
  ['2026-02', '2026-02-10'],
  ['2026-02-10', '2026-02-10'],
])('a range may be within a month: %s to %s', async (from, to) => {
  expect(await json('--from', from, '--to', to)).toMatchObject({ from, to });
});

test('reads a zone however it is spelt, and tells it as IANA does', async () => {
  expect((await json('--time-zone', 'europe/london')).timeZone).toBe('Europe/London');
});

test.each([
  [['--from', '2026-13'], /^--from is "2026-13"; expected a month or a day/],
  [['--to', '2026-02-31'], /^--to is "2026-02-31"/],
  [
    ['--from', '2027-02', '--to', '2026-09'],
    /^--to is "2026-09"; expected a month or a day that is not before 2027-02/,
  ],
  [['--from', '2026-10', '--to', '2026-09-30'], /^--to is "2026-09-30"/],
  [['--from', '2026-10-02', '--to', '2026-10-01'], /^--to is "2026-10-01"/],
  [['--time-zone', '+01:00'], /^--time-zone is "\+01:00"; expected an IANA time zone/],
  [['--by', 'week'], /week/],
  [['--csv', '--json'], /--csv/],
  [['--by', 'cohort'], /^JWT_COHORT_CLAIM is not set/],
])('does not understand %j', async (args, line) => {
  const { code, stderr } = await mentorSlotsHere(['report', ...args], { DATABASE_URL: 'sqlite:/nowhere.db' });
  expect(code).toBe(64);
  expect(stderr).toMatch(line);
});
