import { expect, test } from 'vitest';
import type { Queries } from '../db/database.ts';
import { startService } from '../testing/service.ts';
import { createSnapshots } from './snapshots.ts';

const description = 'x'.repeat(1_000);

test('what is kept has a bound: whoever was asked for last stays', async () => {
  const service = await startService();
  const alumni = Array.from({ length: 30 }, (_, index) => `alumnus-${index}`);
  for (const id of alumni) await service.publish(id, 24, { description });
  const { clock, database } = service;
  const snapshots = createSnapshots(database, () => clock.now, 70_000);
  const kept = () => alumni.filter((id) => snapshots.kept(id) !== undefined);
  for (const id of alumni) await snapshots.read([id]);
  expect(kept()).toEqual(alumni.slice(-9));
  await snapshots.read(alumni);
  expect(kept()).toHaveLength(9);
  expect((await snapshots.read(alumni)).size).toBe(30);
});

test('who asks gets the very same list, also while it is read, until something of it changes', async () => {
  const service = await startService();
  const [ada, grace] = [await service.publish('ada'), await service.publish('grace')];
  const { clock, database } = service;
  const snapshots = createSnapshots(database, () => clock.now);
  const lists = await Promise.all([snapshots.read(['ada', 'grace']), snapshots.read(['ada', 'nobody'])]);
  expect(lists[0].get('ada')).toBe(lists[1].get('ada'));
  expect(lists[1].get('nobody')).toEqual([]);
  expect(snapshots.kept('ada')).toBe(lists[0].get('ada'));
  await service.book('sam', ada.id);
  expect(snapshots.kept('ada')).toBeUndefined();
  expect(snapshots.kept('grace')).toBe(lists[0].get('grace'));
  clock.now += 10_000;
  expect(snapshots.kept('grace')).toBeUndefined();
  expect((await snapshots.read(['grace'])).get('grace')?.map(({ id }) => id)).toEqual([grace.id]);
});

test('a list that is read while something changes is not kept', async () => {
  const service = await startService();
  const slot = await service.publish('ada', 24, { maxParticipants: 2 });
  const { clock, database } = service;
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const run: Queries['run'] = async (query, params) => {
    const rows = await database.read.run(query, params);
    await held;
    return rows;
  };
  const slow = { ...database, read: { kysely: database.read.kysely, run } };
  const snapshots = createSnapshots(slow, () => clock.now);
  const before = snapshots.read(['ada']);
  // A read of its own, so that the one before has its rows.
  await database.read.kysely.selectFrom('slots').select('id').execute();
  await service.book('sam', slot.id);
  const after = snapshots.read(['ada']);
  answer();
  expect((await before).get('ada')?.[0]?.seatsTaken).toBeLessThanOrEqual(1);
  expect((await after).get('ada')?.[0]?.seatsTaken).toBe(1);
  expect(snapshots.kept('ada')).toBe((await after).get('ada'));
});
