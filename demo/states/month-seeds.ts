/** What a mentor has in the states of `<mentor-calendar>`. */
import type { Seeding } from './state.ts';

const topics = ['CV review', 'Mock interview', 'Open hour', 'Working abroad', 'Portfolio review'];

/** A usual month: some past, some today, some to come. */
export async function seedMonth(service: Seeding): Promise<void> {
  const { open, book } = service;
  await service.at('2026-11-01T08:00:00Z', async () => {
    await book(
      await open({ date: '2026-11-05', startTime: '10:00', description: 'Open hour' }),
      'Priya Raman',
    );
    await open({ date: '2026-11-12', startTime: '10:00', description: 'Open hour' });
  });
  const soon = await open({
    date: '2026-11-24',
    startTime: '10:00',
    endTime: '10:45',
    description: 'CV review',
    maxParticipants: 2,
    meetingUrl: 'https://meet.example.edu/ada',
  });
  await book(soon, 'student', 'I am applying for research assistant posts.');
  const asked = await open({
    date: '2026-11-24',
    startTime: '17:00',
    description: 'Portfolio review',
    requiresApproval: true,
  });
  await book(asked, 'Priya Raman', 'Could we look at my thesis outline?');
  const alone = await open({
    date: '2026-11-26',
    startTime: '09:00',
    description: 'Mock interview',
    maxParticipants: 1,
  });
  await book(alone, 'Diego Santos');
  await open({ date: '2026-11-30', startTime: '12:00', description: 'Working abroad', maxParticipants: 12 });
}

/** Two hundred sessions in a month, from nobody booked to full; most of them were published before it began. */
export async function seedBusyMonth(service: Seeding): Promise<void> {
  await service.at('2026-10-31T08:00:00Z', async () => {
    for (let hour = 0; hour < 7; hour++) {
      const sessions = await service.openSeries({
        date: '2026-11-01',
        startTime: `${String(9 + hour).padStart(2, '0')}:30`,
        description: topics[hour % topics.length] ?? null,
        maxParticipants: 1 + (hour % 3),
        repeat: { every: 'day', count: 29 },
      });
      for (const [day, slot] of sessions.entries()) {
        for (let seat = 0; seat < (day * 7 + hour) % (slot.maxParticipants + 1); seat++) {
          await service.book(slot, `Student ${(day + hour) % 9}${seat}`);
        }
      }
    }
  });
}

export async function seedFullDay({ open, book }: Seeding): Promise<void> {
  for (const [at, description] of topics.entries()) {
    const slot = await open({
      date: '2026-11-24',
      startTime: `${10 + at}:00`,
      description,
      maxParticipants: 1 + at * 3,
    });
    for (let seat = 0; seat < at; seat++) await book(slot, `Student Number ${seat + 1}`);
  }
}

/** Requests, notes, and a session that is full. */
export async function seedRequests({ open, book, settle }: Seeding): Promise<void> {
  const asked = await open({
    date: '2026-11-24',
    startTime: '17:00',
    description: 'Portfolio review',
    maxParticipants: 5,
    requiresApproval: true,
  });
  await settle(asked, await book(asked, 'Diego Santos'), 'confirm');
  await book(
    asked,
    'Priya Raman',
    'Could we look at my thesis outline? It is due in March, and I am stuck with the third chapter.',
  );
  await book(asked, 'student');
}

const asked = { startTime: '17:00', description: 'Portfolio review', requiresApproval: true };

/** Five requests in two sessions of other days, beside a student who is in. */
export async function seedManyRequests({ open, book, settle }: Seeding): Promise<void> {
  const alone = await open({
    ...asked,
    date: '2026-11-26',
    description: 'Mock interview',
    maxParticipants: 1,
  });
  await book(alone, 'Diego Santos', 'It is for the graduate scheme, the one with the group exercise.');
  const several = await open({ ...asked, date: '2026-12-03', maxParticipants: 6 });
  await settle(several, await book(several, 'student'), 'confirm');
  for (const name of ['Priya Raman', 'Noor Haddad', 'Tomasz Wiśniewski', 'Aiko Tanaka']) {
    await book(several, name);
  }
  await open({ date: '2026-11-24', startTime: '10:00', description: 'CV review' });
}

export async function seedOneRequest({ open, book }: Seeding): Promise<void> {
  await book(await open({ ...asked, date: '2026-11-26' }), 'Priya Raman');
}
