import type { World } from './world.ts';

/** Why a token is asked for. */
export type TokenReason = 'first-use' | 'expiring' | 'unauthorized' | 'reconnect';
/** The host's way to hand over a token; nothing (or a rejection) means that nobody is signed in. */
export type GetToken = (ask: {
  reason: TokenReason;
}) => Promise<string | null | undefined> | string | null | undefined;

/** Who the host says is looking: a token, a way to get one, or neither. */
export interface Identity {
  readonly token: string | null;
  readonly getToken: GetToken | null;
}

export interface TokenSource {
  /** Somebody is signed in, or may turn out to be. */
  readonly signedIn: boolean;
  /** Somebody was signed in, and no longer is: their token has ended or was refused. */
  readonly ended: boolean;
  /** The held token, ended or not; null until one is asked for. */
  readonly held: string | null;
  /** The `sub` of the held token. Not verified: good for showing, not for deciding. */
  readonly userId: string | null;
  /** A token that has not expired, or null for nobody. */
  get(): Promise<string | null>;
  /** A newer token than `stale`, asked for once however many ask at a time. */
  renew(reason: TokenReason, stale?: string | null): Promise<string | null>;
  /** Replaces the identity. */
  change(identity: Identity): void;
  /** Forgets that signing in failed, so that it is tried again. */
  forgive(): void;
  /** Called when a new token is held, signing in has failed or may be tried again, or the identity is another. */
  onChange(listener: () => void): void;
  close(): void;
}

/** How long before `exp` a new token is asked for. */
const leadTime = 60_000;
/** A token younger than this is good enough for a new socket. */
const fresh = 10_000;

/** The claims of a JWT, unverified. */
function claimsOf(token: string): { sub?: unknown; exp?: unknown } {
  try {
    const text = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (char) => char.charCodeAt(0)))) ?? {};
  } catch {
    // The service decides what a good token is; here it only says when to renew.
    return {};
  }
}

/** Keeps one person's token fresh. */
export function createTokenSource(world: World, serverNow: () => number): TokenSource {
  const listeners = new Set<() => void>();
  let identity: Identity = { token: null, getToken: null };
  let held: string | null = null;
  let expiresAt = Number.POSITIVE_INFINITY;
  let userId: string | null = null;
  let refused = false;
  let ended = false;
  let heldSince = 0;
  let asking: Promise<string | null> | null = null;
  let stopTimer = () => {};

  function hold(token: string | null): void {
    stopTimer();
    held = token;
    heldSince = world.now();
    const { sub, exp } = token ? claimsOf(token) : {};
    userId = typeof sub === 'string' ? sub : null;
    expiresAt = typeof exp === 'number' ? exp * 1000 : Number.POSITIVE_INFINITY;
    if (token && identity.getToken && expiresAt < Number.POSITIVE_INFINITY) {
      const life = expiresAt - serverNow();
      const wait = Math.max(5_000, life - Math.min(leadTime, life / 5));
      stopTimer = world.after(wait, () => void ask('expiring'));
    }
  }

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function signOut(): null {
    refused = true;
    ended = held !== null;
    hold(null);
    changed();
    return null;
  }

  function ask(reason: TokenReason): Promise<string | null> {
    const { getToken } = identity;
    if (!getToken) return Promise.resolve(signOut());
    if (asking) return asking;
    const mine = Promise.resolve().then(async () => {
      let token: string | null | undefined;
      try {
        token = await getToken({ reason });
      } catch {
        // Whatever the host's reason, nobody is signed in; the elements say so and offer to sign in.
        token = null;
      }
      // The identity has changed meanwhile: this answer belongs to nobody any more.
      if (asking !== mine) return held;
      asking = null;
      if (!token) {
        // Renewing early may fail without harm while the old token is still good.
        if (held && reason !== 'unauthorized' && expiresAt > serverNow()) return held;
        return signOut();
      }
      const before = held;
      refused = false;
      hold(token);
      if (token !== before) changed();
      return token;
    });
    asking = mine;
    return mine;
  }

  return {
    get signedIn() {
      return !refused && Boolean(held || identity.getToken);
    },
    get ended() {
      return ended && refused;
    },
    get held() {
      return held;
    },
    get userId() {
      return userId;
    },
    async get() {
      if (refused) return null;
      if (held && (expiresAt > serverNow() || !identity.getToken)) return held;
      return identity.getToken ? ask(held ? 'expiring' : 'first-use') : null;
    },
    async renew(reason, stale) {
      if (refused || (!held && !identity.getToken)) return null;
      if (stale !== undefined && held && held !== stale) return held;
      if (reason === 'reconnect' && held) {
        if (!identity.getToken || world.now() - heldSince < fresh) return held;
      }
      return ask(held || reason !== 'reconnect' ? reason : 'first-use');
    },
    change(next) {
      // A callback stays what it was when only the attribute beside it changed.
      if (next.getToken && next.getToken === identity.getToken) return;
      identity = next;
      refused = false;
      asking = null;
      hold(next.getToken ? null : next.token);
      changed();
    },
    forgive() {
      if (!refused) return;
      refused = false;
      if (!identity.getToken) hold(identity.token);
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
    },
    close() {
      stopTimer();
      listeners.clear();
      asking = null;
    },
  };
}
