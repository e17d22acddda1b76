/** The nights of an operator: the lines of cron from docs/operations.md, as cron runs them, beside a service whose figures tell of them. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { mentorSlotsHere, writeUnchecked } from '../testing/command-line.ts';
import { findPostgres } from '../testing/postgres-programs.mjs';
import { buildService } from '../testing/process.ts';
import { startService } from '../testing/service.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

beforeAll(buildService);

const onPostgres = process.env.TEST_DATABASE === 'postgres';
const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The commands of the lines in the docs that cron runs, `%` as cron takes it. */
const documented = [
  ...read('docs/operations.md').matchAll(/^ {4}\d+ \d+ \* \* \* {2}mentor-slots {2}(.+)$/gm),
].map(([, command = '']) => command.replaceAll('\\%', '%'));

/** A machine as the docs set it up, with its programs and folders elsewhere. */
function machine(databaseUrl: string) {
  const folder = temporaryFolder();
  const backups = join(folder, 'backups');
  mkdirSync(backups);
  writeFileSync(join(folder, 'mentor-slots.env'), `DATABASE_URL='${databaseUrl}'\n`);
  const program = join(folder, 'mentor-slots');
  const script = read('docs/operations/mentor-slots')
    .replace('/usr/bin/node', process.execPath)
    .replace('/etc/mentor-slots.env', join(folder, 'mentor-slots.env'))
    .replace('/srv/mentor-slots/', root);
  writeFileSync(program, script, { mode: 0o755 });
  const programs = onPostgres ? [findPostgres()] : [];
  /** Runs the line that has this word. What it writes cron would mail. */
  const night = (word: 'backup' | 'doctor', PATH = ['/usr/bin', '/bin', ...programs].join(':')) => {
    const line = documented.filter((command) => command.includes(`mentor-slots ${word}`));
    expect(line).toHaveLength(1);
    const command = String(line[0])
      .replaceAll('/usr/local/bin/mentor-slots', program)
      .replaceAll('/var/backups/mentor-slots', backups);
    const env = { SHELL: '/bin/sh', HOME: folder, LANG: 'C', PATH };
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], { env, encoding: 'utf8' });
    return { status, mail: stdout + stderr };
  };
  return { backups, night };
}

const clean = { status: 0, mail: '' };

/** What the service tells of the nights. */
async function figures(service: Awaited<ReturnType<typeof startService>>) {
  const { body } = await service.call<string>('GET', '/metrics');
  const figure = (name: string) =>
    Number(new RegExp(`^mentor_slots_${name} (.+)$`, 'm').exec(body)?.[1]?.replace('+Inf', 'Infinity'));
  return {
    backupAge: figure('backup_age_seconds'),
    backupWhole: figure('backup_whole'),
    doctorAge: figure('doctor_age_seconds'),
    doctorWhole: figure('doctor_whole'),
  };
}

async function publishedService() {
  const service = await startService();
  const slot = await service.publish('ada', 30);
  await service.book('mira', slot.id);
  return { service, slot, ...machine(service.config.databaseUrl) };
}

test('a clean night writes nothing, leaves a whole backup that its owner alone reads, and is told by the figures', async () => {
  const { service, backups, night } = await publishedService();
  expect(await figures(service)).toEqual({
    backupAge: Number.POSITIVE_INFINITY,
    backupWhole: Number.NaN,
    doctorAge: Number.POSITIVE_INFINITY,
    doctorWhole: Number.NaN,
  });
  expect(night('backup')).toEqual(clean);
  expect(night('doctor')).toEqual(clean);
  // The next week.
  expect(night('backup')).toEqual(clean);
  const [backup = '', ...others] = readdirSync(backups);
  expect(others).toEqual([]);
  expect(backup).toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.\w+$/);
  expect(statSync(join(backups, backup)).mode & 0o777).toBe(0o600);
  const told = await figures(service);
  expect(told).toMatchObject({ backupWhole: 1, doctorWhole: 1 });
  expect(Math.max(told.backupAge, told.doctorAge)).toBeLessThan(3600);
});

