import { describe, expect, it } from 'vitest';
import { aBooking, aSlot } from '../../client/testing/wire-service.ts';
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
