import { closeCodes, feedLimits } from '@mentor-slots/contract';
import type { FastifyBaseLogger } from 'fastify';
import { type Caller, isManager, type VerifyToken } from '../caller.ts';
import { type Clock, instant } from '../clock.ts';
import { logged, Problem } from '../problem.ts';
import type { Place } from './crowd.ts';
import type { Hub, Listener, Message } from './hub.ts';
import type { Outgoing } from './outgoing.ts';

/** Whom one socket belongs to. */
export interface SignIn {
  /** Takes the token's person; a bad token closes the socket 4401. */
  authenticate(token: string): Promise<void>;
  /** Closes the socket once its token is over; a late timer does not prolong it. Returns whether someone is signed in. */
  check(): boolean;
  bookingChanged(message: Message): void;
  /** Passes it on only where the token that counts now gives the role to see it. */
  rosterChanged(alumniId: string, message: Message): void;
  stop(): void;
}

export interface SignInDeps {
  clock: Clock;
  verifyToken: VerifyToken;
  /** Records the person. */
  see: (caller: Caller) => Promise<void> | null;
  place: Place;
  /** Does the service tell people by mail? */
  isMailSent: boolean;
}

/** setTimeout fires at once beyond it. */
const longestTimer = 2 ** 31 - 1;

export function createSignIn(
  { clock, verifyToken, see, place, isMailSent }: SignInDeps,
  hub: Hub,
  listener: Listener,
  outgoing: Outgoing,
  log: FastifyBaseLogger,
): SignIn {
  let caller: Caller | null = null;
  let timer: NodeJS.Timeout | undefined;

  function become(next: Caller | null): void {
    if (caller !== null && caller.id !== next?.id) hub.leave(caller.id, listener);
    caller = next;
    clearTimeout(timer);
    if (next === null) return;
    hub.join(next.id, listener);
    watch(next);
  }

  function watch({ expiresAt }: Caller): void {
    // It goes with the socket. Were it one that keeps no process alive, Node would keep a list for its milliseconds until these are over.
    timer = setTimeout(() => check() && caller && watch(caller), untilMs(expiresAt));
  }

  function untilMs(expiresAt: number): number {
    return Math.min(Math.max(expiresAt * 1000 - clock(), 1), longestTimer);
  }

  function check(): boolean {
    if (caller === null) return false;
    if (caller.expiresAt * 1000 > clock()) return true;
    outgoing.close(closeCodes.token, 'the token has expired');
    return false;
  }

  return {
    check,
    authenticate: async (token) => {
      let next: Caller;
      try {
        next = await verifyToken(token);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        outgoing.sendFrame({ type: 'error', code: error.code, detail: error.message });
        if (error.code === 'invalid_token') outgoing.close(closeCodes.token, 'the token is not accepted');
        return;
      }
      // The feed serves a person even while they cannot be recorded: their next request records them.
      await see(next)?.catch((error: unknown) => log.warn(logged(error), 'a person cannot be recorded'));
      if (!outgoing.isOpen()) return;
      if (!place.take(next.id)) {
        const detail = `You have ${feedLimits.socketsOfPerson} pages open here already. Close some of them.`;
        outgoing.sendFrame({ type: 'error', code: 'rate_limited', detail });
        outgoing.close(closeCodes.policy, 'too many sockets of one person');
        return;
      }
      become(next);
      const expiresAt = instant(Math.floor(next.expiresAt * 1000));
      const roles = [...next.roles].sort();
      const headStartSeconds = Math.round(next.headStart / 1000);
      outgoing.sendFrame({
        type: 'authenticated',
        userId: next.id,
        expiresAt,
        roles,
        headStartSeconds,
        mail: isMailSent,
      });
    },
    bookingChanged: (message) => {
      if (check()) outgoing.send(message);
    },
    rosterChanged: (alumniId, message) => {
      if (check() && isManager(caller, alumniId)) outgoing.send(message);
    },
    stop: () => become(null),
  };
}
