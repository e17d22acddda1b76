/**
 * `npm run prove`: runs whole what the tests try in short, which takes hours. What that is, and which variable chooses another number,
 * stands in docs/contributing.md. Its last line sums up all of it: `N passed, N failed`.
 */
import { prepare, run } from '../.ci/prepare.mjs';
import { ensureNginx } from '../server/testing/nginx-programs.mjs';
import { ensurePostgres } from '../server/testing/postgres-programs.mjs';
import { ensureBrowser } from './browser.mjs';
import { aboutTime, alone, hostZones, together, whole } from './proofs.mjs';

/** In ms: only bounds what hangs, where a test sets no bound itself. */
const testTimeout = 3_600_000;

/** Runs these tests, which may be options of vitest's as well, and tells how many passed and failed by their closing line. */
async function prove(tests, env) {
  let end = '';
  const printed = (text) => {
    process.stdout.write(text);
    end = (end + text).slice(-1000);
  };
  const reporters = ['--reporter=default', '--reporter=./e2e/closing-line-reporter.mjs'];
  const code = await run(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...reporters, `--testTimeout=${testTimeout}`, ...tests],
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
  const env = { ...whole, ...process.env, ...browser };
  runs.push(await prove(['--maxWorkers=1', ...alone], env), await prove(together, env));
  process.exitCode = runs.some(({ code }) => code !== 0) ? 1 : 0;
  const [passed, failed] = ['passed', 'failed'].map((how) => runs.reduce((sum, one) => sum + one[how], 0));
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
