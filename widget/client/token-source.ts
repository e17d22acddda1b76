import type { Role } from '@mentor-slots/contract';
import { claimsOf } from './claims.ts';
import { Failure } from './failure.ts';
import type { World } from './world.ts';

/** Why a token is asked for. */
export type TokenReason = 'first-use' | 'expiring' | 'unauthorized' | 'reconnect';
/** The host's way to hand over a token; nothing means that nobody is signed in, a rejection that it is to be tried again. */
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
  /**
   * Why there is no token of somebody who may be signed in: `token_failed` while the host cannot say and is asked again,
   * `token_refused` where the service has refused each one that the host gave.
   */
  readonly failure: Failure | null;
  /** Somebody was signed in, and no longer is: their token has ended or was refused. */
  readonly ended: boolean;
  /** The held token, ended or not; null until one is asked for. */
  readonly held: string | null;
  /** The `sub` of the held token. Not verified: good for showing, not for deciding. */
  readonly userId: string | null;
  /** A token that has not expired, or null for nobody. Rejects with `failure`. */
  get(): Promise<string | null>;
  /** A newer token than `stale`, asked for once however many ask at a time. Rejects with `failure`. */
  renew(reason: TokenReason, stale?: string | null): Promise<string | null>;
  /** The service took the held token. */
  accept(): void;
  /** What the held token gives by the service's word, which alone knows the portal's claims; null until it has said so. */
  readonly roles: readonly Role[] | null;
  /** How many milliseconds before the others the person may book, as the service said last; a newer token of theirs keeps it. */
  readonly headStart: number;
  /** Does the service tell them by mail? False until it has said so. */
  readonly mail: boolean;
  /** The service has said what `token` gives. One of before says less. */
  grant(token: string | null, given: Granted): void;
  /** The service refused `token`, which it was given in the place of another that it had refused. */
  refuse(token: string | null): void;
  /** Replaces the identity. */
  change(identity: Identity): void;
  /** Forgets what failed, so that it is tried again. */
  forgive(): void;
  /** Called when a new token is held, signing in has failed or may be tried again, or the identity is another. */
  onChange(listener: () => void): void;
  close(): void;
}

/** What the service says of a token that it took. */
export interface Granted {
  roles?: readonly Role[];
  headStartSeconds?: number;
  mail?: boolean;
}

