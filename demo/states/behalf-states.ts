/** `<mentor-calendar alumni-id>`: the programme office works in an alumnus's calendar. */
import { seedMonth, seedRequests } from './month-seeds.ts';
import type { State } from './state.ts';

const office = { element: 'mentor-calendar', viewer: 'office', ofMentor: true } as const;

export const behalfStates: readonly State[] = [
  {
    ...office,
    name: 'behalf-month',
    title: 'The programme office in the calendar of an alumna',
    seed: seedMonth,
    shows: ['.behalf', 'td[data-day="2026-11-05"] .mark', '.up'],
  },
  {
    ...office,
    name: 'behalf-requests',
    title: 'Requests that the programme office may answer',
    seed: seedRequests,
    shows: ['.behalf', '.requests li'],
  },
  {
    ...office,
    name: 'behalf-form',
    title: 'Adding a session on behalf of an alumna',
    seed: seedMonth,
    steps: [{ press: '[data-action=add]' }],
    shows: ['dialog .behalf'],
  },
  {
    ...office,
    name: 'behalf-refused',
    title: 'The calendar of somebody else, without being the programme office',
    viewer: 'colleague',
    shows: ['[part=empty]'],
  },
];
