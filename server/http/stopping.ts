import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../problem.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Is the service about to stop? Then it is not ready, and takes no new page. */
    isLeaving(): boolean;
    /**
     * Goes on serving for so many ms, but is not ready, and ends each connection with its answer: whoever passes requests on
     * has time to see it, and holds no idle connection any more that could end under its hands. Then listens no more.
     */
    leave(graceMs: number): Promise<void>;
  }
}

/** How long, in ms, a stop waits for what was accepted, and then for these last answers to leave. */
const patience = 1500;
const farewell = 300;
/** How long, in ms, is waited for a moment in which nobody connects, and the longest that counts as one. */
const quietPatience = 500;
const quietTurn = 0.2;

/**
 * A stop lets accepted requests be answered, asks their connections to end with the answer, and waits for no
 * connection that says nothing. What is not done by then, since the database is silent, say, is answered so.
 */
export const stopping = fp(
  async (app) => {
    // In places that are used again. What comes and goes as fast as this in a Set is kept from the garbage collector:
    // a Set that makes itself anew leaves what it had in it behind, where only the slow collection finds it.
    const unanswered: (FastifyReply | null)[] = [];
    const free: number[] = [];
    let isLeaving = false;
    let closed: Promise<unknown> = Promise.resolve();
    /** What comes is held until then. */
    let listensNoMore: Promise<void> | null = null;

    app.decorate('isLeaving', () => isLeaving);
    app.decorate('leave', async (graceMs: number) => {
      isLeaving = true;
      await delay(graceMs, undefined, { ref: false });
      // Held requests cost no time in which others could connect, and a proxy that counts them prefers another node.
      listensNoMore = nobodyConnects(app.server).then(() => {
        closed = once(app.server, 'close');
        app.server.close();
      });
      await listensNoMore;
    });

    app.addHook('onRequest', (request, reply, done) => {
      // An upgrade is decided at once, and is not answered by a reply: it would be kept for as long as the page is open.
      if (request.headers.upgrade === undefined) hold(reply);
      if (listensNoMore === null) done();
      else listensNoMore.then(() => done(), done);
    });

    function hold(reply: FastifyReply): void {
      const place = free.pop() ?? unanswered.length;
      unanswered[place] = reply;
      reply.raw.on('close', () => {
        unanswered[place] = null;
        free.push(place);
      });
    }

    app.addHook('preClose', async () => {
      isLeaving = true;
      setTimeout(() => {
        for (const reply of unanswered) if (reply?.sent === false) reply.send(tooLate());
        setTimeout(() => app.server.closeAllConnections(), farewell).unref();
      }, patience).unref();
    });

    // A server that listens no more already is not waited for by Fastify.
    app.addHook('onClose', () => closed);

    app.addHook('onSend', (_request, reply, payload, done) => {
      // Kept alive, it would hold up the stop.
      if (isLeaving) reply.header('connection', 'close');
      done(null, payload);
    });
  },
  { name: 'stopping', fastify: '5.x' },
);

/**
 * Resolves right after a turn of the event loop in which no connection was there to be accepted, and nothing else took
 * time: one that the system has taken already would be reset where the service listens no more, with its request.
 */
async function nobodyConnects(server: Server): Promise<void> {
  let connections = 0;
  const count = () => {
    connections += 1;
  };
  server.on('connection', count);
  const since = performance.now();
  for (let quiet = false; !quiet && performance.now() - since < quietPatience; ) {
    const [before, began] = [connections, performance.now()];
    await turn();
    quiet = connections === before && performance.now() - began < quietTurn;
  }
  server.off('connection', count);
}

const tooLate = () =>
  new Problem(
    'unavailable',
    'The service is stopping; whether this was done is not known. Look again in a moment.',
    {
      retryAfter: 5,
    },
  );