/** How long before `exp` a new token is asked for. */
const leadTime = 60_000;
/** A token younger than this is good enough for a new socket. */
const fresh = 10_000;
/** How long the host may take to answer. */
const patience = 20_000;
const longestWait = 30_000;

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
  let failure: Failure | null = null;
  let accepted = false;
  let roles: readonly Role[] | null = null;
  let headStart = 0;
  let mail = false;
  let attempts = 0;
  let stopTimer = () => {};
  let stopRetrying = () => {};

  function isGood(): boolean {
    return held !== null && expiresAt > serverNow();
  }

  function hold(token: string | null): void {
    stopTimer();
    if (token !== held) roles = null;
    held = token;
    heldSince = world.now();
    const { sub, exp } = (token ? claimsOf(token) : null) ?? {};
    const before = userId;
    userId = typeof sub === 'string' ? sub : null;
    if (userId !== before) headStart = 0;
    expiresAt = typeof exp === 'number' ? exp * 1000 : Number.POSITIVE_INFINITY;
    if (token && identity.getToken && expiresAt < Number.POSITIVE_INFINITY) {
      const life = expiresAt - serverNow();
      const wait = Math.max(5_000, life - Math.min(leadTime, life / 5));
      stopTimer = world.after(wait, () => void ask('expiring').catch(() => {}));
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

  function fail(why: Failure): Failure {
    const isNews = failure?.code !== why.code;
    failure = why;
    if (isNews) changed();
    return why;
  }

  function succeed(): void {
    stopRetrying();
    failure = null;
    attempts = 0;
  }

  /** Calls `again` after a while that grows, or as soon as somebody comes back to the page or the network does. */
  function retryLater(again: () => void, wait: number | null): void {
    stopRetrying();
    const stops = [world.onSignal((signal) => signal === 'wake' && again())];
    if (wait !== null) stops.push(world.after(wait, again));
    stopRetrying = () => {
      for (const stop of stops) stop();
    };
  }

  function backoff(): number {
    return (0.5 + world.random() / 2) * Math.min(longestWait, 1_000 * 2 ** attempts++);
  }

  /** The host could not say who is signed in; whoever was still is. */
  function missed(reason: TokenReason, error: unknown): string | null {
    retryLater(() => {
      stopRetrying();
      void ask(reason).catch(() => {});
    }, backoff());
    // Renewing early may fail without harm while the old token is still good.
    if (reason !== 'unauthorized' && isGood()) return held;
    throw fail(
      new Failure('token_failed', `getToken failed: ${error instanceof Error ? error.message : error}`),
    );
  }

  /** The service has never taken a token of this identity, though it should still be good: the set-up is wrong, not the person. */
  function refuseAll(): Failure {
    retryLater(forgive, null);
    return fail(new Failure('token_refused', 'The service refuses the token of this page.', 401));
  }

  function forgive(): void {
    if (!refused && !failure) return;
    refused = false;
    succeed();
    if (!identity.getToken) hold(identity.token);
    changed();
  }

  /** What `getToken` answers; rejects where it takes too long. */
  function answerOf(getToken: GetToken, reason: TokenReason): Promise<string | null | undefined> {
    let stop = () => {};
    return new Promise<string | null | undefined>((resolve, reject) => {
      stop = world.after(patience, () => reject(new Error('it did not answer in time')));
      Promise.resolve(getToken({ reason })).then(resolve, reject);
    }).finally(() => stop());
  }

  function ask(reason: TokenReason): Promise<string | null> {
    const { getToken } = identity;
    if (!getToken) return isGood() && !accepted ? Promise.reject(refuseAll()) : Promise.resolve(signOut());
    if (asking) return asking;
    const mine = Promise.resolve().then(async () => {
      const [answer] = await Promise.allSettled([answerOf(getToken, reason)]);
      // The identity has changed meanwhile: this answer belongs to nobody any more.
      if (asking !== mine) return held;
      asking = null;
      if (answer.status === 'rejected') return missed(reason, answer.reason);
      const token = answer.value;
      const isNews = Boolean(failure) || token !== held;
      succeed();
      if (!token) {
        // As above.
        if (reason !== 'unauthorized' && isGood()) return held;
        return signOut();
      }
      refused = false;
      hold(token);
      if (isNews) changed();
      return token;
    });
    asking = mine;
    return mine;
  }

  return {
    get signedIn() {
      return !refused && Boolean(held || identity.getToken);
    },
    get failure() {
      return failure;
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
      if (failure?.code === 'token_refused') throw failure;
      if (held && !failure && (isGood() || !identity.getToken)) return held;
      return identity.getToken ? ask(held ? 'expiring' : 'first-use') : null;
    },
    async renew(reason, stale) {
      if (refused || (!held && !identity.getToken)) return null;
      if (failure?.code === 'token_refused') throw failure;
      if (stale !== undefined && held && held !== stale) return held;
      if (reason === 'reconnect' && held && !failure) {
        if (!identity.getToken || world.now() - heldSince < fresh) return held;
      }
      return ask(held || reason !== 'reconnect' ? reason : 'first-use');
    },
    accept() {
      accepted = true;
    },
    get roles() {
      return roles;
    },
    get headStart() {
      return headStart;
    },
    get mail() {
      return mail;
    },
    grant(token, given) {
      if (token !== held) return;
      roles = given.roles ?? roles;
      headStart = (given.headStartSeconds ?? headStart / 1000) * 1000;
      mail = given.mail ?? mail;
    },
    refuse(token) {
      if (token && token === held && !accepted && isGood()) refuseAll();
    },
    change(next) {
      // A callback stays what it was when only the attribute beside it changed.
      if (next.getToken && next.getToken === identity.getToken) return;
      identity = next;
      refused = accepted = false;
      asking = null;
      succeed();
      hold(next.getToken ? null : next.token);
      changed();
    },
    forgive,
    onChange(listener) {
      listeners.add(listener);
    },
    close() {
      stopTimer();
      stopRetrying();
      listeners.clear();
      asking = null;
    },
  };
}
