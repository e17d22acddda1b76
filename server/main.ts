/** The process: configuration → database → app → listen → stop. */
import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { loadConfig } from './config.ts';
import { openDatabase } from './db/open-database.ts';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const database = await openDatabase(config.databaseUrl);
  const app = await buildApp({
    config,
    database,
    clock: Date.now,
    widget: new URL('../../widget/dist/mentor-slots.js', import.meta.url),
    logger: { level: config.logLevel, redact: ['req.headers.authorization'] },
  });
  closeWithGrace({ delay: 4500, logger: app.log }, async ({ signal, err }) => {
    if (err) app.log.fatal(err, 'A fault stops the service');
    else app.log.info(`${signal ?? 'close'}: finishing what was accepted`);
    await app.close();
    await database.close();
  });
  await app.listen({ host: config.host, port: config.port });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
