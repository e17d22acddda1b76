/** The parts of the benchmark, in the order in which they run. Each can run alone, and gets a folder of its own on a real disk. */
import type { Row } from './row.ts';

export interface Part {
  about: string;
  /** Runs only when it is asked for by its name. */
  isApart?: true;
  measure(folder: string): Promise<Row[]>;
}

export const parts: Readonly<Record<string, Part>> = {
  reading: {
    about: 'lists over HTTP, and those that have not changed',
    measure: async (folder) => (await import('./reading.ts')).measureReading(folder),
  },
  http: {
    about: 'bookings over HTTP',
    measure: async (folder) => (await import('./http-bookings.ts')).measureHttpBookings(folder),
  },
  bookings: {
    about: 'bookings in process, by one and by many at once',
    measure: async (folder) => (await import('./durable-bookings.ts')).measureBookings(folder),
  },
  tutorial: {
    about: 'bookings beside a server that is written as tutorials have it',
    measure: async (folder) => (await import('./tutorial.ts')).measureTutorial(folder),
  },
  'fan-out': {
    about: 'one change to 2,000 open pages',
    measure: async (folder) => (await import('./fan-out.ts')).measureFanOut(folder),
  },
  idle: {
    about: 'memory of pages that only listen',
    measure: async (folder) => (await import('./idle.ts')).measureIdle(folder),
  },
  storm: {
    about: '2,000 students and 100 seats',
    measure: async (folder) => (await import('./storm.ts')).measureStorm(folder),
  },
  'first-load': {
    about: 'bytes until an element is drawn, beside other calendars',
    measure: async () => (await import('./first-load.ts')).measureFirstLoad(),
  },
  campus: {
    about: '300 students behind one address',
    measure: async (folder) => (await import('./campus.ts')).measureCampus(folder),
  },
  restart: {
    about: 'a restart with 2,000 open pages',
    measure: async (folder) => (await import('./restart.ts')).measureRestart(folder),
  },
  browser: {
    about: 'a month of 500 sessions in Chromium, beside FullCalendar',
    measure: async () => (await import('./months.ts')).measureMonths(),
  },
  live: {
    about: 'one change among 200 elements in Chromium, beside FullCalendar',
    measure: async () => (await import('./live.ts')).measureLive(),
  },
  start: {
    about: 'how soon the service and the demo are there',
    measure: async (folder) => (await import('./start.ts')).measureStart(folder),
  },
  calendars: {
    about: 'calendars that come again',
    measure: async (folder) => (await import('./calendars.ts')).measureFeeds(folder),
  },
  postgres: {
    about: 'bookings on PostgreSQL, and from one node to another',
    measure: async (folder) => (await import('./postgres-bookings.ts')).measurePostgres(folder),
  },
  queues: {
    about: 'waiting lists',
    measure: async (folder) => (await import('./queues.ts')).measureQueues(folder),
  },
  messages: {
    about: 'bookings while mail goes out',
    measure: async (folder) => (await import('./messages.ts')).measureMessages(folder),
  },
  large: {
    about: 'among a million slots (LARGE_SLOTS) and five times as many bookings; minutes',
    isApart: true,
    measure: async (folder) => (await import('./large.ts')).measureLarge(folder),
  },
};
