import { type ClientFrame, closeCodes } from '@mentor-slots/contract';
import type { FastifyBaseLogger } from 'fastify';
import type { WebSocket } from 'ws';
import { type Elapsed, instant } from '../clock.ts';
import type { FeedMetrics } from '../metrics/feed-metrics.ts';
import { readClientFrame } from './client-frame.ts';
import type { Hub, Listener, Message } from './hub.ts';
import { createOutgoing } from './outgoing.ts';
import { createSignIn, type SignInDeps } from './sign-in.ts';
import { createSubscriptions, type Snapshots } from './subscriptions.ts';

export interface SocketDeps extends SignInDeps {
  elapsed: Elapsed;
  hub: Hub;
  snapshots: Snapshots;
  publicRead: boolean;
  metrics: FeedMetrics;
  heartbeatSeconds: number;
  introductionMs: number;
}

/** One client's socket, as the feed keeps it. */
export interface FeedSocket {
  /** Says the time and asks for a sign of life; a client that gave none since the last beat is gone. */
  beat(heartbeat: Message): void;
  /** Says when to come back, and closes. */
  restart(restarting: Message): void;
}

const badFramesAllowed = 20;
const framesAllowed = 120;
/** Each asks for a snapshot: what a page of the most subscriptions may need, with room for it to move on. */
const idsAllowed = 2_000;
const frameWindowMs = 10_000;

/** Greets the client and serves its frames until the socket closes. Attaches everything before it returns. */
export function serveSocket(deps: SocketDeps, socket: WebSocket, log: FastifyBaseLogger): FeedSocket {
  const { clock, elapsed, hub } = deps;
  const listener: Listener = {
    slotChanged: (alumniId, frame, message) => subscriptions.slotChanged(alumniId, frame, message),
    bookingChanged: (message) => signIn.bookingChanged(message),
    rosterChanged: (alumniId, message) => signIn.rosterChanged(alumniId, message),
    gap: () => {
      // A snapshot shows slots, not what became of somebody's bookings: those they read anew when they come back.
      if (signIn.check()) outgoing.close(closeCodes.restarting, 'changes were missed: come back in a moment');
      else subscriptions.renew();
    },
  };
  const outgoing = createOutgoing(socket, deps.metrics, stop);
  const subscriptions = createSubscriptions(hub, listener, outgoing, deps.snapshots, log);
  const signIn = createSignIn(deps, hub, listener, outgoing, log);
  let alive = true;
  let badFrames = 0;
  let frames = 0;
  let ids = 0;
  let windowStart = elapsed();
  /** Frames are served one after another: what follows an authenticate counts as the person's. */
  let serving = Promise.resolve();

  const introduction = setTimeout(() => {
    if (!signIn.check() && subscriptions.count() === 0)
      outgoing.close(closeCodes.policy, 'neither authenticated nor subscribed in time');
  }, deps.introductionMs);
  introduction.unref();

  function stop(): void {
    clearTimeout(introduction);
    subscriptions.stop();
    signIn.stop();
  }

  function countFrame(): void {
    if (elapsed() - windowStart >= frameWindowMs) {
      windowStart = elapsed();
      frames = 0;
      ids = 0;
    }
    frames += 1;
    if (frames <= framesAllowed) return;
    outgoing.close(closeCodes.policy, 'more than 120 frames in 10 seconds');
    // Whatever else it sends is not even looked at; what does not end within the time for closing is cut off.
    socket.pause();
  }

  function refuse(code: string, detail: string): void {
    outgoing.sendFrame({ type: 'error', code, detail });
  }

  async function serve(frame: ClientFrame): Promise<void> {
    if (!outgoing.isOpen()) return;
    switch (frame.type) {
      case 'authenticate':
        return signIn.authenticate(frame.token);
      case 'unsubscribe':
        return subscriptions.unsubscribe(frame.alumniIds);
      case 'subscribe':
        ids += frame.alumniIds.length;
        if (ids > idsAllowed) return outgoing.close(closeCodes.policy, 'more than 2,000 ids in 10 seconds');
        if (deps.publicRead || signIn.check()) return subscriptions.subscribe(frame.alumniIds);
        return refuse('unauthenticated', 'Send an authenticate frame first: slots are not public here.');
    }
  }

  socket.on('message', (data: Buffer, isBinary: boolean) => {
    deps.metrics.received();
    countFrame();
    if (!outgoing.isOpen()) return;
    const frame = readClientFrame(data, isBinary);
    if (typeof frame !== 'string') {
      serving = serving.then(() => serve(frame)).catch(fail);
      return;
    }
    refuse('invalid_frame', frame);
    badFrames += 1;
    if (badFrames > badFramesAllowed) outgoing.close(closeCodes.policy, 'more than 20 bad frames');
  });
  socket.on('ping', countFrame);
  socket.on('pong', () => {
    alive = true;
    countFrame();
  });
  socket.on('close', stop);

  function fail(error: unknown): void {
    log.error({ err: error }, 'a fault of the feed');
    outgoing.close(1011, 'a fault of the service');
  }

  const heartbeatSeconds = Math.max(1, Math.ceil(deps.heartbeatSeconds));
  outgoing.sendFrame({ type: 'hello', now: instant(clock()), heartbeatSeconds });

  return {
    restart: (restarting) => {
      outgoing.send(restarting);
      outgoing.close(closeCodes.restarting, 'restarting: come back in a moment');
    },
    beat: (heartbeat) => {
      if (!alive) return socket.terminate();
      alive = false;
      signIn.check();
      if (!outgoing.isOpen()) return;
      socket.ping();
      outgoing.send(heartbeat);
    },
  };
}
