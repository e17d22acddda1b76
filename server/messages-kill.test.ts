/**
 * Processes that send mail are killed at each point of sending: nothing is lost, and what comes twice is the same mail. On
 * PostgreSQL two processes share the database. MESSAGE_KILLS asks for more kills; there are twenty points.
 */
import { join } from 'node:path';
import type { SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { openDatabase } from './db/open-database.ts';
import { existing, freshDatabase } from './testing/fresh-database.ts';
import { startMailServer } from './testing/mail-server.ts';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { signToken, wallTime } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const kills = Number(process.env.MESSAGE_KILLS ?? 4);
const onPostgres = process.env.TEST_DATABASE === 'postgres';
/** When a process is killed: at the first to fourth time that a mail comes to this stage. */
const points = (['CONNECT', 'MAIL FROM', 'RCPT TO', 'DATA', 'ACCEPTED'] as const).flatMap((stage) =>
  [1, 2, 3, 4].map((time) => ({ stage, time })),
);
/** So many book before each kill. */
const each = 6;
const students = Array.from({ length: each * kills }, (_, index) => `student${index}`);

beforeAll(buildService);

async function database(): Promise<{ url: string; drop(): Promise<void> }> {
  if (onPostgres) return freshDatabase();
  return existing(`sqlite:${join(temporaryFolder(), 'messages.db')}`)();
}

test(
  `${kills} kills of ${onPostgres ? 'two processes' : 'the process'} that send mail lose none and change none`,
  async () => {
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
    const slots: SlotView[] = [];
    const time = wallTime(Date.now() + 48 * 3_600_000);
    for (let from = 0; from < students.length; from += 300) {
      const { body: slot } = await post<SlotView>(
        await urlOf(0),
        '/api/slots',
        tokenOf(`ada${from}`, 'alumni'),
        {
          ...time,
          maxParticipants: 300,
        },
      );
      slots.push(slot);
    }
    /** Resolves when that point is reached from now on, or after some seconds: a process alone sends over few connections. */
    const reached = (point: (typeof points)[number] | undefined) =>
      new Promise<void>((resolve) => {
        let left = point?.time ?? 1;
        const patience = setTimeout(resolve, 4000);
        mailServer.reached = (stage) => {
          if (stage !== point?.stage) return;
          left -= 1;
          if (left > 0) return;
          clearTimeout(patience);
          resolve();
        };
      });
    for (let kill = 0; kill < kills; kill += 1) {
      const first = kill * each;
      const some = students.slice(first, first + each);
      // All of them, in an order that a few kills go through, too.
      const point = reached(points[(kill * 7 + 3) % points.length]);
      for (const [turn, who] of some.entries()) {
        const answer = await post(await urlOf(turn), '/api/slots/book', tokenOf(who, 'student'), {
          slotId: slots[Math.floor((first + turn) / 300)]?.id ?? '',
        });
        expect(answer.status).toBe(201);
      }
      await point;
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
        .where('kind', 'not in', ['new_bookings', 'how_was_it'])
        .execute();
    await expect.poll(unsent, { interval: 200 }).toEqual([]);
    expect(mails().length - students.length).toBeLessThanOrEqual(5 * kills);
    await reading.close();
    for (const { child } of processes) child.kill('SIGTERM');
    expect((await Promise.all(processes.map(({ exited }) => exited))).map(({ code }) => code)).toEqual(
      processes.map(() => 0),
    );
    await drop();
  },
  60_000 + kills * 15_000,
);
