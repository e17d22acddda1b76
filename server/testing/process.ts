/** The service as its own process, built, the way it runs in earnest. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { testSecret } from './service.ts';

export interface ServiceProcess {
  child: ChildProcess;
  /** Where it listens, from its log; rejects when it ends before. */
  url: Promise<string>;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

let isBuilt = false;

/** Builds what is stale of the service, once for all files of a worker: it takes half a second where nothing is. */
export function buildService(): void {
  if (isBuilt) return;
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  const built = spawnSync(process.execPath, [compiler, '-b', 'server'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The service does not compile:\n${built.stdout}`);
  isBuilt = true;
}

/**
 * Starts `server/dist/main.js` with this environment and nothing of the test's own, by way of a program that becomes it
 * where one is given, or the one in another folder than this clone. Killed with the test.
 */
export function startProcess(
  env: Record<string, string>,
  by: readonly string[] = [],
  folder: string = root,
): ServiceProcess {
  const [program = '', ...args] = [...by, process.execPath, 'server/dist/main.js'];
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      const address = /Server listening at (http:\/\/[^"\s]+)/.exec(stdout)?.[1];
      if (address !== undefined) resolve(address);
    });
    exited.then(() => reject(new Error(`It ended before it listened: ${stderr}`)));
  });
  // Whoever does not wait for the address does not mind that there is none.
  url.catch(() => {});
  return { child, url, exited, stdout: () => stdout, stderr: () => stderr };
}

/** An environment in which the service starts: a free port, the tests' secret, this database. */
export function serviceEnvironment(databasePath: string): Record<string, string> {
  return {
    PORT: '0',
    JWT_SECRET: testSecret,
    DATABASE_URL: `sqlite:${databasePath}`,
    RATE_LIMIT: '1000000',
    ADDRESS_RATE_LIMIT: '1000000',
    // Nobody is in front of it.
    STOP_GRACE: '0s',
  };
}
