/** nginx by docs/operations/nginx.conf with the test's own addresses and folder. Stopped with the test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';
import { ensureNginx } from './nginx-programs.mjs';
import { temporaryFolder } from './temporary-folder.ts';

/** What the machine's own nginx.conf says around it, with everything in this folder. As Debian's it logs requests, if that has a file. */
function mainFile(folder: string, site: string, log: string | undefined): string {
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  return `
    worker_processes auto;
    worker_rlimit_nofile 16384;
    pid ${join(folder, 'nginx.pid')};
    error_log stderr warn;
    events { worker_connections 8192; }
    http {
      access_log ${log ?? 'off'};
      ${places.join('\n')}
      ${site}
    }`;
}

/** Logs requests, too, where a file for all it says is given. @returns its address, once it answers */
export async function startNginx(nodePorts: readonly number[], log?: string): Promise<string> {
  const program = await ensureNginx();
  const folder = temporaryFolder();
  const port = await freePort();
  const documented = readFileSync(new URL('../../docs/operations/nginx.conf', import.meta.url), 'utf8');
  const site = documented
    .replace('listen 8080;', `listen ${port};`)
    .replace(/server node-1:3000(.*;)\s*server node-2:3000\1/, (_, rest) =>
      nodePorts.map((node) => `server 127.0.0.1:${node}${rest}`).join('\n'),
    );
  if (/server node-\d/.test(site) || !site.includes(`listen ${port};`))
    throw new Error('docs/operations/nginx.conf names its nodes or its port in another way now');
  const conf = mainFile(folder, site, log);
  const path = join(folder, 'nginx.conf');
  const saidPath = log ?? join(folder, 'said');
  const saidFile = openSync(saidPath, 'a');
  writeFileSync(path, conf);
  const child = spawn(program, ['-p', folder, '-c', path, '-e', 'stderr', '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', saidFile],
  });
  closeSync(saidFile);
  const said = () => readFileSync(saidPath, 'utf8').slice(-10_000);
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = performance.now() + 30_000; ; await delay(50)) {
    if (child.exitCode !== null) throw new Error(`nginx does not start: ${said()}`);
    try {
      // Its own answer, whatever the nodes do.
      if ((await fetch(`${url}/metrics`)).status === 403) return url;
    } catch (error) {
      if (performance.now() > deadline) throw new Error(`nginx does not answer: ${said()}`, { cause: error });
    }
  }
}
