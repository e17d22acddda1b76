import type { SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { addresses } from './calendar-addresses.ts';

const link = 'https://meet.example/ada';
const times = { startsAt: '2027-07-01T13:00:00.000Z', endsAt: '2027-07-01T14:30:00.000Z' };
const made = (title: string, description: string | null, meetingUrl: string | null) =>
  Object.values(addresses({ ...times, description, meetingUrl } as SlotView, title)).map(
    (one) => new URL(one),
  );
const bodyOf = ({ searchParams }: URL) => searchParams.get('details') ?? searchParams.get('body');

test.each([
  ['short', 'CV', link],
  ['Latin', 'x'.repeat(2000), link],
  ['Arabic', 'س'.repeat(2000), link],
  ['of characters beyond the first plane', '🎓'.repeat(1000), link],
  ['and a link as long as links may be', 'CV', `${link}?${'k'.repeat(2048 - link.length - 1)}`],
  ['Arabic, and a link of 1,500', 'س'.repeat(2000), `${link}?${'k'.repeat(1500)}`],
  ['and no link', 'x'.repeat(2000), null],
])('an address stays under 2,000 characters with a description that is %s', (_title, text, meetingUrl) => {
  for (const title of ['Session with Ada', `Session with ${'🎓'.repeat(200)}`]) {
    for (const address of made(title, text, meetingUrl)) {
      expect(address.href.length).toBeLessThan(2000);
      expect(address.search).toContain('20');
      // A half link leads nowhere.
      expect([meetingUrl, null]).toContain(address.searchParams.get('location'));
      expect(decodeURIComponent(address.search)).not.toContain('\ufffd');
    }
  }
});

test('of a long description the beginning is told, and the link is kept whole', () => {
  for (const address of made('Session with Ada', 'word '.repeat(400), link)) {
    expect(address.searchParams.get('location')).toBe(link);
    expect(bodyOf(address)).toMatch(/^(word )+(word|wo?r?)…$/);
    expect(address.href.length).toBeGreaterThan(1800);
  }
});

test('what fits is told whole, with the link below the description', () => {
  for (const address of made('Session with Ada', 'CV & letter', link)) {
    expect(bodyOf(address)).toBe(`CV & letter\n\n${link}`);
  }
});
