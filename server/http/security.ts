import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/**
 * Headers for answers that are data, not pages. A route that serves a page says `helmet: { … }` in its options;
 * the element's file says its own `Cross-Origin-Resource-Policy`.
 */
export const security = fp(
  async (app: FastifyInstance) => {
    await app.register(helmet, {
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
    });
  },
  { name: 'security', fastify: '5.x' },
);
