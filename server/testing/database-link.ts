/** The way to a database as a network makes one: open, refusing, full, or silent without a word to either end. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** `full`: whoever is connected stays, and nobody else comes. */
export type LinkState = 'open' | 'refusing' | 'full' | 'silent';

export interface DatabaseLink {
  /** On this machine. */
  port: number;
  /** Whoever is connected when it goes silent hears nothing any more, also when it is open again for others. */
  become(state: LinkState): void;
}

/** @param target a Unix socket by its path, or where a server listens. `delayMs`: how long what the server says is on its way. Closed with the test. */
export async function linkTo(target: NetConnectOpts, delayMs = 0): Promise<DatabaseLink> {
  let state: LinkState = 'open';
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    keep(near);
    if (state === 'refusing' || state === 'full') near.destroy();
    if (state !== 'open') return;
    const far = connect(target);
    keep(far);
    near.pipe(far);
    if (delayMs === 0) far.pipe(near);
    else far.on('data', (bytes) => setTimeout(() => near.write(bytes), delayMs));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });

  function keep(socket: Socket): void {
    ends.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => ends.delete(socket));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of ends) socket.destroy();
  });
  return {
    port: (server.address() as AddressInfo).port,
    become(next) {
      state = next;
      for (const socket of ends) {
        if (next === 'refusing') socket.destroy();
        if (next !== 'silent') continue;
        socket.removeAllListeners('close').on('close', () => ends.delete(socket));
        socket.unpipe();
        socket.pause();
      }
    },
  };
}
