/** Calls over a kept-alive socket. It costs next to nothing itself, so that the service is what is measured. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

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

export function getRequest(path: string, token: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n\r\n`;
}

export function postRequest(path: string, token: string, body: unknown): string {
  const json = JSON.stringify(body);
  return (
    `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n` +
    `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`
  );
}
