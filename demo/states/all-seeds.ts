/** What stands in the list of everybody's sessions, in the states of `<alumni-slots all>`. */
import { seedList } from './slots-seeds.ts';
import type { Seeding } from './state.ts';

/** Two mentors; a session is the student's. */
export async function seedAll(service: Seeding): Promise<void> {
  const { open, book } = service;
  await seedList(service);
  await open(
    {
      date: '2026-11-24',
      startTime: '10:00',
      endTime: '10:30',
      description: 'Your CV, line by line',
      maxParticipants: 1,
    },
    'colleague',
  );
  const mine = await open(
    {
      date: '2026-11-25',
      startTime: '17:30',
      description: 'CV review for research posts',
      maxParticipants: 3,
    },
    'colleague',
  );
  await book(mine);
  await open({ date: '2026-11-25', startTime: '19:00', description: 'Mock interview' }, 'colleague');
}

/** As many as make two pages. */
export async function seedMoreThanAPage({ openSeries }: Seeding): Promise<void> {
  await openSeries({
    date: '2026-11-25',
    startTime: '09:00',
    description: 'Open hour',
    repeat: { every: 'day', count: 24 },
  });
}

export async function seedAllArabic({ open, book }: Seeding): Promise<void> {
  await book(
    await open({ date: '2026-11-24', startTime: '10:00', description: 'مراجعة السيرة الذاتية (CV)' }),
  );
  await open({ date: '2026-11-24', startTime: '18:00', description: 'CV review' }, 'colleague');
  await open({
    date: '2026-11-26',
    startTime: '18:00',
    description: 'ساعة مفتوحة للأسئلة',
    maxParticipants: 1,
  });
}
