/**
 * Many people book, wait, cancel, change and delete at random while the service is stopped and killed; whatever was answered, and
 * what each subscriber of the feed ends with, is then judged by what is promised. HISTORY_KILLS asks for more kills, SEED repeats
 * what was chosen by chance.
 */
import { beforeAll, expect, test } from 'vitest';
import { playKilled } from './testing/history/killed-service.ts';
import { buildService } from './testing/process.ts';
import { randomNumbers } from './testing/random.ts';

const kills = Number(process.env.HISTORY_KILLS ?? 5);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Then a new file is begun: who judges compares each with each. */
const killsARound = 25;

beforeAll(buildService);

test(`after ${kills} kills no promise is broken`, { timeout: 60_000 + kills * 15_000 }, async () => {
  console.info(`SEED=${seed}`);
  const random = randomNumbers(seed);
  let answered = 0;
  let unknown = 0;
  for (let left = kills; left > 0; left -= killsARound) {
    const { faults, history } = await playKilled({ kills: Math.min(left, killsARound), random });
    expect(faults).toEqual([]);
    answered += history.calls.filter(({ answer }) => answer !== null && answer.status < 300).length;
    unknown += history.calls.filter(({ answer }) => answer === null).length;
  }
  console.info(`${answered} done, ${unknown} without an answer, ${kills} kills`);
  // Otherwise nothing was at stake.
  expect(answered).toBeGreaterThan(kills * 10);
  expect(unknown).toBeGreaterThan(0);
});
