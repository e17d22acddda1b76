import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Elapsed } from '../clock.ts';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { windowStore } from './window-store.ts';

/** Asked by machines that watch the service, and by every page that embeds it: routes, not addresses. */
const unlimited = new Set([
  '/mentor-slots.js',
  '/mentor-slots.classic.js',
  '/mentor-slots/:part',
  '/livez',
  '/readyz',
  '/metrics',
]);

/**
 * At most RATE_LIMIT requests a minute for a verified person, else for an address (an IPv6 network of /64).
 * One hook for every request, so that refused tokens, unknown addresses and the feed's upgrade count too.
 */
export const limits = fp(
  async (app: FastifyInstance, { config, elapsed }: { config: Config; elapsed: Elapsed }) => {
    await app.register(fastifyRateLimit, {
      global: false,
      max: config.rateLimit,
      timeWindow: 60_000,
      store: windowStore(elapsed, 20_000),
      keyGenerator: ({ caller, ip }) =>
        caller === null ? `address ${fastifyRateLimit.normalizeIP(ip)}` : `person ${caller.id}`,
    });
    const count = app.createRateLimit();

    app.addHook('onRequest', async (request) => {
      if (unlimited.has(request.routeOptions.url ?? '')) return;
      const counted = await count(request);
      if (counted.isAllowed || !counted.isExceeded) return;
      throw new Problem(
        'rate_limited',
        `More than ${counted.max} requests within a minute. Try again in ${counted.ttlInSeconds} seconds.`,
        { retryAfter: counted.ttlInSeconds },
      );
    });
  },
  { name: 'limits', fastify: '5.x', dependencies: ['identity'] },
);
