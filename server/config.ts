import type { CutOffs, Language, OfferTimes } from '@mentor-slots/contract';
import type { Role } from './caller.ts';
import { type AbsenceLimit, readAbsenceLimit } from './config-absences.ts';
import { readBusyPrivateHosts } from './config-calendars.ts';
import { readMediaDir, readMediaMax } from './config-media.ts';
import {
  type MailSettings,
  readMail,
  readMailLanguage,
  readReminders,
  readWebhook,
  type WebhookSettings,
} from './config-messages.ts';
import {
  ConfigError,
  readClaimPath,
  readDatabaseUrl,
  readDuration,
  readFlag,
  readHeadStart,
  readHost,
  readLimit,
  readLogLevel,
  readNumber,
  readOrigins,
  readProxies,
  readPublicUrl,
  readReadOnly,
  readRetention,
  readRoleMap,
  readText,
  readTimeZone,
  readTokenKeys,
} from './config-values.ts';

export { ConfigError };

/**
 * How many seats a student may hold in sessions that have not ended, in all and with one alumnus, and how often they may have
 * been absent; null: any number.
 */
export interface SeatLimits {
  maxAhead: number | null;
  maxAheadPerMentor: number | null;
  maxAbsences: AbsenceLimit | null;
}

/** What goes outside, as the configuration says. */
export interface OutboxRules {
  mail: boolean;
  webhooks: boolean;
  /** How long before a session a reminder goes out, in ms each. */
  reminders: readonly number[];
}

/** By which booking and waiting go. Durations in milliseconds. */
export interface BookingRules extends CutOffs, OfferTimes, SeatLimits {
  /** Most people who may wait for one session. */
  waitlistMax: number;
  /** What of it is told outside. */
  outbox: OutboxRules;
}

/** The configuration that the service runs by: read once from the environment, then frozen. */
export interface Config {
  host: string;
  port: number;
  databaseUrl: string;
  /** May the tables be made where there are none? */
  databaseCreate: boolean;
  /** Can nothing be changed at present? Then what people are told, in the operator's words, or true. */
  readOnly: string | true | null;
  /** Exactly one of this and `jwksUrl` is set. */
  jwtSecret: string | null;
  /** Counts as well, while `jwtSecret` takes its place. */
  jwtSecretPrevious: string | null;
  jwksUrl: string | null;
  jwtIssuer: string | null;
  jwtAudience: string | null;
  /** Path of the role claim, one name a level. */
  jwtRoleClaim: readonly string[];
  /** The portal's word → ours. Empty: the portal uses ours. */
  jwtRoleMap: ReadonlyMap<string, Role>;
  allowedOrigins: ReadonlySet<string>;
  publicRead: boolean;
  defaultTimeZone: string;
  /** CIDRs of proxies whose forwarded address is believed. */
  trustProxy: readonly string[];
  /** Requests a minute: of a person, and of an address without a person. */
  rateLimit: number;
  addressRateLimit: number;
  /** Is there a line for each request? */
  logRequests: boolean;
  /** How long, in ms, the service goes on serving when it is to stop, so that others see it first. */
  stopGrace: number;
  /** How long pages wait, in ms, before they come back from a service that stops. */
  reconnectAfter: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  publicUrl: string | null;
  /** `host:port`s of calendar servers on private addresses that may be read all the same. */
  busyPrivateHosts: readonly string[];
  /** Of mails to people, and calendars of people, who told none. */
  language: Language;
  rules: BookingRules;
  /** Path of the claim that says in which cohorts somebody is; null: in none. */
  jwtCohortClaim: readonly string[] | null;
  /** Cohort → how many milliseconds before the others it may book. */
  headStart: ReadonlyMap<string, number>;
  /** null: no mail is sent. */
  mail: MailSettings | null;
  /** null: no webhook is sent. */
  webhook: WebhookSettings | null;
  /** The folder of uploaded recordings; null: none are taken. */
  mediaDir: string | null;
  /** How many bytes one may have. */
  mediaMax: number;
  /** How long people are kept who no longer come, in ms; null: for good. */
  retain: number | null;
  /** How long entries of the audit are kept, in ms; null: for good. */
  retainAudit: number | null;
}

/**
 * Reads the configuration from the environment (docs/configuration.md). An empty variable counts as unset.
 * Throws a ConfigError, one line that names the variable, its value and what was expected, at the first bad value.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  return Object.freeze({
    host: readHost(env),
    port: readNumber(env, 'PORT', 3000, 0, 65_535),
    databaseUrl: readDatabaseUrl(env),
    databaseCreate: readFlag(env, 'DATABASE_CREATE', true),
    readOnly: readReadOnly(env),
    ...readTokenKeys(env),
    jwtIssuer: readText(env, 'JWT_ISSUER'),
    jwtAudience: readText(env, 'JWT_AUDIENCE'),
    jwtRoleClaim: readClaimPath(env, 'JWT_ROLE_CLAIM') ?? ['role'],
    jwtRoleMap: readRoleMap(env),
    allowedOrigins: readOrigins(env),
    publicRead: readFlag(env, 'PUBLIC_READ', true),
    defaultTimeZone: readTimeZone(env),
    trustProxy: readProxies(env),
    rateLimit: readNumber(env, 'RATE_LIMIT', 120, 1, 1_000_000),
    addressRateLimit: readNumber(env, 'ADDRESS_RATE_LIMIT', 3_000, 1, 1_000_000),
    stopGrace: readDuration(env, 'STOP_GRACE', 2_000),
    reconnectAfter: readDuration(env, 'RECONNECT_AFTER', 5_000, 1_000),
    logLevel: readLogLevel(env),
    logRequests: readFlag(env, 'LOG_REQUESTS', true),
    publicUrl: readPublicUrl(env),
    rules: readBookingRules(env),
    ...readHeadStart(env),
    language: readMailLanguage(env),
    busyPrivateHosts: readBusyPrivateHosts(env),
    mail: readMail(env),
    webhook: readWebhook(env),
    mediaDir: readMediaDir(env),
    mediaMax: readMediaMax(env),
    retain: readRetention(env, 'RETAIN'),
    retainAudit: readRetention(env, 'RETAIN_AUDIT'),
  });
}

/** What the environment says about booking and waiting. Throws a ConfigError as `loadConfig` does. */
export function readBookingRules(env: NodeJS.ProcessEnv): BookingRules {
  return Object.freeze({
    bookingCutoff: readDuration(env, 'BOOKING_CUTOFF', 0),
    cancelCutoff: readDuration(env, 'CANCEL_CUTOFF', 0),
    offerBelow: readDuration(env, 'OFFER_BELOW', 12 * 3_600_000),
    offerFor: readDuration(env, 'OFFER_FOR', 30 * 60_000, 1000),
    waitlistMax: readNumber(env, 'WAITLIST_MAX', 200, 0, 10_000),
    maxAhead: readLimit(env, 'MAX_AHEAD'),
    maxAheadPerMentor: readLimit(env, 'MAX_AHEAD_PER_MENTOR'),
    maxAbsences: readAbsenceLimit(env),
    outbox: {
      mail: readMail(env) !== null,
      webhooks: readWebhook(env) !== null,
      reminders: readReminders(env),
    },
  });
}
