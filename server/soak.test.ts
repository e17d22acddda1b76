/**
 * Twenty visitors a second for long: nothing that they leave stays with the service, neither sockets, files and timers nor memory.
 * SOAK_MINUTES says how long, SEED repeats what they do. Without it, only on SQLite.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from './testing/fresh-database.ts';
import { buildService, type ServiceProcess, serviceEnvironment, startProcess } from './testing/process.ts';
import { chooseSeed, randomNumbers } from './testing/random.ts';
import { visitorsOf } from './testing/soak/visitors.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const minutes = Number(process.env.SOAK_MINUTES ?? 0.1);
const seed = chooseSeed();
const perSecond = 20;
/** What they leave is looked at so often. */
const looks = minutes >= 1 ? Math.ceil(minutes) : 1;
/**
 * What may grow in memory for each visitor, in bytes, once what is kept for a while (tokens, what the engine has compiled) is full: in the
 * second half. One socket that is kept is more than ten times as much; over less than half an hour the engine's own code is nearly so.
 */
const mostGrowth = minutes >= 30 ? 80 : 500;
/** Below that many visitors the garbage of a single one would count. */
const enoughVisitors = 5000;

interface Held {
  count: number;
  memory: number;
  rss: number;
  timers: number;
  sockets: number;
  files: number;
  delayMs: number;
}

beforeAll(buildService);

const tried = process.env.SOAK_MINUTES !== undefined || process.env.TEST_DATABASE !== 'postgres';

/** Asks the probe inside the process. */
async function held({ child }: ServiceProcess, file: string): Promise<Held> {
  rmSync(file, { force: true });
  child.kill('SIGWINCH');
  await expect.poll(() => existsSync(file), { interval: 20 }).toBe(true);
  return JSON.parse(readFileSync(file, 'utf8')) as Held;
}

/** How much the values rise from one to the next, by the line that lies nearest to them. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const up = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  return up / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}

test.runIf(tried)(
  `${minutes} minutes of visitors leave nothing behind`,
  {
    timeout: (minutes + 5) * 120_000,
  },
  async () => {
    console.info(`SEED=${seed}`);
    const file = join(temporaryFolder(), 'held');
    const database = await freshDatabase();
    const probe = new URL('./testing/soak/probe.mjs', import.meta.url).href;
    const service = startProcess({
      ...serviceEnvironment(''),
      DATABASE_URL: database.url,
      LOG_REQUESTS: 'false',
      NODE_OPTIONS: `--import=${probe}`,
      PROBE_FILE: file,
    });
    onTestFinished(async () => {
      service.child.kill('SIGKILL');
      await service.exited;
      await database.drop();
    });
    const visitors = visitorsOf(await service.url, randomNumbers(seed));
    await visitors.open();
    // Until all that is made once is there.
    await visitors.come(perSecond, minutes >= 1 ? 30_000 : 3_000);
    await expect.poll(async () => (await held(service, file)).sockets, { interval: 200 }).toBe(0);
    const first = await held(service, file);
    const memory: number[] = [];
    let came = 0;
    let last = first;
    let late = 0;
    for (let look = 0; look < looks; look += 1) {
      came += await visitors.come(perSecond, (minutes * 60_000) / looks);
      late = Math.max(late, (await held(service, file)).delayMs);
      await expect
        .poll(
          async () => {
            last = await held(service, file);
            const { sockets, timers, files } = last;
            return { sockets, timers: timers <= first.timers + 1, files: files <= first.files + 1 };
          },
          { interval: 500, timeout: 120_000 },
        )
        .toEqual({ sockets: 0, timers: true, files: true });
      memory.push(last.memory);
    }
    expect(visitors.faults).toEqual([]);
    expect(service.stderr()).toBe('');
    const growth = memory.length > 4 ? slopeOf(memory.slice(looks / 2)) / (came / looks) : Number.NaN;
    const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
    console.info(
      `${came} visitors: memory ${mb(first.memory)} to ${mb(last.memory)} (${Number.isNaN(growth) ? 'too short to tell' : `${growth.toFixed(0)} bytes a visitor in the second half`}), ` +
        `resident ${mb(first.rss)} to ${mb(last.rss)}, timers ${first.timers} to ${last.timers}, ` +
        `files ${first.files} to ${last.files}, event loop p99 ${late.toFixed(1)} ms in the worst part`,
    );
    if (came >= enoughVisitors) expect(growth).toBeLessThan(mostGrowth);
  },
);
