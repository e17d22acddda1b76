/** The demo portal as `npm start` runs it, on a free port and a database of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

export interface Portal {
  url: string;
  /** Everything it said so far. */
  output: string[];
  /** Resolves to its exit code; its database stays at this path, if one is given. */
  stop(keepAt?: string): Promise<number | null>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const portalSecret = 'a secret of the browser tests, long enough';

/** @param filled a database with the demo's data, which is copied; without one it is made, as by a first `npm start`. */
export async function startPortal(filled?: string): Promise<Portal> {
  const folder = mkdtempSync(join(tmpdir(), 'mentor-slots-portal-'));
  if (filled) copyFileSync(filled, join(folder, 'portal.db'));
  const child = spawn(process.execPath, ['demo/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: `sqlite:${join(folder, 'portal.db')}`,
      JWT_SECRET: portalSecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await Promise.race([
    address(child, output),
    exited.then((code) => {
      throw new Error(`The portal ended with ${code}:\n${output.join('\n')}`);
    }),
  ]);
  return {
    url,
    output,
    async stop(keepAt) {
      child.kill('SIGTERM');
      const code = await exited;
      if (keepAt) copyFileSync(join(folder, 'portal.db'), keepAt);
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** Signs somebody of the demo in, in this page's window. */
export async function signIn(page: Page, portalUrl: string, personId: string): Promise<void> {
  await page.request.post(`${portalUrl}/portal/sign-in`, {
    data: { personId },
    headers: { origin: portalUrl },
  });
}

function address(child: ChildProcess, output: string[]): Promise<string> {
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const found = /is open at (http:\S+)/.exec(line)?.[1];
        if (found) resolve(found);
      });
    }
  });
}
