/** What a mentor has in the states of `<alumni-slots>` in which somebody waits for a seat. */
import type { SlotView } from '@mentor-slots/contract';
import type { Seeding } from './state.ts';

const review = {
  date: '2026-11-26',
  startTime: '17:00',
  description: 'Portfolio review',
  maxParticipants: 2,
};
const interview = {
  date: '2026-11-24',
  startTime: '17:00',
  description: 'Mock interview',
  maxParticipants: 1,
};

/** Two days from now, full; nobody waits yet. */
async function seedFull({ open, book }: Seeding): Promise<SlotView> {
  const full = await open(review);
  await book(full, 'Diego Santos');
  await book(full, 'Priya Raman');
  return full;
}

/** Full with a queue of three, full without one, and what is free. */
export async function seedQueue(service: Seeding): Promise<void> {
  const { open, book, wait } = service;
  const full = await seedFull(service);
  for (const name of ['Kim Park', 'Lee Wong', 'Noor Haddad']) await wait(full, name);
  await book(
    await open({ date: '2026-11-27', startTime: '09:30', description: 'CV review', maxParticipants: 1 }),
    'Kim Park',
  );
  await open({ date: '2026-11-30', startTime: '12:00', description: 'Open hour', maxParticipants: 8 });
}

/** The student waits as the second of three. */
export async function seedWaiting(service: Seeding): Promise<void> {
  const { open, wait } = service;
  const full = await seedFull(service);
  await wait(full, 'Kim Park');
  await wait(full, 'student', 'I bring two projects.');
  await wait(full, 'Noor Haddad');
  await open({ date: '2026-11-30', startTime: '12:00', description: 'Open hour', maxParticipants: 8 });
}

/** The student is the first in line for today's last seat. */
export async function seedFirstInLine({ open, book, wait }: Seeding): Promise<void> {
  const full = await open(interview);
  await book(full, 'Diego Santos');
  await wait(full, 'student');
}

/** The student is the first in line for the only seat in two days: it will be theirs at once. */
export async function seedNextInLine({ open, book, wait }: Seeding): Promise<void> {
  const full = await open({ ...review, maxParticipants: 1 });
  await book(full, 'Diego Santos');
  await wait(full, 'student');
}

/** A seat is held for the student today, and who waits behind them. */
export async function seedHeld(service: Seeding): Promise<void> {
  const { open, sessions, wait, cancel } = service;
  await seedFirstInLine(service);
  const [full] = (await sessions()) as [SlotView];
  await wait(full, 'Priya Raman');
  await cancel(full, 'Diego Santos');
  await open({ date: '2026-11-25', startTime: '09:00', description: 'Open hour', maxParticipants: 8 });
  await open({ date: '2026-11-26', startTime: '12:00', description: 'CV review', maxParticipants: 1 });
}

/** A seat that is held for a day, far below: another session was called off, and this one offered instead. */
export async function seedHeldBelow({ open, openSeries, book, callOff }: Seeding): Promise<void> {
  await openSeries({
    date: '2026-11-25',
    startTime: '09:00',
    description: 'Open hour',
    maxParticipants: 8,
    repeat: { every: 'day', count: 4 },
  });
  const instead = await open({ ...review, date: '2026-12-03' });
  const gone = await open({ ...review, startTime: '12:00' });
  await book(gone);
  await callOff(gone, 'I am travelling that day. Here is a seat a week later.', [instead]);
}

/** Everything that a queue can be to a student: held, waiting, lapsed and in. */
export async function seedMineQueued(service: Seeding): Promise<void> {
  await seedHeld(service);
  await seedLapsed(service);
  const full = await seedFull(service);
  await service.wait(full, 'Kim Park');
  await service.wait(full);
  await service.book(
    await service.open({ date: '2026-12-01', startTime: '12:00', description: 'Open hour' }),
  );
}

/** The seat that was held for the student is held for the next in line. */
export async function seedLapsed({ open, book, wait, cancel, at }: Seeding): Promise<void> {
  const full = await open({ ...interview, startTime: '16:00' });
  await book(full, 'Diego Santos');
  await wait(full, 'student');
  await wait(full, 'Kim Park');
  await at('2026-11-24T07:40:00Z', () => cancel(full, 'Diego Santos'));
}

/** It began while the student was still waiting. */
export async function seedClosed({ open, book, wait, at }: Seeding): Promise<void> {
  await at('2026-11-24T07:30:00Z', async () => {
    const full = await open({
      date: '2026-11-24',
      startTime: '08:00',
      endTime: '09:00',
      description: 'Coffee and questions',
      maxParticipants: 1,
    });
    await book(full, 'Diego Santos');
    await wait(full, 'student');
  });
}

/** Booking opens in two days, tomorrow, and in five minutes; one can be booked now. */
export async function seedOpening({ open }: Seeding): Promise<void> {
  const opening = { maxParticipants: 4, description: 'Portfolio review' };
  await open({ ...opening, date: '2026-11-25', startTime: '17:00', opensAt: '2026-11-24T08:23:00.000Z' });
  await open({ ...opening, date: '2026-11-26', startTime: '09:00', description: 'Open hour' });
  await open({ ...opening, date: '2026-12-01', startTime: '17:00', opensAt: '2026-11-25T09:00:00.000Z' });
  await open({ ...opening, date: '2026-12-08', startTime: '17:00', opensAt: '2026-11-30T09:00:00.000Z' });
}

/** The student has as many seats with others as one may have; here is one more. */
export async function seedLimit({ open, book }: Seeding): Promise<void> {
  for (let place = 0; place < 20; place++) {
    const session = { date: `2026-12-${10 + place}`, startTime: '12:00', description: 'Writing group' };
    await book(await open(session, 'colleague'));
  }
  await open({ ...review, maxParticipants: 4 });
}
