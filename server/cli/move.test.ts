/** `move`, from file to server and back. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { mentorSlots, mentorSlotsHere, writeUnchecked } from '../testing/command-line.ts';
import { freshDatabase } from '../testing/fresh-database.ts';
import { buildService } from '../testing/process.ts';
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
