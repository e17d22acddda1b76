import type { ClientFrame, ServerFrame } from '@mentor-slots/contract';
import { createSubscriptions } from './subscriptions.ts';
import { toJson } from './to-json.ts';
import type { TokenSource } from './token-source.ts';
import type { Socket, World } from './world.ts';

/** How long a connection may take to say hello. */
const helloPatience = 10_000;
const longestWait = 30_000;
/** A connection that lived this long was a good one: the next wait starts small again. */
const goodLife = 10_000;

export interface Feed {
  readonly state: 'connecting' | 'live' | 'offline';
  /** The server's clock minus this machine's, in milliseconds. */
  readonly offset: number;
  /** When this machine last heard from the server. */
  readonly heardAt: number;
  /** Opens the socket, or opens it at once if it waits to be opened again. */
  open(): void;
  /** Which alumni to keep; sent together at the end of the tick. */
  want(alumniIds: Iterable<string>): void;
  /** A new socket, now. */
  restart(): void;
  close(): void;
}

/** The one socket: stays open, says who is looking, tells every frame, comes back by itself. */
export function createFeed(
  url: string,
  world: World,
  tokens: TokenSource,
  on: { frame(frame: ServerFrame): void; state(): void },
): Feed {
  let socket: Socket | null = null;
  let state: Feed['state'] = 'connecting';
  let closed = true;
  let flushing = false;
  let offset = 0;
  let heardAt = 0;
  let bornAt = 0;
  let silence = helloPatience;
  let attempts = 0;
  /** How long a service that goes is let alone at least. */
  let restartMs = 1_000;
  let connections = 0;
  /** The socket takes frames. */
  let opened = false;
  let saidToken: string | null = null;
  let refusals = 0;
  let stopTimer = () => {};
  let stopSignals = () => {};

  const subscriptions = createSubscriptions(say);

  function say(frame: ClientFrame): void {
    socket?.send(toJson(frame));
  }

  function flush(): void {
    flushing = false;
    if (state === 'live') subscriptions.send();
  }

  function flushSoon(): void {
    if (flushing) return;
    flushing = true;
    world.after(0, flush);
  }

  function watch(): void {
    stopTimer();
    stopTimer = world.after(silence, () => lost(0));
  }

  function wait(ms: number): void {
    stopTimer();
    stopTimer = world.after(ms, connect);
  }

  function drop(): void {
    const old = socket;
    socket = null;
    subscriptions.forget();
    opened = false;
    saidToken = null;
    if (!old) return;
    // A dead connection may take minutes to close: nobody waits for it.
    old.onopen = old.onmessage = old.onclose = null;
    old.close();
  }

  function lost(code: number): void {
    const wasToken = saidToken;
    drop();
    if (bornAt && world.now() - bornAt > goodLife) attempts = 0;
    bornAt = 0;
    const first = state !== 'offline';
    state = 'offline';
    if (code === 4401) {
      // Once at once with a new token; a service that refuses that one too is asked at leisure, as nobody if need be.
      if (refusals) tokens.refuse(wasToken);
      const again = () => {
        if (!closed && !socket) wait(refusals++ ? backoff() : 0);
      };
      void tokens.renew('unauthorized', wasToken).then(again, again);
    } else {
      wait(code === 1012 ? restartMs + world.random() * 9_000 : backoff());
    }
    if (first) on.state();
  }

  function backoff(): number {
    return world.random() * Math.min(longestWait, 1_000 * 2 ** attempts++);
  }

  function connect(): void {
    stopTimer();
    drop();
    silence = helloPatience;
    if (state === 'live') {
      state = 'connecting';
      on.state();
    }
    let mine: Socket;
    try {
      mine = world.openSocket(url);
    } catch {
      // A content security policy or a bad address: as good as no connection.
      lost(0);
      return;
    }
    socket = mine;
    watch();
    mine.onmessage = (event) => receive(event.data);
    mine.onclose = (event) => lost(event.code);
    mine.onerror = () => {};
    const again = connections++ > 0;
    mine.onopen = () => {
      opened = true;
      const token = again ? tokens.renew('reconnect') : tokens.get();
      token.then(
        (value) => value && socket === mine && authenticate(value),
        // Until there is one, what everybody may see is read.
        () => {},
      );
    };
  }

  function authenticate(token: string): void {
    if (!opened || saidToken === token) return;
    saidToken = token;
    say({ type: 'authenticate', token });
  }

  /** Says the token that is held now; one that has yet to be asked for comes here again. */
  function introduce(): void {
    if (tokens.failure) return;
    if (tokens.held) authenticate(tokens.held);
    else if (socket) tokens.get().catch(() => {});
  }

  function receive(data: unknown): void {
    let frame: ServerFrame;
    try {
      frame = JSON.parse(String(data));
    } catch {
      return;
    }
    heardAt = world.now();
    if (frame.type === 'hello' || frame.type === 'heartbeat') offset = Date.parse(frame.now) - heardAt;
    if (frame.type === 'authenticated') {
      refusals = 0;
      tokens.accept();
      tokens.grant(saidToken, frame);
      flushSoon();
    }
    // Slots are not public there: subscribe again once somebody is signed in.
    if (frame.type === 'error' && frame.code === 'unauthenticated') subscriptions.forget();
    if (frame.type === 'hello') {
      silence = frame.heartbeatSeconds * 2_500;
      bornAt = heardAt;
      state = 'live';
      flush();
      on.state();
    }
    if (frame.type === 'restarting') restartMs = frame.reconnectAfterSeconds * 1_000;
    watch();
    on.frame(frame);
  }

  function open(): void {
    if (closed) {
      closed = false;
      stopSignals = world.onSignal((signal) => {
        if (signal === 'offline') lost(0);
        else open();
      });
      connect();
    } else if (!socket || (state === 'live' && world.now() - heardAt > silence)) {
      connect();
    }
  }

  // At the end of the tick, in which the identity may change more than once, and with it the socket.
  tokens.onChange(() => world.after(0, introduce));

  return {
    get state() {
      return state;
    },
    get offset() {
      return offset;
    },
    get heardAt() {
      return heardAt;
    },
    open,
    want(alumniIds) {
      subscriptions.want(alumniIds);
      flushSoon();
    },
    restart() {
      if (!closed) connect();
    },
    close() {
      closed = true;
      stopTimer();
      stopSignals();
      drop();
      state = 'connecting';
    },
  };
}
