/** The configuration that the service runs by: read once from the environment, then frozen. */
export interface Config {
  host: string;
  port: number;
  databaseUrl: string;
  /** Exactly one of the two is set. */
  jwtSecret: string | null;
  jwksUrl: string | null;
  jwtIssuer: string | null;
  jwtAudience: string | null;
  /** Path of the role claim, one name a level. */
  jwtRoleClaim: readonly string[];
  /** The portal's word → ours. Empty: the portal uses ours. */
  jwtRoleMap: ReadonlyMap<string, 'alumni' | 'student' | 'admin'>;
  allowedOrigins: ReadonlySet<string>;
  publicRead: boolean;
  defaultTimeZone: string;
  /** CIDRs of proxies whose forwarded address is believed. */
  trustProxy: readonly string[];
  /** Requests a minute. */
  rateLimit: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  publicUrl: string | null;
  /** Milliseconds before the start. */
  bookingCutoff: number;
  cancelCutoff: number;
}
