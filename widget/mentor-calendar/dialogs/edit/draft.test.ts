import type { SlotView } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import { wallInstant } from '../../../calendar/wall/wall-instant.ts';
import { changeBody, createBody, draftOf, type FormDraft, newDraft, withField } from './draft.ts';
import { findings } from './findings.ts';

const now = Date.parse('2026-11-24T08:18:00Z');
const zone = 'Europe/London';

function draft(changes: Partial<FormDraft> = {}): FormDraft {
  return { ...newDraft('2026-11-27', zone, now), ...changes };
}

function slot(changes: Partial<SlotView> = {}): SlotView {
  return {
    id: 's1',
    alumniId: 'ada',
    alumniName: 'Ada',
    date: '2026-12-04',
    startTime: '10:00',
    endTime: '11:00',
    timeZone: zone,
    startsAt: '2026-12-04T10:00:00.000Z',
    endsAt: '2026-12-04T11:00:00.000Z',
    maxParticipants: 3,
    seatsTaken: 0,
    seatsLeft: 3,
    waiting: 0,
    description: 'Open hour',
    status: 'available',
    requiresApproval: false,
    opensAt: null,
    seriesId: null,
    version: 1,
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
    meetingUrl: null,
    bookings: [],
    ...changes,
  };
}

describe('a new draft', () => {
  test('is an hour at ten on a later day', () => {
    expect(draft()).toMatchObject({ date: '2026-11-27', startTime: '10:00', endTime: '11:00' });
  });

  test('is the next full hour today, also for a day gone by', () => {
    expect(newDraft('2026-11-24', zone, now)).toMatchObject({ date: '2026-11-24', startTime: '09:00' });
    expect(newDraft('2026-11-03', zone, now)).toMatchObject({ date: '2026-11-24', startTime: '09:00' });
  });

  test('is tomorrow when the day is nearly over', () => {
    const late = Date.parse('2026-11-24T23:10:00Z');
    expect(newDraft('2026-11-24', zone, late)).toMatchObject({ date: '2026-11-25', startTime: '10:00' });
  });

  test('begins when none of the mentor’s own sessions is in the way', () => {
    const busy = (startsAt: string, endsAt: string, status = 'available') =>
      ({ startsAt, endsAt, status }) as SlotView;
    const own = [
      busy('2026-11-27T09:30:00.000Z', '2026-11-27T10:30:00.000Z'),
      busy('2026-11-27T11:00:00.000Z', '2026-11-27T11:50:00.000Z'),
      busy('2026-11-27T12:00:00.000Z', '2026-11-27T15:00:00.000Z', 'cancelled'),
    ];
    expect(newDraft('2026-11-27', zone, now, own)).toMatchObject({ startTime: '12:00', endTime: '13:00' });
    expect(newDraft('2026-11-28', zone, now, own)).toMatchObject({ startTime: '10:00', endTime: '11:00' });
    // Where the day has no hour left, the usual one: another day or length may be meant.
    const all = [busy('2026-11-27T00:00:00.000Z', '2026-11-27T23:30:00.000Z')];
    expect(newDraft('2026-11-27', zone, now, all)).toMatchObject({ startTime: '10:00', endTime: '11:00' });
  });

  test('counts the hours of its own zone', () => {
    expect(newDraft('2026-11-24', 'Asia/Kathmandu', now)).toMatchObject({ startTime: '15:00' });
  });

  test('finds nothing wrong with itself', () => {
    expect(findings(draft(), now)).toEqual({});
  });
});

