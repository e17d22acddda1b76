import fp from 'fastify-plugin';
import type { SeePerson } from './service.ts';

/**
 * Records who calls, before what they ask for is done. Reading must not depend on being able to write,
 * so a GET does not wait for it.
 */
export const sightings = fp<{ see: SeePerson }>(async (app, { see }) => {
  app.addHook('preHandler', async (request) => {
    if (request.caller === null) return;
    const seen = see(request.caller);
    if (request.method !== 'GET' && request.method !== 'HEAD') return seen;
    seen.catch((error: unknown) => request.log.warn(error, 'The caller could not be recorded'));
  });
});
