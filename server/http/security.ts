import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import helmet, { type HelmetOptions } from 'helmet';

declare module 'fastify' {
  interface RouteShorthandOptions {
    /** What of the usual headers is another for this route: it serves a page. */
    helmet?: HelmetOptions;
  }
  interface FastifyContextConfig {
    /** The headers of a route that says `helmet`. */
    securityHeaders?: Headers;
  }
}

type Headers = Readonly<Record<string, string>>;

const usual: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
  // Belongs to whoever ends TLS: from here it would bind the whole domain and its subdomains.
  hsts: false,
};

/**
 * Headers for answers that are data, not pages. A route that serves a page says `helmet: { … }` in its options; what an
 * answer says itself counts, as the element's file does of `Cross-Origin-Resource-Policy`. They are the same for every
 * answer of a route, so they are worked out once: helmet itself does so at each request. A 304 stands for the answer that
 * the caller holds, whose headers go on counting (RFC 9110 §15.4.5).
 */
export const security = fp(
  async (app: FastifyInstance) => {
    const headers = headersBy(usual);
    app.addHook('onRoute', (route) => {
      const { helmet: own } = route;
      if (own !== undefined)
        route.config = { ...route.config, securityHeaders: headersBy({ ...usual, ...own } as HelmetOptions) };
    });
    app.addHook('onSend', (request, reply, payload, done) => {
      if (reply.statusCode !== 304) {
        const all = request.routeOptions.config.securityHeaders ?? headers;
        for (const name in all) if (!reply.hasHeader(name)) reply.header(name, all[name]);
      }
      done(null, payload);
    });
  },
  { name: 'security', fastify: '5.x' },
);

/** What helmet would set by these options. */
function headersBy(options: HelmetOptions): Headers {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader(name: string, value: string) {
      headers[name.toLowerCase()] = value;
    },
    removeHeader() {},
  };
  helmet(options)({} as never, answer as never, (error) => {
    if (error !== undefined) throw error;
  });
  return headers;
}
