import type { BusyTime, SlotView } from '@mentor-slots/contract';
import { expect, it } from 'vitest';
import { busyDuring, stretchesOf } from './stretches.ts';

const time = (startsAt: string, endsAt: string, label: string | null = null): BusyTime => ({
  startsAt: `${startsAt}:00.000Z`,
  endsAt: `${endsAt}:00.000Z`,
  label,
});

/** `from to` of each in UTC. */
function told(times: readonly BusyTime[], day: string, timeZone: string): string[] {
  const clock = (at: number) => new Date(at).toISOString().slice(5, 16);
  return stretchesOf(times, day, timeZone).map(
    ({ from, to, isWhole }) => `${clock(from)} ${clock(to)}${isWhole ? ' whole' : ''}`,
  );
}

it('is cut off where the day begins and ends for whoever looks', () => {
  const night = [time('2027-03-02T20:00', '2027-03-03T06:00')];
  expect(told(night, '2027-03-02', 'Europe/London')).toEqual(['03-02T20:00 03-03T00:00']);
  expect(told(night, '2027-03-03', 'Europe/London')).toEqual(['03-03T00:00 03-03T06:00']);
  expect(told(night, '2027-03-02', 'Asia/Tokyo')).toEqual([]);
  expect(told(night, '2027-03-03', 'Asia/Tokyo')).toEqual(['03-02T20:00 03-03T06:00']);
  expect(told(night, '2027-03-02', 'America/St_Johns')).toEqual(['03-02T20:00 03-03T03:30']);
});

it('is a whole day from midnight to midnight, of 23 hours and of 25 too', () => {
  const spring = [time('2027-03-28T00:00', '2027-03-28T23:00')];
  const autumn = [time('2027-10-30T23:00', '2027-11-01T00:00')];
  expect(told(spring, '2027-03-28', 'Europe/London')).toEqual(['03-28T00:00 03-28T23:00 whole']);
  expect(told(autumn, '2027-10-31', 'Europe/London')).toEqual(['10-30T23:00 11-01T00:00 whole']);
  expect(told(autumn, '2027-10-31', 'Australia/Lord_Howe')).toEqual(['10-30T23:00 10-31T13:00']);
});

it('is one stretch where times meet or overlap, by all the calendars that say so', () => {
  const times = [
    time('2027-03-02T09:00', '2027-03-02T12:00', 'Work'),
    time('2027-03-02T10:00', '2027-03-02T11:00', 'Family'),
    time('2027-03-02T12:00', '2027-03-02T13:00', 'Work'),
    time('2027-03-02T15:00', '2027-03-02T16:00'),
  ];
  expect(told(times, '2027-03-02', 'UTC')).toEqual(['03-02T09:00 03-02T13:00', '03-02T15:00 03-02T16:00']);
  expect(stretchesOf(times, '2027-03-02', 'UTC').map(({ labels }) => labels)).toEqual([
    ['Work', 'Family'],
    [],
  ]);
});

it('is during a session from the first minute that both have; touching ends are not', () => {
  const slot = (startsAt: string, endsAt: string, more: Partial<SlotView> = {}) =>
    ({ ...time(startsAt, endsAt), status: 'open', ...more }) as unknown as SlotView;
  const times = [time('2027-03-02T09:00', '2027-03-02T10:00', 'Work')];
  expect(busyDuring(times, slot('2027-03-02T10:00', '2027-03-02T11:00'))).toBeNull();
  expect(busyDuring(times, slot('2027-03-02T08:00', '2027-03-02T09:00'))).toBeNull();
  expect(busyDuring(times, slot('2027-03-02T09:59', '2027-03-02T11:00'))).toEqual({ labels: ['Work'] });
  expect(busyDuring(times, slot('2027-03-02T09:30', '2027-03-02T11:00', { status: 'cancelled' }))).toBeNull();
});
