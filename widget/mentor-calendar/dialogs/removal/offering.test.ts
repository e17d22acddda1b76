import type { SlotView } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import { aBooking, aSlot } from '../../../client/testing/wire-service.ts';
import { offerable, planOffers } from './offering.ts';

const now = Date.parse('2026-11-24T08:18:00Z');

/** A session of that day with so many seats, and these students in it in the order of booking. */
function session(
  day: number,
  seats: number,
  students: readonly string[] = [],
  changes: Partial<SlotView> = {},
): SlotView {
  const startsAt = `2026-11-${day}T10:00:00.000Z`;
  const taken = students.length;
  const slot = aSlot({ startsAt, maxParticipants: seats, seatsTaken: taken, seatsLeft: seats - taken });
  const bookings = students.map((studentId, place) => ({
    ...aBooking(slot, { studentId, bookedAt: `2026-11-0${place + 1}T10:00:00.000Z` }),
    studentName: studentId,
  }));
  return { ...slot, bookings, ...changes };
}

const removed = session(26, 3, ['mira', 'jo', 'kim']);

test('seats are offered in sessions ahead that have some, for which nobody waits, the nearest first', () => {
  const [near, far, before] = [session(27, 2), session(30, 2), session(25, 2)];
  const others = [
    session(23, 2),
    session(27, 1, ['sam']),
    session(28, 2, [], { waiting: 1 }),
    session(28, 2, [], { status: 'cancelled' }),
  ];
  const found = offerable([...others, far, before, removed, near], [removed], now);
  expect(found).toHaveLength(3);
  expect(found.slice(0, 2)).toEqual(expect.arrayContaining([near, before]));
  expect(found[2]).toBe(far);
});

describe('a plan', () => {
  const told = (...chosen: SlotView[]) => {
    const { seats, rest } = planOffers([removed], chosen);
    return { seats: seats.map(({ slot, count }) => [slot.id, count]), rest };
  };

  test('fills the first, then the next, and tells for how many there is none', () => {
    const [one, two] = [session(27, 1), session(28, 1)];
    expect(told(one, two)).toEqual({
      seats: [
        [one.id, 1],
        [two.id, 1],
      ],
      rest: 1,
    });
    expect(told()).toEqual({ seats: [], rest: 3 });
  });

  test('passes over whoever is in the session already: they need none', () => {
    const one = session(27, 2, ['mira']);
    expect(told(one)).toEqual({ seats: [[one.id, 1]], rest: 1 });
  });

  test('leaves out who only waited', () => {
    const waiting = removed.bookings?.map((entry) => ({ ...entry, status: 'waitlisted' as const }));
    expect(planOffers([{ ...removed, bookings: waiting ?? [] }], [session(27, 9)])).toMatchObject({
      seats: [],
      rest: 0,
    });
  });
});
