/** Who is calling, as a verified token says. */
export interface Caller {
  /** The token's `sub`. */
  id: string;
  /** Shown to others; the id where the token has no name. */
  name: string;
  email: string | null;
  roles: ReadonlySet<Role>;
  /** Seconds since 1970; 0 where the token does not say. */
  issuedAt: number;
  /** Seconds since 1970. */
  expiresAt: number;
  /** The request that the token came with, as the log names it; null on a socket. */
  requestId: string | null;
}

export type Role = 'alumni' | 'student' | 'admin';

/**
 * Turns a token into a caller. Throws a Problem: `invalid_token`, whatever the token is, or `unavailable` where the
 * keys to check it by cannot be had. Nothing else.
 */
export type VerifyToken = (token: string) => Promise<Caller>;
