/** `<alumni-slots>`: waiting for a seat, a seat that is held, and booking that opens later. */
import {
  seedClosed,
  seedFirstInLine,
  seedHeld,
  seedHeldBelow,
  seedLapsed,
  seedLimit,
  seedMineQueued,
  seedNextInLine,
  seedOpening,
  seedQueue,
  seedWaiting,
} from './queue-seeds.ts';
import type { Seeding, State } from './state.ts';

const slots = { element: 'alumni-slots', viewer: 'student' } as const;
const take = { press: '.answers .primary' };
const leave = { press: '.mine .cta .quiet' };
const agree = { press: 'dialog .danger' };

/** Whoever had the only seat gives it back. */
async function giveBack({ sessions, cancel }: Seeding): Promise<void> {
  for (const slot of await sessions()) await cancel(slot, 'Diego Santos');
}

export const queueStates: readonly State[] = [
  {
    ...slots,
    name: 'slots-queue',
    title: 'Full, with and without a queue',
    seed: seedQueue,
    shows: ['.slot.full .cta button', '.slot.free .primary'],
  },
  {
    ...slots,
    name: 'slots-queue-signed-out',
    title: 'Full, and nobody is signed in',
    viewer: null,
    seed: seedQueue,
    shows: ['.slot.full .cta button'],
  },
  {
    ...slots,
    name: 'slots-queue-joined',
    title: 'Just joined the queue',
    seed: seedQueue,
    steps: [{ press: '.slot.full .cta button' }],
    shows: ['.slot.waiting .why'],
  },
  {
    ...slots,
    name: 'slots-queue-full',
    title: 'A queue that takes nobody more',
    seed: seedQueue,
    answer: { path: '/api/slots/waitlist', like: 'no-more' },
    steps: [{ press: '.slot.full .cta button' }],
    shows: ['.slot.full [part=note]'],
  },
  {
    ...slots,
    name: 'slots-waiting',
    title: 'Waiting as the second in line',
    seed: seedWaiting,
    shows: ['.slot.waiting .why', '.slot.free .primary'],
  },
  {
    ...slots,
    name: 'slots-waiting-details',
    title: 'Waiting, with the details open',
    seed: seedWaiting,
    steps: [{ press: '.waiting .toggle' }],
    shows: ['.slot.waiting .details'],
  },
  {
    ...slots,
    name: 'slots-waiting-month',
    title: 'Waiting, in a month',
    attributes: { view: 'month' },
    seed: seedWaiting,
    steps: [{ press: 'td[data-day="2026-11-26"]' }],
    shows: ['.panel .slot.waiting .why'],
  },
  {
    ...slots,
    name: 'session-leave-queue',
    title: 'The question before leaving the queue',
    seed: seedWaiting,
    steps: [leave],
    shows: ['dialog[open] .danger'],
  },
  {
    ...slots,
    name: 'session-left-queue',
    title: 'Just left the queue',
    seed: seedWaiting,
    steps: [leave, agree],
    shows: ['.slot.full [part=note]'],
  },
  {
    ...slots,
    name: 'slots-promoted',
    title: 'The seat has come',
    seed: seedNextInLine,
    meanwhile: giveBack,
    // Only who is known to wait is told that the seat has come.
    steps: [{ see: '.slot.waiting' }, { meanwhile: true }],
    shows: ['.slot.in [part=note].good'],
  },
  {
    ...slots,
    name: 'session-cancelled-wait',
    title: 'Just cancelled, and the seat is somebody else’s by now',
    async seed(service) {
      const full = await service.open({
        date: '2026-11-26',
        startTime: '17:00',
        description: 'Portfolio review',
        maxParticipants: 1,
      });
      await service.book(full);
      await service.wait(full, 'Kim Park');
    },
    steps: [{ press: '.slot.in [data-action=leave]' }, agree],
    shows: ['.slot.full [data-action=undo]'],
  },
  {
    ...slots,
    name: 'slots-held',
    title: 'A seat is held for the student',
    seed: seedHeld,
    shows: ['.slot.offered .primary', '.slot.offered .quiet'],
  },
  {
    ...slots,
    name: 'slots-held-live',
    title: 'A seat has come to be held while the page was open',
    seed: seedFirstInLine,
    meanwhile: giveBack,
    steps: [{ see: '.slot.waiting' }, { meanwhile: true }],
    shows: ['.slot.offered .primary'],
  },
  {
    ...slots,
    name: 'slots-held-below',
    title: 'A seat is held below what is seen at once',
    seed: seedHeldBelow,
    shows: ['.note.warn .link', '.slot.offered .primary'],
  },
  {
    ...slots,
    name: 'slots-held-month',
    title: 'A seat is held, in a month',
    attributes: { view: 'month' },
    seed: seedHeldBelow,
    shows: ['td .held', '.panel .slot.offered .primary', '.note.warn .link'],
  },
  {
    ...slots,
    name: 'session-pass-offer',
    title: 'The question before passing on a seat',
    seed: seedHeld,
    steps: [{ press: '.offered .cta .quiet' }],
    shows: ['dialog[open] .danger'],
  },
  {
    ...slots,
    name: 'session-passed-offer',
    title: 'Just passed on a seat',
    seed: seedHeld,
    steps: [{ press: '.offered .cta .quiet' }, agree],
    shows: ['.slot.full [part=note]'],
  },
  {
    ...slots,
    name: 'session-took-offer',
    title: 'Just took the seat',
    seed: seedHeld,
    steps: [{ press: '.offered .cta .primary' }],
    shows: ['.slot.in .count'],
  },
  {
    ...slots,
    name: 'compact-held',
    title: 'Compact: a seat is held',
    attributes: { compact: '' },
    seed: seedHeld,
    shows: ['.compact .answers .primary'],
  },
  {
    ...slots,
    name: 'compact-took-offer',
    title: 'Compact: just took the seat',
    attributes: { compact: '' },
    seed: seedHeld,
    steps: [take],
    shows: ['.compact .line > .chip:not(.warn)'],
  },
  {
    ...slots,
    name: 'compact-passed-offer',
    title: 'Compact: just passed on the seat',
    attributes: { compact: '' },
    seed: seedHeld,
    steps: [{ press: '.answers .quiet' }, agree],
    shows: ['.compact [part=note]'],
  },
  {
    ...slots,
    name: 'mine-queued',
    title: 'My sessions: held, waiting, lapsed',
    attributes: { mine: '' },
    seed: seedMineQueued,
    shows: ['.slot.offered .primary', '.slot.waiting', '.slot.in'],
  },
  {
    ...slots,
    name: 'slots-lapsed',
    title: 'A seat was held, and the time to take it is over',
    seed: seedLapsed,
    shows: ['.slot.full .about'],
  },
  {
    ...slots,
    name: 'slots-queue-closed',
    title: 'It has begun while the student waited',
    seed: seedClosed,
    shows: ['.slot.started .about:not(.clamp)'],
  },
  {
    ...slots,
    name: 'slots-opens-later',
    title: 'Booking opens later',
    seed: seedOpening,
    shows: ['.slot.later', '.slot.free .primary'],
  },
  {
    ...slots,
    name: 'slots-opens-month',
    title: 'Booking opens later, in a month',
    attributes: { view: 'month' },
    seed: seedOpening,
    steps: [{ press: 'td[data-day="2026-12-01"]' }],
    shows: ['.panel .slot.later'],
  },
  {
    ...slots,
    name: 'slots-head-start',
    title: 'Booking opens earlier for the student',
    isEarly: true,
    seed: seedOpening,
    shows: ['.slot.later', '.slot.free .primary'],
  },
  {
    ...slots,
    name: 'compact-opens-later',
    title: 'Compact: booking opens later',
    attributes: { compact: '' },
    async seed({ open }) {
      await open({ date: '2026-12-08', startTime: '17:00', opensAt: '2026-11-30T09:00:00.000Z' });
    },
    shows: ['.compact .time'],
  },
  {
    ...slots,
    name: 'session-limit',
    title: 'As many seats as one may have',
    seed: seedLimit,
    steps: [{ press: '.free .primary' }],
    shows: ['.slot.free [part=note]'],
  },
];
