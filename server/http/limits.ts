import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Elapsed } from '../clock.ts';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { addressOf } from './address.ts';
import { countByWindows } from './windows.ts';

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

/**
 * At most RATE_LIMIT requests a minute for a verified person, and ADDRESS_RATE_LIMIT for an address (an IPv6 network of
 * /64): of requests without a good token and sockets that open, since everybody on a campus has one address. One hook for every request, so that refused tokens, unknown addresses and the feed's upgrade count too.
 */
export const limits = fp(
  async (app: FastifyInstance, { config, elapsed }: { config: Config; elapsed: Elapsed }) => {
    const count = countByWindows(elapsed, 60_000, 20_000);

    app.addHook('onRequest', (request, _reply, done) => {
      const { url } = request.routeOptions;
      if (unlimited.has(url ?? '')) return done();
      const { caller } = request;
      // A page opens a socket before it says whose it is, so a token in the upgrade makes no difference.
      const isOfPerson = caller !== null && url !== feed;
      const most = isOfPerson ? config.rateLimit : config.addressRateLimit;
      const { current, ttl } = count(isOfPerson ? `person ${caller.id}` : `address ${addressOf(request)}`);
      if (current <= most) return done();
      const seconds = Math.ceil(ttl / 1000);
      const detail = `More than ${most} requests within a minute. Try again in ${seconds} seconds.`;
      done(new Problem('rate_limited', detail, { retryAfter: seconds }));
    });
  },
  { name: 'limits', fastify: '5.x', dependencies: ['identity'] },
);
