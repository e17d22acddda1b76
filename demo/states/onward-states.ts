/** `<alumni-slots>`: from a session that cannot be had there is a way on. */
import type { Seeding, State } from './state.ts';

const onward = { element: 'alumni-slots', viewer: 'student' } as const;
const another = { press: '[data-action=onward]' };

/** Another mentor with the same, twice, and with something else. */
async function seedOthers({ open }: Seeding): Promise<void> {
  await open({ date: '2026-11-27', startTime: '11:00', description: 'CV review' }, 'colleague');
  await open(
    {
      date: '2026-11-30',
      startTime: '15:00',
      description: 'CV review: bring it on paper, and a second copy for me to write into while we talk',
      maxParticipants: 1,
    },
    'colleague',
  );
  await open({ date: '2026-12-02', startTime: '15:00', description: 'Open hour' }, 'colleague');
}

/** All that the mentor has is full. */
async function seedFull(service: Seeding): Promise<void> {
  const { open, book } = service;
  for (const date of ['2026-11-26', '2026-12-01']) {
    await book(
      await open({ date, startTime: '10:00', description: 'CV review', maxParticipants: 1 }),
      'Diego Santos',
    );
  }
  await seedOthers(service);
}

export const onwardStates: readonly State[] = [
  {
    ...onward,
    name: 'slots-all-full',
    title: 'All that a mentor has is full',
    seed: seedFull,
    shows: ['.slot.full [data-action=onward]'],
  },
  {
    ...onward,
    name: 'slots-onward',
    title: 'The same with others',
    seed: seedFull,
    steps: [another],
    shows: ['[part=onward] li:nth-child(2) button'],
  },
  {
    ...onward,
    name: 'slots-onward-look',
    title: 'The same with others, on a page that opens no profile',
    seed: seedFull,
    steps: [another, { press: '[part=onward] li button' }],
    shows: ['[part=onward] [role=alert]'],
  },
  {
    ...onward,
    name: 'slots-onward-month',
    title: 'The same with others, in a month',
    attributes: { view: 'month' },
    seed: seedFull,
    steps: [another],
    shows: ['.panel [part=onward] li button'],
  },
  {
    ...onward,
    name: 'slots-onward-none',
    title: 'Nobody has anything free',
    seed: async ({ open, book }) => {
      await book(await open({ date: '2026-11-26', startTime: '10:00', maxParticipants: 1 }), 'Diego Santos');
    },
    steps: [another],
    shows: ['[part=onward] p'],
  },
  {
    ...onward,
    name: 'slots-empty-onward',
    title: 'A mentor without sessions, and what others have',
    seed: seedOthers,
    steps: [{ press: '.blank .btn' }],
    shows: ['[part=onward] li button'],
  },
  {
    ...onward,
    name: 'mine-onward',
    title: 'My sessions: called off, and what its mentor has free instead',
    attributes: { mine: '' },
    async seed({ open, book, callOff }) {
      const called = await open({ date: '2026-11-26', startTime: '10:00', description: 'CV review' });
      await book(called);
      await open({ date: '2026-11-27', startTime: '10:00', description: 'CV review' });
      await open({ date: '2026-12-01', startTime: '12:00', description: 'Open hour' });
      await callOff(called, 'My train is cancelled, I am sorry!');
    },
    steps: [another],
    shows: ['.slot.called-off [part=onward] li button'],
  },
];
