import type { FastifyReply } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../problem.ts';

/** How long, in ms, a stop waits for what was accepted, and then for these last answers to leave. */
const patience = 2000;
const farewell = 500;

/**
 * A stop lets accepted requests be answered, asks their connections to end with the answer, and waits for no
 * connection that says nothing. What is not done by then, since the database is silent, say, is answered so.
 */
export const stopping = fp(async (app) => {
  const unanswered = new Set<FastifyReply>();
  let closing = false;

  app.addHook('onRequest', async (_request, reply) => {
    unanswered.add(reply);
    reply.raw.once('close', () => unanswered.delete(reply));
  });

  app.addHook('preClose', async () => {
    closing = true;
    setTimeout(() => {
      for (const reply of unanswered) if (!reply.sent) reply.send(tooLate());
      setTimeout(() => app.server.closeAllConnections(), farewell).unref();
    }, patience).unref();
  });

  app.addHook('onSend', async (_request, reply) => {
    // Kept alive, it would hold up the stop.
    if (closing) reply.header('connection', 'close');
  });
});

const tooLate = () =>
  new Problem(
    'unavailable',
    'The service is stopping; whether this was done is not known. Look again in a moment.',
    {
      retryAfter: 5,
    },
  );
