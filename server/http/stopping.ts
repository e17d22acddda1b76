import fp from 'fastify-plugin';

/** How long, in ms, a stop waits for what was accepted. */
const patience = 2500;

/**
 * A stop lets accepted requests be answered, asks their connections to end with the answer, and waits for no
 * connection that says nothing.
 */
export const stopping = fp(async (app) => {
  let closing = false;

  app.addHook('preClose', async () => {
    closing = true;
    setTimeout(() => app.server.closeAllConnections(), patience).unref();
  });

  app.addHook('onSend', async (_request, reply) => {
    // Kept alive, it would hold up the stop.
    if (closing) reply.header('connection', 'close');
  });
});
