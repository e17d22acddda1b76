/**
 * `npm run bench`: ratios measured in one run, side by side, so that they hold on a slow and on a busy machine.
 * What is built is measured, as it runs in earnest. `--json` prints them for programs.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareBookings } from './durable-bookings.ts';
import { compareHttp } from './http-bookings.ts';
import type { Comparison } from './measure.ts';
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
  return rows;
}

function print(rows: Row[]): void {
  const cells = rows.map((row) => [
    row.what,
    Math.round(row.perSecond).toLocaleString('en'),
    row.against,
    Math.round(row.basePerSecond).toLocaleString('en'),
    `${row.ratio.toFixed(2)}×`,
  ]);
  const table = [['measured', 'a second', 'against', 'a second', 'ratio'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const right = new Set([1, 3, 4]);
  for (const row of table) {
    const line = row.map((cell, column) =>
      right.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    console.log(line.join('  '));
  }
  console.log(
    `\nMedians of ${rounds} rounds in turn. Every booking is synced to the disk before its answer.`,
  );
}

const { folder, remove } = benchFolder();
try {
  const rows = await measureAll(folder);
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows, null, 2));
  else print(rows);
} finally {
  remove();
}
