/**
 * `npm run bench`: ratios measured in one run, side by side, so that they hold on a slow and on a busy machine.
 * It measures the built program, as it runs in earnest. `--json` prints them for programs; `--large` measures only what a
 * list and a booking cost among many (LARGE_SLOTS, a million unless told, and five times as many bookings; minutes),
 * `--browser` only the elements, in Chromium, `--queues` only what a waiting list costs, `--messages` only what sending mail costs those who book,
 * `--calendars` only what it costs that calendars come again.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareFeeds } from './calendars.ts';
import { compareBookings } from './durable-bookings.ts';
import { measureIdlePages, measureWay, type Waits } from './feed.ts';
import { compareHttp } from './http-bookings.ts';
import { type Cost, load, measureSizes } from './large.ts';
import type { Comparison } from './measure.ts';
import { type MessageCosts, measureMessages } from './messages.ts';
import { compareMonths } from './months.ts';
import { comparePostgres, createDatabase, findPgbench, startBenchPostgres } from './postgres-bookings.ts';
import { measureQueues, type QueueCosts } from './queues.ts';
import { benchFolder } from './world.ts';

const rounds = 7;

interface Row extends Comparison {
  what: string;
  against: string;
}

async function measureAll(folder: string): Promise<Row[]> {
  const rows: Row[] = [];
  const place = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  for (const [callers, count] of [
    [1, 300],
    [8, 800],
    [64, 2000],
  ] as const) {
    const result = await compareBookings(place(`bookings-${callers}`), { callers, rounds, count });
    const what = `durable bookings/s, ${callers} ${callers === 1 ? 'caller' : 'callers at once'}`;
    rows.push({ what, against: 'raw better-sqlite3, one transaction each', ...result });
  }
  const { bookings, lists } = await compareHttp(place('http'), { callers: 64, rounds, count: 2000 });
  const against = 'the same route without a database';
  rows.push({ what: 'bookings/s over HTTP, 64 callers', against, ...bookings });
  rows.push({ what: "lists/s of an alumnus's 20 slots over HTTP, 64 callers", against, ...lists });
  rows.push(await measureFeeds(folder));
  return rows;
}

async function measureFeeds(folder: string): Promise<Row> {
  const feeds = await compareFeeds(`sqlite:${join(folder, 'feeds.db')}`, { rounds });
  return { what: '304s/s of 10,000 calendar feeds, 64 callers', against: 'bare Fastify, 304', ...feeds };
}

/** The same on PostgreSQL, where its programs are. */
async function measurePostgres(
  folder: string,
): Promise<{ rows: Row[]; way: Awaited<ReturnType<typeof measureWay>> }> {
  if (findPgbench() === undefined)
    throw new Error('The benchmark needs pgbench, which comes with PostgreSQL.');
  const server = await startBenchPostgres();
  try {
    const rows: Row[] = [];
    for (const [callers, count] of [
      [8, 640],
      [64, 1280],
    ] as const) {
      const options = { callers, rounds: 5, count };
      const { service, notify, engines } = await comparePostgres(server, folder, options);
      const what = `durable bookings/s on PostgreSQL, ${callers} callers at once`;
      rows.push({ what, against: `pgbench, the same statements, ${callers} clients`, ...service });
      rows.push({ what: `pgbench without NOTIFY, ${callers} clients`, against: 'with NOTIFY', ...notify });
      rows.push({ what, against: 'the same on SQLite', ...engines });
    }
    return { rows, way: await measureWay(server, 500) };
  } finally {
    await server.remove();
  }
}

async function measureLarge(folder: string): Promise<{ engine: string; slots: number; costs: Cost[] }[]> {
  const sizes = { small: 1000, large: Number(process.env.LARGE_SLOTS ?? 1_000_000) };
  const measured: { engine: string; slots: number; costs: Cost[] }[] = [];
  const measure = async (engine: string, urls: { small: string; large: string }) => {
    for (const size of ['small', 'large'] as const) {
      console.error(`Filling ${engine} with ${sizes[size].toLocaleString('en')} slots …`);
      await load(urls[size], sizes[size]);
    }
    measured.push({ engine, slots: sizes.large, costs: await measureSizes(urls, sizes) });
  };
  const server = await startBenchPostgres();
  try {
    const urls = {
      small: await createDatabase(server, 'small'),
      large: await createDatabase(server, 'large'),
    };
    await measure('PostgreSQL', urls);
  } finally {
    await server.remove();
  }
  const file = (name: string) => `sqlite:${join(folder, `${name}.db`)}`;
  await measure('SQLite', { small: file('small'), large: file('large') });
  return measured;
}

async function measureElements(): Promise<{ rows: Row[]; touched: { own: number; base: number } }> {
  const { inFull, shortened, touched } = await compareMonths(rounds);
  const what = 'first frames/s of a month with 500 sessions';
  return {
    rows: [
      { what, against: 'FullCalendar 7, all its events', ...inFull },
      { what, against: 'FullCalendar 7, two events a day', ...shortened },
    ],
    touched,
  };
}

