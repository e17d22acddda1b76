import { expect, it } from 'vitest';
import type { Viewer } from '../../calendar/viewer.ts';
import type { Session } from './session.ts';
import { opening } from './times.ts';

const hour = 3_600_000;
const opensAt = Date.parse('2027-03-05T09:00:00Z');
const viewer: Viewer = { locale: 'en-GB', timeZone: 'UTC', hourCycle: 'h23', firstDay: undefined };

it.each([
  [1.5, '1 hr 30 mins'],
  [12, '12 hrs'],
  [24, '1 day'],
  [36, '1 day 12 hrs'],
  [48, '2 days'],
])('a head start of %d hours is told as people say it', (hours, words) => {
  const session = {
    slot: { opensAt: new Date(opensAt).toISOString() },
    standing: 'later',
    opensAt: opensAt - hours * hour,
  } as Session;
  const text = (_: string, facts = {}) => JSON.stringify(facts);
  const told = opening(session, { text, viewer, now: opensAt - 60 * hour } as Parameters<typeof opening>[1]);
  expect(JSON.parse(told ?? '{}').lead).toBe(words);
});
