import { describe, expect, test } from 'vitest';
import { bookingClosesAt, cancelClosesAt, holdsSeat, slotStatus, whyNotBook, whyNotCancel } from './rules.ts';

const slot = {
  alumniId: 'ada',
  startsAt: '2026-11-24T14:00:00.000Z',
  endsAt: '2026-11-24T15:00:00.000Z',
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
    expect(whyNotBook(facts, person, now, cutOffs)).toBe(code);
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
