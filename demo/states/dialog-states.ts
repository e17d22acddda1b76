/** `<mentor-calendar>`: the forms and the questions. */
import { seedMonth } from './month-seeds.ts';
import type { Seeding, State } from './state.ts';

const dialog = { element: 'mentor-calendar', viewer: 'mentor' } as const;
const add = { press: '[data-action=add]' };
const save = { press: 'dialog [type=submit]' };
const edit = { press: '.session [data-action=edit]' };
const remove = { press: '.session [data-action=delete]' };

/** Chooses a week and a day, beginning at an empty day, by Shift and an arrow, once adding from the month is ready. */
const range: State['steps'] = [
  { press: 'td[data-day="2026-12-02"]' },
  { key: 'Shift', on: '.base > p.unseen' },
  { key: 'ArrowDown', on: 'td[data-day="2026-12-02"]', shift: true },
];

/** A series whose second session has a student. */
async function seedSeries({ openSeries, book }: Seeding): Promise<void> {
  const sessions = await openSeries({
    date: '2026-11-24',
    startTime: '17:00',
    description: 'Open hour',
    repeat: { every: 'week', count: 6 },
  });
  for (const slot of sessions.slice(1, 2)) await book(slot);
}

/** Publishes a session that the series would overlap. */
async function seedClash({ open }: Seeding): Promise<void> {
  await open({ date: '2026-12-08', startTime: '10:30', description: 'Guest lecture' });
}

/** Publishes three sessions of a week, one of which clashes if the week is copied onto the one after the next. */
async function seedWeek({ open }: Seeding): Promise<void> {
  await open({ date: '2026-11-24', startTime: '10:00', description: 'CV review' });
  await open({ date: '2026-11-25', startTime: '17:00', description: 'Open hour', maxParticipants: 4 });
  await open({ date: '2026-11-27', startTime: '09:00', description: 'CV review' });
  await open({ date: '2026-12-08', startTime: '10:15', description: 'Guest lecture' });
}

