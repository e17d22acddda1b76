/** Installs and builds one of the pages in this folder with its own framework. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm ci` where needed, then `npm run build`. Throws a sentence that says which step failed, and what it said. */
export async function buildHost(name) {
  const folder = fileURLToPath(new URL(name, import.meta.url));
  if (!existsSync(join(folder, 'package.json'))) return;
  await install(folder);
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (scripts?.build) await npm(folder, ['run', '--silent', 'build'], `demo/hosts/${name} does not build`);
}

/** Brings a folder's node_modules to what its package-lock.json says. */
export async function install(folder) {
  const read = (path) => JSON.parse(readFileSync(join(folder, path), 'utf8')).packages;
  const installed = 'node_modules/.package-lock.json';
  const wanted = read('package-lock.json');
  const present = existsSync(join(folder, installed)) ? read(installed) : {};
  const isThere = ([path, entry]) => !path || entry.optional || present[path]?.version === entry.version;
  if (Object.entries(wanted).every(isThere)) return;
  const sentence = `The packages of ${folder} could not be installed. They come from the npm registry: is it reachable?`;
  await npm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1'], sentence);
}

function npm(folder, args, sentence) {
  const isWindows = process.platform === 'win32';
  // Set by a test runner, it would leave packages out or build for development.
  const { NODE_ENV: _ours, ...env } = process.env;
  const child = spawn(isWindows ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    env,
    shell: isWindows,
    timeout: 300_000,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${sentence}\n${said}`))));
  });
}
