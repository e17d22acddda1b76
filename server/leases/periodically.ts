import fp from 'fastify-plugin';
import { elapsed } from '../clock.ts';
import { logged } from '../problem.ts';
import { TakenOver } from './lease.ts';
import { type PeriodicWork, runPeriodically } from './periodic.ts';

/** Does a periodic work of the service from when it is ready until it closes. */
export const periodically = fp<Omit<PeriodicWork, 'failed'>>(async (app, work) => {
  if (work.database.isReadOnly) return;
  let stop = async () => {};
  let saidOn = Number.NEGATIVE_INFINITY;
  app.addHook('onReady', async () => {
    stop = runPeriodically({
      ...work,
      failed(error) {
        if (error instanceof TakenOver) {
          app.log.info(error.message);
          return;
        }
        // Once a minute: what is looked for every second would fill the log while the database is away.
        if (elapsed() - saidOn < 60_000) return;
        saidOn = elapsed();
        app.log.warn(logged(error), `${work.name}: failed this time, and is tried again`);
      },
    });
  });
  app.addHook('onClose', () => stop());
});
