/** Is it alive, and can it work? For the operator, so not part of the OpenAPI description. */
import type { FastifyPluginAsync } from 'fastify';
import { inTime } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { readVersion } from '../db/schema.ts';
import { Problem } from '../problem.ts';
import { programVersion } from '../version.ts';

/** How long it is asked, in ms, why nothing is heard of it: less than those wait who look whether the service is ready. */
const patience = 1_000;

/**
 * `/livez` touches nothing, and says which version lives. `/readyz` reads the database: 503 `unavailable` when it cannot, and while changes that other
 * processes commit are not heard, since pages would show old seats then, and from the moment on that it is to stop.
 */
export const healthRoutes: FastifyPluginAsync<{ database: Database }> = async (app, { database }) => {
  const read = async () => {
    try {
      return await database.read.run(readVersion, {});
    } catch (error) {
      throw noAnswer(error);
    }
  };
  app.get('/livez', { schema: { hide: true } }, async (_request, reply) => {
    // A page that is refused everything else can see here that the service is there: what `diagnose()` tells apart.
    reply.header('cross-origin-resource-policy', 'cross-origin');
    return { status: 'alive', version: programVersion };
  });

  app.get('/readyz', { schema: { hide: true } }, async () => {
    if (app.isLeaving())
      throw new Problem('unavailable', 'The service is stopping: ask another node.', { retryAfter: 5 });
    if (!database.vitals.hearing()) {
      // That it is not ready is known already: a database that has gone silent is not waited for to its end.
      if ((await inTime(read(), patience)) === null) throw noAnswer();
      throw new Problem('unavailable', 'Changes of other processes are not heard right now.', {
        retryAfter: 5,
      });
    }
    await read();
    return { status: 'ready' };
  });
};

function noAnswer(cause?: unknown): Problem {
  const problem = new Problem('unavailable', 'The database does not answer.', { retryAfter: 5 });
  problem.cause = cause;
  return problem;
}
