/** What is answered is on the disk: between each question and its answer the kernel has written the file, and for each group once. */
import { join } from 'node:path';
import type { SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { ask } from './testing/cluster.ts';
import { type Edit, withoutGuard } from './testing/history/weakened-service.ts';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { wallTime } from './testing/service.ts';
import { type SyncWatch, watchSyncs } from './testing/sync-watch.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const bookings = 120;
const callers = 8;
const unseen = 'Whether answers wait for the disk was not seen: there is neither strace nor a C compiler.';

beforeAll(buildService);

/** Many book at once; tells how many groups were committed, how many syncs there were, and which answers came without one. */
async function bookWatched(watch: SyncWatch, folder?: string) {
  const path = join(temporaryFolder(), 'synced.db');
  const service = startProcess({ ...serviceEnvironment(path), ...watch.env }, watch.by, folder);
  const url = await service.url;
  const ada = { sub: 'ada', role: 'alumni' };
  const time = wallTime(Date.now() + 86_400_000);
  const slot = await ask<SlotView>(url, '/api/slots', ada, { ...time, maxParticipants: 500 });
  const before = watch.syncs().length;
  const groupsBefore = await groupsOf(url);
  const answered: { began: number; ended: number }[] = [];
  let next = 0;
  const caller = async () => {
    while (next < bookings) {
      next += 1;
      const who = { sub: `student ${next}`, role: 'student' };
      const began = Date.now();
      const { status } = await ask(url, '/api/slots/book', who, { slotId: slot.body.id });
      expect(status).toBe(201);
      answered.push({ began, ended: Date.now() });
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const groups = (await groupsOf(url)) - groupsBefore;
  const syncs = watch.syncs();
  service.child.kill('SIGTERM');
  await service.exited;
  const hasSync = (call: { began: number; ended: number }) =>
    // To a millisecond, as exactly as the clock here tells.
    syncs.some(({ began, ended }) => began >= call.began - 1 && ended <= call.ended + 1);
  return {
    groups,
    syncs: syncs.length - before,
    unsynced: answered.filter((call) => !hasSync(call)).length,
  };
}

async function groupsOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^mentor_slots_commit_seconds_count (\d+)$/m.exec(metrics)?.[1]);
}

test.for(['strace', 'library'] as const)(
  'every answer has waited for the disk, as %s sees it',
  async (way, { skip }) => {
    // One of the two is enough.
    const watch = watchSyncs([way]);
    if (watch === null) return skip(watchSyncs() === null ? unseen : undefined);
    const { groups, syncs, unsynced } = await bookWatched(watch);
    console.info(`${bookings} bookings in ${groups} groups, ${syncs} syncs`);
    expect(groups).toBeGreaterThanOrEqual(bookings / callers);
    expect(syncs).toBeGreaterThanOrEqual(groups);
    expect(unsynced).toBe(0);
  },
);

/** As better-sqlite3 has it by itself, without who looks whether it is so. */
const unsynced: Edit[] = [
  ['server/dist/db/sqlite-file.js', "'synchronous = FULL'", "'synchronous = NORMAL'"],
  ['server/dist/db/sqlite-file.js', '!inMemory && synchronous !== 2', 'false'],
];

test('where the engine is told to wait no more, that is seen', async ({ skip }) => {
  const watch = watchSyncs();
  if (watch === null) return skip(unseen);
  const { groups, syncs, unsynced: without } = await bookWatched(watch, withoutGuard(unsynced));
  expect(syncs).toBeLessThan(groups);
  expect(without).toBeGreaterThan(0);
});
