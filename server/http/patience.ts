import type { IncomingHttpHeaders, Server } from 'node:http';
import type { FastifyHttpOptions } from 'fastify';
import fp from 'fastify-plugin';

/** How long, in ms, the service waits for clients: nothing that it holds for one of them is without an end. */
export interface Patience {
  /** For a whole request, from its first byte, or from the connection's beginning where none comes. */
  request: number;
  /** For the next byte of a file that is uploaded, which may take as long as it needs. */
  upload: number;
  /** For the rest of a request that is answered already: nobody reads it. */
  refused: number;
  /** For the next request on a connection. */
  keepAlive: number;
  /** For a client to read on, or to answer at all, while its request is served. */
  silence: number;
  /** For a socket of the feed to subscribe or to say whose it is. */
  introduction: number;
}

export const patience: Patience = {
  request: 30_000,
  upload: 30_000,
  refused: 1_000,
  keepAlive: 72_000,
  silence: 60_000,
  introduction: 30_000,
};

/** The options of the HTTP server that hold clients to it. */
export function serverPatience({ request, keepAlive, silence }: Patience) {
  return {
    requestTimeout: request,
    keepAliveTimeout: keepAlive,
    connectionTimeout: silence,
    http: {
      headersTimeout: request,
      connectionsCheckingInterval: Math.min(1_000, request / 4),
      // problems.ts refuses it, in words.
      requireHostHeader: false,
    },
  } satisfies FastifyHttpOptions<Server>;
}

/**
 * Ends the connection of a request that was answered before all of it had come, unless the rest comes in a moment. A rest
 * that is too large, or of no told length, is not even read: the answer says that the connection ends with it, so that
 * neither a client nor a proxy asks on it again.
 */
export const endRefused = fp(
  async (app, { patience }: { patience: Patience }) => {
    app.addHook('onSend', ({ raw, headers, routeOptions }, reply, payload, done) => {
      if (raw.complete || bodyLength(headers) <= routeOptions.bodyLimit) return done(null, payload);
      // Node throws away the rest of what nobody has begun to read. Of what is begun and paused it takes no more than it can hold.
      raw.read();
      raw.pause();
      reply.header('connection', 'close');
      // Node destroys the connection with such an answer, which a client that still sends might then not see: our side ends first.
      const { socket } = raw;
      socket.destroySoon = () => {
        socket.end();
        setTimeout(() => socket.destroy(), patience.refused).unref();
      };
      done(null, payload);
    });

    app.addHook('onResponse', ({ raw }, _reply, done) => {
      const { socket } = raw;
      if (raw.complete === false)
        setTimeout(() => raw.complete || socket.destroy(), patience.refused).unref();
      done();
    });
  },
  { name: 'end-refused', fastify: '5.x' },
);

/** As the headers tell it (RFC 9112 §6.3). One without a body may be answered before the parser has said that it is complete. */
function bodyLength(headers: IncomingHttpHeaders): number {
  if (headers['transfer-encoding'] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(headers['content-length'] ?? 0);
}
