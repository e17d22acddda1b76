/** What a token whose signature holds must say, and who it then names. */

import { type Language, languageOf } from '@mentor-slots/contract';
import type { Caller, Role } from '../caller.ts';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { zoneName } from '../time/wall-time.ts';

export type ClaimRules = Pick<
  Config,
  'jwtIssuer' | 'jwtAudience' | 'jwtRoleClaim' | 'jwtRoleMap' | 'jwtCohortClaim' | 'headStart'
>;

const roles: readonly string[] = ['alumni', 'student', 'admin'] satisfies Role[];
/** The end of the year 9999: later ones are milliseconds that were meant as seconds. */
const lastSecond = 253_402_300_799;
/** How far the portal's clock may run ahead of ours, for every claim that says since when. */
const aheadSeconds = 300;
/** How many cohorts of a person are kept, and how long the name of one may be. */
const mostCohorts = 20;
const longestCohort = 64;

/**
 * Checks every claim that the service relies on and returns the person. Throws a Problem `invalid_token` that says
 * which claim is wrong. `now` is in milliseconds; there is no tolerance: a token is over at its `exp`.
 */
export function readCaller(claims: Record<string, unknown>, rules: ClaimRules, now: number): Caller {
  const issuedAt = readSeconds(claims, 'iat');
  const notBefore = readSeconds(claims, 'nbf');
  const expiresAt = readSeconds(claims, 'exp');
  if (expiresAt === null) throw invalidToken('has no exp');
  if (expiresAt * 1000 <= now) throw invalidToken('has expired');
  if (isAhead(notBefore, now)) throw invalidToken('is not valid yet (nbf)');
  if (isAhead(issuedAt, now)) throw invalidToken('was issued in the future (iat)');
  if (rules.jwtIssuer !== null && own(claims, 'iss') !== rules.jwtIssuer) {
    throw invalidToken('is not from the expected issuer (iss)');
  }
  if (rules.jwtAudience !== null && ![own(claims, 'aud')].flat().includes(rules.jwtAudience)) {
    throw invalidToken('is not for this service (aud)');
  }
  const id = readSubject(claims);
  return {
    id,
    name: readName(claims) ?? id,
    email: readEmail(claims),
    language: readLanguage(claims),
    timeZone: readTimeZone(claims),
    roles: readRoles(claims, rules),
    headStart: readHeadStart(claims, rules),
    cohorts: readCohorts(claims, rules),
    issuedAt: Math.floor(issuedAt ?? 0),
    expiresAt,
    requestId: null,
  };
}

function isAhead(seconds: number | null, now: number): boolean {
  return seconds !== null && (seconds - aheadSeconds) * 1000 > now;
}

export function invalidToken(why: string): Problem {
  return new Problem('invalid_token', `The token ${why}.`);
}

/** Never what a prototype says: claims come from outside. */
function own(claims: unknown, name: string): unknown {
  if (typeof claims !== 'object' || claims === null || !Object.hasOwn(claims, name)) return undefined;
  return (claims as Record<string, unknown>)[name];
}

function readSeconds(claims: Record<string, unknown>, name: string): number | null {
  const value = own(claims, name);
  if (value === undefined) return null;
  if (typeof value !== 'number' || !(value >= 0 && value <= lastSecond)) {
    throw invalidToken(`has an ${name} that is not a time in seconds since 1970`);
  }
  return value;
}

function readSubject(claims: Record<string, unknown>): string {
  const sub = own(claims, 'sub');
  // A lone surrogate has no UTF-8 form: two different subs would be stored as one person.
  if (typeof sub !== 'string' || sub === '' || [...sub].length > 128 || /[\0\p{Cs}]/u.test(sub)) {
    throw invalidToken('must name a person: sub, a text of 1 to 128 characters');
  }
  return sub;
}

function readName(claims: Record<string, unknown>): string | null {
  const name = own(claims, 'name');
  if (typeof name !== 'string') return null;
  const readable = name.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
  return readable === '' ? null : [...readable].slice(0, 200).join('');
}

function readEmail(claims: Record<string, unknown>): string | null {
  const email = own(claims, 'email');
  return typeof email === 'string' && email.length <= 320 && /^[^\s\p{C}]+@[^\s\p{C}]+$/u.test(email)
    ? email
    : null;
}

/** OIDC's `locale`: one of the languages that mails have, or none. */
function readLanguage(claims: Record<string, unknown>): Language | null {
  const locale = own(claims, 'locale');
  return typeof locale === 'string' ? languageOf(locale) : null;
}

/** OIDC's `zoneinfo`: a zone that is known here, or none. */
function readTimeZone(claims: Record<string, unknown>): string | null {
  const zone = own(claims, 'zoneinfo');
  return typeof zone === 'string' ? zoneName(zone) : null;
}

/** The words of a claim: a text or a list of them. */
function readWords(claims: Record<string, unknown>, path: readonly string[]): string[] {
  // Some identity providers name a claim like an address: its dots are part of the name.
  const value = own(claims, path.join('.')) ?? path.reduce<unknown>(own, claims);
  return [value].flat().filter((word) => typeof word === 'string');
}

/** Of somebody who is in several cohorts the longest counts. */
function readHeadStart(claims: Record<string, unknown>, rules: ClaimRules): number {
  if (rules.jwtCohortClaim === null) return 0;
  const cohorts = readWords(claims, rules.jwtCohortClaim);
  return Math.max(0, ...cohorts.map((cohort) => rules.headStart.get(cohort) ?? 0));
}

/** The first of them that are names: a claim that is none is the portal's own business. */
function readCohorts(claims: Record<string, unknown>, rules: ClaimRules): readonly string[] {
  if (rules.jwtCohortClaim === null) return [];
  const names = readWords(claims, rules.jwtCohortClaim).map((word) => word.trim());
  const good = names.filter(
    (name) => name !== '' && [...name].length <= longestCohort && !/[\p{Cc}\p{Cs}]/u.test(name),
  );
  return [...new Set(good)].slice(0, mostCohorts).sort();
}

/** Roles that are not ours are the portal's own business. */
function readRoles(claims: Record<string, unknown>, rules: ClaimRules): ReadonlySet<Role> {
  const words = readWords(claims, rules.jwtRoleClaim);
  const ours = rules.jwtRoleMap.size > 0 ? words.map((word) => rules.jwtRoleMap.get(word)) : words;
  return new Set(ours.filter((word): word is Role => word !== undefined && roles.includes(word)));
}
