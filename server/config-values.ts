/** How each kind of environment variable is read and what is refused. `loadConfig` says which variable is which. */
import { isIP } from 'node:net';
import { isLoopback } from './addresses.ts';
import type { Role } from './caller.ts';
import { whyWeak } from './config-secrets.ts';
import { defaultDatabaseUrl } from './db/default-url.ts';
import { zoneName } from './time/wall-time.ts';

export type Env = NodeJS.ProcessEnv;

/** A bad variable. The message is one line for the person who starts the service. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const roles: readonly string[] = ['alumni', 'student', 'admin'] satisfies Role[];
const millisecondsOf = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, y: 365 * 86_400_000 } as const;
const nearlyFlag = /^(true|false|t|f|yes|no|y|n|on|off|[01]|enabled?|disabled?|none|null|undefined)$/i;
const longestDuration = 366 * millisecondsOf.d;
const shortestRetention = 30 * millisecondsOf.d;
const longestRetention = 100 * millisecondsOf.y;

export function refuse(name: string, value: string, expected: string): never {
  throw new ConfigError(`${name} is ${JSON.stringify(value)}; expected ${expected}.`);
}

/** For values that may hold a secret: tells how long the value is, never what it is. */
export function refuseSecret(name: string, value: string, expected: string): never {
  throw new ConfigError(`${name} has ${Buffer.byteLength(value)} bytes; expected ${expected}.`);
}

export function parseUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}

export function readText(env: Env, name: string): string | null {
  const value = env[name]?.trim();
  return value ? value : null;
}

export function readList(env: Env, name: string): string[] {
  const items = readText(env, name)?.split(',') ?? [];
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

export function readHost(env: Env): string {
  const value = readText(env, 'HOST') ?? '127.0.0.1';
  if (!isIP(value) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)) {
    refuse('HOST', value, 'a host name or an address, such as 127.0.0.1 or 0.0.0.0');
  }
  return value;
}

export function readNumber(env: Env, name: string, fallback: number, least: number, most: number): number {
  const value = readText(env, name);
  if (value === null) return fallback;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) refuse(name, value, `a whole number from ${least} to ${most}`);
  return number;
}

export function readFlag(env: Env, name: string, fallback: boolean): boolean {
  const value = readText(env, name);
  if (value === null) return fallback;
  if (value !== 'true' && value !== 'false') refuse(name, value, 'true or false');
  return value === 'true';
}

/** Can nothing be changed at present? Then what people are told, or true. */
export function readReadOnly(env: Env): string | true | null {
  const value = readText(env, 'READ_ONLY');
  if (value === null || value === 'false') return null;
  // Whoever writes `no` means no words for people.
  if (value.length > 300 || (value !== 'true' && nearlyFlag.test(value)))
    refuse('READ_ONLY', value, 'true, false, or what to tell people, in at most 300 characters');
  return value === 'true' || value;
}

/** A limit that is none unless it is set. */
export function readLimit(env: Env, name: string): number | null {
  return readText(env, name) === null ? null : readNumber(env, name, 0, 1, 1_000_000);
}

/** Milliseconds; NaN where it is none, or more than a year unless told. */
export function parseDuration(value: string, most: number = longestDuration): number {
  const [, count, unit] = /^(\d{1,8})([smhdy])$/.exec(value) ?? [];
  const duration = Number(count) * millisecondsOf[unit as keyof typeof millisecondsOf];
  return duration <= most ? duration : Number.NaN;
}

/** Milliseconds. */
export function readDuration(env: Env, name: string, fallback: number, least = 0): number {
  const value = readText(env, name);
  if (value === null) return fallback;
  const duration = parseDuration(value);
  if (!(duration >= least)) {
    const most = least === 0 ? 'of at most 366d' : `from ${least / 1000}s to 366d`;
    refuse(name, value, `a duration ${most}, such as 45s, 30m, 24h or 2d`);
  }
  return duration;
}

