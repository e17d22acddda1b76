/**
 * The feed: WebSocket at /api/slots/feed. What travels on it stands in contract/feed.ts.
 *
 * app.ts: `app.register(feedRoutes, deps)` after admission and before the other routes, so that an upgrade of any other
 * address is refused.
 */
import websocket from '@fastify/websocket';
import { closeCodes, feedLimits } from '@mentor-slots/contract';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { WebSocket } from 'ws';
import type { Caller } from '../caller.ts';
import { type Clock, type Elapsed, instant } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { addressOf } from '../http/address.ts';
import { createFeedMetrics } from '../metrics/feed-metrics.ts';
import { Problem } from '../problem.ts';
import { createCrowd } from './crowd.ts';
import { createHub, encode, type Message } from './hub.ts';
import { type FeedSocket, serveSocket } from './socket.ts';
import type { Snapshots } from './subscriptions.ts';
import { guardUpgrades } from './upgrades.ts';

export interface FeedDeps {
  /** `publicRead: false`: subscribing needs an authenticated socket. */
  config: Pick<Config, 'publicRead' | 'reconnectAfter' | 'rules'>;
  clock: Clock;
  elapsed: Elapsed;
  onChange: Database['onChange'];
  onGap: Database['onGap'];
  /** Read anew at each call, after what `onChange` has told so far. */
  snapshots: Snapshots;
  /** Records the person who authenticated. */
  see: (caller: Caller) => Promise<void> | null;
  /** How long a socket may be open, in ms, before it subscribes or says whose it is. Default 30,000. */
  introductionMs?: number;
  /** Between two heartbeats. Default 25. */
  heartbeatSeconds?: number;
}

const path = '/api/slots/feed';
/** How long a closing socket may take before it is destroyed: by us when it stops, by ws otherwise. */
const stopMs = 1000;
const closeTimeout = 2000;
/** Pieces of one message: a frame is small, and empty pieces are counted nowhere else. */
const maxFragments = 16;

export const feedRoutes = fp(
  async (
    app: FastifyInstance,
    { config, onChange, onGap, heartbeatSeconds = 25, introductionMs = 30_000, ...rest }: FeedDeps,
  ) => {
    const hub = createHub(onChange, onGap);
    const { publicRead } = config;
    const { mail: isMailSent } = config.rules.outbox;
    const crowd = createCrowd();
    const sockets = new Map<WebSocket, FeedSocket>();
    const metrics = createFeedMetrics(app.metrics, () => sockets.size);
    const { verifyToken } = app;
    const deps = {
      ...rest,
      hub,
      publicRead,
      isMailSent,
      heartbeatSeconds,
      introductionMs,
      verifyToken,
      metrics,
    };

    // closeTimeout is missing from the types of ws.
    const options = {
      maxPayload: feedLimits.frameBytes,
      maxFragments,
      handleProtocols: () => false as const,
      closeTimeout,
    };
    await app.register(websocket, {
      options,
      // Heard where the handler fails. What the socket says is heard by the handler itself, see there.
      errorHandler: (error, socket, { log }) => endFailed(error, socket, log),
      preClose: async () => {
        clearInterval(heart);
        hub.close();
        const reconnectAfterSeconds = Math.ceil(config.reconnectAfter / 1000);
        await closeAll(sockets, encode({ type: 'restarting', reconnectAfterSeconds }));
        app.websocketServer.close();
      },
    });

    const heart = setInterval(() => {
      const heartbeat = encode({ type: 'heartbeat', now: instant(deps.clock()) });
      for (const socket of sockets.values()) socket.beat(heartbeat);
    }, heartbeatSeconds * 1000);
    heart.unref();

    guardUpgrades(app, path);

    app.route({
      method: 'GET',
      url: path,
      schema: { hide: true },
      handler: async (_request, reply) => {
        reply.header('upgrade', 'websocket');
        throw new Problem('invalid_request', 'This is a WebSocket: connect to it with ws:// or wss://.');
      },
      // The request and its answer are over, yet would be kept for as long as the page is open: as much as all else of its socket.
      preHandler: async (request, reply) => {
        if (request.ws) reply.raw.detachSocket(request.raw.socket);
      },
      wsHandler: (socket, request) => {
        const { log } = request;
        // The plugin's own listener would keep them too.
        socket.removeAllListeners('error');
        socket.on('error', (error) => endFailed(error, socket, log));
        const place = crowd.enter(addressOf(request));
        if (place === null) {
          socket.close(closeCodes.policy, 'too many sockets of one address');
          return;
        }
        sockets.set(socket, serveSocket({ ...deps, place }, socket, log));
        socket.on('close', (code) => {
          sockets.delete(socket);
          place.leave();
          metrics.closed(code);
        });
      },
    });
  },
  { name: 'feed-routes', fastify: '5.x', dependencies: ['admission', 'metrics', 'stopping'] },
);

/** After a protocol error (a frame too long, bad UTF-8) ws is closing with its code; it only needs the time to. */
function endFailed(error: Error, socket: WebSocket, log: FastifyBaseLogger): void {
  log.info({ err: error }, 'socket error');
  socket.close();
}

/** Tells every client when to come back; those that do not answer are cut off. */
async function closeAll(sockets: Map<WebSocket, FeedSocket>, restarting: Message): Promise<void> {
  const closed = [...sockets.keys()].map((socket) => new Promise((resolve) => socket.on('close', resolve)));
  for (const socket of sockets.values()) socket.restart(restarting);
  const cutOff = setTimeout(() => {
    for (const socket of sockets.keys()) socket.terminate();
  }, stopMs);
  await Promise.all(closed);
  clearTimeout(cutOff);
}
