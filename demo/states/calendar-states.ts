/** `<mentor-calendar>`: the month, the chosen day, what comes next. */
import { germanNames, germanText, unbroken } from './long-texts.ts';
import {
  seedBusyMonth,
  seedFullDay,
  seedManyRequests,
  seedMonth,
  seedOneRequest,
  seedRequests,
} from './month-seeds.ts';
import type { State } from './state.ts';

const calendar = { element: 'mentor-calendar', viewer: 'mentor' } as const;

export const calendarStates: readonly State[] = [
  { ...calendar, name: 'calendar-loading', title: 'Loading', service: 'never', shows: ['.skeleton .bone'] },
  {
    ...calendar,
    name: 'calendar-unreachable',
    title: 'A file that does not come',
    answer: { path: '/mentor-slots/mentor-calendar-view', like: 'file-missing' },
    shows: ['[part=error]'],
  },
  { ...calendar, name: 'calendar-first', title: 'The first time', shows: ['table', '[part=empty]'] },
  {
    ...calendar,
    name: 'calendar-signed-out',
    title: 'Signed out',
    viewer: null,
    shows: ['[part=empty] .btn'],
  },
  {
    ...calendar,
    name: 'calendar-wrong-role',
    title: 'Signed in with another role',
    viewer: 'student',
    shows: ['[part=empty]'],
  },
  {
    ...calendar,
    name: 'calendar-refused',
    title: 'A token that the service refuses',
    isRefused: true,
    shows: ['[part=error]'],
  },
  {
    ...calendar,
    name: 'calendar-updated',
    title: 'Updated while the page was open',
    seed: seedMonth,
    answer: { path: '/mentor-slots/mentor-calendar-dialogs-edit', like: 'updated' },
    steps: [{ press: '[data-action=edit]' }],
    shows: ['.outdated .btn'],
  },
  {
    ...calendar,
    name: 'calendar-error',
    title: 'Error with a reference',
    service: 'badly',
    shows: ['[part=error] p.small'],
  },
  {
    ...calendar,
    name: 'calendar-month',
    title: 'A month with some sessions',
    seed: seedMonth,
    shows: ['td[data-day="2026-11-05"] .mark', '.up'],
  },
  {
    ...calendar,
    name: 'calendar-all-upcoming',
    title: 'Upcoming sessions, those without students too',
    seed: seedBusyMonth,
    steps: [{ press: '[part=upcoming] [aria-pressed=false]' }],
    shows: ['[part=upcoming] [aria-pressed=true]', '[part=upcoming] > .btn'],
  },
  {
    ...calendar,
    name: 'calendar-untitled',
    title: 'A session without a title',
    async seed({ open }) {
      await open({ date: '2026-11-24', startTime: '17:00' });
    },
    shows: ['.session [data-action=title]'],
  },
  {
    ...calendar,
    name: 'calendar-empty-day',
    title: 'A day without sessions',
    seed: seedMonth,
    steps: [{ press: 'td[data-day="2026-11-25"]' }],
    shows: ['.nothing', 'td.chosen'],
  },
  {
    ...calendar,
    name: 'calendar-past-day',
    title: 'A day that is over',
    seed: seedMonth,
    steps: [{ press: 'td[data-day="2026-11-05"]' }],
    shows: ['.session.over'],
  },
  {
    ...calendar,
    name: 'calendar-busy',
    title: 'A month with 200 sessions',
    seed: seedBusyMonth,
    shows: ['td[data-day="2026-11-02"] .bar', '.up'],
  },
  {
    ...calendar,
    name: 'calendar-full-day',
    title: 'A day with many sessions',
    seed: seedFullDay,
    shows: ['.session', '.session .bar'],
  },
  {
    ...calendar,
    name: 'calendar-requests',
    title: 'Requests with notes',
    seed: seedRequests,
    shows: ['.settling .primary'],
  },
  {
    ...calendar,
    name: 'calendar-confirmed',
    title: 'A request just confirmed',
    seed: seedRequests,
    steps: [{ press: '.session .settling .primary' }],
    shows: ['.session [part=note]'],
  },
  {
    ...calendar,
    name: 'calendar-asked',
    title: 'Requests on several days',
    seed: seedManyRequests,
    shows: ['.requests details', 'td[data-day="2026-11-26"] .asks', '.up .chip.warn'],
  },
  {
    ...calendar,
    name: 'calendar-answered',
    title: 'The last request just answered',
    seed: seedOneRequest,
    steps: [{ press: '.requests .primary' }],
    shows: ['.requests [part=note]'],
  },
  {
    ...calendar,
    name: 'calendar-called-off',
    title: 'A session that was called off',
    async seed(service) {
      await seedMonth(service);
      const slot = await service.open({ date: '2026-11-24', startTime: '13:00', description: 'Open hour' });
      await service.book(slot);
      await service.book(slot, 'Priya Raman');
      await service.callOff(slot, 'My train is cancelled. I open a new time next week.');
    },
    shows: ['.session.called-off'],
  },
  {
    ...calendar,
    name: 'calendar-offline',
    title: 'Offline, with age',
    seed: seedMonth,
    steps: [{ service: 'away' }, { sleep: 12 }],
    shows: ['.dot.offline', 'table'],
  },
  {
    ...calendar,
    name: 'calendar-long',
    title: 'Long names and words',
    names: germanNames,
    async seed({ open, book }) {
      const slot = await open({
        date: '2026-11-24',
        startTime: '17:00',
        description: germanText,
        maxParticipants: 9,
        requiresApproval: true,
        timeZone: 'America/Argentina/ComodRivadavia',
      });
      await book(slot, 'student', germanText);
      await book(slot, 'Konstantin-Alexander Wissenschaftlicher-Mitarbeiter', unbroken);
      await open({ date: '2026-11-24', startTime: '12:00', description: unbroken, maxParticipants: 1 });
    },
    shows: ['.settling .primary'],
  },
  {
    ...calendar,
    name: 'calendar-other-day',
    title: 'Zones that differ in day',
    timeZone: 'Asia/Tokyo',
    async seed({ open }) {
      await open({
        date: '2026-11-24',
        startTime: '18:00',
        description: 'Evening in New York',
        timeZone: 'America/New_York',
      });
    },
    steps: [{ press: 'td[data-day="2026-11-25"]' }],
    shows: ['.session .muted'],
  },
  {
    ...calendar,
    name: 'calendar-arabic-names',
    title: 'Arabic names and texts',
    names: { student: 'ليلى المنصوري' },
    async seed({ open, book }) {
      const slot = await open({
        date: '2026-11-24',
        startTime: '17:00',
        description: 'مراجعة السيرة الذاتية (CV)',
        requiresApproval: true,
      });
      await book(slot, 'student', 'هل يمكننا النظر في أطروحتي؟');
    },
    shows: ['.settling .primary'],
  },
];
