/** What a mentor's list holds in the states of `<alumni-slots>`. */
import type { Seeding } from './state.ts';

/** One of each kind that a student meets. */
export async function seedList(service: Seeding): Promise<void> {
  const { open, book } = service;
  await service.at('2026-11-24T08:00:00Z', async () => {
    await open({
      date: '2026-11-24',
      startTime: '08:05',
      endTime: '08:50',
      description: 'Coffee and questions',
    });
  });
  await open({ date: '2026-11-24', startTime: '10:00', endTime: '10:45', description: 'CV review' });
  const last = await open({
    date: '2026-11-24',
    startTime: '16:30',
    description: 'Working in a start-up: what to expect in the first year',
    maxParticipants: 3,
  });
  await book(last, 'Priya Raman');
  await book(last, 'Diego Santos');
  const full = await open({
    date: '2026-11-26',
    startTime: '09:00',
    description: 'Mock interview',
    maxParticipants: 2,
  });
  await book(full, 'Priya Raman');
  await book(full, 'Diego Santos');
  await open({
    date: '2026-11-26',
    startTime: '18:00',
    description: 'One hour for you alone',
    maxParticipants: 1,
  });
  await open({
    date: '2026-12-01',
    startTime: '12:00',
    description: 'Portfolio review. Send me a link beforehand.',
    maxParticipants: 2,
    requiresApproval: true,
  });
  await open({
    date: '2026-12-03',
    startTime: '17:00',
    endTime: '18:30',
    description: 'Open lab',
    maxParticipants: 40,
  });
}

/** A booked session, a request, one that was called off, and one that was declined. */
export async function seedMine(service: Seeding): Promise<void> {
  const { open, book } = service;
  const mine = await open({
    date: '2026-11-24',
    startTime: '10:00',
    description: 'CV review',
    meetingUrl: 'https://meet.example.edu/ada',
  });
  await book(mine, 'student', 'I am applying for research assistant posts.');
  const asked = await open({
    date: '2026-11-26',
    startTime: '18:00',
    description: 'Portfolio review',
    requiresApproval: true,
  });
  await book(asked);
  const called = await open({ date: '2026-11-27', startTime: '09:30', description: 'Mock interview' });
  await book(called);
  await service.callOff(called, 'My train is cancelled. I open a new time next week, I am sorry!');
  const declined = await open({
    date: '2026-12-01',
    startTime: '12:00',
    description: 'Open hour',
    requiresApproval: true,
  });
  await service.settle(declined, await book(declined), 'decline', 'This one is for final-year students.');
}

/** More sessions than fit a list well, one of them booked by the student. */
export async function seedMany({ openSeries, book }: Seeding): Promise<void> {
  const mornings = await openSeries({
    date: '2026-11-25',
    startTime: '09:00',
    description: 'Open hour',
    repeat: { every: 'day', count: 24 },
  });
  await openSeries({
    date: '2026-11-27',
    startTime: '15:00',
    description: 'CV review',
    maxParticipants: 1,
    repeat: { every: 'day', count: 12 },
  });
  for (const slot of mornings.slice(7, 9)) await book(slot);
}
