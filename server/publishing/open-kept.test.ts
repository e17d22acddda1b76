/** What words find is kept through upgrades, backups and moves, and nothing stays of whoever is gone. */
import { join } from 'node:path';
import type { SlotList } from '@mentor-slots/contract';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { erasePerson } from '../people/erasure.ts';
import { areWordsFilled } from '../slots/word-queries.ts';
import { fillWords } from '../slots/words.ts';
import { mentorSlotsHere, writeUnchecked } from '../testing/command-line.ts';
import { existing, freshDatabase, onSqlite } from '../testing/fresh-database.ts';
import { releasedDatabase, releases } from '../testing/released-database.ts';
import { startService, type TestService } from '../testing/service.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const onPostgres = process.env.TEST_DATABASE === 'postgres';
const now = '2026-11-24T10:00:00.000Z';

async function found({ call }: TestService, q: string): Promise<(string | null)[]> {
  const { body } = await call<SlotList>('GET', `/api/slots/open?q=${encodeURIComponent(q)}`);
  return body.slots.map(({ description }) => description);
}

/** A service on a database that is there already. */
const serviceAt = (url: string, at = now) => startService({ now: at, fresh: existing(url) });

/** Every word by which the engine finds anything. */
async function indexed({ read: { kysely } }: Database): Promise<string[]> {
  if (onPostgres) {
    const { rows } = await sql<{ word: string }>`
      SELECT word FROM ts_stat('SELECT vector FROM slot_words')`.execute(kysely);
    // Beside the words stand the days.
    return rows.map(({ word }) => word).filter((word) => !word.startsWith('@'));
  }
  await sql`CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary
    USING fts5vocab('main', 'slot_words_index', 'row')`.execute(kysely);
  const { rows } = await sql<{ term: string }>`SELECT term FROM temp.vocabulary`.execute(kysely);
  return rows.map(({ term }) => term);
}

async function rowCount({ read: { kysely } }: Database): Promise<number> {
  return (await kysely.selectFrom('slot_words').select('place').execute()).length;
}

test('after an upgrade the sessions of before are found', async () => {
  const url = await releasedDatabase(releases[0] as string);
  const service = await serviceAt(url, '2026-11-19T00:00:00.000Z');
  expect(await found(service, 'lines answers')).toEqual(["Questions; and 'answers'\nin two lines"]);
  expect(await found(service, '业问')).toEqual(['职业问题']);
  expect(await found(service, 'first')).toEqual([]);
  await service.close();
  expect((await mentorSlotsHere(['doctor'], { DATABASE_URL: url })).stdout).not.toContain('BROKEN  words');
});

test('after a move and from a backup they are found, also in a database that was in use', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const service = await serviceAt(url);
  await service.publish('ada', 24, { description: 'Café talk' });
  await service.close();
  const used = await (onPostgres ? onSqlite() : freshDatabase());
  onTestFinished(used.drop);
  const before = await openDatabase(used.url);
  await fillWords(before, Date.parse(now));
  await before.close();
  const moved = await mentorSlotsHere(['move', '--from', url, '--to', used.url]);
  expect([moved.code, moved.stderr]).toEqual([0, '']);
  const there = await serviceAt(used.url);
  expect(await found(there, 'cafe')).toEqual(['Café talk']);
  await there.close();
  expect((await mentorSlotsHere(['doctor'], { DATABASE_URL: used.url })).code).toBe(0);

  const folder = temporaryFolder();
  const env = { DATABASE_URL: used.url };
  expect((await mentorSlotsHere(['backup', join(folder, 'b.db')], env)).code).toBe(0);
  const restored = { DATABASE_URL: `sqlite:${join(folder, 'restored.db')}` };
  const done = await mentorSlotsHere(['restore', join(folder, 'b.db')], restored);
  expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('Looking')]);
  const again = await serviceAt(restored.DATABASE_URL);
  expect(await found(again, 'CAFÉ')).toEqual(['Café talk']);
});

