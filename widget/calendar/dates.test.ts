import { afterEach, describe, expect, it } from 'vitest';
import { addDays, dayOf } from './dates.ts';
import { duration } from './duration.ts';
import { countdown, dayName, timeRange, zoneName } from './format.ts';
import { addMonths, endOfMonth, firstDayOf, monthWeeks, startOfWeek, weekday } from './months.ts';
import type { Viewer } from './viewer.ts';

const before = process.env.TZ;
afterEach(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

function viewer(timeZone: string, locale = 'en-GB'): Viewer {
  return { locale, timeZone, hourCycle: undefined, firstDay: undefined };
}

describe.each(['UTC', 'America/St_Johns', 'Australia/Lord_Howe'])('with the process in %s', (zone) => {
  it('tells the day of an instant by the asked zone alone', () => {
    process.env.TZ = zone;
    expect(dayOf('2026-12-01T00:30:00.000Z', 'Europe/London')).toBe('2026-12-01');
    expect(dayOf('2026-12-01T00:30:00.000Z', 'America/New_York')).toBe('2026-11-30');
    expect(dayOf(Date.UTC(2026, 10, 30, 13), 'Pacific/Auckland')).toBe('2026-12-01');
  });

  it('counts days and months, across a change of clocks and to the last day of shorter months', () => {
    process.env.TZ = zone;
    expect(addDays('2027-03-27', 2)).toBe('2027-03-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-11-24', -11)).toBe('2025-12-24');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(endOfMonth('2028-02-10')).toBe('2028-02-29');
  });

  it('lays out a month in whole weeks from the first day of the week', () => {
    process.env.TZ = zone;
    const weeks = monthWeeks('2026-11-24', 1);
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
    expect(monthWeeks('2026-11-24', 7)[0]?.[0]).toBe('2026-11-01');
    expect(startOfWeek('2026-11-24', 6)).toBe('2026-11-21');
    expect(weekday('2026-11-22')).toBe(7);
  });

  it('names days and ranges', () => {
    process.env.TZ = zone;
    expect(dayName('en-GB', '2026-11-24')).toMatch(/^Tuesday,? 24 November 2026$/);
    expect(timeRange(viewer('Europe/London'), '2026-11-24T15:00:00.000Z', '2026-11-24T15:45:00.000Z')).toBe(
      '15:00 – 15:45',
    );
    expect(zoneName(viewer('Europe/London'), '2026-11-24T15:00:00.000Z')).toBe('London (GMT)');
  });
});

describe('the first day of the week', () => {
  it('is the locale’s', () => {
    expect([
      firstDayOf('en-GB'),
      firstDayOf('en-US'),
      firstDayOf('de'),
      firstDayOf('ar-EG'),
      firstDayOf('fa-IR'),
    ]).toEqual([1, 7, 1, 6, 6]);
  });
});

describe('an hour that comes twice', () => {
  it('shows its offset, and only then', () => {
    const london = viewer('Europe/London');
    expect(timeRange(london, '2026-10-25T00:15:00.000Z', '2026-10-25T00:45:00.000Z')).toBe(
      '01:15 BST – 01:45 BST',
    );
    expect(timeRange(london, '2026-10-25T01:15:00.000Z', '2026-10-25T02:00:00.000Z')).toBe(
      '01:15 GMT – 02:00',
    );
  });
});

describe('countdowns', () => {
  const minute = 60_000;
  const now = Date.parse('2027-03-01T09:00:00Z');
  it.each([
    [30_000, 'in 30 sec'],
    [42 * minute, 'in 42 min'],
    [102 * minute, 'in 1 hr 42 min'],
    [120 * minute, 'in 2 hr'],
    [5 * 60 * minute + 59 * minute, 'in 5 hrs 59 min'],
    // From six hours on nobody plans by minutes, and from a day on by hours.
    [6 * 60 * minute + 32 * minute, 'in 6 hr'],
    [23 * 60 * minute + 59 * minute, 'in 23 hr'],
    [24 * 60 * minute, 'tomorrow'],
    [27 * 60 * minute + 32 * minute, 'tomorrow'],
    [38 * 60 * minute + 59 * minute, 'tomorrow'],
    [39 * 60 * minute, 'in 2 days'],
    [72 * 60 * minute, 'in 3 days'],
  ])('%d ms', (ms, words) => {
    expect(countdown(viewer('UTC'), now, now + ms)).toBe(words);
  });

  it.each([
    ['UTC', '2027-03-01T09:00Z', '2027-03-04T08:00Z', '2027-03-04T10:00Z', 'in 3 days'],
    // Late in the evening it is still three days until Thursday.
    ['UTC', '2027-03-01T23:30Z', '2027-03-04T08:00Z', '2027-03-04T22:00Z', 'in 3 days'],
    // The day is the viewer's: in Tokyo both are on Friday.
    ['Asia/Tokyo', '2027-03-01T09:00Z', '2027-03-04T16:00Z', '2027-03-05T10:00Z', 'in 4 days'],
    // Across the change of clocks, one of 23 hours among them.
    ['Europe/London', '2027-03-26T23:30Z', '2027-03-29T00:15Z', '2027-03-29T20:00Z', 'in 3 days'],
  ])('two sessions of one day are as many days away: %s, %s', (zone, from, one, other, words) => {
    const told = [one, other].map((at) => countdown(viewer(zone), Date.parse(from), Date.parse(at)));
    expect(told).toEqual([words, words]);
  });

  it('of a day that lasts 25 hours are told in hours to its end', () => {
    const midnight = Date.parse('2026-10-24T23:00Z');
    expect(countdown(viewer('Europe/London'), midnight, midnight + 24.5 * 60 * minute)).toBe('in 24 hr');
  });

  it('stand in the order of the language', () => {
    expect(countdown(viewer('UTC', 'zh'), now, now + 102 * minute)).toBe('1小时 42分钟后');
    const dayAway = ['ar', 'de', 'es', 'fr', 'he', 'pt', 'zh'].map((locale) =>
      countdown(viewer('UTC', locale), now, now + 27 * 60 * minute),
    );
    expect(dayAway).toEqual(['غدًا', 'morgen', 'mañana', 'demain', 'מחר', 'amanhã', '明天']);
    expect(duration(viewer('UTC', 'de'), 90 * minute)).toBe('1 Std. 30 Min.');
  });
});
