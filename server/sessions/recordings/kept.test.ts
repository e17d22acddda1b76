/** Files and rows belong together: what the sweep removes and leaves, what doctor finds, what erasing takes along. */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mentorSlotsHere } from '../../testing/command-line.ts';
import { type RecordedSession, recordedSession } from '../../testing/recorded-session.ts';
import { wav } from '../../testing/wav.ts';

/** Puts a file there that was last written to so many minutes ago. */
function plant({ folder }: RecordedSession, name: string, minutes: number): string {
  writeFileSync(join(folder, name), wav());
  age(folder, name, minutes);
  return name;
}

function age(folder: string, name: string, minutes: number): void {
  const at = Date.now() / 1000 - minutes * 60;
  utimesSync(join(folder, name), at, at);
}

test('the sweep removes what no row knows and nobody sends on, and touches nothing else', async () => {
  const session = await recordedSession({ sweepMs: 100, ticking: true });
  const { body: added } = await session.send();
  age(session.folder, added.id, 10_000);
  const gone = [plant(session, randomUUID(), 61), plant(session, `${randomUUID()}.part`, 61)];
  const staying = [
    plant(session, randomUUID(), 50),
    plant(session, `${randomUUID()}.part`, 50),
    plant(session, 'notes of the operator.txt', 10_000),
    plant(session, '.nfs0000', 10_000),
    plant(session, `${randomUUID()}.bak`, 10_000),
  ];
  session.service.clock.now = Date.now();
  await expect.poll(() => session.files().some((name) => gone.includes(name))).toBe(false);
  expect(session.files().sort()).toEqual([added.id, ...staying].sort());
});

test('the sweep removes the file of a session that was deleted with it', async () => {
  const session = await recordedSession({ sweepMs: 100, ticking: true });
  const { service } = session;
  const { body: added } = await session.send();
  await service.database.write(async ({ kysely }) => {
    await kysely.deleteFrom('recordings').execute();
  });
  expect(session.files()).toEqual([added.id]);
  service.clock.now = Date.now() + 3_600_000;
  await expect.poll(session.files).toEqual([]);
});

async function doctor({ service, folder }: RecordedSession, more: Record<string, string> = {}) {
  const env = { DATABASE_URL: service.config.databaseUrl, MEDIA_DIR: folder, ...more };
  const { code, stdout, stderr } = await mentorSlotsHere(['doctor', '--json'], env);
  expect(stderr).toBe('');
  const { checks } = JSON.parse(stdout) as { checks: { name: string; lines: string[] }[] };
  return { code, lines: checks.find(({ name }) => name === 'recordings')?.lines };
}

test('doctor finds files without a row, rows without a file, and files that are cut short', async () => {
  const session = await recordedSession();
  const { body: whole } = await session.send();
  expect(await doctor(session)).toEqual({ code: 0, lines: [] });
  // An upload that goes on is no fault.
  plant(session, `${randomUUID()}.part`, 1);
  expect(await doctor(session)).toEqual({ code: 0, lines: [] });

  const { body: missing } = await session.send();
  rmSync(join(session.folder, missing.id));
  const { body: short } = await session.send();
  truncateSync(join(session.folder, short.id), 100);
  const stranger = plant(session, randomUUID(), 0);
  const left = plant(session, `${randomUUID()}.part`, 61);
  plant(session, 'notes of the operator.txt', 10_000);
  const { code, lines } = await doctor(session);
  expect(code).toBe(2);
  expect(lines?.sort()).toEqual(
    [
      `recording ${missing.id} of slot ${session.slot.id} has no file`,
      `recording ${short.id} of slot ${session.slot.id} has 16044 bytes, its file 100`,
      `the file ${stranger} is of no recording`,
      `the file ${left} is of an upload that ended`,
    ].sort(),
  );
  // Without the folder the database alone is looked at.
  expect(await doctor(session, { MEDIA_DIR: '' })).toEqual({ code: 0, lines: undefined });
  expect(existsSync(join(session.folder, whole.id))).toBe(true);
});

test('erasing an alumna removes her recordings, with their files where the command knows the folder', async () => {
  const session = await recordedSession({ sweepMs: 100, ticking: true });
  const { service, folder } = session;
  const env = { DATABASE_URL: service.config.databaseUrl };
  const { body: added } = await session.send();
  expect((await mentorSlotsHere(['erase', '--yes', 'sam'], { ...env, MEDIA_DIR: folder })).code).toBe(0);
  expect(session.files()).toEqual([added.id]);
  const erased = await mentorSlotsHere(['erase', '--yes', 'ada'], { ...env, MEDIA_DIR: folder });
  expect([erased.code, erased.stderr]).toEqual([0, '']);
  expect(session.files()).toEqual([]);
  expect((await service.call('GET', added.url)).status).toBe(404);

  const other = await recordedSession({ sweepMs: 100, ticking: true });
  await other.send();
  const without = { DATABASE_URL: other.service.config.databaseUrl };
  expect((await mentorSlotsHere(['erase', '--yes', 'ada'], without)).code).toBe(0);
  expect(other.files()).toHaveLength(1);
  other.service.clock.now = Date.now() + 3_600_001;
  await expect.poll(other.files).toEqual([]);
});

test('an export tells of the recordings that somebody has given', async () => {
  const { service, slot, send } = await recordedSession();
  const { body: added } = await send(wav(), { name: 'My talk.wav' });
  const { stdout } = await mentorSlotsHere(['export', 'ada'], { DATABASE_URL: service.config.databaseUrl });
  const { createdAt, id, name, type, bytes } = added;
  expect(JSON.parse(stdout).recordings).toEqual([{ id, slotId: slot.id, name, type, bytes, createdAt }]);
});

test('the figures for those who watch count recordings and their bytes', async () => {
  const { service, send } = await recordedSession();
  await send(wav(20_000));
  await send(wav(30_000));
  const { body } = await service.call<string>('GET', '/metrics');
  expect(body).toMatch(/^mentor_slots_recordings 2$/m);
  expect(body).toMatch(/^mentor_slots_recording_bytes 50000$/m);
});
