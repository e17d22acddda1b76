/** `<mentor-calendar>`: a day that is over, and a session that runs. */
import type { Booking } from '@mentor-slots/contract';
import type { Seeding, State } from './state.ts';

const calendar = { element: 'mentor-calendar', viewer: 'mentor' } as const;
const day = { press: 'td[data-day="2026-11-19"]' };

/** Four who had a seat in an open hour, and one in a mock interview; of the first it is known who came. */
async function seedPast({ at, open, book, mark, writeNotes, giveFeedback }: Seeding): Promise<void> {
  const students = ['student', 'other', 'Diego Santos', 'Amélie Laurent'];
  await at('2026-11-02T08:00:00Z', async () => {
    const hour = await open({ date: '2026-11-19', startTime: '10:00', description: 'Open hour' });
    const bookings: Booking[] = [];
    for (const name of students) bookings.push(await book(hour, name));
    const alone = {
      date: '2026-11-19',
      startTime: '16:00',
      description: 'Mock interview',
      maxParticipants: 1,
    };
    await book(await open(alone), 'Diego Santos', 'For the traineeship at the museum.');
    await at('2026-11-20T08:00:00Z', async () => {
      const [first, second, third] = bookings;
      if (!first || !second || !third) return;
      await mark(hour, first, 'attended');
      await mark(hour, second, 'absent');
      await mark(hour, third, 'attended');
      await writeNotes(hour, {
        text: 'We looked at three letters of motivation.\nNext time: bring the second draft, and one question each.',
        links: [
          { url: 'https://example.edu/letters.pdf', label: 'Three letters, with remarks' },
          { url: 'https://example.edu/archive/motivation' },
        ],
      });
      await giveFeedback(hour, 'student', 5, 'I finally know how to begin.');
      await giveFeedback(hour, 'Diego Santos', 4);
      await giveFeedback(hour, 'Amélie Laurent', 5, 'Short and to the point.');
    });
  });
}

export const afterStates: readonly State[] = [
  {
    ...calendar,
    name: 'after-day',
    title: 'A day that is over, with who was there, notes and feedback',
    seed: seedPast,
    steps: [day],
    shows: ['.absent[aria-pressed=true]', '.links li', '.comments li'],
  },
  {
    ...calendar,
    name: 'after-private',
    title: 'A private note about a student',
    seed: seedPast,
    steps: [
      day,
      { press: '[data-action=open-private]' },
      { fill: '.private textarea', with: 'Shy; ask her first.' },
    ],
    shows: ['.private textarea'],
  },
  {
    ...calendar,
    name: 'after-writing',
    title: 'Writing notes, with a link that cannot be one',
    seed: seedPast,
    steps: [
      day,
      { press: '[data-action=notes]' },
      { press: '[data-action=add-link]' },
      { fill: '[name=url-2]', with: 'http://example.edu/slides' },
      { press: '.notes .primary' },
    ],
    shows: ['.notes .wrong'],
  },
  {
    ...calendar,
    name: 'after-not-saved',
    title: 'Notes that could not be saved',
    seed: seedPast,
    answer: { path: '/api/slots', method: 'PUT', like: 'badly' },
    steps: [
      day,
      { press: '[data-action=notes]' },
      { fill: '.notes textarea', with: 'New words' },
      { press: '.notes .primary' },
    ],
    shows: ['.notes .note.bad'],
  },
  {
    ...calendar,
    name: 'after-changed',
    title: 'Notes that were changed elsewhere while they are written',
    seed: seedPast,
    async meanwhile({ sessions, writeNotes }) {
      const [hour] = await sessions('2026-11-19');
      if (hour) await writeNotes(hour, { text: 'Written on the telephone.', links: [] });
    },
    steps: [
      day,
      { press: '[data-action=notes]' },
      { fill: '.notes textarea', with: 'Written at the desk' },
      { meanwhile: true },
    ],
    shows: ['.notes .note.warn'],
  },
  {
    ...calendar,
    name: 'after-recordings',
    title: 'A recording, and files that are no recordings',
    async seed(seeding) {
      await seedPast(seeding);
      const [hour] = await seeding.sessions('2026-11-19');
      if (hour) await seeding.addRecording(hour, 'Open hour, 19 November.wav');
    },
    steps: [
      day,
      { choose: '.drop input', file: 'Letters.pdf', type: 'application/pdf', bytes: 2000 },
      { choose: '.drop input', file: 'The whole day.mp4', type: 'video/mp4', bytes: 105_000_000 },
      { choose: '.drop input', file: 'Named wrongly.mp4', type: 'video/mp4', bytes: 5000 },
    ],
    shows: ['audio', '.upload:nth-child(3) .wrong'],
  },
  {
    ...calendar,
    name: 'after-uploading',
    title: 'A recording on its way, and the next one',
    seed: seedPast,
    answer: { path: '/api/slots', method: 'POST', like: 'never' },
    steps: [
      day,
      { choose: '.drop input', file: 'Open hour, 19 November.m4a', type: 'audio/mp4', bytes: 40_000 },
      { choose: '.drop input', file: 'Questions at the end.m4a', type: 'audio/mp4', bytes: 40_000 },
    ],
    shows: ['.upload:nth-child(2) progress'],
  },
  {
    ...calendar,
    name: 'after-removing',
    title: 'Removing a recording',
    async seed(seeding) {
      await seedPast(seeding);
      const [hour] = await seeding.sessions('2026-11-19');
      if (hour) await seeding.addRecording(hour, 'Open hour, 19 November.wav');
    },
    steps: [day, { press: '[data-action=remove-recording]' }],
    shows: ['dialog .danger'],
  },
  {
    ...calendar,
    name: 'after-running',
    title: 'A session that runs',
    async seed({ at, open, book }) {
      await at('2026-11-23T08:00:00Z', async () => {
        const slot = await open({ date: '2026-11-24', startTime: '08:00', description: 'CV review' });
        await book(slot, 'student');
        await book(slot, 'other');
      });
    },
    shows: ['[data-action=everybody]', '[data-action=notes]'],
  },
  {
    ...calendar,
    name: 'after-office',
    title: 'A day that is over, as the programme office sees it',
    viewer: 'office',
    ofMentor: true,
    seed: seedPast,
    steps: [day],
    shows: ['.behalf', '.absent[aria-pressed=true]', '.links li'],
  },
];