test('a database that breaks a promise is mailed, and takes no backup’s place', async () => {
  const { service, slot, backups, night } = await publishedService();
  expect(night('backup')).toEqual(clean);
  const [weekday = ''] = readdirSync(backups);
  const good = readFileSync(join(backups, weekday));
  await writeUnchecked(
    service.config.databaseUrl,
    `UPDATE slots SET seats_taken = 0 WHERE id = '${slot.id}'`,
  );
  const line = `BROKEN  seats: slot ${slot.id} says that 0 seats are taken; 1 bookings hold one.`;
  const backup = night('backup');
  expect(backup.status).toBe(2);
  expect(backup.mail).toContain(line);
  expect(backup.mail).toContain(`${weekday}.broken`);
  expect(readFileSync(join(backups, weekday)).equals(good)).toBe(true);
  // What there is newest is kept all the same, once.
  expect(night('backup').status).toBe(2);
  expect(readdirSync(backups).sort()).toEqual([weekday, `${weekday}.broken`]);
  const doctor = night('doctor');
  expect(doctor.status).toBe(2);
  expect(doctor.mail).toContain(line);
  expect(doctor.mail).not.toMatch(/^ok/m);
  const told = await figures(service);
  expect(told).toMatchObject({ backupWhole: 0, doctorWhole: 0 });
  expect(told.backupAge).toBeLessThan(3600);
});

test('the next whole backup of its name takes away what was not whole, and what was never finished', async () => {
  const { backups, night } = await publishedService();
  expect(night('backup')).toEqual(clean);
  const [weekday = ''] = readdirSync(backups);
  const left = [`${weekday}.broken`, `.${weekday}.partial-1`, `.${weekday}.partial-2`, '.other.partial-1'];
  for (const name of left) writeFileSync(join(backups, name), '');
  const long = new Date(Date.now() - 2 * 3_600_000);
  for (const name of [left[1], left[3]]) utimesSync(join(backups, String(name)), long, long);
  expect(night('backup')).toEqual(clean);
  // One that is being made, and one of another name, stay.
  expect(readdirSync(backups).sort()).toEqual([`.${weekday}.partial-2`, '.other.partial-1', weekday].sort());
});

test('what cannot be done is mailed and told, and the backup of last week stays', async () => {
  const { service, backups, night } = await publishedService();
  expect(night('backup')).toEqual(clean);
  renameSync(backups, `${backups} elsewhere`);
  // As good as a disk that takes nothing, for root too.
  writeFileSync(backups, '');
  const failed = night('backup');
  expect(failed).toEqual({
    status: 1,
    mail: expect.stringMatching(/^[^\n]*backups\/\w+\.\w+ could not be written: E\w+[^\n]*\n$/),
  });
  const told = await figures(service);
  expect(told.backupWhole).toBe(0);
  expect(told.backupAge).toBeLessThan(3600);
  rmSync(backups);
  renameSync(`${backups} elsewhere`, backups);
  expect(night('backup')).toEqual(clean);
  expect(await figures(service)).toMatchObject({ backupWhole: 1 });
});

test('a database that is not there is mailed, and not made for that', async () => {
  const missing = onPostgres
    ? 'postgres://127.0.0.1:1/slots'
    : `sqlite:${join(temporaryFolder(), 'slots.db')}`;
  const { night } = machine(missing);
  for (const word of ['backup', 'doctor'] as const) {
    const { status, mail } = night(word);
    expect(status).toBe(1);
    // The cause, once.
    expect(mail).toMatch(onPostgres ? /^[^\n]*ECONNREFUSED[^\n]*\n$/ : /^There is no database at .*\n$/);
  }
  if (!onPostgres) expect(existsSync(missing.slice('sqlite:'.length))).toBe(false);
});

test.runIf(onPostgres)(
  'without pg_dump the mail says so, and by hand the command to type is printed',
  async () => {
    const { service, night, backups } = await publishedService();
    const url = service.config.databaseUrl;
    expect(night('backup', '/nowhere')).toMatchObject({
      status: 69,
      mail: expect.stringMatching(
        /lacks pg_dump[^\n]*type:\n\(umask 077; pg_dump --format=custom --file=.*\)\n$/,
      ),
    });
    const { code, stdout } = await mentorSlotsHere(['backup', 'slots.dump'], {
      DATABASE_URL: url,
      PATH: '/nowhere',
    });
    expect(code).toBe(69);
    expect(stdout).toMatch(/^\(umask 077; pg_dump --format=custom --file=slots\.dump .*\)\n$/);
    expect(readdirSync(backups)).toEqual([]);
  },
);
