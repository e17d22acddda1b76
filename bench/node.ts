/** The service as its own process, as it runs in earnest, and sockets to it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { secret } from './tokens.ts';

export interface Node {
  url: string;
  /** Of the process, in bytes; null where the system does not tell. */
  memory(): number | null;
  stop(): Promise<void>;
}

export async function startNode(
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Node> {
  const main = fileURLToPath(new URL('../server/dist/main.js', import.meta.url));
  const env = {
    PORT: '0',
    JWT_SECRET: secret,
    DATABASE_URL: databaseUrl,
    RATE_LIMIT: '1000000',
    ADDRESS_RATE_LIMIT: '1000000',
    STOP_GRACE: '0s',
    ...more,
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      if (said.length < 100_000) said += text;
      const address = /Server listening at (http:\/\/[^"\s]+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    exited.then(() => reject(new Error(`The service did not start: ${said}`)));
  });
  return {
    url,
    memory() {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
      } catch {
        return null;
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** A page that shows this alumnus's slots. Resolves when it has its snapshot. */
export async function openPage(url: string, alumniId: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/slots/feed`);
  await once(socket, 'open');
  const shown = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      if (data.toString().startsWith('{"type":"snapshot"')) resolve();
    });
  });
  socket.send(JSON.stringify({ type: 'subscribe', alumniIds: [alumniId] }));
  await shown;
  return socket;
}