/** How long something is kept, in ms; null: for good. A year has 365 days. */
export function readRetention(env: Env, name: string): number | null {
  const value = readText(env, name);
  if (value === null) return null;
  const retention = parseDuration(value, longestRetention);
  if (!(retention >= shortestRetention))
    refuse(name, value, 'a duration from 30d to 100y, such as 180d or 3y');
  return retention;
}

export function readLogLevel(env: Env): (typeof logLevels)[number] {
  const value = readText(env, 'LOG_LEVEL') ?? 'info';
  const level = logLevels.find((known) => known === value);
  return level ?? refuse('LOG_LEVEL', value, `one of ${logLevels.join(', ')}`);
}

/** `server/db` says which engine it names, and whether there is one. */
export function readDatabaseUrl(env: Env): string {
  const value = readText(env, 'DATABASE_URL') ?? defaultDatabaseUrl;
  if (!/^[a-z][a-z0-9+.-]*:./i.test(value)) {
    refuseSecret('DATABASE_URL', value, `a scheme, a colon and a place, such as ${defaultDatabaseUrl}`);
  }
  return value;
}

export function readTokenKeys(
  env: Env,
): Record<'jwtSecret' | 'jwtSecretPrevious' | 'jwksUrl', string | null> {
  const jwtSecret = readSecret(env, 'JWT_SECRET');
  // Of the one that goes nothing more is asked: who has a weak one must be able to leave it.
  const jwtSecretPrevious = readSecret(env, 'JWT_SECRET_PREVIOUS');
  if (jwtSecret !== null) refuseWeak('JWT_SECRET', Buffer.from(jwtSecret));
  const jwksUrl = readText(env, 'JWKS_URL');
  if (jwtSecret !== null && jwksUrl !== null) {
    throw new ConfigError('JWT_SECRET and JWKS_URL are both set; expected exactly one of the two.');
  }
  if (jwtSecret === null && jwksUrl === null) {
    throw new ConfigError(
      "Neither JWT_SECRET nor JWKS_URL is set; expected exactly one: the secret that the portal signs its tokens with (HS256), or the address of its identity provider's keys.",
    );
  }
  if (jwtSecretPrevious !== null && jwtSecret === null) {
    throw new ConfigError(
      'JWT_SECRET_PREVIOUS is set and JWT_SECRET is not; expected the secret that takes its place.',
    );
  }
  if (jwksUrl !== null) checkJwksUrl(jwksUrl);
  return { jwtSecret, jwtSecretPrevious, jwksUrl };
}

/** Not trimmed: every byte of a secret counts. */
function readSecret(env: Env, name: string): string | null {
  const secret = env[name] || null;
  if (secret !== null && Buffer.byteLength(secret) < 32) refuseSecret(name, secret, 'at least 32 bytes');
  return secret;
}

/** Refuses a secret that could be guessed. */
export function refuseWeak(name: string, secret: Buffer): void {
  const weakness = whyWeak(secret);
  if (weakness === null) return;
  throw new ConfigError(
    `${name} has ${secret.length} bytes, but ${weakness}; expected a random one, such as \`openssl rand -hex 32\` makes.`,
  );
}

function checkJwksUrl(value: string): void {
  const url = parseUrl(value);
  if (url?.username || url?.password)
    refuseSecret('JWKS_URL', value, 'an address without a name and password in it');
  if (
    url === null ||
    !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
  ) {
    refuse('JWKS_URL', value, 'an https:// address (http:// only for localhost)');
  }
}

/** The names on the way to a claim, or null where the variable is not set. */
export function readClaimPath(env: Env, name: string): readonly string[] | null {
  const value = readText(env, name);
  if (value === null) return null;
  const path = value.split('.');
  if (path.includes(''))
    refuse(name, value, 'the name of a claim, with dots for nested ones, such as role or realm_access.roles');
  return Object.freeze(path);
}

