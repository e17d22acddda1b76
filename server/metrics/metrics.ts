/**
 * `/metrics`: what Prometheus reads. Labels are route patterns, codes and outcomes; never an id, a person, an address.
 *
 * app.ts: `app.register(metrics, { database })` after problems, before the routes.
 */
import fp from 'fastify-plugin';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import { programVersion } from '../version.ts';
import { watchDatabase } from './database-metrics.ts';
import { watchRoom } from './room-metrics.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Where every part of the service registers what it counts. */
    metrics: Registry;
  }
}

export const metrics = fp(
  async (app, { database }: { database: Database }) => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const registers = [registry];
    new Gauge({
      name: 'mentor_slots_build_info',
      help: 'Always 1; its labels say which version runs, on which Node',
      labelNames: ['version', 'node'],
      registers,
    }).set({ version: programVersion, node: process.version }, 1);
    const seconds = new Histogram({
      name: 'mentor_slots_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    });
    const bookings = new Counter({
      name: 'mentor_slots_bookings_total',
      help: 'Requests to book by outcome: confirmed, pending, again (had it already), or the code of the refusal',
      labelNames: ['outcome'],
      registers,
    });
    const refusals = new Counter({
      name: 'mentor_slots_refusals_total',
      help: 'Refused requests by the code of the problem',
      labelNames: ['code'],
      registers,
    });
    // There from the beginning, for the alert that takes them away from all failures.
    refusals.inc({ code: 'maintenance' }, 0);
    watchRoom(registry, database.vitals);
    const stopWatching = watchDatabase(registry, database);

    app.decorate('metrics', registry);
    app.addHook('onResponse', ({ method, routeOptions }, { statusCode, elapsedTime, outcome }, done) => {
      const route = routeOptions.url ?? 'unknown';
      seconds.observe({ method, route, status: statusCode }, elapsedTime / 1000);
      if (statusCode >= 400 && outcome !== null) refusals.inc({ code: outcome });
      if (route === '/api/slots/book' && outcome !== null) bookings.inc({ outcome });
      done();
    });
    app.addHook('onClose', async () => stopWatching());
    app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
      reply.type(registry.contentType).send(await registry.metrics()),
    );
  },
  { name: 'metrics', fastify: '5.x', dependencies: ['problems'] },
);
