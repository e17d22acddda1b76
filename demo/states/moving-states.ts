/** `<alumni-slots>`: a student moves a seat to another session of the same mentor. */
import type { SlotView } from '@mentor-slots/contract';
import type { Seeding, State } from './state.ts';

const moving = { element: 'alumni-slots', viewer: 'student' } as const;
const ask = { press: '.slot.in [data-action=move]' };

/** The student's own seat, with one or two others waiting for it where told, and nothing else. */
async function seedSeat({ open, book, wait }: Seeding, waiting: readonly string[] = []): Promise<SlotView> {
  const mine = await open({
    date: '2026-11-26',
    startTime: '10:00',
    description: 'CV review',
    maxParticipants: 1,
    meetingUrl: 'https://meet.example.edu/ada',
  });
  await book(mine, 'student', 'I am applying for research assistant posts.');
  for (const name of waiting) await wait(mine, name);
  return mine;
}

/** What else there is: a few, one that has to be confirmed, one in the way of another seat, and more than are seen at first. */
async function seedMove(
  service: Seeding,
  waiting: readonly string[] = ['Kim Park', 'Lee Wong'],
): Promise<void> {
  const { open, book } = service;
  await seedSeat(service, waiting);
  await open({ date: '2026-11-26', startTime: '11:00', description: 'Mock interview', maxParticipants: 3 });
  await open({
    date: '2026-11-26',
    startTime: '18:00',
    description: 'One hour for you alone',
    maxParticipants: 1,
  });
  await open({
    date: '2026-12-01',
    startTime: '12:00',
    description:
      'Portfolio review. Send me a link beforehand, and say in a sentence or two what you want to hear about it.',
    maxParticipants: 2,
    requiresApproval: true,
  });
  await book(await open({ date: '2026-11-30', startTime: '09:00', description: 'With Grace' }, 'colleague'));
  await open({ date: '2026-11-30', startTime: '09:15', description: 'Open hour', maxParticipants: 8 });
  for (const date of ['2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08']) {
    await open({ date, startTime: '17:00', description: 'Open hour', maxParticipants: 8 });
  }
}

const here = { press: 'dialog .choice button' };

export const movingStates: readonly State[] = [
  {
    ...moving,
    name: 'session-move',
    title: 'The question where a seat is to be moved to; others wait for it',
    seed: seedMove,
    steps: [ask],
    shows: ['dialog[open] .choice .btn', 'dialog [data-action=more]', 'dialog .note.warn'],
  },
  {
    ...moving,
    name: 'session-move-all',
    title: 'All to which a seat can be moved',
    seed: (service) => seedMove(service, []),
    steps: [ask, { press: 'dialog [data-action=more]' }],
    shows: ['dialog .choice:last-child .btn'],
  },
  {
    ...moving,
    name: 'session-moving',
    title: 'A seat is being moved',
    seed: (service) => seedMove(service, []),
    answer: { path: '/api/slots/move', like: 'never' },
    steps: [ask, here],
    shows: ['dialog .choice .btn[aria-disabled=true]'],
  },
  {
    ...moving,
    name: 'session-move-refused',
    title: 'Somebody else was faster',
    seed: (service) => seedMove(service, []),
    answer: { path: '/api/slots/move', like: 'too-late' },
    steps: [ask, { press: 'dialog li:nth-child(2) button' }],
    shows: ['dialog [role=alert] .note'],
  },
  {
    ...moving,
    name: 'session-moved',
    title: 'Just moved',
    seed: (service) => seedMove(service, []),
    steps: [ask, here],
    shows: ['.slot.in [part=note].good'],
  },
  {
    ...moving,
    name: 'session-moved-asks',
    title: 'Just moved, where the mentor confirms each booking',
    async seed(service) {
      await seedSeat(service);
      await service.open({
        date: '2026-12-01',
        startTime: '12:00',
        description: 'Portfolio review',
        requiresApproval: true,
      });
    },
    steps: [ask, here],
    shows: ['.slot.pending [part=note].good'],
  },
  {
    ...moving,
    name: 'session-move-none',
    title: 'Nothing else to move to',
    seed: async (service) => {
      await seedSeat(service);
    },
    steps: [ask],
    shows: ['dialog[open] [part=empty]', 'dialog .danger'],
  },
  {
    ...moving,
    name: 'session-move-onward',
    title: 'Nothing else to move to, and what others have',
    seed: async (service) => {
      await seedSeat(service);
      await service.open({ date: '2026-11-27', startTime: '11:00', description: 'CV review' }, 'colleague');
    },
    steps: [ask, { press: 'dialog [data-action=onward]' }],
    shows: ['dialog [part=onward] li button'],
  },
  {
    ...moving,
    name: 'mine-move',
    title: 'My sessions: where a seat is to be moved to',
    attributes: { mine: '' },
    seed: seedMove,
    steps: [ask],
    shows: ['dialog[open] .choice .btn'],
  },
];