/** Which cohorts may book before the others, and which claim says who is in them: both or neither. */
export function readHeadStart(env: Env): {
  jwtCohortClaim: readonly string[] | null;
  headStart: ReadonlyMap<string, number>;
} {
  const jwtCohortClaim = readClaimPath(env, 'JWT_COHORT_CLAIM');
  const headStart = readPairs(
    env,
    'HEAD_START',
    // Neither what is no duration, nor none at all.
    (value) => parseDuration(value) || null,
    'cohort=duration pairs, each cohort once, such as final-year=24h,first-gen=48h',
  );
  if (headStart.size > 0 && jwtCohortClaim === null) {
    throw new ConfigError(
      'HEAD_START is set and JWT_COHORT_CLAIM is not; expected the name of the claim that says who is in these cohorts.',
    );
  }
  return { jwtCohortClaim, headStart };
}

export function readRoleMap(env: Env): ReadonlyMap<string, Role> {
  return readPairs(
    env,
    'JWT_ROLE_MAP',
    (value) => (roles.includes(value) ? (value as Role) : null),
    'word=role pairs, each word once, each role one of alumni, student, admin, such as mentor=alumni,learner=student',
  );
}

/** `word=value` pairs, each word once; `read` gives null where a value is none. */
function readPairs<Value>(
  env: Env,
  name: string,
  read: (value: string) => Value | null,
  expected: string,
): ReadonlyMap<string, Value> {
  const pairs = new Map<string, Value>();
  for (const item of readList(env, name)) {
    const split = item.lastIndexOf('=');
    const word = item.slice(0, split).trim();
    const value = read(item.slice(split + 1).trim());
    if (split < 1 || word === '' || value === null || pairs.has(word)) refuse(name, item, expected);
    pairs.set(word, value);
  }
  return pairs;
}

/** Schemes that no page comes from. */
const noOrigins = ['ftp:', 'ws:', 'wss:', 'file:', 'data:', 'blob:', 'javascript:', 'about:'];

/** As a browser tells it; an app's scheme (`capacitor:`, `ionic:`, `app:`) is none that URL makes origins of. */
function originOf({ protocol, host, origin }: URL): string | null {
  if (noOrigins.includes(protocol) || host === '') return null;
  return origin === 'null' ? `${protocol}//${host.toLowerCase()}` : origin;
}

export function readOrigins(env: Env): ReadonlySet<string> {
  const origins = new Set<string>();
  for (const item of readList(env, 'ALLOWED_ORIGINS')) {
    const url = /^[a-z][a-z\d+.-]*:\/\/[^/?#@*\s]+$/i.test(item) ? parseUrl(item) : null;
    const origin = url && originOf(url);
    if (!origin)
      refuse(
        'ALLOWED_ORIGINS',
        item,
        'exact origins without a path, such as https://portal.example.edu, or capacitor://localhost of an app',
      );
    origins.add(origin);
  }
  return origins;
}

export function readProxies(env: Env): readonly string[] {
  const proxies = readList(env, 'TRUST_PROXY');
  for (const item of proxies) {
    const [, address, prefix] = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(item) ?? [];
    const version = isIP(address ?? '');
    if (version === 0 || Number(prefix ?? 0) > (version === 4 ? 32 : 128)) {
      refuse('TRUST_PROXY', item, 'addresses or CIDRs of your proxies, such as 10.0.0.0/8 or 192.0.2.7');
    }
  }
  return Object.freeze(proxies);
}

export function readTimeZone(env: Env): string {
  const value = readText(env, 'DEFAULT_TIME_ZONE') ?? 'UTC';
  return zoneName(value) ?? refuse('DEFAULT_TIME_ZONE', value, 'an IANA time zone, such as Europe/London');
}

/** Without a slash at the end. */
export function readPublicUrl(env: Env): string | null {
  const value = readText(env, 'PUBLIC_URL');
  if (value === null) return null;
  const url = /^https?:\/\/[^?#@\s]+$/i.test(value) ? parseUrl(value) : null;
  if (url === null)
    refuse('PUBLIC_URL', value, 'an http(s):// address without query, such as https://slots.example.edu');
  return url.href.replace(/\/$/, '');
}
