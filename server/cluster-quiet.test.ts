/**
 * Nodes behind the documented nginx come and go while hardly anybody asks, so that nothing tells nginx soon that one is
 * back: nobody is refused, a machine that is off costs little, and no log of nginx has what people look at.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { ask, type Node, startCluster } from './testing/cluster.ts';
import { follow } from './testing/follower.ts';
import { startNginx } from './testing/nginx.ts';
import { buildService } from './testing/process.ts';
import { wallTime } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

beforeAll(buildService);

async function stop(node: Node | undefined): Promise<void> {
  node?.process().child.kill('SIGTERM');
  expect(await node?.process().exited).toEqual({ code: 0, signal: null });
}

/** Starts it, and waits as docs/operations.md says, past nginx. */
async function startAgain(node: Node | undefined): Promise<void> {
  await node?.start();
  await expect.poll(async () => (await fetch(`${node?.url}/readyz`)).status).toBe(200);
}

/** How often each status was the answer to as many who ask at the same moment. */
async function burst(url: string, count: number): Promise<Record<number, number>> {
  const answers = await Promise.all(Array.from({ length: count }, () => ask(url, '/api/slots/alumni/ada')));
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

test('who comes while a node restarts does not keep the next ones from it when the other restarts', async () => {
  const { url, nodes } = await startCluster(2, { STOP_GRACE: '' });
  const [first, second] = nodes;
  await stop(first);
  expect(await burst(url, 8)).toEqual({ 200: 8 });
  await startAgain(first);
  // Nobody comes in between.
  await stop(second);
  expect(await burst(url, 12)).toEqual({ 200: 12 });
});

test('after both were away at the same time nobody is refused any more once one is ready', async () => {
  const { url, nodes } = await startCluster(2, { STOP_GRACE: '' });
  await Promise.all(nodes.map(stop));
  expect(await burst(url, 8)).toEqual({ 502: 8 });
  await startAgain(nodes[0]);
  expect(await burst(url, 12)).toEqual({ 200: 12 });
});

test('pages alone, which look for a node while one restarts, find the other one when that one is back', async () => {
  const { url, nodes } = await startCluster(2, { STOP_GRACE: '', RECONNECT_AFTER: '1s' });
  const pages = Array.from({ length: 12 }, () => follow(url, ['ada'], { waitsAsTold: true }));
  await Promise.all(pages.map(({ ready }) => ready));
  const [first, second] = nodes;
  await stop(first);
  // Its pages come back before it does, and are let in at the other one, where all are then.
  await expect.poll(() => socketsAt(second)).toBe(pages.length);
  await startAgain(first);
  await stop(second);
  await expect.poll(() => socketsAt(first)).toBe(pages.length);
  // Each was closed with its node, and never refused.
  expect(pages.flatMap(({ closings }) => closings).filter((code) => code !== 1012)).toEqual([]);
});

async function socketsAt(node: Node | undefined): Promise<number> {
  const text = await (await fetch(`${node?.url}/metrics`)).text();
  return Number(/^mentor_slots_sockets (\d+)$/m.exec(text)?.[1]);
}

/** A port that answers nothing at all, as a machine that is off: of a process that stands still, and whose queue is full. */
async function silentPort(): Promise<number> {
  const program = `const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [said] = await once(child.stdout, 'data');
  const port = Number(said);
  child.kill('SIGSTOP');
  // Two have room there; further ones are not answered.
  const sockets = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  await expect
    .poll(() => sockets.filter(({ readyState }) => readyState === 'open').length)
    .toBeGreaterThan(1);
  return port;
}

test('a machine that answers nothing costs a request less than a second, and what is sent there is sent once', async () => {
  const { nodes } = await startCluster(1);
  const url = await startNginx([portOf(nodes[0]), await silentPort()]);
  // The silent one has the fewest pages: each request goes there first.
  const page = follow(url, ['ada']);
  await page.ready;
  const took: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const from = performance.now();
    expect(await burst(url, 1)).toEqual({ 200: 1 });
    took.push(performance.now() - from);
  }
  expect(Math.min(...took)).toBeLessThan(1_000);
  const who = { sub: 'ada', role: 'alumni' };
  const slot = await ask<SlotView>(url, '/api/slots', who, {
    ...wallTime(Date.now() + 86_400_000),
    maxParticipants: 1,
  });
  expect(slot.status).toBe(201);
  await expect.poll(() => page.slots().map(({ id }) => id)).toEqual([slot.body.id]);
});

test('no log of nginx tells whose sessions somebody looks at', async () => {
  const { nodes } = await startCluster(2);
  const log = join(temporaryFolder(), 'nginx.log');
  const url = await startNginx(nodes.map(portOf), log);
  expect(await burst(url, 1)).toEqual({ 200: 1 });
  for (const node of nodes) node.process().child.kill('SIGKILL');
  await Promise.all(nodes.map((node) => node.process().exited));
  expect(await burst(url, 1)).toEqual({ 502: 1 });
  expect(readFileSync(log, 'utf8')).not.toContain('ada');
});

function portOf(node: Node | undefined): number {
  return Number(new URL(node?.url ?? '').port);
}
