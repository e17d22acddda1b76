import type { Language, Role } from '@mentor-slots/contract';

export type { Role };

/** Who is calling, as a verified token says. */
export interface Caller {
  /** The token's `sub`. */
  id: string;
  /** Shown to others; the id where the token has no name. */
  name: string;
  email: string | null;
  roles: ReadonlySet<Role>;
  /** The language and the zone that mails to them go by; null where the token does not say. */
  language: Language | null;
  timeZone: string | null;
  /** How many milliseconds before the others they may book. */
  headStart: number;
  /** In which they are, in the order of the alphabet; none where the service reads none. */
  cohorts: readonly string[];
  /** Seconds since 1970; 0 where the token does not say. */
  issuedAt: number;
  /** Seconds since 1970. */
  expiresAt: number;
  /** The request that the token came with, as the log names it; null on a socket. */
  requestId: string | null;
}

/**
 * May this caller see and do with the slots of this alumnus what the alumnus may? Owning them is not enough: the token
 * that counts now must give the role. Whatever shows an owner's form asks this, by HTTP and by feed.
 */
export function isManager(caller: Caller | null, alumniId: string): boolean {
  return (
    caller !== null && (caller.roles.has('admin') || (caller.roles.has('alumni') && caller.id === alumniId))
  );
}

/**
 * Turns a token into a caller. Throws a Problem: `invalid_token`, whatever the token is, or `unavailable` where the
 * keys to check it by cannot be had. Nothing else.
 */
export type VerifyToken = (token: string) => Promise<Caller>;
