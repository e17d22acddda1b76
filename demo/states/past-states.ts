/** `<alumni-slots mine>`: what comes after a session; and what students say of a mentor. */
import type { Booking, SlotView } from '@mentor-slots/contract';
import { germanNames, germanText, unbroken } from './long-texts.ts';
import type { Seeding, State } from './state.ts';

const mine = { element: 'alumni-slots', viewer: 'student', attributes: { mine: '' } } as const;
const past = { press: '[data-action=past]' };
const newest = { press: '.past .slot:first-of-type [data-action=record]' };
const notes = {
  text: 'We looked at your letter of motivation.\nNext time: bring the second draft, and <b>one</b> question.',
  links: [
    { url: 'https://example.edu/letters.pdf', label: 'Three letters, with remarks' },
    { url: 'https://example.edu/archive/motivation' },
  ],
};

/** A session that the student had on that day, and whatever else is done afterwards. */
async function hold(
  { at, open, book }: Seeding,
  date: string,
  after: (slot: SlotView, booking: Booking) => Promise<void> = async () => {},
  description = 'Mock interview',
): Promise<void> {
  await at('2026-09-01T08:00:00Z', async () => {
    const slot = await open({ date, startTime: '10:00', description });
    const booking = await book(slot);
    await at(`${date}T18:00:00Z`, () => after(slot, booking));
  });
}

/** One of last week, with notes. */
function seedNotes(service: Seeding): Promise<void> {
  return hold(service, '2026-11-19', async (slot, booking) => {
    await service.mark(slot, booking, 'attended');
    await service.writeNotes(slot, notes);
  });
}

async function seedGiven(service: Seeding): Promise<void> {
  await hold(service, '2026-11-19', async (slot) => {
    await service.writeNotes(slot, notes);
    await service.giveFeedback(slot, 'student', 4, 'I finally know how to begin.\nThank you!');
  });
}

/** Three students who were in a session say how it was. */
async function seedRating({ at, open, book, giveFeedback }: Seeding): Promise<void> {
  const students = ['student', 'other', 'Diego Santos'];
  await at('2026-11-02T08:00:00Z', async () => {
    const hour = await open({ date: '2026-11-19', startTime: '10:00' });
    for (const name of students) await book(hour, name);
    await at('2026-11-20T08:00:00Z', async () => {
      for (const [index, name] of students.entries()) await giveFeedback(hour, name, index ? 5 : 4);
    });
  });
  await open({ date: '2026-11-26', startTime: '18:00', description: 'Open hour' });
}

