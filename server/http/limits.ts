import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Elapsed } from '../clock.ts';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { addressOf } from './address.ts';
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

const feed = '/api/slots/feed';
const addressKey = 'address ';
const isOfAddress = (key: string) => key.startsWith(addressKey);

/**
 * At most RATE_LIMIT requests a minute for a verified person, and ADDRESS_RATE_LIMIT for an address (an IPv6 network of
 * /64): of requests without a good token and sockets that open, since everybody on a campus has one address. One hook for every request, so that refused tokens, unknown addresses and the feed's upgrade count too.
 */
export const limits = fp(
  async (app: FastifyInstance, { config, elapsed }: { config: Config; elapsed: Elapsed }) => {
    await app.register(fastifyRateLimit, {
      global: false,
      max: (_request, key) => (isOfAddress(key) ? config.addressRateLimit : config.rateLimit),
      timeWindow: 60_000,
      store: windowStore(elapsed, 20_000),
      // A page opens a socket before it says whose it is, so a token in the upgrade makes no difference.
      keyGenerator: (request) =>
        request.caller === null || request.routeOptions.url === feed
          ? `${addressKey}${addressOf(request)}`
          : `person ${request.caller.id}`,
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
