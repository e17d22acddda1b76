/**
 * Which pages may use the API: those of ALLOWED_ORIGINS, of PUBLIC_URL and of the service's own origin. Others are
 * refused, not merely left without CORS headers: the feed's upgrade and simple requests never ask CORS.
 *
 * app.ts: `app.register(origins, { config })` after problems.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';

type OriginConfig = Pick<Config, 'allowedOrigins' | 'publicUrl'>;

/** The CORS protocol of the Fetch standard (https://fetch.spec.whatwg.org/#http-cors-protocol): what an allowed page may read, */
const pageHeaders = { 'access-control-expose-headers': 'ETag, Retry-After' };
/** and what it may send, where its browser asks that first. */
const preflightHeaders = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, If-None-Match',
  'access-control-max-age': '600',
};

export const origins = fp(
  async (app: FastifyInstance, { config }: { config: OriginConfig }) => {
    const isAllowed = originRule(config);
    const told = new Set<string>();

    app.addHook('onRequest', (request, reply, done) => {
      // What is not the API (the element's file, probes) is outside the rule and does not vary by origin.
      if (!underRule(request)) return done();
      reply.header('vary', 'Origin');
      const { origin } = request.headers;
      if (origin === undefined) return done();
      if (!isAllowed(origin, request.host)) return done(refuse(request, origin));
      reply.headers(pageHeaders).header('access-control-allow-origin', origin);
      const isPreflight =
        request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
      if (!isPreflight) return done();
      // Before anybody is counted or asked for a token: browsers send none with it.
      reply.headers(preflightHeaders).code(204).send();
    });

    // Without a route no hook is asked of an address that is asked by OPTIONS.
    app.options('*', { schema: { hide: true } }, (_request, reply) => reply.callNotFound());

    /** The page cannot read why it is refused, so whoever runs the service is told, once an origin. */
    function refuse(request: FastifyRequest, origin: string): Problem {
      if (!told.has(origin) && told.size < 100) {
        told.add(origin);
        request.log.warn({ origin }, 'refused a page of an origin that is not in ALLOWED_ORIGINS');
      }
      return new Problem(
        'origin_not_allowed',
        origin === 'null'
          ? 'Pages without an origin (files, sandboxed frames) may not use this service.'
          : `Pages of ${origin.slice(0, 200)} may not use this service. Whoever runs it can add that origin to ALLOWED_ORIGINS.`,
      );
    }
  },
  { name: 'origins', fastify: '5.x' },
);

/** May a page of this origin use the service, which the request calls `host`? */
export function originRule(config: OriginConfig): (origin: string, host: string) => boolean {
  const allowed = new Set(config.allowedOrigins);
  if (config.publicUrl !== null) allowed.add(new URL(config.publicUrl).origin);

  return (origin, host) => {
    if (allowed.has(origin)) return true;
    if (!/^https?:\/\/[^/]+$/.test(origin) || !URL.canParse(origin)) return false;
    if (!/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)) return false;
    // The scheme is left out: TLS may end before the service. The default port may be spelt out or not.
    const { protocol, host: ofPage } = new URL(origin);
    const own = `${protocol}//${host}`;
    return URL.canParse(own) && new URL(own).host === ofPage;
  };
}

/** Routes are asked by their pattern; only what has none (unknown addresses, preflights) by its address. */
function underRule(request: FastifyRequest): boolean {
  const { url } = request.routeOptions;
  return url === undefined || url === '*' ? isApi(request.url) : isApi(url);
}

function isApi(path: string): boolean {
  return path.startsWith('/api/');
}
