/**
 * Clients that hold on without end, in crowds: half requests, half upgrades, half frames, bodies without end, and as many connections as
 * one address can open. Everybody else is served meanwhile. `npm run prove` opens ten thousand; SOCKETS asks for another number.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectFeed } from '../testing/feed-client.ts';
import type { Description } from '../testing/fuzz/described-requests.ts';
import { buildService, serviceEnvironment, startProcess } from '../testing/process.ts';
import { sayRaw } from '../testing/raw-http.ts';
import { frameBytes, opcodes, sampleKey } from '../testing/raw-websocket.ts';
import { signToken, startService } from '../testing/service.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const crowd = Number(process.env.SOCKETS ?? 500);
/** As contract/feed.ts tells it. */
const mostOfAddress = 2_000;

beforeAll(buildService);

const upgrade = `GET /api/slots/feed HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n`;
const halfFrame = frameBytes({
  opcode: opcodes.text,
  payload: '{"type":"subscribe","alumniIds":["ada"]}',
}).subarray(0, 9);
const beginnings: Record<string, (string | Buffer)[]> = {
  nothing: [],
  'half a line': ['GET /api/slo'],
  'half the headers': ['GET /livez HTTP/1.1\r\nHost: x\r\nX-A: '],
  'half a body': [
    'POST /api/slots/book HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"slot',
  ],
  'half a piece of a body': [
    'POST /api/slots/book HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n80\r\n{"sl',
  ],
  'half an upgrade': [upgrade],
  'an upgrade alone': [`${upgrade}Sec-WebSocket-Key: ${sampleKey}\r\n\r\n`],
  'half a frame': [`${upgrade}Sec-WebSocket-Key: ${sampleKey}\r\n\r\n`, halfFrame],
};

test('crowds that stop halfway, and those that drip, are let go, and everybody else is served', async () => {
  const patience = { request: 2_000, refused: 500, keepAlive: 2_000, silence: 4_000, introduction: 2_000 };
  const service = await startService({ patience });
  const { hostname, port } = new URL(service.url);
  const slot = await service.publish('ada', 24, { maxParticipants: 5 });
  const dripping: Socket[] = [];
  const gone: Promise<unknown>[] = [];
  for (const [title, parts] of Object.entries(beginnings)) {
    for (let n = 0; n < 25; n++) {
      const socket = connect(Number(port), hostname);
      onTestFinished(() => void socket.destroy());
      socket.on('error', () => {}).resume();
      for (const part of parts) socket.write(part);
      gone.push(new Promise((resolve) => socket.once('close', resolve)));
      if (title.startsWith('half')) dripping.push(socket);
    }
  }
  // A byte now and then keeps nobody's place.
  const drip = setInterval(() => {
    for (const socket of dripping) if (socket.writable) socket.write('x');
  }, 200);
  onTestFinished(() => clearInterval(drip));
  expect((await service.book('sam', slot.id)).status).toBe(201);
  const client = await connectFeed(service.url);
  await client.subscribe('ada');
  await Promise.all(gone);
  expect((await service.book('kim', slot.id)).status).toBe(201);
  await client.next('slot_updated');
});

const large = Buffer.alloc(10 * 1024 * 1024, 'x');
const piece = Buffer.from(`10000\r\n${'x'.repeat(0x10000)}\r\n`);

test('bodies of 10 MB are refused by every call that takes one, and hardly read by any', async () => {
  const service = await startService({ patience: { refused: 200 } });
  const token = service.token('eve', ['alumni', 'student', 'admin']);
  const read: number[] = [];
  service.app.server.on('connection', (socket) => socket.on('close', () => read.push(socket.bytesRead)));
  const { paths } = (await service.call<Description>('GET', '/api/docs/json')).body;
  const calls = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody }]) => ({
      call: `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, 'x')}`,
      takesBody: requestBody !== undefined,
    })),
  );
  const waiting = [...calls, { call: 'POST /nowhere', takesBody: true }];
  const wrong: unknown[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const authorization of ['', `Authorization: Bearer ${token}\r\n`]) {
        const head = `${next.call} HTTP/1.1\r\nHost: x\r\n${authorization}Content-Type: application/json\r\n`;
        const answers = [
          await sayRaw(service.url, `${head}Content-Length: ${large.length}\r\n\r\n`, large),
          await sayRaw(service.url, `${head}Transfer-Encoding: chunked\r\n\r\n`, ...Array(160).fill(piece)),
        ];
        // Cut off before all was sent, a client may miss the answer (0). A call that takes none may do without the body.
        const isRight = ({ status }: { status: number }) =>
          status === 0 || (status >= (next.takesBody ? 400 : 200) && status < 500);
        if (!answers.every(isRight)) wrong.push([next.call, ...answers]);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(wrong).toEqual([]);
  expect(read.length).toBeGreaterThan(calls.length * 4);
  expect(Math.max(...read)).toBeLessThan(1024 * 1024);
  expect((await service.call('GET', '/livez')).status).toBe(200);
});

/** How many files a process may have open here. */
const openFiles = Number(spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout);

test(`${crowd} connections and ${crowd} sockets of one address leave room for everybody else`, async (context) => {
  if (openFiles < crowd + 1_000) context.skip(`needs ${crowd + 1_000} open files; ulimit -n is ${openFiles}`);
  const service = startProcess(serviceEnvironment(join(temporaryFolder(), 'crowd.db')));
  const url = await service.url;
  const { hostname, port } = new URL(url);
  const works = async () => {
    const client = await connectFeed(url);
    // Whoever says who they are is let in, however many strangers there are.
    const answer = await fetch(`${url}/api/slots/my-bookings`, {
      headers: { authorization: `Bearer ${signToken({ sub: 'sam', role: 'student' })}` },
    });
    expect(answer.status).toBe(200);
    return client;
  };

  const silent: Socket[] = [];
  for (let opened = 0; opened < crowd; opened += 100) {
    const some = Array.from({ length: 100 }, () => connect(Number(port), hostname).on('error', () => {}));
    silent.push(...some);
    await Promise.all(some.map((socket) => once(socket, 'connect')));
  }
  const first = await works();
  await first.subscribe('ada');
  first.socket.terminate();
  for (const socket of silent) socket.resetAndDestroy();

  const codes = new Map<number, number>();
  const sockets: WebSocket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate();
  });
  for (let opened = 0; opened < crowd; opened += 100) {
    const greeted = Array.from({ length: 100 }, () => {
      const socket = new WebSocket(`ws://${hostname}:${port}/api/slots/feed`).on('error', () => {});
      sockets.push(socket);
      socket.on('close', (code) => codes.set(code, (codes.get(code) ?? 0) + 1));
      // A greeting, or the end.
      return Promise.race([once(socket, 'message'), once(socket, 'close')]);
    });
    await Promise.all(greeted);
  }
  const refused = Math.max(0, crowd - mostOfAddress);
  expect([...codes]).toEqual(refused === 0 ? [] : [[1008, refused]]);
  expect(sockets.filter(({ readyState }) => readyState === WebSocket.OPEN)).toHaveLength(crowd - refused);
  for (const socket of sockets.slice(0, 200)) socket.terminate();
  // Their places are free once the service knows.
  await expect
    .poll(async () => {
      const client = await connectFeed(url);
      return Promise.race([
        client.next('hello').then(() => 'greeted'),
        client.closed.then(({ code }) => code),
      ]);
    })
    .toBe('greeted');
  expect([service.child.exitCode, service.stderr()]).toEqual([null, '']);
});
