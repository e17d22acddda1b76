import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';

/** How long an upgrade may take to be decided. */
const decisionMs = 2000;

/**
 * Lets nothing but `path` be upgraded, and no refused upgrade leave its connection behind: Node takes its hands off a
 * connection that asks for an upgrade, so that it would outlive the refusal, and the service's stop. A service that is to
 * stop takes no page that it would send away again.
 */
export function guardUpgrades(app: FastifyInstance, path: string): void {
  // ws lifts the time-out when it takes the connection over.
  app.server.on('upgrade', (_request, socket) => {
    (socket as Socket).setTimeout(decisionMs, () => socket.destroy());
  });

  app.addHook('onRequest', async (request, reply) => {
    // A refusal ends the connection: no client must send its next request on it.
    if (request.headers.upgrade !== undefined) reply.header('connection', 'close');
    if (request.ws && request.routeOptions.url !== path) {
      throw new Problem('invalid_request', `Only ${path} can be upgraded, and only to a WebSocket.`);
    }
    if (request.ws && app.isLeaving())
      throw new Problem('unavailable', 'The service is stopping: connect again in a moment.', {
        retryAfter: 5,
      });
    if (request.ws && !isHandshake(request.raw)) {
      // RFC 6455 §4.4: a client of another version may know this one.
      reply.header('sec-websocket-version', '13');
      throw new Problem(
        'invalid_request',
        'The handshake is not that of a WebSocket of version 13 (RFC 6455).',
      );
    }
  });

  app.addHook('onResponse', async (request) => {
    if (request.headers.upgrade !== undefined) request.raw.socket.destroy();
  });
}

/** RFC 6455 §4.2.1; ws refuses less of it, and in HTML. */
function isHandshake({ httpVersion, headers }: IncomingMessage): boolean {
  const version = headers['sec-websocket-version'];
  return (
    httpVersion !== '1.0' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    (version === '13' || version === '8') &&
    /^[+/0-9a-z]{22}==$/i.test(headers['sec-websocket-key'] ?? '')
  );
}
