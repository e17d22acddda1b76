import { describe, expect, test } from 'vitest';
import {
  bookingClosesAt,
  bookingOpensAt,
  cancelClosesAt,
  holdsSeat,
  howToPromote,
  isOfferOver,
  slotStatus,
  whyNotBook,
  whyNotCancel,
} from './rules.ts';

const slot = {
  alumniId: 'ada',
  startsAt: '2026-11-24T14:00:00.000Z',
  endsAt: '2026-11-24T15:00:00.000Z',
  opensAt: null,
  maxParticipants: 2,
  seatsTaken: 1,
  cancelled: false,
};
const start = Date.parse(slot.startsAt);
const end = Date.parse(slot.endsAt);
const hour = 3_600_000;
const open = { bookingCutoff: 0, cancelCutoff: 0 };
const full = { ...slot, seatsTaken: 2 };

describe('slotStatus', () => {
  test.each([
    ['available', slot, start - hour],
    ['available', slot, end - 1],
    ['full', full, start - hour],
    ['full', { ...slot, seatsTaken: 3 }, start - hour],
    ['completed', slot, end],
    ['completed', full, end + 1],
    ['cancelled', { ...slot, cancelled: true }, start - hour],
    ['cancelled', { ...full, cancelled: true }, end + hour],
  ])('%s', (status, facts, now) => {
    expect(slotStatus(facts, now)).toBe(status);
  });
});

describe('whyNotBook', () => {
  test.each([
    [null, slot, 'sam', start - 1, open],
    ['slot_started', slot, 'sam', start, open],
    ['slot_started', slot, 'sam', end + hour, open],
    ['slot_cancelled', { ...slot, cancelled: true }, 'sam', start - hour, open],
    ['own_slot', slot, 'ada', start - hour, open],
    ['own_slot', full, 'ada', start - hour, open],
    ['slot_full', full, 'sam', start - hour, open],
    [null, slot, 'sam', start - hour - 1, { ...open, bookingCutoff: hour }],
    ['booking_closed', slot, 'sam', start - hour, { ...open, bookingCutoff: hour }],
    ['booking_closed', full, 'sam', start - hour, { ...open, bookingCutoff: hour }],
    // Past its start the start is the reason, not the cut-off before it.
    ['slot_started', slot, 'sam', start, { ...open, bookingCutoff: hour }],
    [null, slot, 'sam', start - 1, { ...open, cancelCutoff: hour }],
  ])('%s', (code, facts, person, now, cutOffs) => {
    expect(whyNotBook(facts, { id: person, headStart: 0 }, now, cutOffs)).toBe(code);
  });
});

describe('whyNotCancel', () => {
  test.each([
    [null, start - 1, open],
    ['cancel_closed', start, open],
    ['cancel_closed', end + hour, open],
    [null, start - hour - 1, { ...open, cancelCutoff: hour }],
    ['cancel_closed', start - hour, { ...open, cancelCutoff: hour }],
    [null, start - 1, { ...open, bookingCutoff: hour }],
  ])('%s', (code, now, cutOffs) => {
    expect(whyNotCancel(slot, now, cutOffs)).toBe(code);
  });
});

test('the cut-offs are counted back from the start', () => {
  const cutOffs = { bookingCutoff: hour, cancelCutoff: 2 * hour };
  expect(bookingClosesAt(slot, cutOffs)).toBe(start - hour);
  expect(cancelClosesAt(slot, cutOffs)).toBe(start - 2 * hour);
});

test.each([
  ['pending', true],
  ['confirmed', true],
  ['offered', true],
  ['waitlisted', false],
  ['cancelled', false],
] as const)('a %s booking holds a seat: %s', (status, holds) => {
  expect(holdsSeat(status)).toBe(holds);
});

describe('booking opens', () => {
  const later = { ...slot, opensAt: '2026-11-20T09:00:00.000Z' };
  const opens = Date.parse(later.opensAt);

  test('at its instant, and for whoever has a head start by so much earlier', () => {
    expect(bookingOpensAt(slot)).toBeNull();
    expect(bookingOpensAt(later)).toBe(opens);
    expect(bookingOpensAt(later, hour)).toBe(opens - hour);
  });

  test.each([
    ['booking_not_open', 0, opens - 1],
    [null, 0, opens],
    ['booking_not_open', hour, opens - hour - 1],
    [null, hour, opens - hour],
  ])('%s with a head start of %i', (code, headStart, now) => {
    expect(whyNotBook(later, { id: 'sam', headStart }, now, open)).toBe(code);
    // Whether a seat is left is not told before.
    expect(whyNotBook({ ...later, seatsTaken: 2 }, { id: 'sam', headStart }, now, open)).toBe(
      code ?? 'slot_full',
    );
  });
});

describe('howToPromote', () => {
  const minute = 60_000;
  const times = { bookingCutoff: 0, offerBelow: 12 * hour, offerFor: 30 * minute };
  test.each([
    ['seat', start - 12 * hour, times],
    [start - 12 * hour + 1 + 30 * minute, start - 12 * hour + 1, times],
    [start, start - 10 * minute, times],
    [start, start - 5 * minute, times],
    [null, start - 5 * minute + 1, times],
    [null, start, times],
    [null, start + hour, times],
    ['seat', start - 13 * hour, { ...times, bookingCutoff: hour }],
    [start - hour, start - hour - 10 * minute, { ...times, bookingCutoff: hour }],
    [null, start - hour, { ...times, bookingCutoff: hour }],
    // Without offers, until the very end.
    ['seat', start - 1, { ...times, offerBelow: 0 }],
    [null, start, { ...times, offerBelow: 0 }],
  ])('%s', (how, now, rules) => {
    expect(howToPromote(slot, now, rules)).toBe(how);
  });
});

test('an offer is over at its instant, and nothing else is one', () => {
  const offerExpiresAt = '2026-11-24T10:00:00.000Z';
  const until = Date.parse(offerExpiresAt);
  expect(isOfferOver({ status: 'offered', offerExpiresAt }, until - 1)).toBe(false);
  expect(isOfferOver({ status: 'offered', offerExpiresAt }, until)).toBe(true);
  expect(isOfferOver({ status: 'waitlisted', offerExpiresAt: null }, until)).toBe(false);
});
