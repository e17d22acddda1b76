/**
 * `npm run prove`: runs whole what the tests try in short, which takes hours. A thousand random schedules (SCHEDULES, SEED)
 * on both engines and a model, a hundred histories of sessions that words find (FINDINGS), twenty races for ten seats and four of a
 * hundred who move into one on each engine (RACES), twenty for ten seats over three nodes (CLUSTER_ROUNDS) and twenty times thirty seats
 * freed there for a queue while nodes are killed (QUEUE_ROUNDS), ten restarts of nodes behind nginx at 250 requests a second (ROLLS,
 * ROLL_CALLERS), a database that is away for 30 s (OUTAGE_SECONDS), fifty kills under load (KILLS), a thousand while people do whatever
 * they may, and a hundred of nodes and their database (HISTORY_KILLS, CLUSTER_HISTORY_KILLS), four hundred while mail is sent
 * (MESSAGE_KILLS), a thousand answers that are lost (DROPPED), an upgrade that is killed at each of its statements (UPGRADE_KILLS), a
 * recording of 512 MB in little memory (MEDIA_MB), axe in every state in all four ways (LOOKS), nothing that moves or is too wide in any
 * state, nor looks otherwise on a hostile page, the elements in pages of all five frameworks (STATES), and the package for operators as
 * npm installs it (RELEASE_INSTALL).
 */
import { prepare, run } from '../.ci/prepare.mjs';
import { ensureNginx } from '../server/testing/nginx-programs.mjs';
import { ensurePostgres } from '../server/testing/postgres-programs.mjs';
import { ensureBrowser } from './browser.mjs';

const whole = {
  SCHEDULES: '1000',
  FINDINGS: '100',
  RACES: '20',
  CLUSTER_ROUNDS: '20',
  QUEUE_ROUNDS: '20',
  ROLLS: '5',
  ROLL_CALLERS: '25',
  OUTAGE_SECONDS: '30',
  KILLS: '50',
  HISTORY_KILLS: '1000',
  CLUSTER_HISTORY_KILLS: '100',
  GUARDS: 'all',
  DROPPED: '1000',
  MESSAGE_KILLS: '400',
  UPGRADE_KILLS: 'all',
  MEDIA_MB: '512',
  LOOKS: 'all',
  STATES: 'all',
  RELEASE_INSTALL: 'npm',
};

try {
  await prepare();
  const browser = await ensureBrowser();
  if (!process.env.TEST_DATABASE_URL) await ensurePostgres();
  await ensureNginx();
  process.exitCode = await run(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=./e2e/closing-line-reporter.mjs',
      ...[
        'schedules',
        'race',
        'move-race',
        'cluster',
        'cluster-queue',
        'cluster-rolling',
        'outage',
        'kill',
        'history',
        'history-guards',
        'cluster-history',
        'idempotency/dropped-answers',
        'messages-kill',
        'db/schema-upgrade',
        'publishing/open-model',
        'media',
      ].map((name) => `server/${name}.test.ts`),
      ...[
        'e2e/accessibility.test.ts',
        'e2e/states-colours.test.ts',
        'e2e/states-layout.test.ts',
        'e2e/hostile-hosts.test.ts',
        'e2e/hosts.test.ts',
        'e2e/release.test.ts',
      ],
    ],
    { env: { ...whole, ...process.env, CHROMIUM_PATH: browser } },
  );
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
