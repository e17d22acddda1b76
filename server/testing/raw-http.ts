/** HTTP by bytes, as no library would send it. */
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** One answer, as it came. */
export interface RawText {
  status: number;
  head: string;
  body: string;
}

/** Sends these bytes on a connection of its own, and reads until the service ends it. */
export function sayRaw(url: string, ...parts: (string | Buffer)[]): Promise<RawText> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  for (const part of parts) socket.write(part);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.on('close', () => {
      const [head = '', ...body] = Buffer.concat(chunks).toString().split('\r\n\r\n');
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0),
        head,
        body: body.join('\r\n\r\n'),
      });
    });
  });
}
