/**
 * `npm run bench`: ratios measured in one run, side by side, so that they hold on a slow and on a busy machine. It measures the
 * built program, as it runs in earnest. `--only NAME,NAME` runs some of its parts, `--help` names them, `--json` prints the table
 * for programs, and `--write` keeps the figures in bench/figures.json and writes them into docs/performance.md and the README; `--rewrite` measures
 * nothing and writes the kept ones anew. Each run leaves its table in bench/data/last.json too.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { facts } from './facts.ts';
import { keep, readKept, thisMachine } from './kept.ts';
import { writePages } from './pages.ts';
import { parts } from './parts.ts';
import type { Row } from './row.ts';
import { forTerminal } from './table.ts';
import { benchFolder, dataFolder } from './world.ts';

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    rewrite: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** The names of the parts that are to run. */
function chosen(): string[] {
  if (flags.only === undefined) return Object.keys(parts).filter((name) => !parts[name]?.isApart);
  const names = flags.only.split(',');
  const unknown = names.filter((name) => parts[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  return names;
}

/** Runs one part in a folder of its own. Throws where it leaves out a row that it should give. */
async function measure(name: string): Promise<Row[]> {
  const { folder, remove } = benchFolder();
  try {
    const rows = (await parts[name]?.measure(folder)) ?? [];
    const given = new Set(rows.map((row) => row.name));
    const missing = Object.entries(facts).filter(([fact, { part }]) => part === name && !given.has(fact));
    if (missing.length > 0)
      throw new Error(`It did not measure ${missing.map(([fact]) => fact).join(', ')}.`);
    return rows;
  } finally {
    remove();
  }
}

async function run(): Promise<void> {
  const rows: Row[] = [];
  const order = Object.keys(facts);
  let json = '';
  for (const name of chosen()) {
    const since = performance.now();
    try {
      rows.push(...(await measure(name)));
      console.error(`${name}: ${Math.round((performance.now() - since) / 1000)} s`);
    } catch (error) {
      // The others are measured all the same.
      console.error(`${name} failed:`, error);
      process.exitCode = 1;
    }
    // Whatever ends the run later, what was measured until then is kept.
    rows.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
    json = JSON.stringify({ measuredAt: new Date().toISOString(), machine: thisMachine(), rows }, null, 2);
    writeFileSync(join(dataFolder, 'last.json'), `${json}\n`);
    if (flags.write) writePages(keep(rows));
  }
  console.log(flags.json ? json : forTerminal(rows));
}

if (flags.help)
  for (const [name, { about }] of Object.entries(parts)) console.log(`${name.padEnd(12)}${about}`);
else if (flags.rewrite) writePages(readKept());
else await run();
// What a part that failed has left open must not hold it up.
process.exit();
