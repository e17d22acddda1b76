import { expect, it } from 'vitest';
import { tell } from './messages.ts';

it('puts facts into their places, numbers as the locale writes them', () => {
  expect(tell('{count} of {max} for {name}', { count: 1200, max: 3, name: '{max}' }, 'de')).toBe(
    '1.200 of 3 for {max}',
  );
});

it('leaves what it does not know', () => {
  expect(tell('Hello {who}', {}, 'en')).toBe('Hello {who}');
});

it('chooses the plural form of the language', () => {
  const seats = { one: '{count} miejsce', few: '{count} miejsca', other: '{count} miejsc' };
  expect([1, 3, 5].map((count) => tell(seats, { count }, 'pl'))).toEqual([
    '1 miejsce',
    '3 miejsca',
    '5 miejsc',
  ]);
});

it('asks a function', () => {
  expect(tell(({ name }, locale) => `${name} (${locale})`, { name: 'Ada' }, 'fr')).toBe('Ada (fr)');
});
