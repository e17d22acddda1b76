/**
 * `npm run prove`: runs whole what the tests try in short, which takes hours. A thousand random schedules (SCHEDULES, SEED)
 * on both engines and a model, a hundred histories of sessions that words find (FINDINGS), twenty races for ten seats and four of a
 * hundred who move into one on each engine (RACES), twenty for ten seats over three nodes (CLUSTER_ROUNDS) and twenty times thirty seats
 * freed there for a queue while nodes are killed (QUEUE_ROUNDS), ten restarts of nodes behind nginx at 250 requests a second (ROLLS,
 * ROLL_CALLERS), a database that is away for 30 s (OUTAGE_SECONDS), fifty kills under load (KILLS), a thousand while people do whatever
 * they may, and a hundred of nodes and their database (HISTORY_KILLS, CLUSTER_HISTORY_KILLS), four hundred while mail is sent
 * (MESSAGE_KILLS), a thousand answers that are lost (DROPPED), all time zones for eleven years (ZONES, ZONE_REQUESTS) and whatever is
 * about time on hosts in two other zones, an hour of twenty visitors a second on each engine (SOAK_MINUTES), an upgrade that is killed at
 * each of its statements (UPGRADE_KILLS), a recording of 512 MB in little memory (MEDIA_MB), axe in every state in all four ways (LOOKS),
 * nothing that moves or is too wide in any state, nor looks otherwise on a hostile page, the elements in pages of all five frameworks
 * (STATES), and the package for operators as npm installs it (RELEASE_INSTALL). The last line sums up all of it.
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
  ZONES: 'all',
  ZONE_REQUESTS: '300',
  SOAK_MINUTES: '60',
  MESSAGE_KILLS: '400',
  UPGRADE_KILLS: 'all',
  MEDIA_MB: '512',
  LOOKS: 'all',
  STATES: 'all',
  RELEASE_INSTALL: 'npm',
};

const proofs = [
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
    'durability',
    'idempotency/dropped-answers',
    'time/every-zone',
    'soak',
    'messages-kill',
    'db/schema-upgrade',
    'publishing/open-model',
    'media',
  ].map((name) => `server/${name}.test.ts`),
  ...['accessibility', 'states-colours', 'states-layout', 'hostile-hosts', 'hosts', 'release'].map(
    (name) => `e2e/${name}.test.ts`,
  ),
];

/** What is about time, and where the host's own clock may decide nothing. `npm test` runs in the zone that the machine is in. */
const aboutTime = [
  ...['time', 'publishing', 'bookings', 'calendars', 'messages/mail', 'office'].map(
    (name) => `server/${name}/`,
  ),
  'widget/',
  'contract/',
];
const hostZones = ['Pacific/Kiritimati', 'America/St_Johns'];

/** Runs these tests, and tells how many passed and failed by their closing line. */
async function prove(tests, env) {
  let end = '';
  const printed = (text) => {
    process.stdout.write(text);
    end = (end + text).slice(-1000);
  };
  const reporters = ['--reporter=default', '--reporter=./e2e/closing-line-reporter.mjs'];
  const code = await run(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...tests],
    {
      env: { ...process.env, ...env },
      stdio: ['inherit', 'pipe', 'inherit'],
      printed,
    },
  );
  const [, passed = '0', failed = '1'] = /(\d+) passed, (\d+) failed[^\n]*\s*$/.exec(end) ?? [];
  return { code, passed: Number(passed), failed: Number(failed) };
}

try {
  await prepare();
  const browser = { CHROMIUM_PATH: await ensureBrowser() };
  if (!process.env.TEST_DATABASE_URL) await ensurePostgres();
  await ensureNginx();
  const runs = [];
  for (const TZ of hostZones) runs.push(await prove(['--project=sqlite', ...aboutTime], { ...browser, TZ }));
  runs.push(await prove(proofs, { ...whole, ...process.env, ...browser }));
  process.exitCode = runs.some(({ code }) => code !== 0) ? 1 : 0;
  const [passed, failed] = ['passed', 'failed'].map((how) => runs.reduce((sum, one) => sum + one[how], 0));
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