export const dialogStates: readonly State[] = [
  {
    ...dialog,
    name: 'quick-plus',
    title: 'A day’s plus',
    seed: seedMonth,
    steps: [{ press: 'td[data-day="2026-11-27"]' }, { key: 'Shift', on: '.base > p.unseen' }],
    shows: ['td.chosen:focus-visible .plus'],
  },
  {
    ...dialog,
    name: 'quick-range',
    title: 'Days being chosen together',
    seed: seedMonth,
    steps: range,
    shows: ['td.picked[data-day="2026-12-05"]'],
  },
  {
    ...dialog,
    name: 'quick-form',
    title: 'The small form for several days',
    seed: seedMonth,
    steps: [...range, { key: 'Enter', on: 'td[data-day="2026-12-09"].picked' }],
    shows: ['dialog.quick[open] input'],
  },
  {
    ...dialog,
    name: 'quick-form-day',
    title: 'The small form for a day',
    seed: seedMonth,
    steps: [
      { press: 'td[data-day="2026-11-25"]' },
      { key: 'Shift', on: '.base > p.unseen' },
      { key: 'Enter', on: 'td[data-day="2026-11-25"]' },
    ],
    shows: ['dialog.quick[open] input'],
  },
  {
    ...dialog,
    name: 'form-add',
    title: 'Add availability',
    seed: seedMonth,
    steps: [add],
    shows: ['dialog[open] input', '.preview[aria-busy=false]'],
  },
  {
    ...dialog,
    name: 'form-errors',
    title: 'The form with errors',
    seed: seedMonth,
    steps: [
      add,
      { fill: 'input[name=startTime]', with: '' },
      { fill: 'input[name=seats]', with: '0' },
      { fill: 'input[name=meetingUrl]', with: 'meet.example.edu' },
      save,
    ],
    shows: ['.wrong', '[aria-invalid]'],
  },
  {
    ...dialog,
    name: 'form-clash',
    title: 'The form, refused for a clash',
    seed: seedMonth,
    steps: [
      add,
      { fill: 'input[name=startTime]', with: '10:15' },
      { fill: 'input[name=endTime]', with: '11:00' },
      { fill: 'input[name=date]', with: '2026-11-24' },
      save,
    ],
    shows: ['dialog [part=note]', 'dialog .preview .chip.bad'],
  },
  {
    ...dialog,
    name: 'form-series',
    title: 'A series, with a clash',
    seed: seedClash,
    steps: [
      add,
      { fill: 'input[name=date]', with: '2026-11-24' },
      { fill: 'input[name=startTime]', with: '10:00' },
      { fill: 'input[name=endTime]', with: '11:00' },
      { fill: 'input[name=description]', with: 'Open hour' },
      { fill: 'select[name=every]', with: 'week' },
    ],
    shows: ['[part=preview] .chip.bad'],
  },
  {
    ...dialog,
    name: 'form-long-series',
    title: 'A series that is longer than its list',
    seed: seedClash,
    steps: [
      add,
      { fill: 'input[name=date]', with: '2026-11-24' },
      { fill: 'input[name=startTime]', with: '10:00' },
      { fill: 'select[name=every]', with: 'week' },
      { fill: 'input[name=count]', with: '40' },
      { key: 'Shift', on: '[part=preview] li:nth-child(9) input' },
    ],
    shows: ['[part=preview] li:nth-child(40)'],
  },
  {
    ...dialog,
    name: 'form-other-zone',
    title: 'Times in another zone',
    steps: [
      add,
      { fill: 'select[name=timeZone]', with: 'Asia/Tokyo' },
      { fill: 'input[name=date]', with: '2026-11-26' },
    ],
    shows: ['[part=preview] p'],
  },
  {
    ...dialog,
    name: 'form-edit',
    title: 'Edit a session with students',
    seed: seedMonth,
    steps: [edit],
    shows: ['dialog[open] input'],
  },
  {
    ...dialog,
    name: 'form-edit-series',
    title: 'Edit a session of a series',
    seed: seedSeries,
    steps: [edit],
    shows: ['dialog[open] input'],
  },
  {
    ...dialog,
    name: 'delete',
    title: 'Delete a session that nobody booked',
    seed: seedSeries,
    steps: [{ press: 'td[data-day="2026-11-24"]' }, remove],
    shows: ['dialog[open] .danger'],
  },
  {
    ...dialog,
    name: 'call-off',
    title: 'Call off a session with students',
    seed: seedMonth,
    steps: [remove],
    shows: ['dialog[open] .danger'],
  },
  {
    ...dialog,
    name: 'call-off-series',
    title: 'Call off a series',
    seed: seedSeries,
    steps: [remove, { press: 'dialog input[value=series]' }],
    shows: ['dialog[open] .danger'],
  },
  {
    ...dialog,
    name: 'call-off-failed',
    title: 'Calling off failed',
    seed: seedMonth,
    answer: { path: '/api/slots/', method: 'DELETE', like: 'badly' },
    steps: [remove, { press: 'dialog .danger' }],
    shows: ['dialog[open] [part=note]'],
  },
  {
    ...dialog,
    name: 'calendar-zone',
    title: 'The choice of a time zone',
    seed: seedMonth,
    steps: [{ press: '.where .link' }],
    shows: ['dialog[open] select'],
  },
  {
    ...dialog,
    name: 'form-edit-whole-series',
    title: 'Edit a whole series',
    seed: seedSeries,
    steps: [edit, { press: 'dialog input[value=series]' }],
    shows: ['dialog[open] input[value=series]:checked'],
  },
  {
    ...dialog,
    name: 'call-off-message',
    title: 'Call off with a message',
    seed: seedMonth,
    steps: [remove, { fill: 'dialog textarea', with: 'My train is cancelled. I open a new time next week.' }],
    shows: ['dialog[open] textarea'],
  },
  {
    ...dialog,
    name: 'decline',
    title: 'Decline a request',
    seed: seedMonth,
    steps: [{ press: '.settling .btn:not(.primary)' }],
    shows: ['dialog[open] textarea'],
  },
  {
    ...dialog,
    name: 'copy-day',
    title: 'Copy a day',
    seed: seedMonth,
    steps: [{ press: '[data-action=copy]' }],
    shows: ['dialog[open] .dates'],
  },
  {
    ...dialog,
    name: 'copy-week',
    title: 'Copy a week, with a clash',
    seed: seedWeek,
    steps: [
      { press: '[data-action=copy]' },
      { press: 'dialog input[value=week]' },
      { press: 'dialog .dates li:nth-child(2) input' },
    ],
    shows: ['dialog [part=preview] .chip.bad'],
  },
];
