/** `npm run prove`: a thousand schedules by chance (SCHEDULES, SEED) on both engines and a model; some minutes. */
import { prepare, run } from '../.ci/prepare.mjs';
import { ensurePostgres } from '../server/testing/postgres-programs.mjs';

try {
  await prepare();
  if (!process.env.TEST_DATABASE_URL) await ensurePostgres();
  process.exitCode = await run(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'postgres', 'server/schedules.test.ts'],
    { env: { SCHEDULES: '1000', ...process.env } },
  );
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
