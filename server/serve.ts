/** The service as a process: configuration → database → app → listen → stop. */
import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { inTime } from './clock.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { unknownVariables } from './config-names.ts';
import { configWarnings } from './config-warnings.ts';
import { openDatabase, planDatabaseUpgrade } from './db/open-database.ts';
import { tellSchemaChange } from './db/schema-upgrade.ts';
import { logOptions, tellOutages } from './log.ts';
import { fillWords } from './slots/words.ts';
import { programVersion } from './version.ts';

/** How long, in ms, the database may take to close once nobody waits for it any more. */
const farewell = 700;
/** How long, in ms, a stop may take after its grace, and in all with the usual one. */
const ending = { afterGrace: 2900, usually: 4900 };

/**
 * Runs the service by this environment until a signal stops the process. Resolves once it listens; throws one line for
 * the person who starts it when it cannot.
 */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  await checkTables(config);
  const database = await openDatabase(config.databaseUrl);
  const app = await buildApp({
    config,
    database,
    clock: Date.now,
    widget: new URL('../../widget/dist/mentor-slots.js', import.meta.url),
    logger: logOptions(config, database),
  });
  const tellNoMore = tellOutages(app.log, database);
  app.log.info({ version: programVersion, node: process.version }, `Mentor Slots ${programVersion} starts`);
  for (const warning of [...unknownVariables(env), ...configWarnings(config)]) app.log.warn(warning);
  if (database.schema.from !== database.schema.to) {
    const { schema } = database;
    // Where years of bookings were expected, an empty database is the first sign of a wrong address.
    if (schema.from === null) app.log.warn({ schema }, `THE DATABASE IS NEW. ${tellSchemaChange(schema)}`);
    else app.log.info({ schema }, tellSchemaChange(schema));
  }
  if (!config.readOnly && (await fillWords(database, Date.now())))
    app.log.info('The words that find sessions were worked out');
  const most = Math.max(config.stopGrace + ending.afterGrace, ending.usually);
  const stop = closeWithGrace({ delay: most, logger: app.log }, async ({ signal, err }) => {
    if (err) app.log.fatal(err, 'A fault stops the service');
    else app.log.info(`${signal ?? 'close'}: finishing what was accepted`);
    // Whoever presses Ctrl+C has nobody in front of it who would have to see it first.
    if (signal === 'SIGTERM') await app.leave(config.stopGrace);
    await app.close();
    tellNoMore();
    // Everybody has an answer by now; a database that is silent says no farewell.
    if ((await inTime(database.close(), farewell)) === null)
      app.log.warn('The database does not answer: its connections end with the process');
  });
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    stop.uninstall();
    await app.close();
    await database.close();
    throw whyNotListen(error, config);
  }
  if (config.mail === null) app.log.info('Mail is off: SMTP_URL and MAIL_FROM are not set');
}

/** A bad variable is told with those that may be meant for it. */
function readConfig(env: NodeJS.ProcessEnv): Config {
  try {
    return loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) error.message = [error.message, ...unknownVariables(env)].join(' ');
    throw error;
  }
}

/** Throws where opening the database would make or change its tables, and the configuration says that it must not. */
async function checkTables({ databaseUrl, databaseCreate, readOnly }: Config): Promise<void> {
  if (databaseCreate && !readOnly) return;
  const { from, to } = await planDatabaseUpgrade(databaseUrl);
  const reason = databaseCreate ? 'READ_ONLY is set' : 'DATABASE_CREATE is false';
  if (from === null)
    throw new ConfigError(
      `DATABASE_URL names a database that is not there, or is empty; expected one with its tables, since ${reason}.`,
    );
  if (from !== to && readOnly)
    throw new ConfigError(
      `The database is of version ${from}; expected version ${to}, since READ_ONLY is set: start once without it, or run "mentor-slots migrate".`,
    );
}

/** One line for the person who starts the service, in the manner of config.ts. */
function whyNotListen(error: unknown, { host, port }: Config): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new Error(`PORT is ${port}; expected a free port: another program listens at ${host}:${port}.`);
    case 'EACCES':
      return new Error(`PORT is ${port}; expected a port that this user may listen at.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`HOST is ${JSON.stringify(host)}; expected an address of this machine.`);
    default:
      return error;
  }
}
