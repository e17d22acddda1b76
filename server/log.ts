/** The log of the process: one line for each thing that an operator has to know. */
import type { FastifyBaseLogger, FastifyRequest, FastifyServerOptions } from 'fastify';
import { elapsed } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { logged } from './problem.ts';

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;

/**
 * How the log is written. While the database is lost or its disk full, which it has told once, not everything that fails for it
 * gets a line as well, unless one looks for it (`LOG_LEVEL=debug`).
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
      // How an upload is read has its headers beside it, the token among them.
      busboyOptions: ({ limits }: { limits?: unknown }) => ({ limits }),
    },
    hooks: {
      logMethod(args, write) {
        const [about] = args as unknown as [unknown];
        const code = (about as { code?: unknown } | null)?.code;
        const follows =
          (code === 'unavailable' && !vitals.hearing()) || (code === 'storage_full' && vitals.isFull());
        if (!follows || this.isLevelEnabled('debug')) write.apply(this, args);
      },
    },
  };
}

/** A line when the database is lost, or takes no more, and one when that is over. Returns what stops that. */
export function tellOutages(log: FastifyBaseLogger, { vitals, onGap }: Database): () => void {
  const outage = tellOnce(log, 'The database is lost', 'The database is back');
  const fullness = tellOnce(log, 'The database cannot be written', 'The database can be written again');
  const stops = [
    vitals.onLost((error) => outage.begins(error.message)),
    onGap(outage.ends),
    vitals.onFull((error) => fullness.begins(logged(error).why)),
    vitals.onRoom(fullness.ends),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** One line when it begins, however often that is said, and one when it ends. */
function tellOnce(log: FastifyBaseLogger, beginning: string, end: string) {
  let since: number | null = null;
  return {
    begins(why: unknown): void {
      if (since !== null) return;
      since = elapsed();
      log.error({ why }, beginning);
    },
    ends(): void {
      if (since === null) return;
      log.info({ seconds: Math.ceil((elapsed() - since) / 1000) }, end);
      since = null;
    },
  };
}
