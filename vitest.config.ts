import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './e2e/slowest-first.ts';

/** Of the service, what is not about data, or is about one engine alone: once is enough. */
const onOneEngine = [
  'server/{alerts,architecture}.test.ts',
  'server/calendars/outside/*.test.ts',
  'server/cli/token.test.ts',
  'server/config*.test.ts',
  'server/deployment.test.ts',
  'server/full-disk.test.ts',
  'server/{durability,history,kill}*.test.ts',
  'server/testing/history/*.test.ts',
  'server/main.test.ts',
  'server/media.test.ts',
  'server/{shutdown,version}.test.ts',
  'server/db/{kept-query,sqlite*}.test.ts',
  'server/feed/{abuse,protocol,socket}.test.ts',
  'server/http/{content-types,floods,identity,limits,links,openapi,origins,patience,remote-keys,security,token-fuzz,widget-file}.test.ts',
  'server/messages/{mail/*,mail/text/*,webhooks/sender}.test.ts',
  'server/time/{every-zone,wall-time}.test.ts',
];

/** Needs a service on each engine at the same time, which only the run with PostgreSQL has. */
const onBothAtOnce = 'server/schedules.test.ts';

/** Of the other engine alone, which a run for SQLite does not start. */
const onPostgres = ['server/db/postgres*.test.ts', 'server/{cluster,outage}*.test.ts'];

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    // Most of them wait for a browser, a process or a database: on two cores two files at a time leave both idle.
    // Nothing is left behind in a module, so files share what is loaded, and PostgreSQL's emptied databases with it.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    maxWorkers: Math.max(4, availableParallelism() - 1),
    // These only bound what hangs: a busy machine may take its time.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['{contract,server,widget,demo,bench,e2e}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...onPostgres, onBothAtOnce],
          globalSetup: './e2e/run-folder.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['server/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...onOneEngine],
          env: { TEST_DATABASE: 'postgres' },
          globalSetup: './server/testing/postgres-server.ts',
        },
      },
    ],
  },
});
