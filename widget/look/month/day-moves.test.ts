import { expect, test } from 'vitest';
import { dayAfterKey } from './day-moves.ts';

const monday = 1;
const sunday = 7;

test.each([
  ['ArrowLeft', false, '2026-11-24', '2026-11-23'],
  ['ArrowRight', false, '2026-11-30', '2026-12-01'],
  ['ArrowUp', false, '2026-11-03', '2026-10-27'],
  ['ArrowDown', false, '2026-11-24', '2026-12-01'],
  ['Home', false, '2026-11-24', '2026-11-23'],
  ['End', false, '2026-11-24', '2026-11-29'],
  ['PageUp', false, '2026-12-31', '2026-11-30'],
  ['PageDown', false, '2027-01-31', '2027-02-28'],
  ['PageUp', true, '2028-02-29', '2027-02-28'],
  ['PageDown', true, '2026-11-24', '2027-11-24'],
])('%s (shift: %s) leads from %s to %s', (key, shiftKey, from, to) => {
  expect(dayAfterKey({ key, shiftKey }, from, monday, false)).toBe(to);
});

test('a week that begins on Sunday ends on Saturday', () => {
  expect(dayAfterKey({ key: 'Home', shiftKey: false }, '2026-11-24', sunday, false)).toBe('2026-11-22');
  expect(dayAfterKey({ key: 'End', shiftKey: false }, '2026-11-24', sunday, false)).toBe('2026-11-28');
});

test('from right to left the right arrow is the day before', () => {
  expect(dayAfterKey({ key: 'ArrowRight', shiftKey: false }, '2026-11-24', monday, true)).toBe('2026-11-23');
});

test('other keys mean nothing', () => {
  expect(dayAfterKey({ key: 'a', shiftKey: false }, '2026-11-24', monday, false)).toBeNull();
});
