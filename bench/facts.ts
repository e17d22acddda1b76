/**
 * What `npm run bench` measures, against what, and what it should come to. The table of docs/performance.md has these lines in this
 * order; a test compares it with them.
 */

/** Of the ratio where there is something to compare with, else of the figure itself. */
export type Aim = { least: number } | { most: number };

export interface Fact {
  /** The part of the benchmark that takes the figure. */
  part: string;
  measured: string;
  against?: string;
  unit: 'a second' | 'ms' | 's' | 'kB' | 'MB' | 'nodes' | 'pages';
  aim?: Aim;
  /** Told where the aim is missed: why. */
  why?: string;
}

const app = 'the same app without a database';
const raw = 'raw better-sqlite3, one transaction each';

export const facts = {
  lists: {
    part: 'reading',
    measured: '`GET /api/slots/alumni/:id`, 20 sessions, 50 connections',
    against: 'a bare Fastify route that returns the same bytes',
    unit: 'a second',
    aim: { least: 0.85 },
    why: 'The bare route hands out a text. The service also asks who is calling and how often, whether the list is still true, and says what a page of another origin may do with the answer.',
  },
  unchanged: {
    part: 'reading',
    measured: 'the same with `If-None-Match`, 304',
    against: 'a bare Fastify route that returns 304',
    unit: 'a second',
    aim: { least: 0.85 },
    why: 'A 304 has nothing to write: what the service asks before it answers (who is calling, how often, is it still true) is nearly all of it.',
  },
  bookingsOverHttp: {
    part: 'http',
    measured: 'durable bookings over HTTP, different students, 64 connections',
    against: 'a bare Fastify POST with the same JWT and schemas, no database',
    unit: 'a second',
    aim: { least: 0.6 },
    why: 'A commit to the disk, shared by those who book at the same moment, and the rules, the audit and the frames of each are in it; the other side writes nothing.',
  },
  bookings64: {
    part: 'bookings',
    measured: 'durable bookings in process, 64 callers at once',
    against: raw,
    unit: 'a second',
    aim: { least: 3.5 },
    why: 'How many share a commit depends on how long the disk takes for one: where it syncs fast, one transaction each is fast as well, and the rules of each booking (several statements against two) weigh more.',
  },
  tutorial: {
    part: 'tutorial',
    measured: 'durable bookings over HTTP, different students, 64 connections',
    against: 'Express, TypeORM and Socket.IO as tutorials have it, same database and durability',
    unit: 'a second',
    aim: { least: 5 },
  },
  change: {
    part: 'fan-out',
    measured: 'a booking until the last of 2,000 open pages has heard of it',
    against: 'the bare ws library sending the same bytes',
    unit: 'ms',
    aim: { most: 1.25 },
    why: 'The booking itself, its rules and its commit to the disk are in it; the sends alone take as long as those of the bare library.',
  },
  idleSocket: {
    part: 'idle',
    measured: 'memory of a subscribed socket that only listens',
    against: 'the bare ws library',
    unit: 'kB',
    aim: { most: 1.5 },
    why: 'A socket of the service came by a whole HTTP request, whose log, address and place among its limits are kept with it, and has a queue, a sign-in and its subscriptions; the bare one has nothing but its connection.',
  },
  storm: {
    part: 'storm',
    measured:
      '2,000 students press within a second for 100 seats, each on a connection of their own: p99 of their answers; exactly 100 have a seat',
    against: 'the same server idle, p99 of one booking after another',
    unit: 'ms',
    aim: { most: 20 },
    why: 'Whoever presses while hundreds of others are before them waits for these: what the service can book in a second decides, not how long one booking takes.',
  },
  calendarAndFullCalendar: {
    part: 'first-load',
    measured: 'first load of `<mentor-calendar>`, gzipped',
    against: 'FullCalendar 7, its month',
    unit: 'kB',
    aim: { most: 0.5 },
    why: 'The element brings what FullCalendar leaves to the page: the list of what is to come, its texts, tokens, reading anew and the live connection.',
  },
  calendarAndScheduleX: {
    part: 'first-load',
    measured: 'first load of `<mentor-calendar>`, gzipped',
    against: 'Schedule-X 4, its month',
    unit: 'kB',
    aim: { most: 0.5 },
    why: 'The element brings what Schedule-X leaves to the page: the list of what is to come, its texts, tokens, reading anew and the live connection.',
  },
  calendarAndBigCalendar: {
    part: 'first-load',
    measured: 'first load of `<mentor-calendar>`, gzipped',
    against: 'react-big-calendar 1, its month, with React',
    unit: 'kB',
    aim: { most: 0.5 },
  },
  slotsAndCal: {
    part: 'first-load',
    measured: 'first load of `<alumni-slots>`, gzipped',
    against: "Cal.com's embed loader, before the page in its iframe",
    unit: 'kB',
    aim: { most: 0.5 },
    why: 'The loader draws nothing: it opens an iframe, and the page in that comes afterwards, with scripts of its own. The element is all there is to fetch.',
  },
  campus: {
    part: 'campus',
    measured:
      '300 students behind one address open the list and the socket and book, all at once: until all are live',
    unit: 's',
    aim: { most: 5 },
    why: 'Each of the 300 opens two connections, has a token verified on both, reads the list, gets a snapshot and books, and each booking is told to all who are there already: up to 90,000 frames.',
  },
  restart: {
    part: 'restart',
    measured: 'a node with 2,000 open pages restarts: until all are live again',
    unit: 's',
    aim: { most: 15 },
    why: 'Pages come back between 5 and 14 seconds after they were told; only a page that found the node not yet there takes longer.',
  },
  refused: {
    part: 'restart',
    measured: 'pages refused meanwhile',
    unit: 'pages',
    aim: { most: 0 },
    why: 'The node was not there again within the five seconds of `RECONNECT_AFTER`: the machine was busy. Where a start takes that long, set it longer.',
  },
  firstFrame: {
    part: 'browser',
    measured: 'first frame of a month with 500 sessions',
    against: 'FullCalendar 7, all its events',
    unit: 'ms',
    aim: { most: 0.5 },
    why: 'Laying out a table of the month and painting it is the same work for both, and a large part of it.',
  },
  liveChange: {
    part: 'live',
    measured: 'work of the page for one live change, with 200 `<alumni-slots>` on it',
    against: 'one event changed, with 200 FullCalendar 7 on the same page',
    unit: 'ms',
    aim: { most: 0.2 },
    why: 'Painting a page with 200 lists anew is most of it for both, several times what drawing the one element takes; the element also lays out its row of buttons and dots, where the other writes one text.',
  },
  start: {
    part: 'start',
    measured: 'from starting the service until it is ready',
    unit: 's',
    aim: { most: 1 },
    why: 'Node loads and compiles the modules of the service, a second of processor time, before the first of its own lines runs.',
  },
  npmStart: {
    part: 'start',
    measured: '`npm start`, installed and built, until the demo portal answers',
    unit: 's',
    aim: { most: 5 },
    why: 'The first start fills the demo: a second process of the service, with another clock, has the sessions of the last months, and all is booked over HTTP. The next start finds it there.',
  },
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
    against: app,
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

export type FactName = keyof typeof facts;
