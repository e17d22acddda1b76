/** The disk of the SQLite file is full, or takes no writes: 503 `storage_full`, reading goes on, and it recovers by itself. */
import { closeSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Booking, SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { ask } from './testing/cluster.ts';
import { follow } from './testing/follower.ts';
import { ownFileSystem, works } from './testing/own-file-system.ts';
import { buildService, type ServiceProcess, serviceEnvironment, startProcess } from './testing/process.ts';
import { wallTime } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

beforeAll(buildService);

/** A service whose writes fail between `fill` and `free`; what must be so before, meanwhile and afterwards. */
async function expectReadingOnly(service: ServiceProcess, fill: () => void, free: () => void): Promise<void> {
  const url = await service.url;
  const ada = { sub: 'ada', role: 'alumni' };
  const time = wallTime(Date.now() + 86_400_000);
  const slot = await ask<SlotView>(url, '/api/slots', ada, { ...time, maxParticipants: 500 });
  const slotId = slot.body.id;
  const booked: string[] = [];
  const book = async (student: string) => {
    const who = { sub: student, role: 'student' };
    const answer = await ask<Booking>(url, '/api/slots/book', who, { slotId });
    if (answer.status === 201) booked.push(answer.body.id);
    return answer;
  };
  await book('before');
  const page = follow(url, ['ada']);
  await page.ready;

  fill();
  // What is set aside already is filled first.
  let refused = await book('meanwhile');
  for (let count = 0; refused.status === 201 && count < 5000; count += 1) {
    refused = await book(`meanwhile ${count}`);
  }
  for (const answer of [refused, await ask(url, '/api/slots', { sub: 'bo', role: 'alumni' }, time)]) {
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 503, code: 'storage_full' });
    expect(Number(answer.retryAfter)).toBeGreaterThan(0);
  }
  const before = { sub: 'before', role: 'student' };
  for (const [path, who] of [
    ['/livez'],
    ['/readyz'],
    [`/api/slots/${slotId}`],
    ['/api/slots/alumni/ada'],
    ['/api/slots/open?q=ada'],
    ['/api/slots/my-bookings', before],
    // Whom nobody has seen before.
    ['/api/slots/my-bookings', { sub: 'stranger', role: 'student' }],
    ['/api/slots/my-slots', ada],
  ] as const) {
    expect([path, (await ask(url, path, who)).status]).toEqual([path, 200]);
  }
  const another = follow(url, ['ada']);
  await another.ready;
  expect(another.slots().map(({ seatsTaken }) => seatsTaken)).toEqual([booked.length]);

  free();
  await expect.poll(async () => (await book('afterwards')).status).toBe(201);
  const roster = await ask<SlotView>(url, `/api/slots/${slotId}`, ada);
  expect(roster.body.bookings?.map(({ id }) => id)).toEqual(booked);
  await expect.poll(() => page.slots().map(({ seatsTaken }) => seatsTaken)).toEqual([booked.length]);
  expect(service.stderr()).toBe('');
  // What it writes into its log is heard a moment later than its answers.
  await expect
    .poll(() => told(service))
    .toEqual(['The database cannot be written', 'The database can be written again']);
  service.child.kill('SIGTERM');
  expect((await service.exited).code).toBe(0);
}

/** Of its disk, and whatever else is a warning. */
function told(service: ServiceProcess): string[] {
  const lines = service.stdout().trimEnd().split('\n');
  return lines
    .map((line) => JSON.parse(line) as { level: number; msg: string })
    .filter(({ level, msg }) => level >= 40 || msg.startsWith('The database can'))
    .map(({ msg }) => msg)
    .filter((msg) => !msg.startsWith('THE DATABASE IS NEW'));
}

test('a full disk', async ({ skip }) => {
  const folder = temporaryFolder();
  const by = ownFileSystem(folder);
  if (by === null) return skip('this machine gives no process a file system of its own');
  const service = startProcess(serviceEnvironment(join(folder, 'full.db')), by);
  await service.url;
  // As that process sees it.
  const inside = join('/proc', String(service.child.pid), 'root', folder);
  expect(readdirSync(inside)).toContain('full.db');
  const filler = join(inside, 'filler');
  const fill = () => {
    const file = openSync(filler, 'w');
    try {
      for (;;) writeSync(file, Buffer.alloc(4096));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    } finally {
      closeSync(file);
    }
  };
  await expectReadingOnly(service, fill, () => rmSync(filler));
});

test('a process that may not write to any file', async ({ skip }) => {
  if (!works('prlimit', '--version')) return skip('this machine has no prlimit');
  const service = startProcess(serviceEnvironment(join(temporaryFolder(), 'limited.db')));
  await service.url;
  const limit = (bytes: string) =>
    expect(works('prlimit', '--pid', String(service.child.pid), `--fsize=${bytes}:`)).toBe(true);
  await expectReadingOnly(
    service,
    () => limit('0'),
    () => limit('unlimited'),
  );
});

test('a file that became read-only', async ({ skip }) => {
  const folder = temporaryFolder();
  const files = ['', '-wal'].map((end) => join(folder, `fixed.db${end}`));
  const service = startProcess(serviceEnvironment(files[0] ?? ''));
  await service.url;
  const change = (how: string) => works('chattr', how, ...files);
  if (!change('+i')) return skip('this machine lets nobody make a file unchangeable');
  change('-i');
  try {
    await expectReadingOnly(
      service,
      () => change('+i'),
      () => change('-i'),
    );
  } finally {
    change('-i');
  }
});
