/** SIGTERM under load, with 500 pages open and five that are dead: all that was accepted is answered, and kept. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Booking, SlotView } from '@mentor-slots/contract';
import SqliteDatabase from 'better-sqlite3';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask } from './testing/cluster.ts';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { signToken, wallTime } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const pages = 500;
const dead = 5;
const callers = 32;

beforeAll(buildService);

/** An open page; `closed` resolves with the code. */
async function openPage(url: string): Promise<{ closed: Promise<number> }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/slots/feed`);
  onTestFinished(() => socket.terminate());
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await once(socket, 'message');
  socket.send(JSON.stringify({ type: 'subscribe', alumniIds: ['ada'] }));
  return { closed };
}

/** A page that upgraded, and never reads or answers again. */
async function openDeadPage(url: string): Promise<void> {
  const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.write(
    `GET /api/slots/feed HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
      `sec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16, 'x').toString('base64')}\r\n\r\n`,
  );
  await once(socket, 'data');
  socket.pause();
}

/**
 * Books over one connection, one request after another, until the service ends it. An answer counts as such when it
 * is whole; `half` says that some of one came, and then no more.
 */
async function bookUntilClosed(url: string, name: string, slotId: string, answered: () => void) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
  onTestFinished(() => void socket.destroy());
  const booked: string[] = [];
  const others: number[] = [];
  let received = '';
  let count = 0;
  const send = () => {
    count += 1;
    const token = signToken({ sub: `${name} ${count}`, role: 'student' });
    const body = JSON.stringify({ slotId });
    socket.write(
      `POST /api/slots/book HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
  };
  // What was on its way when the service ended an idle connection is reset, unread: nobody promised to answer it.
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('data', (text: string) => {
    received += text;
    const head = received.indexOf('\r\n\r\n');
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1]);
    if (head < 0 || received.length < head + 4 + length) return;
    const status = Number(received.slice(9, 12));
    const last = /\r\nconnection: close/i.test(received.slice(0, head));
    const answer = JSON.parse(received.slice(head + 4)) as Booking;
    received = '';
    if (status === 201) booked.push(answer.id);
    else others.push(status);
    answered();
    // What the service says it will not read any more is not sent.
    if (last) socket.end();
    else send();
  });
  await once(socket, 'connect');
  send();
  await closed;
  return { booked, others, sent: count, half: received !== '' };
}

test(`SIGTERM with ${pages} pages, ${dead} dead ones and ${callers} callers`, async () => {
  const path = join(temporaryFolder(), 'stopped.db');
  const service = startProcess(serviceEnvironment(path));
  const url = await service.url;
  const ada = { sub: 'ada', role: 'alumni' };
  const slots: string[] = [];
  for (let index = 0; index < callers; index += 1) {
    const time = wallTime(Date.now() + (24 + 2 * index) * 3_600_000);
    const slot = await ask<SlotView>(url, '/api/slots', ada, { ...time, maxParticipants: 500 });
    slots.push(slot.body.id);
  }
  const open = await Promise.all(Array.from({ length: pages }, () => openPage(url)));
  await Promise.all(Array.from({ length: dead }, () => openDeadPage(url)));
  let answers = 0;
  const load = slots.map((slotId, index) =>
    bookUntilClosed(url, `student ${index}`, slotId, () => {
      answers += 1;
    }),
  );
  await expect.poll(() => answers, { interval: 5 }).toBeGreaterThan(callers);

  const since = performance.now();
  service.child.kill('SIGTERM');
  // Its own promise is five seconds, which it enforces itself: code 1 where it had to.
  expect(await service.exited).toEqual({ code: 0, signal: null });
  expect(service.stderr()).toBe('');
  console.info(`stopped in ${((performance.now() - since) / 1000).toFixed(1)} s`);

  const codes = await Promise.all(open.map(({ closed }) => closed));
  expect(codes.filter((code) => code !== 1012)).toEqual([]);
  const callersEnds = await Promise.all(load);
  for (const { half, others } of callersEnds) expect({ half, others }).toEqual({ half: false, others: [] });
  const booked = callersEnds.flatMap((end) => end.booked);
  const file = new SqliteDatabase(path, { readonly: true });
  const kept = file.prepare("SELECT id FROM bookings WHERE status = 'confirmed'").pluck().all();
  file.close();
  // Whatever was accepted was answered, and whatever was answered is kept: the two are one set.
  expect(kept.toSorted()).toEqual(booked.toSorted());
});
