import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { aBooking, aSlot } from '../../../client/testing/wire-service.ts';
import type { CalendarViewing } from '../../context/calendar-context.ts';
import { cameIn } from './came-in.ts';

const slot = aSlot();

function entry(name: string, status: RosterEntry['status']): RosterEntry {
  const { slot: _, ...booking } = aBooking(slot, { id: name, studentId: name, status });
  return { ...booking, studentName: name };
}

const withRoster = (bookings: RosterEntry[]): SlotView[] => [{ ...slot, bookings }];

/** What is told: the text's name, the count and the names. */
function told(statuses: Record<string, RosterEntry['status']>, locale = 'en'): string[] {
  const viewing = {
    viewer: { locale },
    text: (name: string, { count, names = '' }: Record<string, unknown>) =>
      [name, count, names].filter((part) => part !== '').join(' '),
  } as unknown as CalendarViewing;
  const names = Object.keys(statuses);
  const before = withRoster([entry('mira', 'confirmed'), ...names.map((name) => entry(name, 'waitlisted'))]);
  const after = [
    entry('mira', 'confirmed'),
    ...names.map((name) => entry(name, statuses[name] ?? 'cancelled')),
  ];
  return cameIn(before, withRoster(after), viewing);
}

test('tells apart who is in, who asks now and for whom a seat is held; who still waits is not told', () => {
  expect(
    told({ kim: 'confirmed', lee: 'pending', noa: 'offered', sam: 'waitlisted', jo: 'confirmed' }),
  ).toEqual(['cameIn 2 kim and jo', 'cameInAsking 1 lee', 'cameInOffered 1 noa']);
  expect(told({ kim: 'waitlisted' })).toEqual([]);
});

test('counts more than five, and lists Latin names from right to left in Arabic', () => {
  const six = Object.fromEntries([...'abcdef'].map((name) => [name, 'confirmed' as const]));
  expect(told(six)).toEqual(['cameIn 6 students 6']);
  expect(told({ kim: 'confirmed', jo: 'confirmed' }, 'ar')).toEqual([
    'cameIn 2 \u2068kim\u2069 و\u2068jo\u2069',
  ]);
});
