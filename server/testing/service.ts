/** A whole service for a test: real database, real port, a clock that the test moves. Closed with the test. */
import { createHash, createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Booking, Problem, SlotView } from '@mentor-slots/contract';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { buildApp } from '../app.ts';
import { type Config, loadConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import type { Patience } from '../http/patience.ts';
import { logOptions } from '../log.ts';
import { fillWords } from '../slots/words.ts';
import { freshDatabase } from './fresh-database.ts';

export const testSecret = 'a secret of the tests that is long enough';

/** For WEBHOOK_SECRET. */
export const testWebhookSecret = `whsec_${createHash('sha256').update('webhooks').digest('base64')}`;

export interface Answer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

export interface TestService {
  url: string;
  app: FastifyInstance;
  database: Database;
  config: Config;
  /** The service's clock, in ms; tokens go by it too. */
  clock: { now: number };
  /** What intervals, limits and windows go by, in ms. */
  elapsed: { now: number };
  /** A token of the test's own making: HS256, an hour long. */
  token(sub: string, roles: string | string[], claims?: Record<string, unknown>): string;
  /** One request; a body is sent as JSON. */
  call<Body = Record<string, unknown> & Problem>(
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer<Body>>;
  /** Publishes a slot of `alumniId` that starts in `hours` from the clock's now. */
  publish(alumniId: string, hours?: number, fields?: Record<string, unknown>): Promise<SlotView>;
  /** Books a seat for `studentId`; whatever the answer is. */
  book(studentId: string, slotId: string, note?: string): Promise<Answer<Booking>>;
  close(): Promise<void>;
}

export interface TestOptions {
  env?: Record<string, string>;
  /** Wraps the database, to try what happens without one of its promises. */
  around?: (database: Database) => Database;
  heartbeatSeconds?: number;
  sweepMs?: number;
  retainMs?: number;
  dueMs?: number;
  sendMs?: number;
  readCalendarsMs?: number;
  /** Another database than the one that the run is for. */
  fresh?: typeof freshDatabase;
  /** Where the clock starts; the real time unless told. */
  now?: string;
  /** Time goes on by itself: what is done every so often is done again. */
  ticking?: boolean;
  /** For many tests: start it in `beforeAll`, which returns `close`. */
  shared?: boolean;
  /** Where clients are waited for shorter than usual. */
  patience?: Partial<Patience>;
  /** Where to listen; a free port unless told. */
  port?: number;
  /** Stands for the built bundle of the elements. */
  widget?: URL;
  /** Hears each line of the log, of every level. */
  log?: (line: string) => void;
}

/** Starts a service on a fresh database and a free port. */
export async function startService(options: TestOptions = {}): Promise<TestService> {
  const fresh = await (options.fresh ?? freshDatabase)();
  const config = loadConfig({
    JWT_SECRET: testSecret,
    DATABASE_URL: fresh.url,
    RATE_LIMIT: '1000000',
    ADDRESS_RATE_LIMIT: '1000000',
    PORT: '0',
    ...options.env,
  });
  const opened = await openDatabase(config.databaseUrl);
  const database = options.around?.(opened) ?? opened;
  const clock = { now: options.now === undefined ? Date.now() : Date.parse(options.now) };
  const elapsed = { now: 0 };
  await fillWords(opened, clock.now);
  const app = await buildApp({
    config,
    database,
    clock: () => clock.now,
    elapsed: () => elapsed.now,
    widget: options.widget ?? new URL('../../widget/dist/mentor-slots.js', import.meta.url),
    logger: options.log !== undefined && {
      ...logOptions({ logLevel: 'trace' }, database),
      stream: { write: options.log },
    },
    ...(options.patience !== undefined && { patience: options.patience }),
    ...(options.dueMs !== undefined && { dueMs: options.dueMs }),
    ...(options.sendMs !== undefined && { sendMs: options.sendMs }),
    ...(options.readCalendarsMs !== undefined && { readCalendarsMs: options.readCalendarsMs }),
    ...(options.sweepMs !== undefined && { sweepMs: options.sweepMs }),
    ...(options.retainMs !== undefined && { retainMs: options.retainMs }),
    ...(options.heartbeatSeconds !== undefined && { heartbeatSeconds: options.heartbeatSeconds }),
  });
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

  const tick = () => {
    clock.now += 50;
  };
  const ticks = options.ticking === true ? setInterval(tick, 20) : undefined;

  let closed = false;
  const service: TestService = {
    url,
    app,
    database,
    config,
    clock,
    elapsed,
    token(sub, roles, claims) {
      const iat = Math.floor(clock.now / 1000);
      return signToken({ iat, exp: iat + 3600, sub, role: roles, name: `${sub} (name)`, ...claims });
    },
    async call(method, path, { token, body, headers } = {}) {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return {
        status: response.status,
        body: isJson && text ? JSON.parse(text) : text,
        headers: response.headers,
      };
    },
    async publish(alumniId, hours = 24, fields = {}) {
      const body = { ...wallTime(clock.now + hours * 3_600_000), ...fields };
      const answer = await service.call<SlotView>('POST', '/api/slots', {
        token: service.token(alumniId, 'alumni'),
        body,
      });
      if (answer.status !== 201) throw new Error(`Could not publish: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    book: (studentId, slotId, note) =>
      service.call('POST', '/api/slots/book', {
        token: service.token(studentId, 'student'),
        body: { slotId, ...(note !== undefined && { note }) },
      }),
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(ticks);
      await app.close();
      await opened.close();
      await fresh.drop();
    },
  };
  if (options.shared !== true) onTestFinished(service.close);
  return service;
}

/**
 * Wall time in UTC of a session of half an hour that starts at this instant, or where that would cross midnight, at
 * the first half hour of the next day.
 */
export function wallTime(milliseconds: number): {
  date: string;
  startTime: string;
  endTime: string;
  timeZone: string;
} {
  let start = new Date(milliseconds);
  if (start.getUTCHours() === 23 && start.getUTCMinutes() >= 30) start = new Date(milliseconds + 1_800_000);
  const end = new Date(start.getTime() + 1_800_000);
  return {
    date: start.toISOString().slice(0, 10),
    startTime: start.toISOString().slice(11, 16),
    endTime: end.toISOString().slice(11, 16),
    timeZone: 'UTC',
  };
}

/** Any claims as an HS256 token; `exp` is an hour from now unless told. */
export function signToken(claims: Record<string, unknown>, secret: string = testSecret): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iat: now, exp: now + 3600, ...claims })}`;
  return `${content}.${hmacSigner(secret)(content).toString('base64url')}`;
}

/** Signs as HS256 does. */
export function hmacSigner(secret: string): (input: string) => Buffer {
  return (input) => createHmac('sha256', secret).update(input).digest();
}
