/** `<alumni-slots>`: what stands in a mentor's list. */
import { germanNames, germanText, longSessions, unbroken } from './long-texts.ts';
import { seedList, seedMany, seedMine } from './slots-seeds.ts';
import type { State } from './state.ts';

const slots = { element: 'alumni-slots', viewer: 'student' } as const;

export const slotsStates: readonly State[] = [
  { ...slots, name: 'slots-loading', title: 'Loading', service: 'never', shows: ['.skeleton .bone'] },
  {
    ...slots,
    name: 'slots-unreachable',
    title: 'A file that does not come',
    answer: { path: '/mentor-slots/alumni-slots-view', like: 'file-missing' },
    shows: ['[part=error]'],
  },
  { ...slots, name: 'slots-empty', title: 'No sessions', shows: ['[part=empty]'] },
  {
    ...slots,
    name: 'slots-error',
    title: 'Error with a reference',
    service: 'badly',
    shows: ['[part=error] p.small'],
  },
  {
    ...slots,
    name: 'slots-offline',
    title: 'Offline, with age',
    seed: seedList,
    steps: [{ service: 'away' }, { sleep: 12 }],
    shows: ['.dot.offline', '.slot'],
  },
  {
    ...slots,
    name: 'slots-signed-out',
    title: 'Signed out',
    viewer: null,
    seed: seedList,
    shows: ['.dot.live', '.slot'],
  },
  {
    ...slots,
    name: 'slots-list',
    title: 'List: started, free, last seat, full, one to one, approval',
    seed: seedList,
    shows: ['.dot.live', '.cta button.primary'],
  },
  {
    ...slots,
    name: 'slots-yours',
    title: 'Booked, pending, called off, declined',
    seed: seedMine,
    shows: ['.slot.in .count', '.slot.pending', '.slot.called-off'],
  },
  {
    ...slots,
    name: 'slots-other-role',
    title: 'Signed in as somebody else’s mentor',
    viewer: 'mentor',
    attributes: { 'alumni-id': 'nobody-of-these' },
    shows: ['[part=note]'],
  },
  {
    ...slots,
    name: 'slots-refused',
    title: 'A token that the service refuses',
    isRefused: true,
    seed: seedList,
    shows: ['[part=note].bad', '.slot.free'],
  },
  {
    ...slots,
    name: 'slots-clash',
    title: 'At the time of another session that is booked',
    async seed(service) {
      await seedList(service);
      const other = await service.open(
        { date: '2026-11-24', startTime: '16:00', endTime: '17:00', description: 'Writing group' },
        'colleague',
      );
      await service.book(other);
    },
    shows: ['.slot.free:not(:has(.cta button))', '[data-action=instead]'],
  },
  {
    ...slots,
    name: 'slots-night',
    title: 'Sessions at night for the student',
    timeZone: 'Asia/Tokyo',
    seed: seedList,
    shows: ['.slot.free .headline .chip.plain'],
  },
  {
    ...slots,
    name: 'slots-own',
    title: 'The mentor’s own sessions',
    viewer: 'mentor',
    seed: seedList,
    shows: ['.slot.own'],
  },
  {
    ...slots,
    name: 'slots-long',
    title: 'Long names and words',
    names: germanNames,
    seed: longSessions,
    shows: ['.slot.in'],
  },
  {
    ...slots,
    name: 'slots-other-day',
    title: 'Zones that differ in day',
    timeZone: 'Asia/Tokyo',
    async seed({ open, book }) {
      await book(
        await open({
          date: '2026-11-25',
          startTime: '18:00',
          description: 'Evening in New York',
          timeZone: 'America/New_York',
        }),
      );
      await open({
        date: '2026-11-27',
        startTime: '21:30',
        description: 'Late hour',
        timeZone: 'America/New_York',
      });
    },
    shows: ['.slot.in'],
  },
  {
    ...slots,
    name: 'slots-repeated-hour',
    title: 'The hour that comes twice',
    timeZone: 'America/New_York',
    async seed({ open }) {
      await open({
        date: '2027-11-07',
        startTime: '05:30',
        endTime: '06:30',
        timeZone: 'UTC',
        description: 'From the first 1:30 to the second',
      });
      await open({
        date: '2027-11-07',
        startTime: '06:30',
        endTime: '07:30',
        timeZone: 'UTC',
        description: 'From the second 1:30',
      });
    },
    shows: ['.slot'],
  },
  {
    ...slots,
    name: 'slots-arabic-names',
    title: 'Arabic names and texts',
    names: { mentor: 'ليلى المنصوري' },
    async seed({ open, book }) {
      await book(
        await open({ date: '2026-11-24', startTime: '10:00', description: 'مراجعة السيرة الذاتية (CV)' }),
      );
      await open({
        date: '2026-11-26',
        startTime: '18:00',
        description: 'ساعة مفتوحة للأسئلة',
        maxParticipants: 1,
      });
    },
    shows: ['.slot.in'],
  },
  {
    ...slots,
    name: 'slots-unbroken',
    title: 'A word without an end',
    names: { mentor: unbroken },
    async seed({ open, book }) {
      await open({ date: '2026-11-24', startTime: '10:00', description: unbroken });
      await book(
        await open({ date: '2026-11-26', startTime: '10:00', description: germanText }),
        'student',
        unbroken,
      );
    },
    shows: ['.slot.in'],
  },
  {
    ...slots,
    name: 'slots-month',
    title: 'A month',
    attributes: { view: 'month' },
    seed: seedList,
    shows: ['table .mark', '.panel .slot'],
  },
  {
    ...slots,
    name: 'slots-month-called-off',
    title: 'A month, a session called off',
    attributes: { view: 'month' },
    async seed(service) {
      const slot = await service.open({ date: '2026-11-27', startTime: '10:00', description: 'Open hour' });
      await service.book(slot);
      await service.callOff(slot, 'My train is cancelled.');
      await seedList(service);
    },
    steps: [{ press: 'td[data-day="2026-11-27"]:has(.off)' }],
    shows: ['table .mark .off', '.panel .called-off'],
  },
  {
    ...slots,
    name: 'slots-month-many',
    title: 'So many that a month is shown',
    seed: seedMany,
    steps: [{ press: 'td[data-day="2026-12-02"]' }],
    shows: ['table .mark', '.panel .slot'],
  },
];
