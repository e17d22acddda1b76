/**
 * Which pages may use the API: those of ALLOWED_ORIGINS, of PUBLIC_URL and of the service's own origin. Others are
 * refused, not merely left without CORS headers: the feed's upgrade and simple requests never ask CORS.
 *
 * app.ts: `app.register(origins, { config })` after problems.
 */
import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** false: outside the rule of origins; set here for every route that is not the API's. */
    cors?: false;
  }
}

type OriginConfig = Pick<Config, 'allowedOrigins' | 'publicUrl'>;

/** What pages of allowed origins may send and read, and what no page may. */
const pages: FastifyCorsOptions = {
  origin: true,
  methods: 'GET, HEAD, POST, PUT, PATCH, DELETE',
  allowedHeaders: 'Authorization, Content-Type, Idempotency-Key, If-None-Match',
  exposedHeaders: 'ETag, Retry-After',
  maxAge: 600,
};
const nobody: FastifyCorsOptions = { origin: false };

export const origins = fp(
  async (app: FastifyInstance, { config }: { config: OriginConfig }) => {
    const isAllowed = originRule(config);
    const told = new Set<string>();

    // What is not the API (the element's file, probes) is outside the rule and does not vary by origin.
    app.addHook('onRoute', (route) => {
      if (!isApi(route.url) && route.url !== '*') route.config = { ...route.config, cors: false };
    });

    app.addHook('onRequest', (request, _reply, done) => {
      const { origin } = request.headers;
      if (origin === undefined || !underRule(request) || isAllowed(origin, request.host)) return done();
      // The page cannot read why it is refused, so whoever runs the service is told, once an origin.
      if (!told.has(origin) && told.size < 100) {
        told.add(origin);
        request.log.warn({ origin }, 'refused a page of an origin that is not in ALLOWED_ORIGINS');
      }
      done(
        new Problem(
          'origin_not_allowed',
          origin === 'null'
            ? 'Pages without an origin (files, sandboxed frames) may not use this service.'
            : `Pages of ${origin.slice(0, 200)} may not use this service. Whoever runs it can add that origin to ALLOWED_ORIGINS.`,
        ),
      );
    });

    await app.register(cors, {
      // Of what is under the rule only requests of pages that are allowed have come so far.
      delegator: (request: FastifyRequest, done: (error: null, options: FastifyCorsOptions) => void) =>
        done(null, request.headers.origin !== undefined && underRule(request) ? pages : nobody),
    });
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
