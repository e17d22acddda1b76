/** Two nodes behind the documented nginx are restarted one after the other under load: nobody is refused, no page is sent away twice. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Booking, SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { ask, startCluster } from './testing/cluster.ts';
import { follow } from './testing/follower.ts';
import { buildService } from './testing/process.ts';
import { wallTime } from './testing/service.ts';

beforeAll(buildService);

/** Five times as often, and at 250 requests a second, by `npm run prove`. */
const rolls = Number(process.env.ROLLS ?? 1);
const callers = Number(process.env.ROLL_CALLERS ?? 8);
const everyMs = 100;
const pages = 12;

test(`each node is restarted ${rolls} times under load, and refuses nothing`, async () => {
  // Pages wait longer than a node takes to be back on a busy machine.
  const cluster = await startCluster(2, { STOP_GRACE: '', RECONNECT_AFTER: '20s' });
  const student = (caller: number) => ({ sub: `student ${caller}`, role: 'student' });
  const slots: SlotView[] = [];
  for (let caller = 0; caller < callers; caller += 1) {
    const time = wallTime(Date.now() + (24 + 2 * caller) * 3_600_000);
    const who = { sub: 'ada', role: 'alumni' };
    slots.push((await ask<SlotView>(cluster.url, '/api/slots', who, { ...time, maxParticipants: 5 })).body);
  }
  const followers = Array.from({ length: pages }, () => follow(cluster.url, ['ada'], { waitsAsTold: true }));
  await Promise.all(followers.map(({ ready }) => ready));

  const answers: Record<string, number> = {};
  let stop = false;
  const send = async (caller: number, path: string) => {
    const body = { slotId: slots[caller]?.id };
    const asked = ask<Booking>(cluster.url, path, student(caller), body);
    const status = await asked.then((answer) => answer.status).catch((error: Error) => error.message);
    answers[status] = (answers[status] ?? 0) + 1;
  };
  const load = Array.from({ length: callers }, async (_, caller) => {
    while (!stop) {
      for (const path of ['/api/slots/book', '/api/slots/cancel'])
        await Promise.all([send(caller, path), delay(everyMs)]);
    }
  });
  const count = () => Object.values(answers).reduce((sum, each) => sum + each, 0);
  const more = () => {
    const enough = count() + 10 * callers;
    return expect.poll(count, { interval: 20 }).toBeGreaterThan(enough);
  };
  for (let roll = 1; roll <= rolls; roll += 1) {
    await more();
    for (const node of cluster.nodes) {
      node.process().child.kill('SIGTERM');
      expect(await node.process().exited).toEqual({ code: 0, signal: null });
      await node.start();
      // As long as an operator waits.
      await expect.poll(async () => (await fetch(`${node.url}/readyz`)).status).toBe(200);
    }
    // Each page was closed once, with its node, and is back.
    await expect.poll(() => followers.filter(({ snapshots }) => snapshots() <= roll)).toEqual([]);
    const sentAway = followers.map(({ closings }) => closings.filter((code) => code === 1012).length);
    expect(sentAway).toEqual(followers.map(() => roll));
    console.info(`Closings of pages: ${JSON.stringify(followers.map(({ closings }) => closings))}`);
  }
  await more();
  stop = true;
  await Promise.all(load);
  console.info(`${2 * rolls} restarts, answers ${JSON.stringify(answers)}`);
  expect(Object.keys(answers).filter((status) => status !== '200' && status !== '201')).toEqual([]);
}, 900_000);
