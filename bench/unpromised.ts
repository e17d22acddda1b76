/** The lines that are measured and promise nothing. */
import type { Fact } from './fact.ts';

const raw = 'raw better-sqlite3, one transaction each';

export const unpromised = {
  stormAtOnce: {
    part: 'storm',
    measured: 'all 2,000 of the storm in the same moment: until the last has an answer',
    unit: 's',
  },
  readWhileStorm: {
    part: 'storm',
    measured: "p99 of reading another mentor's list while 2,000 press within a second",
    against: 'the same server idle',
    unit: 'ms',
  },
  bookings1: {
    part: 'bookings',
    measured: 'durable bookings in process, 1 caller',
    against: raw,
    unit: 'a second',
  },
  bookings8: {
    part: 'bookings',
    measured: 'durable bookings in process, 8 callers at once',
    against: raw,
    unit: 'a second',
  },
  bookingsWithoutDatabase: {
    part: 'http',
    measured: 'durable bookings over HTTP, 64 connections',
    against: 'the same app without a database',
    unit: 'a second',
  },
  listsWithToken: {
    part: 'reading',
    measured: '`GET /api/slots/alumni/:id` with the tokens of 1,000 students, 50 connections',
    against: 'a bare Fastify route that returns the same bytes',
    unit: 'a second',
  },
  feeds: {
    part: 'calendars',
    measured: '304s of 10,000 calendar feeds, 64 connections',
    against: 'a bare Fastify route that returns 304',
    unit: 'a second',
  },
  shortenedFrame: {
    part: 'browser',
    measured: 'first frame of a month with 500 sessions',
    against: 'FullCalendar 7, two events a day',
    unit: 'ms',
  },
  touched: {
    part: 'browser',
    measured: 'nodes that a seat taken touches in that month',
    against: 'a change of an event of FullCalendar',
    unit: 'nodes',
  },
  postgres8: {
    part: 'postgres',
    measured: 'durable bookings on PostgreSQL, 8 callers at once',
    against: 'pgbench, the same statements, 8 clients',
    unit: 'a second',
  },
  postgres64: {
    part: 'postgres',
    measured: 'durable bookings on PostgreSQL, 64 callers at once',
    against: 'pgbench, the same statements, 64 clients',
    unit: 'a second',
  },
  notify8: {
    part: 'postgres',
    measured: 'pgbench without NOTIFY, 8 clients',
    against: 'with NOTIFY',
    unit: 'a second',
  },
  notify64: {
    part: 'postgres',
    measured: 'pgbench without NOTIFY, 64 clients',
    against: 'with NOTIFY',
    unit: 'a second',
  },
  engines8: {
    part: 'postgres',
    measured: 'durable bookings on PostgreSQL, 8 callers at once',
    against: 'the same on SQLite',
    unit: 'a second',
  },
  engines64: {
    part: 'postgres',
    measured: 'durable bookings on PostgreSQL, 64 callers at once',
    against: 'the same on SQLite',
    unit: 'a second',
  },
  seenElsewhere: {
    part: 'postgres',
    measured: 'a booking at one node until a page at another has heard of it, median',
    against: 'until it is answered',
    unit: 'ms',
  },
  seenElsewhereP99: {
    part: 'postgres',
    measured: 'the same, p99',
    against: 'until it is answered, p99',
    unit: 'ms',
  },
  cancelling: {
    part: 'queues',
    measured: 'cancelling where 200 people wait',
    against: 'where nobody waits',
    unit: 'ms',
  },
  heard: {
    part: 'queues',
    measured: 'a cancellation until all 200 who wait have heard of their new place',
    unit: 'ms',
  },
  bookingWhileMails: {
    part: 'messages',
    measured: 'p99 of a booking over HTTP while 10,000 mails of a called-off series go out',
    against: 'with nothing to send',
    unit: 'ms',
  },
  mails: { part: 'messages', measured: 'mails sent meanwhile', unit: 'a second' },
  memoryWhileMails: {
    part: 'messages',
    measured: 'memory of the process at its most while they go out',
    against: 'before',
    unit: 'MB',
  },
} as const satisfies Record<string, Fact>;
