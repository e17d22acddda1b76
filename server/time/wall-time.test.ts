import type { SlotView } from '@mentor-slots/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2027-01-10T10:00:00.000Z';
const hostZone = process.env.TZ;

/** What the host's own clock shows must decide nothing. */
describe.each([
  ['UTC', 0],
  ['America/St_Johns', 210],
  ['Australia/Lord_Howe', -660],
])('on a host in %s', (zone, offset) => {
  let service: TestService;
  let alumni = 0;

  beforeAll(async () => {
    process.env.TZ = zone;
    expect(new Date(now).getTimezoneOffset()).toBe(offset);
    service = await startService({ now, shared: true });
    return service.close;
  });
  afterAll(() => {
    if (hostZone === undefined) delete process.env.TZ;
    else process.env.TZ = hostZone;
  });

  /** Each for another alumnus, so that none overlaps. */
  function create(body: Record<string, unknown>) {
    const token = service.token(`alumnus ${++alumni}`, 'alumni');
    return service.call<SlotView>('POST', '/api/slots', { token, body });
  }

  test.each([
    // winter and summer
    ['Europe/London', '2027-02-10', '14:00', '15:00', '2027-02-10T14:00', '2027-02-10T15:00'],
    ['Europe/London', '2027-07-10', '14:00', '15:00', '2027-07-10T13:00', '2027-07-10T14:00'],
    // odd offsets, and days that differ from those in UTC
    ['Asia/Kathmandu', '2027-02-10', '03:00', '04:00', '2027-02-09T21:15', '2027-02-09T22:15'],
    ['Pacific/Kiritimati', '2027-02-10', '09:00', '10:00', '2027-02-09T19:00', '2027-02-09T20:00'],
    ['America/Los_Angeles', '2027-02-10', '20:00', '21:00', '2027-02-11T04:00', '2027-02-11T05:00'],
    // midnight at the end of the day, and a slot that starts with the day
    ['UTC', '2027-02-28', '23:00', '00:00', '2027-02-28T23:00', '2027-03-01T00:00'],
    ['UTC', '2027-02-10', '00:00', '00:30', '2027-02-10T00:00', '2027-02-10T00:30'],
    // across the night when the clocks change: wall time counts, so the length differs
    ['Europe/London', '2027-03-28', '00:30', '02:30', '2027-03-28T00:30', '2027-03-28T01:30'],
    ['Europe/London', '2027-10-31', '00:30', '02:30', '2027-10-30T23:30', '2027-10-31T02:30'],
    // a time that occurs twice is its first
    ['Europe/London', '2027-10-31', '01:30', '03:00', '2027-10-31T00:30', '2027-10-31T03:00'],
    ['America/New_York', '2027-11-07', '01:15', '01:45', '2027-11-07T05:15', '2027-11-07T05:45'],
    // Lord Howe shifts by half an hour: 01:30 to 02:00 occurs twice on 4 April
    ['Australia/Lord_Howe', '2027-04-04', '01:45', '03:00', '2027-04-03T14:45', '2027-04-03T16:30'],
    ['Australia/Lord_Howe', '2027-10-03', '02:30', '03:30', '2027-10-02T15:30', '2027-10-02T16:30'],
  ])('%s %s %s–%s starts at %sZ and ends at %sZ', async (timeZone, date, startTime, endTime, from, to) => {
    const answer = await create({ timeZone, date, startTime, endTime });
    expect(answer.body).toMatchObject({
      date,
      startTime,
      endTime,
      timeZone,
      startsAt: `${from}:00.000Z`,
      endsAt: `${to}:00.000Z`,
    });
  });

  test.each([
    ['Europe/London', '2027-03-28', '01:30', '02:30'],
    ['Europe/London', '2027-03-28', '01:00', '02:00'],
    ['America/New_York', '2027-03-14', '02:59', '03:59'],
    ['Australia/Lord_Howe', '2027-10-03', '02:15', '02:45'],
  ])(
    '%s skips %s %s: refused, with the next time that exists',
    async (timeZone, date, startTime, nextTime) => {
      const problem = expectProblem(
        await create({ timeZone, date, startTime, endTime: '05:00' }),
        422,
        'nonexistent_time',
      );
      expect(problem).toMatchObject({ field: 'startTime', nextTime });
    },
  );

  test.each(['2027-02-31', '2027-02-29', '2027-04-31', '2027-13-01', '2027-00-10', '2027-01-00'])(
    'there is no %s',
    async (date) => {
      const answer = await create({ date, startTime: '14:00', endTime: '15:00' });
      expect(expectProblem(answer, 422, 'nonexistent_date').field).toBe('date');
    },
  );

  test.each([
    ['14:00', '14:00'],
    ['14:00', '13:59'],
    ['23:00', '00:30'],
  ])('%s to %s: the end is not after the start', async (startTime, endTime) => {
    const answer = await create({ date: '2027-02-10', startTime, endTime });
    expect(expectProblem(answer, 422, 'end_not_after_start').field).toBe('endTime');
  });

  test('from midnight to midnight is a whole day, too long rather than empty', async () => {
    expectProblem(
      await create({ date: '2027-02-10', startTime: '00:00', endTime: '00:00' }),
      422,
      'slot_too_long',
    );
  });

  test.each(['Mars/Phobos', '+01:00', 'GMT+25', 'Europe/London ', 'constructor'])(
    '%j is no time zone',
    async (timeZone) => {
      const answer = await create({ timeZone, date: '2027-02-10', startTime: '14:00', endTime: '15:00' });
      expect(expectProblem(answer, 422, 'unknown_time_zone').field).toBe('timeZone');
    },
  );
});
