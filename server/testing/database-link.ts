/** The way to a database as a network makes one: open, refusing, or silent without a word to either end. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type LinkState = 'open' | 'refusing' | 'silent';

export interface DatabaseLink {
  /** On this machine. */
  port: number;
  /** Whoever is connected when it goes silent hears nothing any more, also when it is open again for others. */
  become(state: LinkState): void;
}

/** @param target the path of a Unix socket. Closed with the test. */
export async function linkTo(target: string): Promise<DatabaseLink> {
  let state: LinkState = 'open';
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    keep(near);
    if (state === 'refusing') near.destroy();
    if (state !== 'open') return;
    const far = connect(target);
    keep(far);
    near.pipe(far);
    far.pipe(near);
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
