/** `move`, from file to server and back. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { mentorSlots, mentorSlotsHere, writeUnchecked } from '../testing/command-line.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import { buildService, serviceEnvironment, startProcess } from '../testing/process.ts';
import { startService } from '../testing/service.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

beforeAll(buildService);

/** A service with some history on the engine of this run. */
async function history() {
  const service = await startService();
  const slot = await service.publish('ada', 24, {
    maxParticipants: 500,
    description: 'Ünïcode 🎓, "quotes", \\backslashes\\ and\nlines',
  });
  for (let n = 0; n < 30; n += 1)
    await service.book(`student ${n}`, slot.id, n % 2 ? undefined : `note ${n}`);
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('student 3', 'student'),
    body: { slotId: slot.id },
  });
  await service.call('POST', '/api/slots', {
    token: service.token('bob', 'alumni'),
    headers: { 'idempotency-key': 'once' },
    body: { date: slot.date, startTime: '10:00', endTime: '11:00' },
  });
  // It has stopped, as before every move.
  await service.app.close();
  await service.database.close();
  return { url: service.config.databaseUrl };
}

const moving = (from: string, to: string) => ['move', '--from', from, '--to', to, '--json'];
const move = (from: string, to: string) => mentorSlotsHere(moving(from, to));

test('copies every row, and back again', async () => {
  const { url } = await history();
  const file = `sqlite:${join(temporaryFolder(), 'made', 'moved.db')}`;
  const there = await mentorSlots(moving(url, file));
  expect(there.code, there.stderr).toBe(0);
  const { moved } = JSON.parse(there.stdout);
  expect(moved).toContainEqual({
    table: 'bookings',
    rows: 30,
    checksum: expect.stringMatching(/^[0-9a-f]{24}$/),
  });
  expect(await mentorSlotsHere(['doctor'], { DATABASE_URL: file })).toMatchObject({ code: 0 });

  const empty = await freshDatabase();
  const back = await move(file, empty.url);
  expect(back.code, back.stderr).toBe(0);
  expect(JSON.parse(back.stdout)).toEqual({ moved });
  expect(await mentorSlotsHere(['doctor'], { DATABASE_URL: empty.url })).toMatchObject({ code: 0 });
  // Not empty any more.
  const again = await move(file, empty.url);
  expect(again).toEqual({
    code: 1,
    stdout: '',
    stderr: '--to has rows in people already; expected an empty database.\n',
  });
  await empty.drop();
});

describe.skipIf(process.env.TEST_DATABASE === 'postgres')('a file that a process has open', () => {
  const refusal = (path: string) =>
    `A process has ${path} open: stop the service (and whatever else reads it) first. Nothing was moved.\n`;

  test('is not moved, however idle the process; nor is it changed by being looked at', async () => {
    const folder = temporaryFolder();
    const [path, target] = [join(folder, 'live.db'), join(folder, 'moved.db')];
    const service = startProcess(serviceEnvironment(path));
    await service.url;
    expect(await move(`sqlite:${path}`, `sqlite:${target}`)).toEqual({
      code: 1,
      stdout: '',
      stderr: refusal(path),
    });
    expect(existsSync(target)).toBe(false);
    service.child.kill('SIGTERM');
    await service.exited;
    const before = readFileSync(path);
    // Something that only reads.
    const reader = new SqliteDatabase(path, { readonly: true });
    reader.prepare('SELECT count(*) FROM slots').get();
    expect(await move(`sqlite:${path}`, `sqlite:${target}`)).toMatchObject({
      code: 1,
      stderr: refusal(path),
    });
    reader.close();
    const { code, stderr } = await move(`sqlite:${path}`, `sqlite:${target}`);
    expect(code, stderr).toBe(0);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('nor is anything moved into one', async () => {
    const { url } = await history();
    const path = join(temporaryFolder(), 'live.db');
    const service = startProcess(serviceEnvironment(path));
    await service.url;
    expect(await move(url, `sqlite:${path}`)).toEqual({ code: 1, stdout: '', stderr: refusal(path) });
  });

  test('while it is moved leaves the target as empty as before', async () => {
    const { url } = await history();
    const path = url.slice('sqlite:'.length);
    const target = join(temporaryFolder(), 'moved.db');
    const late: SqliteDatabase.Database[] = [];
    onTestFinished(() => void late[0]?.close());
    const { code, stdout, stderr } = await mentorSlotsHere(moving(url, `sqlite:${target}`), {}, (text) => {
      if (late.length > 0 || !text.includes('Moving bookings')) return;
      const opened = new SqliteDatabase(path);
      late.push(opened);
      opened.prepare('SELECT count(*) FROM slots').get();
    });
    expect([late.length, code, stdout]).toEqual([1, 1, '']);
    expect(stderr).toContain(refusal(path));
    expect(existsSync(target)).toBe(false);
  });

  test('of a process that was killed is moved', async () => {
    const path = join(temporaryFolder(), 'live.db');
    const service = startProcess(serviceEnvironment(path));
    await service.url;
    service.child.kill('SIGKILL');
    await service.exited;
    const { code, stderr } = await move(`sqlite:${path}`, `sqlite:${join(temporaryFolder(), 'moved.db')}`);
    expect(code, stderr).toBe(0);
  });
});

describe('nothing is half-moved', () => {
  test('from a source that breaks a promise', async () => {
    const { url } = await history();
    await writeUnchecked(url, "UPDATE idempotency_keys SET answer = '{'");
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await move(url, `sqlite:${join(folder, 'moved.db')}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^BROKEN {2}answers: [^\n]+\nThe source is not whole \(1 line above\)\. Nothing was moved\.\n$/,
    );
    expect(readdirSync(folder)).toEqual([]);

    const empty = await freshDatabase();
    expect((await move(url, empty.url)).code).toBe(2);
    await writeUnchecked(url, "UPDATE idempotency_keys SET answer = '{}'");
    // As empty as before.
    expect((await move(url, empty.url)).code).toBe(0);
    await empty.drop();
  });

  test('from or to what is none', async () => {
    const { url } = await history();
    const folder = temporaryFolder();
    const file = `sqlite:${join(folder, 'a.db')}`;
    expect(await move(file, url)).toMatchObject({
      code: 1,
      stderr: `There is no database at ${join(folder, 'a.db')}.\n`,
    });
    expect((await move(url, url)).code).toBe(64);
    const away = await move(url, 'postgres://nobody@127.0.0.1:1/none');
    expect(away).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^--to names the PostgreSQL database "none"/),
    });
    expect(existsSync(join(folder, 'a.db'))).toBe(false);
  });
});
