import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { type IdentityDeps, identity } from './identity.ts';
import { limits } from './limits.ts';

/**
 * Who may come in, in the one order that works: the token is read, the request is counted (for its person, else
 * for its address), and only then is a bad token refused, so that guessing tokens is limited as well.
 *
 * app.ts: `app.register(admission, { config, clock })` after problems, security and origins.
 */
export const admission = fp(
  async (app: FastifyInstance, deps: IdentityDeps) => {
    await app.register(identity, deps);
    await app.register(limits, deps);

    app.addHook('onRequest', (request, _reply, done) => {
      if (request.badToken === null) done();
      else done(request.badToken);
    });
  },
  { name: 'admission', fastify: '5.x' },
);