describe('moving the start', () => {
  test('moves the end with it', () => {
    expect(withField(draft(), 'startTime', '14:30').endTime).toBe('15:30');
  });

  test('stops at midnight, which is 00:00', () => {
    expect(withField(draft(), 'startTime', '23:30').endTime).toBe('00:00');
    expect(findings(withField(draft(), 'startTime', '23:30'), now)).toEqual({});
  });

  test.each([
    ['0', '08', '083', '0830'],
    ['', '08:00', '08:03', '08:30', '20:30'],
    ['02:00', '20:00', '20:03', '20:30'],
    ['23:00', '', '23:30', '20:30'],
  ])('keeps the length over what stands there on the way: %j, %j, %j, %j', (...typed) => {
    const times = typed.map((time) => (time.includes(':') ? time : ''));
    const end = [...times, '20:30'].reduce((form, time) => withField(form, 'startTime', time), draft());
    expect(end).toMatchObject({ startTime: '20:30', endTime: '21:30' });
  });

  test('keeps to the end that was typed, once it has been', () => {
    const longer = withField(withField(draft(), 'endTime', ''), 'endTime', '12:00');
    expect(withField(longer, 'startTime', '14:00').endTime).toBe('16:00');
    // Typed while there is no start, or before the one that stands there: it is meant as it is.
    const alone = withField(withField(draft(), 'startTime', ''), 'endTime', '12:00');
    expect(withField(withField(alone, 'startTime', '01:00'), 'startTime', '11:00').endTime).toBe('12:00');
    expect(withField(withField(draft(), 'endTime', '09:00'), 'startTime', '08:00').endTime).toBe('09:00');
    // What is half typed is not written over.
    expect(withField(withField(draft(), 'endTime', ''), 'startTime', '14:00').endTime).toBe('');
  });
});

describe('findings', () => {
  test.each<[Partial<FormDraft>, Partial<FormDraft> | object]>([
    [{ date: '' }, { date: 'needDate' }],
    [{ startTime: '' }, { startTime: 'needStart' }],
    [{ endTime: '' }, { endTime: 'needEnd' }],
    [{ endTime: '10:00' }, { endTime: 'end_not_after_start' }],
    [{ startTime: '01:00', endTime: '13:01' }, { endTime: 'slot_too_long' }],
    [{ date: '2026-11-24', startTime: '08:00' }, { startTime: 'start_in_past' }],
    [{ seats: '0' }, { seats: 'badSeats' }],
    [{ seats: '2.5' }, { seats: 'badSeats' }],
    [{ seats: '501' }, { seats: 'badSeats' }],
    [{ meetingUrl: 'javascript:alert(1)' }, { meetingUrl: 'badLink' }],
    [{ meetingUrl: 'http://meet.example' }, { meetingUrl: 'badLink' }],
    [{ every: 'week', count: '61' }, { count: 'badCount' }],
    [{ every: 'week', count: '1' }, { count: 'badCount' }],
    [{ every: 'week', ends: 'until', until: '' }, { until: 'needUntil' }],
    [{ every: 'week', ends: 'until', until: '2026-11-20' }, { until: 'untilBeforeDate' }],
  ])('of %j are %j', (changes, expected) => {
    expect(findings(draft(changes), now)).toEqual(expected);
  });

  test('of a count do not matter once the series ends on a date', () => {
    expect(findings(draft({ every: 'week', ends: 'until', until: '2026-12-18', count: '' }), now)).toEqual(
      {},
    );
  });
});

describe('what is sent', () => {
  test('leaves out what was left empty', () => {
    expect(createBody(draft(), [])).toEqual({
      date: '2026-11-27',
      startTime: '10:00',
      endTime: '11:00',
      timeZone: zone,
      maxParticipants: 1,
    });
  });

  test('names the days to skip', () => {
    expect(createBody(draft({ every: 'week', count: '3' }), ['2026-12-04']).repeat).toEqual({
      every: 'week',
      count: 3,
      skip: ['2026-12-04'],
    });
  });

  test('of an edit is only what changed; an emptied text is null', () => {
    expect(changeBody(slot(), draftOf(slot()))).toBeNull();
    expect(changeBody(slot(), { ...draftOf(slot()), seats: '5', description: ' ' })).toEqual({
      maxParticipants: 5,
      description: null,
    });
  });
});

