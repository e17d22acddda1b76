/** `backup` and `restore`, beside services that really run. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SlotView } from '@mentor-slots/contract';
import SqliteDatabase from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { schemaVersion } from '../db/schema.ts';
import { mentorSlots, mentorSlotsHere, type Ran, writeUnchecked } from '../testing/command-line.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import { findPostgres } from '../testing/postgres-programs.mjs';
import { buildService, type ServiceProcess, serviceEnvironment, startProcess } from '../testing/process.ts';
import { signToken, startService, wallTime } from '../testing/service.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

beforeAll(buildService);

const onPostgres = process.env.TEST_DATABASE === 'postgres';

async function post<Body>(
  url: string,
  path: string,
  sub: string,
  role: string,
  body: unknown,
): Promise<Body> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${signToken({ sub, role })}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Body;
}

const publish = (url: string, alumnus: string, hours: number, maxParticipants = 1) =>
  post<SlotView>(url, '/api/slots', alumnus, 'alumni', {
    ...wallTime(Date.now() + hours * 3_600_000),
    maxParticipants,
  });

const book = (url: string, student: string, slotId: string) =>
  post<{ id: string }>(url, '/api/slots/book', student, 'student', { slotId });

const refused = (line: string | RegExp, code = 1): Ran => ({
  code,
  stdout: '',
  stderr: expect.stringMatching(line) as unknown as string,
});

async function stop(service: ServiceProcess): Promise<void> {
  service.child.kill('SIGTERM');
  await service.exited;
}

function idsIn(path: string): Set<unknown> {
  const file = new SqliteDatabase(path, { readonly: true });
  const ids = new Set(file.prepare('SELECT id FROM bookings').pluck().all());
  file.close();
  return ids;
}

describe.runIf(!onPostgres)('a file', () => {
  test('is backed up under load: every booking answered before is in it, and it is whole', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'live.db');
    const env = { DATABASE_URL: `sqlite:${path}` };
    const url = await startProcess(serviceEnvironment(path)).url;
    const slots = await Promise.all(
      Array.from({ length: 20 }, (_, n) => publish(url, `alumnus ${n}`, 24 + n, 500)),
    );
    const answered: string[] = [];
    let loading = true;
    const callers = Array.from({ length: 4 }, async (_, caller) => {
      for (let n = 0; loading && n < 2000; n += 1) {
        const slot = slots[n % slots.length];
        answered.push((await book(url, `student ${caller} ${n}`, slot?.id ?? '')).id);
      }
    });
    while (answered.length < 150) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = [...answered];
    const backup = join(folder, 'backups', 'now.db');
    const made = await mentorSlots(['backup', backup, '--json'], env);
    const meanwhile = answered.length - before.length;
    loading = false;
    await Promise.all(callers);
    expect(made.code, made.stderr).toBe(0);
    // Otherwise there was no load to speak of; a busy machine slows the two alike.
    expect(meanwhile).toBeGreaterThan(25);

    const elsewhere = join(folder, 'elsewhere', 'slots.db');
    const there = { DATABASE_URL: `sqlite:${elsewhere}` };
    expect((await mentorSlots(['restore', backup], there)).code).toBe(0);
    expect((await mentorSlotsHere(['doctor'], there)).code).toBe(0);
    const kept = idsIn(elsewhere);
    expect(before.filter((id) => !kept.has(id))).toEqual([]);
    expect(JSON.parse(made.stdout)).toMatchObject({ backup, bookings: kept.size, slots: 20 });
    expect(statSync(backup).mode & 0o077).toBe(0);
    expect(readdirSync(join(folder, 'backups'))).toEqual(['now.db']);

    // And a service goes on with it.
    const again = await startProcess(serviceEnvironment(elsewhere)).url;
    const [slot] = slots;
    expect((await book(again, 'a new student', slot?.id ?? '')).id).toBeTruthy();
  });

  test('is not written over another one but by --force', async () => {
    const folder = temporaryFolder();
    const env = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}` };
    const to = join(folder, 'backup.db');
    expect(await mentorSlotsHere(['backup', to], env)).toEqual(
      refused(/^There is no database at .*a\.db\.\n$/),
    );
    await mentorSlotsHere(['migrate'], env);
    writeFileSync(to, 'something of value');
    expect(await mentorSlotsHere(['backup', to], env)).toEqual(
      refused(/^[^\n]*is there already; [^\n]*--force\.\n$/),
    );
    expect(statSync(to).size).toBe(18);
    expect((await mentorSlotsHere(['backup', to, '--force'], env)).code).toBe(0);
    expect((await mentorSlotsHere(['doctor'], { DATABASE_URL: `sqlite:${to}` })).code).toBe(0);
    expect(await mentorSlotsHere(['backup', join(folder, 'a.db'), '--force'], env)).toEqual(
      refused(/is the database itself/),
    );
  });

  test('that cannot be written leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const env = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}` };
    writeFileSync(join(folder, 'a.db'), 'x'.repeat(5000));
    const { code, stderr } = await mentorSlotsHere(['backup', join(folder, 'to', 'b.db')], env);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').at(-1)).toMatch(/file is not a database/);
    expect(readdirSync(join(folder, 'to'))).toEqual([]);
  });

  test('is not replaced while a process has it open, and the old one is kept', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'live.db');
    const env = { DATABASE_URL: `sqlite:${path}` };
    const service = startProcess(serviceEnvironment(path));
    const url = await service.url;
    const slot = await publish(url, 'ada', 24, 5);
    const first = (await book(url, 'sam', slot.id)).id;
    const backup = join(folder, 'backup.db');
    await mentorSlots(['backup', backup], env);
    const second = (await book(url, 'tim', slot.id)).id;

    expect(await mentorSlots(['restore', backup], env)).toEqual(refused(/^There is a database at .*--force/));
    // A service that does nothing at all.
    expect(await mentorSlots(['restore', '--force', backup], env)).toEqual(
      refused(/has .*live\.db open: stop/),
    );
    // That is looked for first: a large backup takes its time, and whether it is whole matters to nobody yet.
    const spoilt = join(folder, 'spoilt.db');
    writeFileSync(spoilt, 'x'.repeat(5000));
    expect(await mentorSlots(['restore', '--force', spoilt], env)).toEqual({
      code: 1,
      stdout: '',
      stderr: `A process has ${path} open: stop the service (and whatever else reads it) first.\n`,
    });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await stop(service);
    // Something that only reads.
    const reader = new SqliteDatabase(path, { readonly: true });
    reader.prepare('SELECT count(*) FROM slots').get();
    expect(await mentorSlots(['restore', '--force', backup], env)).toEqual(
      refused(/has .*live\.db open: stop/),
    );
    reader.close();
    expect(idsIn(path)).toEqual(new Set([first, second]));

    const killed = startProcess(serviceEnvironment(path));
    const third = (await book(await killed.url, 'uma', slot.id)).id;
    killed.child.kill('SIGKILL');
    await killed.exited;
    const { code, stdout, stderr } = await mentorSlots(['restore', '--force', '--json', backup], env);
    expect(code, stderr).toBe(0);
    const { kept } = JSON.parse(stdout);
    expect(idsIn(path)).toEqual(new Set([first]));
    // What the killed service had answered too.
    expect(idsIn(kept)).toEqual(new Set([first, second, third]));
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test.each([
    ['is none', (path: string) => writeFileSync(path, 'x'.repeat(5000)), 1, /file is not a database/],
    ['is of another program', otherTables, 2, /has no tables of Mentor Slots/],
    ['is newer', newer, 1, /is of version 99; this program works with version \d+: use a newer one/],
    ['is broken', broken, 2, /seats: slot [^ ]+ says that 1 seats are taken; 0 bookings hold one/],
  ])('is not replaced by a backup that %s', async (_, spoil, exitCode, line) => {
    const folder = temporaryFolder();
    const path = join(folder, 'live.db');
    const env = { DATABASE_URL: `sqlite:${path}` };
    const backup = join(folder, 'backup.db');
    await spoil(backup);
    const { code, stdout, stderr } = await mentorSlotsHere(['restore', backup], env);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
    expect(stderr).toMatch(line);
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('of an older release is upgraded on its way back', async () => {
    const folder = temporaryFolder();
    const backup = join(folder, 'old.db');
    const file = new SqliteDatabase(backup);
    for (const part of ['schema.sql', 'data.sql'])
      file.exec(readFileSync(new URL(`../db/releases/0.1.0/${part}`, import.meta.url), 'utf8'));
    file.close();
    const env = { DATABASE_URL: `sqlite:${join(folder, 'slots.db')}` };
    const { code, stderr } = await mentorSlotsHere(['restore', backup], env);
    expect(code, stderr).toBe(0);
    expect((await mentorSlotsHere(['migrate', '--check'], env)).code).toBe(0);
    expect((await mentorSlotsHere(['migrate', '--check'], { DATABASE_URL: `sqlite:${backup}` })).code).toBe(
      1,
    );
    expect(readdirSync(folder).sort()).toEqual(['old.db', 'slots.db']);
    // And the program of today makes a backup of it before it upgrades it.
    const again = await mentorSlotsHere(['backup', join(folder, 'b.db')], {
      DATABASE_URL: `sqlite:${backup}`,
    });
    expect(again.code, again.stderr).toBe(0);
  });

  test('takes no place beside the log of one that is gone', async () => {
    const folder = temporaryFolder();
    const backup = join(folder, 'backup.db');
    await mentorSlotsHere(['migrate'], { DATABASE_URL: `sqlite:${backup}` });
    writeFileSync(join(folder, 'live.db-wal'), 'what is left');
    const env = { DATABASE_URL: `sqlite:${join(folder, 'live.db')}` };
    expect(await mentorSlotsHere(['restore', backup], env)).toEqual(
      refused(/live\.db-wal is left of a database/),
    );
  });
});

function otherTables(path: string): void {
  const file = new SqliteDatabase(path);
  file.exec('CREATE TABLE songs (name TEXT)');
  file.close();
}

async function newer(path: string): Promise<void> {
  await mentorSlotsHere(['migrate'], { DATABASE_URL: `sqlite:${path}` });
  await writeUnchecked(`sqlite:${path}`, 'UPDATE schema_version SET version = 99');
}

async function broken(path: string): Promise<void> {
  const service = startProcess(serviceEnvironment(path));
  await publish(await service.url, 'ada', 24);
  await stop(service);
  await writeUnchecked(`sqlite:${path}`, 'UPDATE slots SET seats_taken = 1');
}

describe.runIf(onPostgres)('a PostgreSQL database', () => {
  const PATH = `${findPostgres()}:${process.env.PATH}`;

  test.each(['made', 'typed'])(
    'is restored by the command that is printed, from a dump that was %s',
    async (how) => {
      const service = await startService();
      const slot = await service.publish('ada');
      await service.book('sam', slot.id);
      const empty = await freshDatabase();
      const file = join(temporaryFolder(), "it's a dump");
      const shell = (command: string) => {
        const { status, stderr } = spawnSync('sh', ['-c', command], {
          env: { ...process.env, PATH },
          encoding: 'utf8',
        });
        expect(status, stderr).toBe(0);
      };
      const env = { DATABASE_URL: service.config.databaseUrl, PATH: how === 'made' ? PATH : '/nowhere' };
      const dump = await mentorSlots(['backup', file], env);
      if (how === 'made') {
        expect(dump.stdout).toMatch(/ with 1 slot, 1 booking, 2 people\.\n$/);
        expect(await mentorSlots(['backup', file], env)).toEqual(
          refused(/is there already; [^\n]*--force\.\n$/),
        );
      } else {
        expect(dump.code).toBe(69);
        shell(dump.stdout);
      }
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const restore = await mentorSlots(['restore', file], { DATABASE_URL: empty.url });
      expect(restore.code).toBe(69);
      const [put = '', park = '', ...more] = restore.stdout.trimEnd().split('\n');
      expect([park, more]).toEqual(['mentor-slots outbox park', []]);
      shell(put);
      expect((await mentorSlotsHere(['outbox', 'park'], { DATABASE_URL: empty.url })).stdout).toMatch(
        /^No message|^\d+ messages? /,
      );
      expect(await mentorSlotsHere(['restore', `${file}.gone`], { DATABASE_URL: empty.url })).toEqual(
        refused(/^There is no backup at [^\n]*\.gone\.\n$/),
      );
      const { code, stdout } = await mentorSlotsHere(['doctor'], { DATABASE_URL: empty.url });
      expect(code, stdout).toBe(0);
    },
  );

  test('tells its password to nobody but pg_dump, in its environment', async () => {
    const service = await startService();
    const url = new URL(service.config.databaseUrl);
    url.username ||= 'slots';
    url.password = 'se%20cret';
    const folder = temporaryFolder();
    const told = join(folder, 'told');
    writeFileSync(
      join(folder, 'pg_dump'),
      `#!/bin/sh\nprintf '%s\\n' "$PGPASSWORD" "$@" > '${told}'; exit 3\n`,
      {
        mode: 0o755,
      },
    );
    const env = { DATABASE_URL: url.href };
    const { code } = await mentorSlots(['backup', join(folder, 'slots.dump')], {
      ...env,
      PATH: `${folder}:${PATH}`,
    });
    expect(code).toBe(1);
    const [password, ...args] = readFileSync(told, 'utf8').split('\n');
    expect(password).toBe('se cret');
    expect(args.join(' ')).not.toMatch(/se(%20| )cret/);
    const { stdout } = await mentorSlots(['backup', 'slots.dump'], { ...env, PATH: '/nowhere' });
    expect(stdout).toMatch(/^\(umask 077; pg_dump --format=custom --file=slots.dump /);
    expect(stdout).not.toContain('cret');
    expect(readdirSync(folder).sort()).toEqual(['pg_dump', 'told']);
  });
});

describe('migrate', () => {
  test('says what it did, and with --check what there is to do', async () => {
    const { url, drop } = await freshDatabase();
    const env = { DATABASE_URL: url };
    if (!onPostgres) {
      const check = await mentorSlotsHere(['migrate', '--check'], env);
      expect(check.code).toBe(1);
      expect(check.stdout).toMatch(/^There is no database yet: migrating makes its tables, version \d+\.\n$/);
      expect(existsSync(url.replace('sqlite:', ''))).toBe(false);
      const made = await mentorSlotsHere(['migrate'], env);
      expect(made).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(`its tables were made, version ${schemaVersion}`),
      });
    }
    const again = await mentorSlots(['migrate', '--json'], env);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toEqual({ from: schemaVersion, to: schemaVersion, brought: [] });
    expect((await mentorSlotsHere(['migrate', '--check'], env)).code).toBe(0);
    await drop();
  });
});

// Before any engine is asked.
describe.skipIf(onPostgres)('the command line', () => {
  test('explains itself', async () => {
    const help = await mentorSlots(['--help']);
    expect(help.code).toBe(0);
    const commands = [...help.stdout.matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name]) => name);
    const own = commands.filter((name) => name !== 'help');
    expect(own).toEqual(expect.arrayContaining(['serve', 'migrate', 'backup', 'restore', 'doctor']));
    for (const command of own) {
      const { code, stdout } = await mentorSlotsHere([command ?? '', '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/Examples:\n {2}\S/);
    }
  });

  test.each([[['frobnicate']], [['backup']], [['doctor', '--loud']], [['doctor', 'too', 'much']], [[]]])(
    'does not understand %j: 64',
    async (args) => {
      const { code, stdout, stderr } = await mentorSlotsHere(args);
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
      expect(stderr).toMatch(/\S/);
    },
  );

  test('refuses a bad environment as the service does', async () => {
    const { code, stderr } = await mentorSlots(['serve'], { JWT_SECRET: 'short' });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'JWT_SECRET has 5 bytes; expected at least 32 bytes.\n',
    });
    for (const command of [['doctor'], ['migrate'], ['backup', 'x']]) {
      const ran = await mentorSlotsHere(command, { DATABASE_URL: 'mysql://slots' });
      expect(ran).toEqual(refused(/^DATABASE_URL begins with "mysql:"; expected [^\n]*\n$/));
    }
  });
});
