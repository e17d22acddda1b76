/** `<mentor-calendar>`: who waits for a seat, seats in other sessions, and booking that opens later. */
import { seedLongQueue, seedOffers, seedOpening, seedQueue, seedQueues } from './calendar-queue-seeds.ts';
import type { State } from './state.ts';

const calendar = { element: 'mentor-calendar', viewer: 'mentor' } as const;
const day = { press: 'td[data-day="2026-11-26"]' };
const edit = { press: '.session [data-action=edit]' };
const takeOut = { press: '.session [data-action=take-out]' };
const remove = { press: '.session [data-action=delete]' };
const save = { press: 'dialog [type=submit]' };

export const calendarQueueStates: readonly State[] = [
  {
    ...calendar,
    name: 'calendar-queue',
    title: 'A full session and who waits for a seat',
    seed: seedQueue,
    steps: [day],
    shows: ['.session ol.roster [data-action=take-out]', 'td[data-day="2026-11-26"] .queue'],
  },
  {
    ...calendar,
    name: 'calendar-queues',
    title: 'A seat that is held for somebody, and queues on other days',
    seed: seedQueues,
    shows: ['.session ul.roster [data-action=take-out]', 'td[data-day="2026-12-01"] .asks ~ .queue', '.up'],
  },
  {
    ...calendar,
    name: 'calendar-long-queue',
    title: 'A long queue',
    seed: seedLongQueue,
    steps: [day, { press: '.session details summary' }],
    shows: ['.session details[open] ol li:nth-child(12)'],
  },
  {
    ...calendar,
    name: 'calendar-taken-out',
    title: 'Somebody just taken out of the queue',
    seed: seedQueue,
    steps: [day, takeOut, { press: 'dialog .danger' }],
    shows: ['.session [part=note]'],
  },
  {
    ...calendar,
    name: 'calendar-came-in',
    title: 'More seats, and who has got one',
    seed: seedQueue,
    steps: [day, edit, { fill: 'input[name=seats]', with: '4' }, save],
    shows: ['.session [part=note]'],
  },
  {
    ...calendar,
    name: 'calendar-opens-later',
    title: 'A session whose booking opens later',
    seed: seedOpening,
    steps: [day],
    shows: ['.session .opens'],
  },
  {
    ...calendar,
    name: 'take-out',
    title: 'Take somebody out of the queue',
    seed: seedQueue,
    steps: [day, takeOut],
    shows: ['dialog[open] .danger'],
  },
  {
    ...calendar,
    name: 'take-back',
    title: 'Take back a seat that is held for somebody',
    seed: seedQueues,
    steps: [takeOut],
    shows: ['dialog[open] .danger'],
  },
  {
    ...calendar,
    name: 'call-off-offer',
    title: 'Call off a session, with seats in others',
    seed: seedOffers,
    steps: [
      day,
      remove,
      { press: 'dialog li:nth-child(1) input[name=offer]' },
      { press: 'dialog li:nth-child(2) input[name=offer]' },
    ],
    shows: ['dialog[open] .rest'],
  },
  {
    ...calendar,
    name: 'form-opens',
    title: 'A form in which booking opens later',
    seed: seedQueue,
    steps: [day, edit, { press: 'input[name=opensLater]' }],
    shows: ['dialog[open] input[name=opensDate]', '#hint-opens'],
  },
  {
    ...calendar,
    name: 'form-opens-wrong',
    title: 'Booking would open after the start, in a series and another zone',
    steps: [
      { press: '[data-action=add]' },
      { fill: 'input[name=date]', with: '2026-12-01' },
      { fill: 'select[name=timeZone]', with: 'Asia/Tokyo' },
      { fill: 'select[name=every]', with: 'week' },
      { press: 'input[name=opensLater]' },
      { fill: 'input[name=opensDate]', with: '2026-12-02' },
      save,
    ],
    shows: ['#wrong-opensTime', '#hint-opens'],
  },
];
