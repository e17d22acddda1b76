import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

/** Runs what starts a service, and tells with its result every route that was added meanwhile, as `GET /livez`. */
export async function learnRoutes<T>(start: () => Promise<T>): Promise<{ started: T; routes: Set<string> }> {
  const routes = new Set<string>();
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.add(`${each} ${url}`);
    });
  };
  channel('fastify.initialization').subscribe(listen);
  try {
    return { started: await start(), routes };
  } finally {
    channel('fastify.initialization').unsubscribe(listen);
  }
}
