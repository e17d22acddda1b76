/** "Subscribe in your calendar", of both elements. */
import { seedMonth } from './month-seeds.ts';
import { seedMine } from './slots-seeds.ts';
import type { Seeding, State } from './state.ts';

const mine = { element: 'alumni-slots', viewer: 'student', attributes: { mine: '' } } as const;
const open = { press: '[data-action=subscribe]' };
const make = { press: 'dialog [data-action=make]' };
const stop = { press: 'dialog [data-action=stop]' };

/** A student who has had an address for two weeks, which a calendar has read. */
async function seedFollowed(service: Seeding): Promise<void> {
  await service.at('2026-11-10T08:00:00Z', () => service.follow('student'));
}

export const feedStates: readonly State[] = [
  {
    ...mine,
    name: 'feed-none',
    title: 'No address yet',
    seed: seedMine,
    steps: [open],
    shows: ['dialog[open] [data-action=make].primary'],
  },
  {
    ...mine,
    name: 'feed-made',
    title: 'An address that was just made',
    seed: seedMine,
    steps: [open, make],
    shows: ['dialog[open] .address input', 'dialog[open] .takers a'],
  },
  {
    ...mine,
    name: 'feed-active',
    title: 'An address that nothing has read',
    seed: seedFollowed,
    steps: [open],
    shows: ['dialog[open] [data-action=stop]'],
  },
  {
    ...mine,
    name: 'feed-renew',
    title: 'Make a new address?',
    seed: seedFollowed,
    steps: [open, make],
    shows: ['dialog[open] .keep', 'dialog[open] .danger'],
  },
  {
    ...mine,
    name: 'feed-stopped',
    title: 'An address that was just stopped',
    seed: seedFollowed,
    steps: [open, stop, { press: 'dialog .danger' }],
    shows: ['dialog[open] [data-action=make].primary', 'dialog[open] [role=status]:not(:empty)'],
  },
  {
    ...mine,
    name: 'feed-failed',
    title: 'An address that could not be made',
    seed: seedMine,
    answer: { path: '/api/calendar-feed', method: 'POST', like: 'badly' },
    steps: [open, make],
    shows: ['dialog[open] [part=note]'],
  },
  {
    ...mine,
    name: 'feed-unknown',
    title: 'The network is away',
    seed: seedMine,
    steps: [{ press: '[data-action=subscribe]' }, { press: 'dialog .btn' }, { service: 'away' }, open],
    shows: ['dialog[open] [part=note]'],
  },
  {
    element: 'mentor-calendar',
    viewer: 'mentor',
    name: 'feed-of-calendar',
    title: 'The calendar’s address, read an hour ago',
    async seed(service) {
      await seedMonth(service);
      await service.at('2026-11-24T07:10:00Z', () => service.follow('mentor', true));
    },
    steps: [open],
    shows: ['dialog[open] [data-action=stop]'],
  },
];
