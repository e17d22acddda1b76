/** What the files for operators say is so: what is watched is there to be watched, and the unit lets the service work. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadConfig } from './config.ts';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { startService, testSecret } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

test('dashboard, alerts and docs speak only of metrics that are there, and the docs of all of them', async () => {
  const service = await startService();
  const { body } = await service.call<string>('GET', '/metrics');
  const present = new Set([...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  for (const path of [
    'docs/operations/grafana-dashboard.json',
    'docs/operations/alerts.yml',
    'docs/operations.md',
  ]) {
    const named = [...read(path).matchAll(/\b(?:mentor_slots|nodejs|process)_\w*[a-z]\b/g)].map(([name]) =>
      name.replace(/_(bucket|sum|count)$/, ''),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect([...present], `${path} names ${name}`).toContain(name);
  }
  const told = read('docs/operations.md');
  for (const name of present) if (name?.startsWith('mentor_slots_')) expect(told).toContain(name);
});

test('nginx lets go of idle connections within the time that a node serves on', () => {
  const { stopGrace } = loadConfig({ JWT_SECRET: testSecret });
  const [, seconds] = /keepalive_timeout (\d+)s;/.exec(read('docs/operations/nginx.conf')) ?? [];
  expect(Number(seconds) * 1000).toBeLessThan(stopGrace);
});

test('systemd finds nothing wrong with the unit', ({ skip }) => {
  const found = spawnSync('systemd-analyze', ['--version']);
  if (found.error) skip('systemd is not on this machine');
  const unit = join(root, 'docs/operations/mentor-slots@.service');
  const { stderr, status } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
  const complaints = stderr
    .split('\n')
    .filter((line) => line && !/is not executable|No such file/.test(line));
  expect([complaints, status === 0 || /not executable|No such file/.test(stderr)]).toEqual([[], true]);
});

test('the unit forbids no call of the system that the service makes', async ({ skip }) => {
  for (const program of [
    ['systemd-analyze', '--version'],
    ['strace', '-V'],
  ] as const) {
    if (spawnSync(program[0], [program[1]]).error) skip(`${program[0]} is not on this machine`);
  }
  buildService();
  const folder = temporaryFolder();
  const calls = join(folder, 'calls');
  const service = startProcess(serviceEnvironment(join(folder, 'slots.db')), [
    'strace',
    ...['-f', '-qq', '-o', calls],
  ]);
  expect((await fetch(`${await service.url}/readyz`)).status).toBe(200);
  // The service itself: what watches it ends with it.
  process.kill(Number(/"pid":(\d+)/.exec(service.stdout())?.[1]), 'SIGTERM');
  expect(await service.exited).toEqual({ code: 0, signal: null });
  const made = new Set(
    [...readFileSync(calls, 'utf8').matchAll(/^\d+ +([a-z]\w*)\(/gm)].map(([, name]) => name),
  );
  expect(made.size).toBeGreaterThan(20);
  const allowed = new Set<string>();
  for (const [, not, groups = ''] of read('docs/operations/mentor-slots@.service').matchAll(
    /^SystemCallFilter=(~?)(.+)$/gm,
  )) {
    for (const name of groups.split(' ').flatMap(callsOf)) not ? allowed.delete(name) : allowed.add(name);
  }
  // SQLite gives its log the owner of its file, but only where root runs it, as some run the tests.
  allowed.add('fchown');
  expect([...made].filter((name) => !allowed.has(name ?? ''))).toEqual([]);
});

/** What systemd means by such a group. */
function callsOf(group: string): string[] {
  const { stdout } = spawnSync('systemd-analyze', ['syscall-filter', group], { encoding: 'utf8' });
  const names = stdout
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
  return names.flatMap((name) => (name.startsWith('@') ? callsOf(name) : /^\w/.test(name) ? [name] : []));
}

/** The command for operators, with its environment elsewhere. */
const commandWith = (environment: string) =>
  read('docs/operations/mentor-slots')
    .replace('/usr/bin/node', process.execPath)
    .replace('/etc/mentor-slots.env', environment)
    .replace('/srv/mentor-slots/', root);

test('the command takes the environment of the service, and what its caller sets before it', () => {
  const environment = join(temporaryFolder(), 'mentor-slots.env');
  writeFileSync(environment, "# A comment\nDATABASE_URL='sqlite:/nowhere/of the file.db'\n");
  const command = commandWith(environment);
  const run = (env: Record<string, string>) =>
    spawnSync('sh', ['-c', command, 'mentor-slots', 'doctor'], { env, encoding: 'utf8' }).stderr;
  buildService();
  expect(run({})).toBe('There is no database at /nowhere/of the file.db.\n');
  expect(run({ DATABASE_URL: 'sqlite:/nowhere/else.db' })).toBe(
    'There is no database at /nowhere/else.db.\n',
  );
});

test('the command says by one sentence that this user may not read the environment', () => {
  const environment = join(temporaryFolder(), 'mentor-slots.env');
  const command = commandWith(environment);
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const run = () => {
    const options = { env: {}, cwd: '/', encoding: 'utf8', ...nobody } as const;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command, 'mentor-slots', 'check'], options);
    return { status, stdout, stderr };
  };
  const refused = {
    status: 1,
    stdout: '',
    stderr: `${environment} is not there, or this user may not read it. As the service's user: sudo -u mentor-slots mentor-slots check\n`,
  };
  expect(run()).toEqual(refused);
  writeFileSync(environment, "JWT_SECRET='hidden'\n", { mode: 0o000 });
  expect(run()).toEqual(refused);
});
