/**
 * Many people book, wait, cancel, change and delete at random while the service is stopped and killed; whatever was answered, and
 * what each subscriber of the feed ends with, is then judged by what is promised. HISTORY_KILLS asks for more kills, SEED repeats
 * what was chosen by chance.
 */
import { beforeAll, expect, test } from 'vitest';
import { playKilled } from './testing/history/killed-service.ts';
import { playRounds } from './testing/history/round.ts';
import { buildService } from './testing/process.ts';
import { chooseSeed, randomNumbers } from './testing/random.ts';

const kills = Number(process.env.HISTORY_KILLS ?? 3);
const seed = chooseSeed();

beforeAll(buildService);

test(`after ${kills} kills no promise is broken`, { timeout: 60_000 + kills * 20_000 }, async () => {
  console.info(`SEED=${seed}`);
  const { faults, done, unknown } = await playRounds(kills, randomNumbers(seed), playKilled);
  expect(faults).toEqual([]);
  // Otherwise nothing was at stake.
  expect(done).toBeGreaterThan(kills * 10);
  expect(unknown).toBeGreaterThan(0);
});
