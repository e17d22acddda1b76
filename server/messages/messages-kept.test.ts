/** What becomes of messages when a person is erased, exported, the database moved, and how an operator looks after them. */
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../db/open-database.ts';
import { erasePerson } from '../people/erasure.ts';
import { mentorSlotsHere } from '../testing/command-line.ts';
import { existing, freshDatabase, onSqlite } from '../testing/fresh-database.ts';
import { startMailServer } from '../testing/mail-server.ts';
import { startService, type TestOptions, testWebhookSecret } from '../testing/service.ts';

const now = '2026-03-16T10:00:00.000Z';
/** Nobody listens there. */
const nowhere = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'slots@example.edu' };
const hook = {
  WEBHOOK_URL: 'http://127.0.0.1:1/hook',
  WEBHOOK_SECRET: testWebhookSecret,
};

async function booked(env: Record<string, string>, options: Pick<TestOptions, 'fresh'> = {}) {
  const service = await startService({ now, env, sendMs: 3_600_000, ...options });
  const slot = await service.publish('ada-canary', 48, { description: 'words-canary' });
  await service.book('sam-canary', slot.id, 'note-canary');
  const rows = () => service.database.read.kysely.selectFrom('messages').selectAll().orderBy('id').execute();
  return { service, slot, rows };
}

test('whoever is erased is in no message, neither as its reader nor inside', async () => {
  const { service, rows } = await booked({ ...nowhere, ...hook });
  expect(JSON.stringify(await rows())).toContain('sam-canary');
  const deps = { clock: () => service.clock.now, rules: service.config.rules };
  await service.database.write((tx) => erasePerson(tx, deps, 'sam-canary'));
  const left = await rows();
  expect(JSON.stringify(left)).not.toContain('sam-canary');
  // The portal still hears that a booking ended, of somebody who has no name any more.
  const ended = left.filter(({ kind }) => kind === 'booking.cancelled');
  expect(ended).toHaveLength(1);
  expect(JSON.parse(ended[0]?.payload ?? '').data).toMatchObject({
    cancelReason: 'erased',
    studentId: expect.stringMatching(/^erased-/),
  });
  await service.database.write((tx) => erasePerson(tx, deps, 'ada-canary'));
  expect(JSON.stringify(await rows())).not.toMatch(/canary/);
});

test('an export tells a person which messages were for them', async () => {
  const { service } = await booked(nowhere);
  const { stdout } = await mentorSlotsHere(['export', 'sam-canary'], {
    DATABASE_URL: service.config.databaseUrl,
  });
  const told = JSON.parse(stdout);
  expect(told.messages.map(({ kind }: { kind: string }) => kind)).toContain('booked');
  expect(told.person).toMatchObject({ language: null, timeZone: null, remindersOffAt: null });
});

test('a moved database sends nothing by itself: all that waited is parked, and can be sent again', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const { service } = await booked(nowhere, { fresh: existing(url) });
  await service.close();
  const target = await onSqlite();
  const moved = await mentorSlotsHere(['move', '--to', target.url], { DATABASE_URL: url });
  expect(moved.code).toBe(0);
  const env = { DATABASE_URL: target.url };
  const listed = JSON.parse((await mentorSlotsHere(['outbox', '--json'], env)).stdout);
  expect(listed.waiting).toEqual([]);
  expect(listed.parked.map(({ kind }: { kind: string }) => kind)).toContain('booked');
  expect(JSON.stringify(listed)).not.toMatch(/note-canary|words-canary|sam-canary/);
  const { id } = listed.parked.find(({ kind }: { kind: string }) => kind === 'booked');
  expect((await mentorSlotsHere(['outbox', 'retry', id], env)).stdout).toContain(
    '1 message will be sent again',
  );
  expect((await mentorSlotsHere(['outbox', 'retry', id], env)).code).not.toBe(0);
  expect((await mentorSlotsHere(['outbox', 'retry'], env)).code).toBe(64);
  const { stdout } = await mentorSlotsHere(['outbox'], env);
  expect(stdout).toMatch(/^1 message waits, \d+ parked\./);
  // As after a restore by the engine's own program.
  expect((await mentorSlotsHere(['outbox', 'park'], env)).stdout).toMatch(/^1 message is parked/);
  expect((await mentorSlotsHere(['outbox', 'park'], env)).stdout).toMatch(/^No message waits/);
  expect((await mentorSlotsHere(['outbox'], env)).stdout).toMatch(/^0 messages wait, \d+ parked\./);
  expect((await mentorSlotsHere(['doctor'], env)).code).toBe(0);
  await target.drop();
});

test('a mail to try out goes, or says why not, without the password', async () => {
  const server = await startMailServer();
  const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: 'Mentoring <slots@example.edu>' };
  const sent = await mentorSlotsHere(['outbox', 'send-test', 'me@people.example'], env);
  expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining('me@people.example') });
  expect(server.deliveries.map(({ to }) => to)).toEqual([['me@people.example']]);
  const refused = await mentorSlotsHere(['outbox', 'send-test', 'me@people.example'], {
    ...env,
    SMTP_URL: 'smtp://slots:s3cret@127.0.0.1:1',
  });
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('It did not go');
  expect(refused.stderr + refused.stdout).not.toContain('s3cret');
  expect((await mentorSlotsHere(['outbox', 'send-test', 'me@people.example'], {})).code).toBe(64);
});

test('what was sent is forgotten after a month, what was given up is not', async () => {
  const { url, drop } = await freshDatabase();
  const database = await openDatabase(url);
  const { forgetEnded } = await import('../outbox/queries.ts');
  await database.write(async ({ kysely }) => {
    for (const outcome of ['sent', 'needless', 'parked', null] as const)
      await kysely
        .insertInto('messages')
        .values({
          id: `m ${outcome}`,
          channel: 'webhook',
          kind: 'slot.created',
          slot_id: 's',
          payload: '{}',
          position: 1,
          attempts: 1,
          created_at: now,
          due_at: now,
          try_at: now,
          outcome,
          ended_at: outcome && now,
        })
        .execute();
  });
  await database.write((tx) => forgetEnded(tx, '2026-04-16T10:00:00.000Z', 100));
  const rows = await database.read.kysely.selectFrom('messages').select('id').orderBy('id').execute();
  expect(rows.map(({ id }) => id)).toEqual(['m null', 'm parked']);
  await database.close();
  await drop();
});
