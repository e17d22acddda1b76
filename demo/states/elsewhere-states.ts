/** `<mentor-calendar>`: calendars that are kept elsewhere, and when their person is busy by them. */
import { seedManyRequests, seedMonth } from './month-seeds.ts';
import { now, type OutsideCalendar, type Seeding, type State } from './state.ts';

const calendar = { element: 'mentor-calendar', viewer: 'mentor' } as const;
const name = { press: '[data-action=elsewhere]' };
const add = { press: '[data-action=add]' };

const work: OutsideCalendar = {
  url: 'https://calendar.example.com/ical/ada/private-2f9c/basic.ics',
  label: 'Work calendar',
  checkedAt: '2026-11-24T08:11:00.000Z',
  readAt: '2026-11-24T08:11:00.000Z',
  busy: [
    ['2026-11-17T13:00:00.000Z', '2026-11-17T14:00:00.000Z'],
    ['2026-11-24T17:15:00.000Z', '2026-11-24T18:30:00.000Z'],
    ['2026-11-24T12:00:00.000Z', '2026-11-24T13:00:00.000Z'],
    ['2026-11-25T14:00:00.000Z', '2026-11-25T15:00:00.000Z'],
    ['2026-11-25T16:00:00.000Z', '2026-11-25T16:30:00.000Z'],
    ['2026-11-30T11:30:00.000Z', '2026-11-30T14:00:00.000Z'],
    ['2026-12-01T14:00:00.000Z', '2026-12-01T15:00:00.000Z'],
    ['2026-12-08T09:00:00.000Z', '2026-12-08T12:00:00.000Z'],
  ],
};

/** A holiday of three days, without a name. */
const holiday: OutsideCalendar = {
  url: 'https://outlook.example.com/owa/calendar/ada/reachcalendar.ics',
  checkedAt: '2026-11-24T08:05:00.000Z',
  readAt: '2026-11-24T05:05:00.000Z',
  problem: 'sign_in_needed',
  busy: [['2026-11-27T00:00:00.000Z', '2026-11-30T00:00:00.000Z']],
};

const unread: OutsideCalendar = {
  url: 'https://p01-caldav.example.com/published/2/MTIzNDU2Nzg5MDEyMzQ1NjfDqcOoYWRhIGxpbmRxdmlzdA',
  label: 'Family',
  checkedAt: null,
  readAt: null,
};

const site: OutsideCalendar = {
  url: 'https://www.example.org/ada/calendar',
  label: 'Choir',
  checkedAt: '2026-11-24T08:16:00.000Z',
  readAt: null,
  problem: 'web_page',
};

/** Busy on some days: during a booked session today, and one that nobody has booked. */
async function seedElsewhere(service: Seeding): Promise<void> {
  await seedMonth(service);
  await service.keepElsewhere([work, holiday]);
}

export const elsewhereStates: readonly State[] = [
  {
    ...calendar,
    name: 'calendar-elsewhere',
    title: 'A month with busy times, and sessions at them',
    seed: seedElsewhere,
    shows: ['[part=clashes]', 'td .hatch.over', '.session .busy-then', '.up .busy-then', '.elsewhere li'],
  },
  {
    ...calendar,
    name: 'calendar-elsewhere-day',
    title: 'A day that is busy as a whole',
    seed: seedElsewhere,
    steps: [{ press: 'td[data-day="2026-11-28"]' }],
    shows: ['.elsewhere li', 'td[data-day="2026-11-28"] .hatch'],
  },
  {
    ...calendar,
    name: 'calendar-elsewhere-empty',
    title: 'Busy times in a month without sessions',
    seed: ({ keepElsewhere }) => keepElsewhere([work, holiday]),
    steps: [{ press: 'td[data-day="2026-11-25"]' }],
    shows: ['.elsewhere li', '.legend .hatch'],
  },
  {
    ...calendar,
    name: 'calendar-elsewhere-asked',
    title: 'Busy times beside requests',
    async seed(service) {
      await seedManyRequests(service);
      await service.keepElsewhere([
        {
          ...work,
          busy: [
            ['2026-12-03T16:30:00.000Z', '2026-12-03T17:30:00.000Z'],
            ['2026-11-26T16:00:00.000Z', '2026-11-26T17:15:00.000Z'],
          ],
        },
      ]);
    },
    shows: ['[part=requests]', '[part=clashes] li:nth-child(2)'],
  },
  {
    ...calendar,
    name: 'form-busy',
    title: 'The form at a busy time',
    seed: seedElsewhere,
    steps: [
      add,
      { fill: 'input[name=date]', with: '2026-12-01' },
      { fill: 'input[name=startTime]', with: '14:30' },
    ],
    shows: ['dialog[open] [part=preview] .chip.warn'],
  },
  {
    ...calendar,
    name: 'form-busy-series',
    title: 'A series, some of it at busy times',
    seed: seedElsewhere,
    steps: [
      add,
      { fill: 'input[name=date]', with: '2026-11-25' },
      { fill: 'input[name=startTime]', with: '14:00' },
      { fill: 'select[name=every]', with: 'day' },
      { fill: 'input[name=count]', with: '7' },
    ],
    shows: ['dialog[open] [part=preview] li:nth-child(7) .chip.warn'],
  },
  {
    ...calendar,
    name: 'quick-busy',
    title: 'The small form for days, some of them busy',
    seed: seedElsewhere,
    steps: [
      { press: 'td[data-day="2026-12-02"]' },
      { key: 'Shift', on: '.base > p.unseen' },
      { key: 'ArrowDown', on: 'td[data-day="2026-12-02"]', shift: true },
      { key: 'Enter', on: 'td[data-day="2026-12-09"].picked' },
      { fill: 'dialog input[name=startTime]', with: '10:00' },
    ],
    shows: ['dialog.quick[open] .chip.warn'],
  },
  {
    ...calendar,
    name: 'copy-busy',
    title: 'Copy onto a busy day',
    seed: seedElsewhere,
    steps: [{ press: '[data-action=copy]' }, { press: 'dialog .dates li:nth-child(2) input' }],
    shows: ['dialog[open] [part=preview] .chip.warn'],
  },
  {
    ...calendar,
    name: 'elsewhere-none',
    title: 'No calendars elsewhere yet',
    seed: seedMonth,
    steps: [name],
    shows: ['dialog[open] input[name=url-0]'],
  },
  {
    ...calendar,
    name: 'elsewhere-some',
    title: 'Calendars elsewhere, and how reading each went',
    seed: ({ keepElsewhere }) => keepElsewhere([work, holiday, site, unread]),
    steps: [name],
    shows: ['dialog[open] input[name=url-3]', '#reading-1.wrong'],
  },
  {
    ...calendar,
    name: 'elsewhere-refused',
    title: 'An address that is none',
    seed: ({ keepElsewhere }) => keepElsewhere([work]),
    steps: [
      name,
      { press: 'dialog [data-action=add-calendar]' },
      { fill: 'input[name=url-1]', with: 'http://ada:secret@calendar.example.com/ada.ics' },
      { press: 'dialog [type=submit], dialog .primary' },
    ],
    shows: ['dialog[open] [aria-invalid]', 'dialog[open] [part=note]'],
  },
  {
    ...calendar,
    name: 'elsewhere-saved',
    title: 'Calendars just saved',
    seed: ({ keepElsewhere }) => keepElsewhere([{ ...work, checkedAt: now, readAt: now }]),
    steps: [name, { fill: 'input[name=label-0]', with: 'Office' }, { press: 'dialog .primary' }],
    shows: ['dialog[open] .saved'],
  },
];
