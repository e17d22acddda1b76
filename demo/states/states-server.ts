/** The pages of all states, with a real service behind them whose clock stands still. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { buildApp } from '../../server/app.ts';
import { loadConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { indexPage, lookOf, statePage } from './page.ts';
import { secret } from './people.ts';
import { answerVisit, shake } from './service-moods.ts';
import { now } from './state.ts';
import { groups, states } from './states.ts';
import { createVisits } from './visits.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' };

export interface StatesServer {
  url: string;
  /** The page of a state; the `look` is its query. */
  address(name: string, look?: Record<string, string>): string;
  close(): Promise<void>;
}

/** Starts it on this port, or on a free one. */
export async function startStates(port = 0): Promise<StatesServer> {
  const recordings = await mkdtemp(join(tmpdir(), 'recordings-'));
  const config = loadConfig({
    JWT_SECRET: secret,
    PUBLIC_URL: 'https://slots.example.edu',
    DATABASE_URL: 'sqlite::memory:',
    RATE_LIMIT: '1000000',
    ADDRESS_RATE_LIMIT: '1000000',
    JWT_COHORT_CLAIM: 'cohort',
    HEAD_START: 'final-year=24h',
    MAX_AHEAD: '20',
    MEDIA_DIR: recordings,
    MEDIA_MAX: '100mb',
  });
  const database = await openDatabase(config.databaseUrl);
  const clock = { now: Date.parse(now) };
  const widget = new URL('../../widget/dist/mentor-slots.js', import.meta.url);
  const build = (time: () => number) =>
    buildApp({ config, database, clock: time, widget, logger: false, heartbeatSeconds: 3_600 });
  // A first service, whose clock moves, makes what happened in the past; pages see only the second one.
  const [service, past] = await Promise.all([build(() => Date.parse(now)), build(() => clock.now)]);
  await Promise.all([service.ready(), past.ready()]);
  const visits = createVisits(past, database, clock);

  async function page(url: URL, response: ServerResponse): Promise<void> {
    const name = url.pathname.slice('/states/'.length);
    if (url.pathname === '/') return send(response, 'text/html', indexPage(groups));
    const type = types[name.split('.')[1] ?? ''];
    if (type && /^[a-z]+\.[a-z]+$/.test(name)) {
      return send(response, type, await readFile(new URL(`./public/${name}`, import.meta.url), 'utf8'));
    }
    const state = states.find((one) => one.name === name);
    if (!state) return send(response, 'text/plain', 'There is no such state.', 404);
    send(response, 'text/html', await statePage(await visits.begin(state), lookOf(url.searchParams)));
  }

  function send(response: ServerResponse, type: string, body: string, status = 200): void {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-store',
    });
    response.end(body);
  }

  /** The visit that a request is of; its path is then as the service knows it. */
  function visitOf(request: IncomingMessage) {
    const [, id = '', path] = /^\/visit\/(\d+)(\/.*)$/.exec(request.url ?? '') ?? [];
    const visit = visits.find(id);
    if (visit && path) request.url = path;
    return visit;
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/' || url.pathname.startsWith('/states/')) {
      page(url, response).catch((error: unknown) => send(response, 'text/plain', String(error), 500));
      return;
    }
    const visit = visitOf(request);
    if (visit) answerVisit(visit, service, request, response);
    else service.routing(request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const visit = visitOf(request);
    if (visit && shake(visit, socket)) return;
    service.server.emit('upgrade', request, socket, head);
  });
  // The server does not close connections that became WebSockets.
  const connections = new Set<Duplex>();
  server.on('connection', (socket) =>
    connections.add(socket.once('close', () => connections.delete(socket))),
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    address: (name, look = {}) => `${url}/states/${name}?${new URLSearchParams(look)}`,
    async close() {
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([service.close(), past.close()]);
      await database.close();
      await rm(recordings, { recursive: true });
    },
  };
}
