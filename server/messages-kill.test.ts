/**
 * Processes that send mail are killed at random moments: nothing is lost, and what comes twice is the same mail. On
 * PostgreSQL two processes share the database. MESSAGE_KILLS asks for more kills.
 */
import { join } from 'node:path';
import type { SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { openDatabase } from './db/open-database.ts';
import { freshDatabase } from './testing/fresh-database.ts';
import { startMailServer } from './testing/mail-server.ts';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { signToken, wallTime } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const kills = Number(process.env.MESSAGE_KILLS ?? 4);
const onPostgres = process.env.TEST_DATABASE === 'postgres';
const students = Array.from({ length: 60 }, (_, index) => `student${index}`);

beforeAll(buildService);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function database(): Promise<{ url: string; drop(): Promise<void> }> {
  if (onPostgres) return freshDatabase();
  return { url: `sqlite:${join(temporaryFolder(), 'messages.db')}`, drop: async () => {} };
}

test(`${kills} kills of ${onPostgres ? 'two processes' : 'the process'} that send mail lose none and change none`, async () => {
  const { url: databaseUrl, drop } = await database();
  const mailServer = await startMailServer();
  const env = {
    ...serviceEnvironment('-'),
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'info',
    SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`,
    MAIL_FROM: 'slots@example.edu',
    REMINDERS: 'none',
  };
  const tokenOf = (sub: string, role: string) => signToken({ sub, role, email: `${sub}@people.example` });
  const post = async <Body>(url: string, path: string, token: string, body: object) => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };

  let processes = Array.from({ length: onPostgres ? 2 : 1 }, () => startProcess(env));
  const urlOf = async (turn: number) => processes[turn % processes.length]?.url ?? '';
  const time = wallTime(Date.now() + 48 * 3_600_000);
  const { body: slot } = await post<SlotView>(await urlOf(0), '/api/slots', tokenOf('ada', 'alumni'), {
    ...time,
    maxParticipants: students.length,
  });
  const each = Math.ceil(students.length / kills);
  for (let kill = 0; kill < kills; kill += 1) {
    const some = students.slice(kill * each, (kill + 1) * each);
    for (const [turn, who] of some.entries()) {
      const answer = await post(await urlOf(turn), '/api/slots/book', tokenOf(who, 'student'), {
        slotId: slot.id,
      });
      expect(answer.status).toBe(201);
    }
    await pause(Math.random() * 1500);
    const dying = processes[kill % processes.length];
    dying?.child.kill('SIGKILL');
    await dying?.exited;
    processes = processes.map((one) => (one === dying ? startProcess(env) : one));
    await Promise.all(processes.map(({ url }) => url));
  }

  const mails = () => mailServer.deliveries.filter(({ mail }) => mail.subject?.startsWith('Booked'));
  await expect
    .poll(() => new Set(mails().flatMap(({ to }) => to)).size, { interval: 200 })
    .toBe(students.length);
  for (const who of students) {
    const own = mails().filter(({ to }) => to.includes(`${who}@people.example`));
    expect(new Set(own.map(({ mail }) => mail.messageId)).size).toBe(1);
    expect(new Set(own.map(({ mail }) => mail.text)).size).toBe(1);
  }
  // What was on its way at a kill is tried again once its claim is over, and comes to its end.
  const reading = await openDatabase(databaseUrl);
  const unsent = () =>
    reading.read.kysely
      .selectFrom('messages')
      .select('id')
      .where('outcome', 'is', null)
      .where('kind', '<>', 'new_bookings')
      .execute();
  await expect.poll(unsent, { interval: 200 }).toEqual([]);
  expect(mails().length - students.length).toBeLessThanOrEqual(5 * kills);
  await reading.close();
  for (const { child } of processes) child.kill('SIGTERM');
  expect((await Promise.all(processes.map(({ exited }) => exited))).map(({ code }) => code)).toEqual(
    processes.map(() => 0),
  );
  await drop();
});
