import { describe, expect, it } from 'vitest';
import { aBooking, aSlot } from '../../client/testing/wire-service.ts';
import { sessionsOf } from './session.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const mira = { viewerId: 'mira', headStart: 0, now };
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
    expect(standings([slot], [], mira)).toEqual([standing]);
  });

  it('nowhere once it is over', () => {
    expect(standings([at('2026-11-24T10:00:00.000Z')], [], { ...mira, viewerId: null })).toEqual([]);
  });

  it('as the viewer’s booking says', () => {
    const slot = at(tomorrow);
    const said = (changes: object) => standings([slot], [aBooking(slot, changes)], mira);
    expect(said({})).toEqual(['in']);
    expect(said({ status: 'pending' })).toEqual(['pending']);
    expect(said({ status: 'cancelled', cancelReason: 'student' })).toEqual(['free']);
    expect(said({ status: 'cancelled', cancelReason: 'declined' })).toEqual(['free']);
    expect(said({ status: 'cancelled', cancelReason: 'slot_cancelled' })).toEqual(['called-off']);
  });
});

describe('a queue', () => {
  const full = at(tomorrow, { seatsTaken: 3, seatsLeft: 0, status: 'full', waiting: 4 });
  const of = (slot: ReturnType<typeof at>, changes: object) =>
    sessionsOf([slot], [aBooking(slot, changes)], mira)[0];
  const inAMinute = new Date(now + 60_000).toISOString();

  it('may be joined where all seats are taken, unless one has another session then', () => {
    expect(sessionsOf([full], [], mira)[0]).toMatchObject({ standing: 'full', isWaitable: true });
    const other = at(tomorrow, { id: 'other' });
    expect(sessionsOf([full], [], mira, [aBooking(other)])[0]).toMatchObject({
      isWaitable: false,
      clash: { slotId: 'other' },
    });
  });

  it('is waited in, also where what is free is anybody’s', () => {
    expect(of(full, { status: 'waitlisted' })).toMatchObject({
      standing: 'waiting',
      isQueued: true,
      isFree: false,
    });
    expect(of(at(tomorrow), { status: 'waitlisted' })).toMatchObject({ standing: 'waiting', isFree: true });
  });

  it('offers a seat until the offer is over by the clock, whoever has noticed', () => {
    const offered = { status: 'offered', offerExpiresAt: inAMinute };
    expect(of(full, offered)).toMatchObject({ standing: 'offered', isTheirs: false, isQueued: true });
    const later = { ...mira, now: now + 60_000 };
    expect(sessionsOf([full], [aBooking(full, offered as object)], later)[0]).toMatchObject({
      standing: 'full',
      isQueued: false,
    });
  });
});

it('booking opens at an instant, for some earlier', () => {
  const slot = at(tomorrow, { opensAt: new Date(now + 3_600_000).toISOString() });
  const seen = (changes: object) => sessionsOf([slot], [], { ...mira, ...changes })[0];
  expect(seen({})).toMatchObject({ standing: 'later', isFree: false, opensAt: now + 3_600_000 });
  expect(seen({ now: now + 3_600_000 })).toMatchObject({ standing: 'free', opensAt: null });
  expect(seen({ headStart: 1_800_000 })).toMatchObject({ standing: 'later', opensAt: now + 1_800_000 });
  expect(seen({ headStart: 7_200_000 })).toMatchObject({ standing: 'free', opensAt: now - 3_600_000 });
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
    expect(standings([slot], [given, live], mira)).toEqual(['in']);
    expect(standings([slot], [live, given], mira)).toEqual(['in']);
  });

  it('show their session though it is no longer offered, unless the student gave them back', () => {
    expect(standings([], [live], mira)).toEqual(['in']);
    expect(standings([], [given], mira)).toEqual([]);
  });

  it('lend the meeting link to newer public facts', () => {
    const booking = aBooking({ ...slot, meetingUrl: 'https://meet.example.edu/a' } as typeof slot);
    const [session] = sessionsOf([{ ...slot, version: 7, seatsTaken: 2 }], [booking], mira);
    expect(session?.slot).toMatchObject({
      version: 7,
      seatsTaken: 2,
      meetingUrl: 'https://meet.example.edu/a',
    });
  });
});
