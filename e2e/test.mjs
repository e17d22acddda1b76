/** What `npm test` runs, on a clone with nothing installed too. Further arguments go to vitest. */
import { prepare, run } from '../.ci/prepare.mjs';
import { ensureNginx } from '../server/testing/nginx-programs.mjs';
import { ensurePostgres } from '../server/testing/postgres-programs.mjs';
import { ensureBrowser } from './browser.mjs';
import { tryOtherBrowsers } from './other-browsers.mjs';

try {
  await prepare();
  const browser = await ensureBrowser();
  await tryOtherBrowsers();
  if (!process.env.TEST_DATABASE_URL) await ensurePostgres();
  await ensureNginx();
  process.exitCode = await run(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=./e2e/closing-line-reporter.mjs',
      ...process.argv.slice(2),
    ],
    { env: { ...process.env, CHROMIUM_PATH: browser } },
  );
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