export const pastStates: readonly State[] = [
  {
    ...mine,
    name: 'past-closed',
    title: 'Past sessions, not opened',
    seed: seedNotes,
    shows: ['[data-action=past][aria-expanded=false]'],
  },
  { ...mine, name: 'past-empty', title: 'No past sessions', steps: [past], shows: ['.past [part=empty]'] },
  {
    ...mine,
    name: 'past-unreachable',
    title: 'Past sessions: a file that does not come',
    answer: { path: '/mentor-slots/alumni-slots-past', like: 'file-missing' },
    steps: [past],
    shows: ['.past .note.bad'],
  },
  {
    ...mine,
    name: 'past-error',
    title: 'Past sessions that could not be read',
    answer: { path: '/api/slots/my-bookings?from', method: 'GET', like: 'badly' },
    steps: [past],
    shows: ['.past [part=error]'],
  },
  {
    ...mine,
    name: 'past-many',
    title: 'Many past sessions, of last year too',
    async seed(service) {
      for (let day = 1; day <= 12; day++) {
        const date = `2026-10-${String(day).padStart(2, '0')}`;
        await hold(service, date, async (slot, booking) => {
          if (day % 4) await service.mark(slot, booking, day % 4 === 1 ? 'absent' : 'attended');
        });
      }
      await service.at('2025-11-01T08:00:00Z', async () => {
        await service.book(await service.open({ date: '2025-11-20', startTime: '10:00' }));
      });
    },
    steps: [past, { press: '[data-action=past-more]' }],
    shows: ['.past .slot:nth-of-type(13)'],
  },
  {
    ...mine,
    name: 'past-notes',
    title: 'Notes and links of a past session, and how was it?',
    seed: seedNotes,
    steps: [past, newest],
    shows: ['.session-notes .links a', '.stars input', '.private textarea'],
  },
  {
    ...mine,
    name: 'past-recording',
    title: 'A recording of a past session',
    seed: (service) =>
      hold(service, '2026-11-19', (slot) => service.addRecording(slot, 'Mock interview.wav')),
    steps: [past, newest],
    shows: ['audio'],
  },
  {
    ...mine,
    name: 'past-no-notes',
    title: 'A past session without notes',
    seed: (service) => hold(service, '2026-11-19'),
    steps: [past, newest],
    shows: ['[part=session-notes].muted', '.stars input'],
  },
  {
    ...mine,
    name: 'past-long',
    title: 'Long notes, links and names of a past session',
    names: germanNames,
    async seed(service) {
      const words = `${germanText}\n\n${unbroken}\n${germanText}`;
      const links = [
        { url: `https://example.edu/${unbroken.slice(0, 80)}`, label: null },
        { url: 'https://example.edu/', label: unbroken.slice(0, 150) },
      ];
      await hold(
        service,
        '2026-11-19',
        async (slot) => {
          await service.writeNotes(slot, { text: words, links });
          await service.giveFeedback(slot, 'student', 5, unbroken);
        },
        germanText,
      );
    },
    steps: [past, newest],
    shows: ['.session-notes .links a', '.given'],
  },
  {
    ...mine,
    name: 'past-feedback-typed',
    title: 'How was it?, before it is sent',
    seed: seedNotes,
    steps: [
      past,
      newest,
      { press: '[data-action=stars-4]' },
      { fill: '[data-action=comment]', with: 'I finally know how to begin.' },
      { fill: '[data-action=private-note]', with: 'Ask her about the traineeship.' },
    ],
    shows: ['.stars .on:nth-of-type(4)'],
  },
  {
    ...mine,
    name: 'past-feedback-none-chosen',
    title: 'How was it?, sent without stars',
    seed: seedNotes,
    steps: [past, newest, { press: '[data-action=send-feedback]' }],
    shows: ['.feedback .note.warn'],
  },
  {
    ...mine,
    name: 'past-feedback-failed',
    title: 'Feedback that could not be sent',
    seed: seedNotes,
    answer: { path: '/api/slots', method: 'PUT', like: 'badly' },
    steps: [past, newest, { press: '[data-action=stars-2]' }, { press: '[data-action=send-feedback]' }],
    shows: ['.feedback .note.bad'],
  },
  {
    ...mine,
    name: 'past-feedback-given',
    title: 'Feedback that was given',
    seed: seedGiven,
    steps: [past, newest],
    shows: ['.given', '[data-action=withdraw-feedback]'],
  },
  {
    ...mine,
    name: 'past-feedback-change',
    title: 'Feedback that is being changed',
    seed: seedGiven,
    steps: [past, newest, { press: '[data-action=change-feedback]' }],
    shows: ['.stars .on:nth-of-type(4)', '[data-action=keep-feedback]'],
  },
  {
    ...mine,
    name: 'past-feedback-withdraw',
    title: 'The question before feedback is withdrawn',
    seed: seedGiven,
    steps: [past, newest, { press: '[data-action=withdraw-feedback]' }],
    shows: ['dialog[open]'],
  },
  {
    ...mine,
    name: 'past-feedback-over',
    title: 'Too late for feedback',
    seed: (service) => hold(service, '2026-11-02', (slot) => service.giveFeedback(slot, 'student', 5)),
    steps: [past, newest],
    shows: ['.given', '.feedback p.muted'],
  },
  {
    ...mine,
    name: 'past-feedback-absent',
    title: 'Marked as absent',
    seed: (service) => hold(service, '2026-11-19', (slot, booking) => service.mark(slot, booking, 'absent')),
    steps: [past, newest],
    shows: ['.past .chip.warn', '.feedback p.muted'],
  },
  {
    ...mine,
    name: 'running-notes',
    title: 'Notes of a session that is under way',
    async seed({ at, open, book, writeNotes }) {
      await at('2026-11-23T08:00:00Z', async () => {
        const slot = await open({
          date: '2026-11-24',
          startTime: '08:00',
          description: 'CV review',
          meetingUrl: 'https://meet.example.edu/ada',
        });
        await book(slot);
        await at('2026-11-24T08:10:00Z', () => writeNotes(slot, notes));
      });
    },
    steps: [{ press: '.slot.in .toggle' }],
    shows: ['.details', '.session-notes .links a'],
  },
  {
    element: 'alumni-slots',
    viewer: 'student',
    name: 'slots-rating',
    title: 'What students say of a mentor',
    seed: seedRating,
    shows: ['.rating .star-row', '.slot'],
  },
];
