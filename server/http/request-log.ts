import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** Asked every few seconds by machines that watch the service. */
const quiet = new Set(['/livez', '/readyz', '/metrics']);

/**
 * One line a request, once it is answered: its method, its route (never its address, in which ids and secrets stand), the
 * status and how many ms it took. Who asked is the proxy's to say, for as long as its operator may.
 */
export const requestLog = fp(
  async (app: FastifyInstance) => {
    app.addHook('onResponse', ({ method, routeOptions, log }, { statusCode, elapsedTime }, done) => {
      const { url: route = 'unknown' } = routeOptions;
      if (!quiet.has(route))
        log.info({ method, route, status: statusCode, ms: Math.round(elapsedTime) }, 'request');
      done();
    });
  },
  { name: 'request-log', fastify: '5.x' },
);
