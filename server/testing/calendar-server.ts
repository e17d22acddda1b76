/** A server of calendars that somebody else runs. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface CalendarServer {
  port: number;
  /** `127.0.0.1:port` or, with a certificate, `localhost:port`. */
  host: string;
  url: string;
  requests: { path: string | undefined; method: string | undefined; headers: IncomingHttpHeaders }[];
  /** How many connections were opened, and how many of them ended. */
  opened: number;
  ended: number;
}

/** On 127.0.0.1, by TLS with a certificate. Ended with the test. */
export async function startCalendarServer(
  answer: RequestListener,
  certificate?: { key: string; cert: string },
): Promise<CalendarServer> {
  const onRequest: RequestListener = (request, response) => {
    const { url: path, method, headers } = request;
    started.requests.push({ path, method, headers });
    response.on('error', () => {});
    answer(request, response);
  };
  const server = certificate ? createSecureServer(certificate, onRequest) : createServer(onRequest);
  const started: CalendarServer = { port: 0, host: '', url: '', requests: [], opened: 0, ended: 0 };
  server.on('connection', (socket) => {
    started.opened += 1;
    socket.once('close', () => {
      started.ended += 1;
    });
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  started.port = (server.address() as AddressInfo).port;
  started.host = `${certificate ? 'localhost' : '127.0.0.1'}:${started.port}`;
  started.url = `${certificate ? 'https' : 'http'}://${started.host}/ada.ics?secret=hidden`;
  return started;
}
