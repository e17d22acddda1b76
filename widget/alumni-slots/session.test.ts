import type { Slot } from '@mentor-slots/contract';
import { describe, expect, it } from 'vitest';
import { aBooking, aSlot } from '../client/testing/wire-service.ts';
import { nearestFree } from './booking/nearest-free.ts';
import { sessionsOf } from './session.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const at = (startsAt: string, changes = {}) => aSlot({ startsAt, ...changes });
const tomorrow = '2026-11-25T10:00:00.000Z';

function standings(...of: Parameters<typeof sessionsOf>): string[] {
  return sessionsOf(...of).map(({ standing }) => standing);
}

describe('a slot stands', () => {
  it.each([
    ['free', at(tomorrow)],
    ['full', at(tomorrow, { seatsTaken: 3, seatsLeft: 0, status: 'full' })],
    ['started', at('2026-11-24T11:30:00.000Z')],
    ['own', at(tomorrow, { alumniId: 'mira' })],
  ])('%s', (standing, slot) => {
    expect(standings([slot], [], 'mira', now)).toEqual([standing]);
  });

  it('nowhere once it is over', () => {
    expect(standings([at('2026-11-24T10:00:00.000Z')], [], null, now)).toEqual([]);
  });

  it('as the viewer’s booking says', () => {
    const slot = at(tomorrow);
    const said = (changes: object) => standings([slot], [aBooking(slot, changes)], 'mira', now);
    expect(said({})).toEqual(['in']);
    expect(said({ status: 'pending' })).toEqual(['pending']);
    expect(said({ status: 'cancelled', cancelReason: 'student' })).toEqual(['free']);
    expect(said({ status: 'cancelled', cancelReason: 'declined' })).toEqual(['free']);
    expect(said({ status: 'cancelled', cancelReason: 'slot_cancelled' })).toEqual(['called-off']);
  });
});

describe('bookings', () => {
  const slot = at(tomorrow);
  const live = aBooking(slot, { bookedAt: '2026-11-20T10:00:00.000Z' });
  const given = aBooking(slot, {
    status: 'cancelled',
    cancelReason: 'student',
    bookedAt: '2026-11-21T10:00:00.000Z',
  });

  it('that live outweigh cancelled ones of the same slot', () => {
    expect(standings([slot], [given, live], 'mira', now)).toEqual(['in']);
    expect(standings([slot], [live, given], 'mira', now)).toEqual(['in']);
  });

  it('show their session though it is no longer offered, unless the student gave them back', () => {
    expect(standings([], [live], 'mira', now)).toEqual(['in']);
    expect(standings([], [given], 'mira', now)).toEqual([]);
  });

  it('lend the meeting link to newer public facts', () => {
    const booking = aBooking({ ...slot, meetingUrl: 'https://meet.example.edu/a' } as typeof slot);
    const [session] = sessionsOf([{ ...slot, version: 7, seatsTaken: 2 }], [booking], 'mira', now);
    expect(session?.slot).toMatchObject({
      version: 7,
      seatsTaken: 2,
      meetingUrl: 'https://meet.example.edu/a',
    });
  });
});

it('the nearest free sessions are the closest in time, before or after', () => {
  const slots = [
    '2026-11-25T08:00:00.000Z',
    tomorrow,
    '2026-11-25T11:00:00.000Z',
    '2026-11-26T10:00:00.000Z',
  ].map((startsAt) => at(startsAt));
  const [first, lost, second] = slots as [Slot, Slot, Slot];
  const sessions = sessionsOf(slots, [], null, now);
  expect(nearestFree(sessions, lost, 2).map(({ slot }) => slot)).toEqual([second, first]);
  expect(nearestFree(sessionsOf([lost], [], null, now), lost, 3)).toEqual([]);
});
