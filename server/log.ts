/** The log of the process: one line for each thing that an operator has to know. */
import type { FastifyBaseLogger, FastifyRequest, FastifyServerOptions } from 'fastify';
import { elapsed } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;

/**
 * How the log is written. While the database is lost, which it has told once, not everything that fails for it gets a line as
 * well, unless one looks for it (`LOG_LEVEL=debug`).
 */
export function logOptions(
  config: Pick<Config, 'logLevel'>,
  { vitals }: Pick<Database, 'vitals'>,
): LoggerOptions {
  return {
    level: config.logLevel,
    // Whoever logs a request logs its route: in addresses stand ids and secrets.
    serializers: {
      req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url }),
    },
    hooks: {
      logMethod(args, write) {
        const [about] = args as unknown as [unknown];
        const follows = (about as { code?: unknown } | null)?.code === 'unavailable' && !vitals.hearing();
        if (!follows || this.isLevelEnabled('debug')) write.apply(this, args);
      },
    },
  };
}

/** A line when the database is lost, and one when it is back. Returns what stops that. */
export function tellOutages(log: FastifyBaseLogger, { vitals, onGap }: Database): () => void {
  let lostAt: number | null = null;
  const stops = [
    vitals.onLost((error) => {
      if (lostAt !== null) return;
      lostAt = elapsed();
      log.error({ why: error.message }, 'The database is lost');
    }),
    onGap(() => {
      if (lostAt === null) return;
      log.info({ seconds: Math.ceil((elapsed() - lostAt) / 1000) }, 'The database is back');
      lostAt = null;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
