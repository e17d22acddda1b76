import fp from 'fastify-plugin';
import { logged } from '../problem.ts';
import { type PeriodicWork, runPeriodically } from './periodic.ts';

/** Does a periodic work of the service from when it is ready until it closes. */
export const periodically = fp<Omit<PeriodicWork, 'failed'>>(async (app, work) => {
  let stop = async () => {};
  app.addHook('onReady', async () => {
    stop = runPeriodically({
      ...work,
      failed: (error) => app.log.warn(logged(error), `${work.name}: failed this time, and is tried again`),
    });
  });
  app.addHook('onClose', () => stop());
});
