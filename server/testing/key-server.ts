/** A key server whose keys a test may change; it counts how often it is asked. Closed with the test. */
import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface KeyServer {
  /** Of the keys. */
  url: string;
  keys: object[];
  asked: number;
  /** Answers instead of the keys. */
  answer: RequestListener | null;
}

export async function startKeyServer(keys: object[]): Promise<KeyServer> {
  const keyServer: KeyServer = { url: '', keys, asked: 0, answer: null };
  // Whoever else looks for something at a port that was theirs does not count.
  const folder = `/${randomUUID()}`;
  const server = createServer((request, response) => {
    if (!request.url?.startsWith(folder)) return void response.writeHead(404).end();
    keyServer.asked += 1;
    if (keyServer.answer !== null) keyServer.answer(request, response);
    else response.end(JSON.stringify({ keys: keyServer.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  keyServer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${folder}/keys`;
  return keyServer;
}
