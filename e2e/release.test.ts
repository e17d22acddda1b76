/**
 * The package that operators install, at work. Installing it asks the registry and compiles SQLite's driver, so that `npm run prove` alone
 * does that (RELEASE_INSTALL=npm); else it is unpacked where npm would put it, beside the packages of this clone.
 */
import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { testSecret } from '../server/testing/service.ts';
import { temporaryFolder } from '../server/testing/temporary-folder.ts';
import { packedForTests, root } from './release.ts';

const withNpm = process.env.RELEASE_INSTALL === 'npm';
/** Compiling takes minutes where the driver is not to be had built. */
const patience = 900_000;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { tarball, unpack } = packedForTests();
const run = promisify(execFile);

/** Links what the package asks for, and nothing else, as npm installs it. */
function linkPackages(service: string, modules: string): void {
  const { packages } = JSON.parse(readFileSync(join(service, 'npm-shrinkwrap.json'), 'utf8'));
  for (const path of Object.keys(packages)) {
    if (!/^node_modules\/(@[^/]+\/)?[^/]+$/.test(path)) continue;
    const link = join(modules, path.slice('node_modules/'.length));
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, path), link);
  }
}

/** Installs the package in a folder that is empty. */
async function install(): Promise<string> {
  const folder = temporaryFolder();
  if (withNpm) {
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball()], { cwd: folder });
    return folder;
  }
  const modules = join(folder, 'node_modules');
  linkPackages(unpack(join(modules, '@mentor-slots/service')), modules);
  mkdirSync(join(modules, '.bin'));
  symlinkSync('../@mentor-slots/service/server/cli/mentor-slots.mjs', join(modules, '.bin/mentor-slots'));
  return folder;
}

/** Starts a program and waits until it has said where it listens. `stop` sends SIGTERM and resolves to its exit code. */
async function start(
  command: string,
  args: string[],
  cwd: string,
  env: Record<string, string>,
  says: RegExp,
) {
  const child = spawn(command, args, { cwd, env: { PATH: process.env.PATH ?? '', PORT: '0', ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        const [, address] = says.exec(output) ?? [];
        if (address !== undefined) resolve(address);
      });
    exited.then(() => reject(new Error(`It ended before it listened: ${output}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return exited;
  };
  return { url, stop, output: () => output };
}

const listening = /Server listening at (http:\/\/[^"\s]+)/;
const read = async (address: string) => {
  const answer = await fetch(address);
  return { status: answer.status, text: await answer.text() };
};

it(
  'installed in an empty folder it runs the service, with the elements',
  async () => {
    const folder = await install();
    const { stdout } = await run('npx', ['--no', '--', 'mentor-slots', '--version'], {
      cwd: folder,
    });
    expect(stdout).toBe(`${version}\n`);
    const program = join(folder, 'node_modules/.bin/mentor-slots');
    const { url, stop } = await start(program, ['serve'], folder, { JWT_SECRET: testSecret }, listening);
    expect(JSON.parse((await read(`${url}/livez`)).text)).toEqual({ status: 'alive', version });
    const script = await read(`${url}/mentor-slots.js`);
    expect([script.status, script.text.includes('alumni-slots')]).toEqual([200, true]);
    expect((await read(`${url}/mentor-slots.licenses.txt`)).status).toBe(200);
    expect(await stop()).toBe(0);
    expect(existsSync(join(folder, 'data/mentor-slots.db'))).toBe(true);
  },
  patience,
);

it(
  'installed in an empty folder it runs the demo, which leaves alone what the environment names',
  async () => {
    const folder = await install();
    const program = join(folder, 'node_modules/.bin/mentor-slots');
    const env = {
      DATABASE_URL: 'sqlite:mine.db',
      JWT_SECRET: testSecret,
      SMTP_URL: 'smtp://mail.example.edu',
    };
    const { url, stop, output } = await start(
      program,
      ['demo'],
      folder,
      env,
      /is open at (http:\/\/\S+)[\s\S]*stops it/,
    );
    expect(output()).toMatch(/^Starting the service…\nFilling the demo/);
    expect((await read(url)).text).toContain('Northfield');
    expect((await read(`${url}/mentor-slots.js`)).status).toBe(200);
    const { slots } = JSON.parse((await read(`${url}/api/slots/alumni/ada`)).text);
    expect(slots.length).toBeGreaterThan(0);
    expect(await stop()).toBe(0);
    expect(
      readdirSync(folder).filter((name) => !/^(node_modules|package(-lock)?\.json)$/.test(name)),
    ).toEqual(['demo-data']);
  },
  patience,
);

it(
  'the image is the package, which writes nowhere but to its data',
  async () => {
    const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
    expect(dockerfile).toMatch(/npm run pack/);
    const folder = unpack(temporaryFolder());
    if (withNpm)
      await run('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder });
    else linkPackages(folder, join(folder, 'node_modules'));
    const data = temporaryFolder();
    chmodSync(folder, 0o555);
    onTestFinished(() => chmodSync(folder, 0o755));
    const [entry = '', ...args] = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
    const command = JSON.parse(/^CMD (.+)$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
    const env = {
      NODE_ENV: 'production',
      JWT_SECRET: testSecret,
      DATABASE_URL: `sqlite:${join(data, 'slots.db')}`,
    };
    const { url, stop } = await start(entry, [...args, ...command], folder, env, listening);
    expect((await read(`${url}/readyz`)).status).toBe(200);
    expect((await read(`${url}/mentor-slots.js`)).status).toBe(200);
    expect(await stop()).toBe(0);
  },
  patience,
);
