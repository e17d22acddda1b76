/** `<alumni-slots>`: what a student does about a session. */
import { germanNames, longSessions } from './long-texts.ts';
import { seedList, seedMine } from './slots-seeds.ts';
import type { Seeding, State } from './state.ts';

const session = { element: 'alumni-slots', viewer: 'student' } as const;
const book = { press: '.cta button.primary' };
const cancel = { press: '.slot.in [data-action=leave]' };

/** One seat left, and another session the day after. */
async function seedRace({ open, book }: Seeding): Promise<void> {
  const last = await open({
    date: '2026-11-24',
    startTime: '10:00',
    description: 'CV review',
    maxParticipants: 2,
  });
  await book(last, 'Diego Santos');
  await open({ date: '2026-11-25', startTime: '09:00', description: 'Mock interview', maxParticipants: 3 });
}

export const sessionStates: readonly State[] = [
  {
    ...session,
    name: 'session-details',
    title: 'Details open, with a note',
    timeZone: 'America/New_York',
    seed: seedList,
    steps: [
      { press: '.free .toggle' },
      { fill: 'textarea', with: 'I would like to talk about the gap year in my CV.' },
    ],
    shows: ['.details textarea'],
  },
  {
    ...session,
    name: 'session-details-booked',
    title: 'Details of a booked session',
    seed: seedMine,
    steps: [{ press: '.slot.in .toggle' }],
    shows: ['.slot.in .details dd'],
  },
  {
    ...session,
    name: 'session-add-to-calendar',
    title: 'Adding a booked session to a calendar',
    seed: seedMine,
    steps: [{ press: '.slot.in [data-action=calendar]' }],
    shows: ['.calendars li:last-child button'],
  },
  {
    ...session,
    name: 'session-booking',
    title: 'Being booked',
    seed: seedList,
    answer: { path: '/api/slots/book', like: 'never' },
    steps: [book],
    shows: ['.cta button[aria-disabled=true]'],
  },
  {
    ...session,
    name: 'session-booked',
    title: 'Just booked',
    seed: seedList,
    steps: [book],
    shows: ['.slot.in .count'],
  },
  {
    ...session,
    name: 'session-lost-race',
    title: 'The seat went to somebody else',
    seed: seedRace,
    answer: { path: '/api/slots/book', like: 'too-late' },
    steps: [book],
    shows: ['.slot [part=note] .choices .btn'],
  },
  {
    ...session,
    name: 'session-not-booked',
    title: 'Booking failed',
    seed: seedList,
    answer: { path: '/api/slots/book', like: 'badly' },
    steps: [book],
    shows: ['.slot [part=note] small'],
  },
  {
    ...session,
    name: 'session-sign-in',
    title: 'Asked to sign in',
    viewer: null,
    seed: seedList,
    steps: [{ press: '.free .cta button' }],
    shows: ['.slot [part=note]'],
  },
  {
    ...session,
    name: 'session-cancel',
    title: 'The question before cancelling',
    seed: seedMine,
    steps: [cancel],
    shows: ['dialog[open] .danger'],
  },
  {
    ...session,
    name: 'session-not-cancelled',
    title: 'Cancelling failed',
    seed: seedMine,
    answer: { path: '/api/slots/cancel', like: 'badly' },
    steps: [cancel, { press: 'dialog .danger' }],
    shows: ['dialog[open] [part=note]'],
  },
  {
    ...session,
    name: 'session-cancel-long',
    title: 'The question, with long names',
    names: germanNames,
    seed: longSessions,
    steps: [cancel],
    shows: ['dialog[open] .danger'],
  },
  {
    ...session,
    name: 'session-cancelled',
    title: 'Just cancelled: Undo is offered',
    seed: seedMine,
    steps: [cancel, { press: 'dialog .danger' }],
    shows: ['[data-action=undo]'],
  },
  {
    ...session,
    name: 'session-undone',
    title: 'Undone',
    seed: seedMine,
    steps: [cancel, { press: 'dialog .danger' }, { press: '[data-action=undo]' }],
    shows: ['.slot.in .count'],
  },
  {
    ...session,
    name: 'slots-zone',
    title: 'The choice of a time zone',
    seed: seedList,
    steps: [{ press: '.where .link' }],
    shows: ['dialog[open] select'],
  },
  {
    ...session,
    name: 'slots-zone-search',
    title: 'A time zone, searched for',
    seed: seedList,
    steps: [{ press: '.where .link' }, { fill: 'dialog input', with: 'kol' }],
    shows: ['dialog[open] option[value$="Calcutta"], dialog[open] option[value$="Kolkata"]'],
  },
  {
    ...session,
    name: 'slots-zone-none',
    title: 'A time zone that is not found',
    seed: seedList,
    steps: [{ press: '.where .link' }, { fill: 'dialog input', with: 'Atlantis' }],
    shows: ['dialog[open] .btn[aria-disabled=true]'],
  },
  {
    ...session,
    name: 'session-updated',
    title: 'Updated while the page was open',
    seed: seedList,
    answer: { path: '/mentor-slots/alumni-slots-booking', like: 'updated' },
    steps: [book],
    shows: ['.outdated .btn'],
  },
];
