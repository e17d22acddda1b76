/** What a mentor has in the states of `<mentor-calendar>` in which somebody waits for a seat. */
import type { Seeding } from './state.ts';

/** A full session with a queue of three, one of whom says why. */
export async function seedQueue({ open, book, wait }: Seeding): Promise<void> {
  const full = await open({
    date: '2026-11-26',
    startTime: '17:00',
    description: 'Portfolio review',
    maxParticipants: 2,
  });
  await book(full, 'student', 'I bring two projects.');
  await book(full, 'Diego Santos');
  await wait(full, 'Kim Park');
  await wait(full, 'Lee Wong', 'It is due next week: I would come at any time.');
  await wait(full, 'Noor Haddad');
}

/** The queue, beside a day with requests and a queue, and a seat that is held for somebody today. */
export async function seedQueues(service: Seeding): Promise<void> {
  const { open, book, wait, cancel } = service;
  const soon = await open({
    date: '2026-11-24',
    startTime: '17:00',
    description: 'Mock interview',
    maxParticipants: 1,
  });
  await book(soon, 'Diego Santos');
  await wait(soon, 'Priya Raman', 'My interview is on Friday.');
  await wait(soon, 'Aiko Tanaka');
  await cancel(soon, 'Diego Santos');
  const asked = await open({
    date: '2026-12-01',
    startTime: '10:00',
    description: 'CV review',
    maxParticipants: 1,
    requiresApproval: true,
  });
  await book(asked, 'student');
  await wait(asked, 'Kim Park');
  await seedQueue(service);
  await open({ date: '2026-11-26', startTime: '09:00', description: 'Open hour', maxParticipants: 8 });
}

/** A queue too long to be listed without being asked for. */
export async function seedLongQueue({ open, book, wait }: Seeding): Promise<void> {
  const full = await open({
    date: '2026-11-26',
    startTime: '17:00',
    description: 'Open hour',
    maxParticipants: 1,
  });
  await book(full);
  for (let place = 1; place <= 12; place++) await wait(full, `Student Number ${place}`);
}

/** A session that four students are in, and others ahead: with seats, with one, with a queue, full. */
export async function seedOffers({ open, book, wait }: Seeding): Promise<void> {
  const wanted = await open({
    date: '2026-11-26',
    startTime: '17:00',
    description: 'Portfolio review',
    maxParticipants: 4,
  });
  for (const name of ['student', 'Diego Santos', 'Priya Raman', 'Kim Park']) await book(wanted, name);
  await open({ date: '2026-11-27', startTime: '09:00', description: 'CV review', maxParticipants: 1 });
  await open({ date: '2026-12-01', startTime: '17:00', description: 'Portfolio review', maxParticipants: 2 });
  await open({ date: '2026-12-08', startTime: '12:00', maxParticipants: 12 });
  const full = await open({ date: '2026-11-30', startTime: '17:00', maxParticipants: 1 });
  await book(full, 'Diego Santos');
  await wait(full, 'Lee Wong');
}

/** A session whose booking opens later. */
export async function seedOpening({ open }: Seeding): Promise<void> {
  await open({
    date: '2026-11-26',
    startTime: '17:00',
    description: 'Portfolio review',
    opensAt: '2026-11-25T09:00:00.000Z',
  });
}
