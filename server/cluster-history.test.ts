/**
 * As history.test.ts, over three nodes on PostgreSQL: nodes and the database are stopped and killed. CLUSTER_HISTORY_KILLS asks for
 * more kills, SEED repeats what was chosen by chance.
 */
import { beforeAll, expect, test } from 'vitest';
import { playKilledCluster } from './testing/history/killed-cluster.ts';
import { playRounds } from './testing/history/round.ts';
import { withoutGuard } from './testing/history/weakened-service.ts';
import { buildService } from './testing/process.ts';
import { chooseSeed, randomNumbers } from './testing/random.ts';

const kills = Number(process.env.CLUSTER_HISTORY_KILLS ?? 2);
const seed = chooseSeed();

beforeAll(buildService);

test(`after ${kills} kills of nodes and the database no promise is broken`, {
  timeout: 60_000 + kills * 20_000,
}, async () => {
  console.info(`SEED=${seed}`);
  const { faults, done, unknown } = await playRounds(kills, randomNumbers(seed), playKilledCluster);
  expect(faults).toEqual([]);
  // Otherwise nothing was at stake.
  expect(done).toBeGreaterThan(kills * 10);
  expect(unknown).toBeGreaterThan(0);
});

// By `npm run prove`.
test.runIf(process.env.GUARDS === 'all')(
  'it is found that nothing holds still what a unit has read',
  { timeout: 600_000 },
  async () => {
    const folder = withoutGuard([
      ['server/dist/db/postgres-unit.js', ' ORDER BY id FOR NO KEY UPDATE`', '`'],
    ]);
    const random = randomNumbers(seed);
    let found: string[] = [];
    for (let round = 0; round < 5 && found.length === 0; round += 1)
      found = (await playKilledCluster({ kills: 1, random, folder, patience: 2000 })).faults;
    expect(found.join('\n')).toMatch(/^(overtaken by|idle seat|miscounted|fault)/m);
  },
);