function print(rows: Row[]): void {
  const cells = rows.map((row) => [
    row.what,
    Math.round(row.perSecond).toLocaleString('en'),
    row.against,
    Math.round(row.basePerSecond).toLocaleString('en'),
    `${row.ratio.toFixed(2)}×`,
  ]);
  printTable([['measured', 'a second', 'against', 'a second', 'ratio'], ...cells], [1, 3, 4]);
}

function printLarge(measured: Awaited<ReturnType<typeof measureLarge>>): void {
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const cells = measured.flatMap(({ engine, slots, costs }) =>
    costs.map(({ what, small, large }) => [
      `${what} on ${engine}, median`,
      ms(large),
      `${slots.toLocaleString('en')} slots, ${(5 * slots).toLocaleString('en')} bookings`,
      ms(small),
      '1,000 slots, 5,000 bookings',
      `${(large / small).toFixed(2)}×`,
    ]),
  );
  printTable([['measured', 'takes', 'among', 'takes', 'among', 'ratio'], ...cells], [1, 3, 5]);
}

function printQueues({ alone, crowded, heard }: QueueCosts): void {
  const ratio = (crowded / alone).toFixed(2);
  console.log(
    `Cancelling: ${alone.toFixed(2)} ms where nobody waits, ${crowded.toFixed(2)} ms (${ratio}×) where 200 do;`,
  );
  console.log(`  all 200 have heard of their new place after ${heard.toFixed(0)} ms.`);
}

function printTable(table: string[][], rightAligned: number[]): void {
  const columns = table[0]?.map((_, column) => column) ?? [];
  const widths = columns.map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const right = new Set(rightAligned);
  for (const row of table) {
    const line = row.map((cell, column) =>
      right.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    console.log(line.join('  '));
  }
}

function printMessages(costs: MessageCosts): void {
  const { quiet, draining, mails, mailsASecond, memoryBefore, memoryMost } = costs;
  console.log(
    `A booking over HTTP, p99: ${quiet.toFixed(1)} ms, and ${draining.toFixed(1)} ms (${(draining / quiet).toFixed(2)} ×) while ${mails.toLocaleString('en')} mails of a called-off series go out ` +
      `(${mailsASecond} a second); the process takes ${memoryBefore} MB beforehand and at most ${memoryMost} MB meanwhile.`,
  );
}

const inMs = ({ median, p99 }: Waits) => `median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;

const asJson = process.argv.includes('--json');
const { folder, remove } = benchFolder();
try {
  if (process.argv.includes('--large')) {
    const measured = await measureLarge(folder);
    if (asJson) console.log(JSON.stringify(measured, null, 2));
    else printLarge(measured);
  } else if (process.argv.includes('--queues')) {
    const costs = await measureQueues((name) => `sqlite:${join(folder, `${name}.db`)}`);
    if (asJson) console.log(JSON.stringify(costs, null, 2));
    else printQueues(costs);
  } else if (process.argv.includes('--messages')) {
    const costs = await measureMessages(`sqlite:${join(folder, 'messages.db')}`);
    if (asJson) console.log(JSON.stringify(costs, null, 2));
    else printMessages(costs);
  } else if (process.argv.includes('--calendars')) {
    const rows = [await measureFeeds(folder)];
    if (asJson) console.log(JSON.stringify(rows, null, 2));
    else print(rows);
  } else if (process.argv.includes('--browser')) {
    const { rows, touched } = await measureElements();
    if (asJson) console.log(JSON.stringify({ rows, touched }, null, 2));
    else {
      print(rows);
      console.log(
        `\nMedians of ${rounds} rounds in turn. A seat taken touches ${touched.own} nodes, a change of a FullCalendar event ${touched.base}.`,
      );
    }
  } else {
    const rows = await measureAll(folder);
    const postgres = await measurePostgres(folder);
    rows.push(...postgres.rows);
    const queues = await measureQueues((name) => `sqlite:${join(folder, `queue-${name}.db`)}`);
    const messages = await measureMessages(`sqlite:${join(folder, 'messages.db')}`);
    const idle = await measureIdlePages(`sqlite:${join(folder, 'idle.db')}`, 2000);
    if (asJson) {
      const { answer, page } = postgres.way;
      console.log(
        JSON.stringify({ rows, answer, page, queues, messages, bytesPerThousandPages: idle }, null, 2),
      );
    } else {
      print(rows);
      console.log('\nMedians of rounds in turn. Every booking is synced to the disk before its answer.');
      console.log(`A booking at one node: answered ${inMs(postgres.way.answer)};`);
      console.log(`  seen by a page at another node ${inMs(postgres.way.page)}.`);
      printQueues(queues);
      printMessages(messages);
      if (idle !== null) console.log(`A thousand idle pages: ${(idle / 2 ** 20).toFixed(1)} MiB.`);
    }
  }
} finally {
  remove();
}