test('what another release folded otherwise is folded anew by the next start, and nothing else is written', async () => {
  const service = await startService({ now });
  for (const hours of [24, 48]) await service.publish('ada', hours, { description: `In ${hours} hours` });
  const { database } = service;
  const rows = () => database.read.kysely.selectFrom('slot_words').selectAll().orderBy('place').execute();
  const before = await rows();
  expect(await areWordsFilled(database.read)).toBe(true);
  expect(await fillWords(database, service.clock.now)).toBe(false);
  await writeUnchecked(
    service.config.databaseUrl,
    `UPDATE slot_words SET words = ' otherwise' WHERE slot_id = '${before[0]?.slot_id}'`,
    `DELETE FROM slot_words WHERE slot_id = '${before[1]?.slot_id}'`,
    'UPDATE schema_version SET folding = 0',
  );
  expect(await found(service, 'otherw')).toHaveLength(1);
  const fills = [fillWords(database, service.clock.now), fillWords(database, service.clock.now)];
  // Two nodes that start at once do not disturb each other; the second may find it done.
  expect(await Promise.all(fills)).toContain(true);
  expect(await rows()).toEqual(before);
  expect(await found(service, 'otherw')).toEqual([]);
  expect(await found(service, 'hours 48')).toEqual(['In 48 hours']);
});

test('of whoever is erased no word stays, of sessions ahead, past and under way', async () => {
  const service = await startService({ now });
  const name = 'Unmistakable Nomen';
  const ada = service.token('ada', 'alumni', { name });
  await service.publish('bob', 30, { description: 'Bob stays' });
  const past = await service.publish('ada', 2, { description: 'Peculiar past' });
  await service.publish('ada', 50, { description: 'Peculiar future' });
  const booked = await service.publish('ada', 70, { description: 'Peculiar booked', maxParticipants: 5 });
  await service.call('PUT', '/api/me', { token: ada, body: {} });
  await service.book('sam', booked.id);
  await service.book('sam', past.id);
  service.clock.now += 3 * 3_600_000;
  expect(await found(service, 'nomen')).toHaveLength(2);
  expect(await indexed(service.database)).toEqual(expect.arrayContaining(['nomen', 'peculiar', 'past']));
  const { rules } = service.config;
  const erasing = { clock: () => service.clock.now, rules };
  await service.database.write((tx) => erasePerson(tx, erasing, 'ada'));
  expect((await indexed(service.database)).sort()).toEqual(['bob', 'name', 'stays']);
  for (const q of ['nomen', 'peculiar', 'erased', 'ada']) expect(await found(service, q)).toEqual([]);
});

test('booking touches no word', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 24, { maxParticipants: 5 });
  // The engine refuses any write to the words.
  await writeUnchecked(
    service.config.databaseUrl,
    onPostgres
      ? `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'touched'; END $$;
         CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON slot_words FOR EACH STATEMENT EXECUTE FUNCTION refuse()`
      : `CREATE TRIGGER refuse BEFORE DELETE ON slot_words BEGIN SELECT RAISE(ABORT, 'touched'); END`,
  );
  const { status, body } = await service.book('sam', slot.id);
  expect(status).toBe(201);
  const token = service.token('sam', 'student');
  expect(
    (await service.call('POST', '/api/slots/cancel', { token, body: { bookingId: body.id } })).status,
  ).toBe(200);
  const ada = { token: service.token('ada', 'alumni') };
  const change = { ...ada, body: { maxParticipants: 9, meetingUrl: 'https://meet.example.edu/x' } };
  expect((await service.call('PATCH', `/api/slots/${slot.id}`, change)).status).toBe(200);
  expect((await service.call('DELETE', `/api/slots/${slot.id}`, ada)).status).toBe(500);
});

test('what has begun is taken out after a while', async () => {
  const service = await startService({ now, sweepMs: 50 });
  await service.publish('ada', 1);
  await service.publish('ada', 50);
  expect(await rowCount(service.database)).toBe(2);
  service.clock.now += 2 * 3_600_000;
  await expect.poll(() => rowCount(service.database)).toBe(1);
  expect(await found(service, 'ada')).toHaveLength(1);
});

test('doctor goes by the clock of the service where that is ahead', async () => {
  const service = await startService({ now: '2050-01-01T10:00:00.000Z' });
  const slot = await service.publish('ada', 1);
  service.clock.now += 3_600_000;
  const token = service.token('ada', 'alumni');
  const body = { description: 'While it runs' };
  expect((await service.call('PATCH', `/api/slots/${slot.id}`, { token, body })).status).toBe(200);
  expect(await rowCount(service.database)).toBe(0);
  const { stdout } = await mentorSlotsHere(['doctor'], { DATABASE_URL: service.config.databaseUrl });
  expect(stdout.match(/^BROKEN.*words.*/gm)).toBeNull();
});
