/** What the client needs of the world outside, handed in so that tests can bring their own. */
export interface World {
  fetch: typeof fetch;
  openSocket(url: string): Socket;
  /** This machine's clock, in milliseconds since 1970. */
  now(): number;
  /** 0 ≤ random < 1. */
  random(): number;
  /** Calls once after `ms`; returns what stops it. */
  after(ms: number, call: () => void): () => void;
  /** Is anybody looking? Without a viewer there is no polling. */
  visible(): boolean;
  /** `wake`: the network is back or the page is seen again; `offline`: the network is gone. Returns what stops it. */
  onSignal(listener: (signal: 'wake' | 'offline') => void): () => void;
}

/** The part of a WebSocket that the feed uses. */
export interface Socket {
  send(data: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
}

/** The page's own world. */
export function browserWorld(): World {
  return {
    fetch: (input, init) => fetch(input, init),
    openSocket: (url) => new WebSocket(url) as Socket,
    now: () => Date.now(),
    random: () => Math.random(),
    after(ms, call) {
      const timer = setTimeout(call, Math.min(ms, 2 ** 31 - 1));
      return () => clearTimeout(timer);
    },
    visible: () => document.visibilityState !== 'hidden',
    onSignal(listener) {
      const stop = new AbortController();
      const { signal } = stop;
      const wake = () => listener('wake');
      addEventListener('online', wake, { signal });
      addEventListener('pageshow', wake, { signal });
      addEventListener('offline', () => listener('offline'), { signal });
      document.addEventListener('visibilitychange', () => document.hidden || wake(), { signal });
      return () => stop.abort();
    },
  };
}
