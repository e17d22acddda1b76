/**
 * Reads calendars from other people's servers.
 *
 * By node:https, not by `fetch` or undici: its `lookup` is asked for every connection, and the socket connects to what that
 * answers and to nothing else, so that what was checked is what is connected to. It follows no redirect, believes no proxy
 * of the environment, and needs no further package.
 */
import { lookup as lookUp } from 'node:dns/promises';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { BusyProblem } from '@mentor-slots/contract';
import { hostAndPort } from './address.ts';
import { readBody } from './answer-body.ts';
import { readCalendarBytes } from './calendar-bytes.ts';
import { OutsideRefusal } from './problems.ts';
import { isPublicAddress } from './public-address.ts';

export interface FetchCalendar {
  /** As `readOutsideAddress` returned it. */
  url: string;
  /** What it had when it was read last, or null. */
  etag: string | null;
  lastModified: string | null;
}

export type FetchedCalendar =
  | { kind: 'unchanged' }
  | { kind: 'read'; text: string; etag: string | null; lastModified: string | null }
  | { kind: 'failed'; problem: BusyProblem };

/** All addresses of a name, as `lookup` of node:dns/promises answers with `{ all: true }`. */
export type Lookup = (
  hostname: string,
  options: { all: true },
) => Promise<{ address: string; family: number }[]>;

export interface FetchBounds {
  /** For all of it, in ms: from looking up the name to the last byte. */
  time: number;
  /** Of the calendar, unpacked. */
  bytes: number;
}

export interface CalendarFetcherOptions {
  /** `host:port`s that may have private addresses (`Config.busyPrivateHosts`). */
  privateHosts: readonly string[];
  bounds?: Partial<FetchBounds>;
  /** PEM of an authority that is trusted in place of the usual ones. */
  ca?: string;
  lookup?: Lookup;
  /** Once it is aborted, whatever is being fetched is given up: then it rejects. */
  stopping?: AbortSignal;
}

const usual: FetchBounds = { time: 10_000, bytes: 1_000_000 };
const headerBytes = 16 * 1024;

/**
 * Makes the function that reads one calendar: one GET, no redirect, a connection of its own, within the bounds, and only from
 * public addresses. Never rejects for what a server does.
 */
export function createCalendarFetcher({
  privateHosts,
  ca,
  lookup = lookUp,
  stopping,
  ...options
}: CalendarFetcherOptions): (calendar: FetchCalendar) => Promise<FetchedCalendar> {
  const bounds = { ...usual, ...options.bounds };
  const checkedLookup = lookupOfPublic(lookup);

  async function ask(calendar: FetchCalendar, signal: AbortSignal): Promise<FetchedCalendar> {
    const url = new URL(calendar.url);
    const isTrusted = privateHosts.includes(hostAndPort(url));
    // A socket looks up names alone.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (!isTrusted && isIP(literal) !== 0 && !isPublicAddress(literal))
      throw new OutsideRefusal('private_address');
    const headers = {
      accept: 'text/calendar, */*;q=0.1',
      'accept-encoding': 'gzip, br',
      'user-agent': 'mentor-slots',
      ...(calendar.etag !== null && { 'if-none-match': calendar.etag }),
      ...(calendar.lastModified !== null && { 'if-modified-since': calendar.lastModified }),
    };
    const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, {
      agent: false,
      headers,
      maxHeaderSize: headerBytes,
      signal,
      ...(!isTrusted && { lookup: checkedLookup }),
      ...(ca !== undefined && { ca }),
    });
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request.on('response', resolve).on('error', reject);
        request.on('close', () => reject(new OutsideRefusal('unreachable')));
        request.end();
      });
      if (response.statusCode === 304 && (calendar.etag ?? calendar.lastModified) !== null) {
        return { kind: 'unchanged' };
      }
      refuseStatus(response.statusCode ?? 0);
      const { etag, 'last-modified': lastModified, 'content-type': contentType } = response.headers;
      const text = readCalendarBytes(await readBody(response, bounds.bytes, signal), contentType);
      refuseOther(text, contentType);
      return { kind: 'read', text, etag: validator(etag), lastModified: validator(lastModified) };
    } finally {
      request.destroy();
    }
  }

  return async (calendar) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), bounds.time);
    try {
      const signals = [patience.signal, ...(stopping === undefined ? [] : [stopping])];
      return await ask(calendar, AbortSignal.any(signals));
    } catch (error) {
      if (stopping?.aborted) throw error;
      return { kind: 'failed', problem: patience.signal.aborted ? 'too_slow' : problemOf(error) };
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Of a name that has a private address beside public ones, none is taken: who owns it means no good. */
function lookupOfPublic(lookup: Lookup): LookupFunction {
  return (hostname, { all }, callback) => {
    lookup(hostname, { all: true }).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) return callback(new OutsideRefusal('unknown_host'), '');
        if (!addresses.every(({ address }) => isPublicAddress(address))) {
          return callback(new OutsideRefusal('private_address'), '');
        }
        if (all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

function refuseStatus(status: number): void {
  if (status === 200) return;
  if (status >= 300 && status < 400 && status !== 304) throw new OutsideRefusal('redirected');
  if (status === 401 || status === 403 || status === 407) throw new OutsideRefusal('sign_in_needed');
  if (status === 404 || status === 410) throw new OutsideRefusal('not_found');
  throw new OutsideRefusal(status >= 400 && status < 500 && status !== 429 ? 'refused' : 'server_error');
}

function refuseOther(text: string, contentType = ''): void {
  if (/^\s*BEGIN:VCALENDAR/i.test(text)) return;
  const isPage = /\bx?html\b/i.test(contentType) || /^\s*<(!doctype html|html)\b/i.test(text);
  throw new OutsideRefusal(isPage ? 'web_page' : 'not_a_calendar');
}

/** What may be sent back in a header: an ETag or a date of a usual length. */
function validator(text: string | undefined): string | null {
  return text !== undefined && /^[\x20-\x7e]{1,500}$/.test(text) ? text : null;
}

function problemOf(error: unknown): BusyProblem {
  if (error instanceof OutsideRefusal) return error.problem;
  const { code } = error as NodeJS.ErrnoException;
  // It is no word of Node.js about a server, but a fault of ours.
  if (code === undefined || error instanceof TypeError) throw error;
  if (/^(ENOTFOUND|ENODATA|EAI_)/.test(code)) return 'unknown_host';
  if (/CERT|^(UNABLE_TO_VERIFY|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH)/.test(code)) {
    return 'certificate';
  }
  if (/^(Z_|ERR_BROTLI|ERR__ERROR_)/.test(code)) return 'unreadable';
  return 'unreachable';
}
