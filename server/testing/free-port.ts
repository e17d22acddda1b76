import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port at which nobody listens, for what cannot pick one by itself. It is below those that the system gives away: there
 * any connection that is opened meanwhile could take it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch (error) {
      if ((error as { code?: string }).code === 'EADDRINUSE') continue;
      throw error;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