describe('the instant of a wall time', () => {
  test.each([
    ['2026-11-24', '10:00', 'America/New_York', '2026-11-24T15:00:00.000Z'],
    ['2026-10-25', '01:30', 'Europe/London', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29', '01:30', 'Europe/London', '2026-03-29T01:30:00.000Z'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['2026-11-01', '01:10', 'America/St_Johns', '2026-11-01T03:40:00.000Z'],
  ])('%s %s in %s is %s', (day, time, timeZone, instant) => {
    expect(new Date(wallInstant(day, time, timeZone)).toISOString()).toBe(instant);
  });
});

describe('booking that opens later', () => {
  const later = { opensLater: true, opensDate: '2027-03-27', opensTime: '09:00' };

  test('is proposed a day before the start, and stays as it was typed', () => {
    const proposed = withField(draft({ startTime: '14:15' }), 'opensLater', true);
    expect(proposed).toMatchObject({ opensLater: true, opensDate: '2026-11-26', opensTime: '14:15' });
    const typed = withField(
      withField({ ...proposed, opensTime: '08:00' }, 'opensLater', false),
      'opensLater',
      true,
    );
    expect(typed.opensTime).toBe('08:00');
  });

  test('is an instant by the clock of the zone, and nothing where it is not asked for', () => {
    expect(createBody(draft(later), []).opensAt).toBe('2027-03-27T09:00:00.000Z');
    expect(createBody(draft({ ...later, opensDate: '2027-03-28' }), []).opensAt).toBe(
      '2027-03-28T08:00:00.000Z',
    );
    expect(createBody(draft({ ...later, timeZone: 'Asia/Tokyo' }), []).opensAt).toBe(
      '2027-03-27T00:00:00.000Z',
    );
    expect('opensAt' in createBody(draft({ ...later, opensLater: false }), [])).toBe(false);
  });

  test('of a series whose first date is left out opens as long before the first that is made', () => {
    const series = draft({ date: '2027-03-28', startTime: '09:00', ...later, every: 'week' });
    const body = createBody(series, ['2027-03-28'], '2027-04-04T08:00:00.000Z');
    expect(body.opensAt).toBe('2027-04-03T09:00:00.000Z');
  });

  test('is told by the clock of the zone, and sent only where it is changed', () => {
    const opened = slot({ opensAt: '2026-12-01T23:30:00.000Z', timeZone: 'Asia/Tokyo' });
    const typed = draftOf(opened);
    expect(typed).toMatchObject({ opensLater: true, opensDate: '2026-12-02', opensTime: '08:30' });
    expect(changeBody(opened, typed)).toBe(null);
    expect(changeBody(opened, { ...typed, opensTime: '09:00' })).toEqual({
      opensAt: '2026-12-02T00:00:00.000Z',
    });
    expect(changeBody(opened, { ...typed, opensLater: false })).toEqual({ opensAt: null });
    expect(changeBody(opened, { ...typed, timeZone: zone })).toEqual({
      timeZone: zone,
      opensAt: '2026-12-02T08:30:00.000Z',
    });
    expect(changeBody(slot(), { ...draftOf(slot()), timeZone: 'Asia/Tokyo' })).toEqual({
      timeZone: 'Asia/Tokyo',
    });
  });

  test('must be before the start, and complete', () => {
    const starts = { date: '2027-03-27', startTime: '10:00', endTime: '11:00' };
    expect(findings(draft({ ...later, ...starts }), now)).toEqual({});
    expect(findings(draft({ ...later, ...starts, opensTime: '10:00' }), now)).toEqual({
      opensTime: 'opens_after_start',
    });
    expect(findings(draft({ ...later, ...starts, opensDate: '' }), now)).toEqual({ opensDate: 'needOpens' });
    expect(findings(draft({ ...later, ...starts, opensTime: '' }), now)).toEqual({ opensTime: 'needOpens' });
    expect(findings(draft({ ...starts, opensTime: '' }), now)).toEqual({});
  });
});
