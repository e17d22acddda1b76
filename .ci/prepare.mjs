/**
 * Makes a fresh clone runnable: installs what is missing, builds what is missing or stale. Plain Node, because it
 * runs before there is a node_modules. Both `npm start` and `npm test` begin here.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const parts = [
  {
    name: 'service',
    script: 'build:server',
    output: 'server/dist/main.js',
    sources: ['contract', 'server'],
  },
  {
    name: 'elements',
    script: 'build:widget',
    output: 'widget/dist/mentor-slots.js',
    sources: ['contract', 'widget'],
  },
];
const configuration = ['package.json', 'tsconfig.json', 'tsconfig.base.json'];

/** Installs, then builds, where needed. Throws a sentence when a step fails. */
export async function prepare() {
  await install();
  await build();
}

/** `npm ci` when node_modules does not hold what package-lock.json asks for. */
async function install() {
  if (!isInstalled()) {
    process.stdout.write('Installing packages: about a minute, a few more where SQLite must be compiled…\n');
    await npm(['ci', '--no-audit', '--no-fund', '--no-update-notifier']);
  }
  // A native module built for another Node version loads nowhere: mend it instead of failing later.
  const trial = "new (require('better-sqlite3'))(':memory:').close()";
  if (spawnSync(process.execPath, ['-e', trial], { cwd: root }).status !== 0) {
    process.stdout.write('Compiling SQLite for this version of Node: about a minute…\n');
    await npm(['rebuild', 'better-sqlite3']);
  }
}

/** Runs the build of every part whose sources are newer than its last build. */
async function build() {
  for (const { name, script, output, sources } of parts) {
    const stamp = join(root, 'node_modules/.cache/mentor-slots', script.replace(':', '-'));
    const builtAt = existsSync(join(root, output)) && existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
    const changedAt = Math.max(...[...sources, ...configuration].map((path) => newest(join(root, path))));
    if (builtAt > changedAt) continue;
    process.stdout.write(`Building the ${name}: a few seconds…\n`);
    await npm(['run', '--silent', script], { onlyFailures: true });
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, `${new Date().toISOString()}\n`);
  }
}

/** Runs a program with this terminal, or with `printed` hearing what it prints; resolves to its exit code. */
export function run(command, args, { printed, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', printed);
    child.once('close', (code, signal) => resolve(signal ? 1 : code));
  });
}

/** Installs packages of Debian's where this process may; resolves to whether it did. */
export async function aptInstall(...packages) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return false;
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  // Another installation that is under way is waited for.
  const waits = ['-o', 'DPkg::Lock::Timeout=300'];
  if ((await run('apt-get', ['update', '-qq'], quiet)) !== 0) return false;
  return (await run('apt-get', [...waits, 'install', '-y', '-qq', ...packages], quiet)) === 0;
}

/** Runs npm, in the project unless `cwd` says where. With `onlyFailures` what it prints is shown where it fails, and nowhere else. */
export async function npm(args, { onlyFailures = false, cwd = root } = {}) {
  const cli = process.env.npm_execpath;
  const isWindows = process.platform === 'win32';
  const printed = [];
  const options = { cwd, ...(onlyFailures && { stdio: 'pipe', printed: (text) => printed.push(text) }) };
  const code = cli?.endsWith('.js')
    ? await run(process.execPath, [cli, ...args], options)
    : await run(isWindows ? 'npm.cmd' : 'npm', args, { ...options, shell: isWindows });
  if (code === 0) return;
  process.stdout.write(printed.join(''));
  throw new Error(`npm ${args.join(' ')} failed; what it said is above.`);
}

/** Compares contents, not times: checking out another branch touches files without changing what is needed. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      !path.includes('node_modules/') ||
      entry.link ||
      entry.optional ||
      entry.devOptional ||
      entry.peer ||
      present[path]?.version === entry.version,
  );
}

/** The newest modification time of a file, or of the sources in a folder. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return readdirSync(path)
    .filter((name) => name !== 'dist' && name !== 'node_modules' && !name.includes('.test.'))
    .reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}
