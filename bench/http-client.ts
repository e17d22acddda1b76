/** Calls over a kept-alive socket. It costs next to nothing itself, so that the service is what is measured. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { byCallers, type Run } from './measure.ts';

export interface HttpCaller {
  /** Sends a ready request and resolves to the status of its answer. */
  ask(request: string): Promise<number>;
  close(): void;
}

export async function openCaller(url: string): Promise<HttpCaller> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await once(socket, 'connect');
  let received = '';
  let answered: (status: number) => void = () => {};
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, head))?.[1] ?? 0);
    if (received.length < head + 4 + length) return;
    const status = Number(received.slice(9, 12));
    received = '';
    answered(status);
  });
  return {
    ask(request) {
      return new Promise((resolve) => {
        answered = resolve;
        socket.write(request);
      });
    },
    close: () => socket.destroy(),
  };
}

/** A ready GET with these headers. */
export function getRequest(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nhost: bench\r\n${lines.join('')}\r\n`;
}

/** A ready POST of this person's. */
export function postRequest(path: string, token: string, body: unknown): string {
  const json = JSON.stringify(body);
  return (
    `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n` +
    `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`
  );
}

/** So many sockets to a service. */
export function openCallers(url: string, count: number): Promise<HttpCaller[]> {
  return Promise.all(Array.from({ length: count }, () => openCaller(url)));
}

/** Makes requests at all of these sockets at once, each of which must be answered so. */
export function asking(callers: HttpCaller[], request: () => string, expected: number): Run {
  const free = [...callers];
  return (count) =>
    byCallers(callers.length, count, async () => {
      const caller = free.pop();
      if (caller === undefined) throw new Error('More askers than sockets');
      const status = await caller.ask(request());
      if (status !== expected) throw new Error(`Answered ${status}, not ${expected}`);
      free.push(caller);
    });
}
