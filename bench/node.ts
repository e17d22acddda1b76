/** The service as its own process, as it runs in earnest. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { memoryOf } from './memory.ts';
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
  // Where a part fails, nobody stops it.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
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
    memory: () => memoryOf(child.pid),
    async stop() {
      child.kill('SIGTERM');
      await exited;
      process.off('exit', end);
    },
  };
}
