/** A network that loses answers: what is asked comes to the service, and when its answer sets out the connection is cut. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface LossyNetwork {
  url: string;
  /** How many answers were lost so far. */
  lost(): number;
}

/** @param serviceUrl where the service listens. Closed with the test. */
export async function loseAnswersOf(serviceUrl: string): Promise<LossyNetwork> {
  const { hostname, port } = new URL(serviceUrl);
  const ends = new Set<Socket>();
  let lost = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => {}).on('close', () => ends.delete(end));
    }
    near.pipe(far);
    near.on('close', () => far.destroy());
    far.once('data', () => {
      lost += 1;
      near.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const end of ends) end.destroy();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lost: () => lost };
}
