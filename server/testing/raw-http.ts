/** HTTP by bytes, as no library would send it. */
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** One answer, as it came. */
export interface RawText {
  status: number;
  head: string;
  body: string;
}

/** Writes these bytes to a connection of its own and never ends it; resolves with what came back once the service has closed it. */
export function hearRaw(url: string, ...parts: (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  for (const part of parts) socket.write(part);
  let heard = '';
  socket.setEncoding('utf8').on('data', (text) => {
    heard += text;
  });
  return new Promise((resolve) => {
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });
}

/** The same, where it is one answer. */
export async function sayRaw(url: string, ...parts: (string | Buffer)[]): Promise<RawText> {
  const [head = '', ...body] = (await hearRaw(url, ...parts)).split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') };
}
