/**
 * `npm run prove`: runs what the tests try for longer, which takes minutes. A thousand random schedules (SCHEDULES, SEED) on both
 * engines and a model, twenty races over three nodes (CLUSTER_ROUNDS), a database that is away for 30 s (OUTAGE_SECONDS),
 * fifty kills under load (KILLS).
 */
import { prepare, run } from '../.ci/prepare.mjs';
import { ensureNginx } from '../server/testing/nginx-programs.mjs';
import { ensurePostgres } from '../server/testing/postgres-programs.mjs';

try {
  await prepare();
  if (!process.env.TEST_DATABASE_URL) await ensurePostgres();
  await ensureNginx();
  process.exitCode = await run(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...['schedules', 'cluster', 'outage', 'kill'].map((name) => `server/${name}.test.ts`),
    ],
    { env: { SCHEDULES: '1000', CLUSTER_ROUNDS: '20', OUTAGE_SECONDS: '30', KILLS: '50', ...process.env } },
  );
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
