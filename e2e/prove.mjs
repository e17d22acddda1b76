/**
 * `npm run prove`: runs whole what the tests try in short, which takes hours. What that is, and which variable chooses another number,
 * stands in docs/contributing.md. Its last line sums up all of it: `N passed, N failed`.
 */
import { prepare, run } from '../.ci/prepare.mjs';
import { ensureNginx } from '../server/testing/nginx-programs.mjs';
import { ensurePostgres } from '../server/testing/postgres-programs.mjs';
import { ensureBrowser } from './browser.mjs';

const whole = {
  SCHEDULES: '1000',
  FINDINGS: '100',
  REQUESTS: '100000',
  FRAMES: '100000',
  TOKENS: '20000',
  SOCKETS: '10000',
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
  STRINGS: 'all',
  AUDIT: 'npm',
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
    'fuzz-requests',
    'fuzz-frames',
    'http/token-fuzz',
    'http/floods',
    'idempotency/dropped-answers',
    'time/every-zone',
    'soak',
    'messages-kill',
    'db/schema-upgrade',
    'publishing/open-model',
    'media',
  ].map((name) => `server/${name}.test.ts`),
  ...[
    'accessibility',
    'states-colours',
    'states-layout',
    'hostile-hosts',
    'hostile-strings',
    'audit',
    'hosts',
    'release',
  ].map((name) => `e2e/${name}.test.ts`),
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
