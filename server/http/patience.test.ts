import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { connectFeed } from '../testing/feed-client.ts';
import { hearRaw } from '../testing/raw-http.ts';
import { startService } from '../testing/service.ts';
import { patience, serverPatience } from './patience.ts';

function problemIn(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^content-type: application\/problem\+json/im);
  expect(head).toMatch(/^access-control-allow-origin: \*$/im);
  expect(Number(/^content-length: (\d+)$/im.exec(head)?.[1])).toBe(Buffer.byteLength(body));
  const problem = JSON.parse(body);
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${problem.status} `));
  return problem;
}

const half = 'content-type: application/json\r\ncontent-length: 500\r\n\r\n{';
const quick = { request: 200, refused: 100, keepAlive: 200, silence: 500, introduction: 200 };

test('what a client may take is what the documents say', () => {
  expect(patience.request).toBe(30_000);
  expect(patience.introduction).toBe(30_000);
  for (const ms of Object.values(patience)) expect(ms).toBeLessThanOrEqual(120_000);
  const { requestTimeout, http } = serverPatience(patience);
  expect([requestTimeout, http.headersTimeout]).toEqual([30_000, 30_000]);
  expect(http.connectionsCheckingInterval).toBeLessThanOrEqual(1_000);
});

test.each([
  ['a body that does not come', (token: string) => [`authorization: Bearer ${token}\r\n${half}`]],
  ['headers that do not end', () => ['x-a: b\r\n']],
])('%s ends with 408', async (_title, rest) => {
  const service = await startService({ patience: quick });
  const token = service.token('ada', 'alumni');
  const answer = await hearRaw(service.url, 'POST /api/slots HTTP/1.1\r\nhost: a\r\n', ...rest(token));
  expect(problemIn(answer)).toMatchObject({ status: 408, code: 'request_timeout' });
});

test('a connection that says nothing ends, and so does one that has nothing more to say', async () => {
  const service = await startService({ patience: quick });
  await hearRaw(service.url);
  expect(await hearRaw(service.url, 'GET /livez HTTP/1.1\r\nhost: a\r\n\r\n')).toMatch(/^HTTP\/1.1 200/);
});

test.each([
  ['with a bad token', 'authorization: Bearer x', 401],
  ['of a foreign page', 'origin: https://evil.example', 403],
])('half a request %s is refused, and its connection ends', async (_title, header, status) => {
  // Long enough that only the refusal can be what ends it.
  const service = await startService({ patience: { ...quick, request: 60_000, silence: 60_000 } });
  const answer = await hearRaw(service.url, `POST /api/slots HTTP/1.1\r\nhost: a\r\n${header}\r\n${half}`);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('a refused request whose rest comes keeps its connection', async () => {
  // Long enough for the rest to come, also on a busy machine.
  const refused = 1_000;
  const service = await startService({
    patience: { ...quick, refused, request: 60_000, keepAlive: 60_000, silence: 60_000 },
  });
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let heard = '';
  const answers = (count: number) => expect.poll(() => heard.split('HTTP/1.1 401').length - 1).toBe(count);
  socket.setEncoding('utf8').on('data', (text) => {
    heard += text;
  });
  const ask = `POST /api/slots HTTP/1.1\r\nhost: a\r\nauthorization: Bearer x\r\n${half}`;
  socket.write(ask);
  await answers(1);
  socket.write('x'.repeat(499));
  await new Promise((resolve) => setTimeout(resolve, refused + 100));
  socket.write(ask);
  await answers(2);
});

test.each([
  ['of a told length', { 'content-length': '300000' }],
  ['in pieces', { 'transfer-encoding': 'chunked' }],
])(
  'a refused request that is too large, %s, ends its connection and says so: nobody asks on it again',
  async (_title, headers) => {
    const service = await startService({ patience: { ...quick, keepAlive: 60_000 } });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ask = (method: string, path: string, headers = {}, body = '') =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const asked = request(new URL(path, service.url), { agent, method, headers }, (answer) => {
          answer.on('end', () => resolve(answer)).resume();
        });
        asked.on('error', reject).end(body);
      });
    for (let turn = 0; turn < 3; turn += 1) {
      const refused = await ask(
        'POST',
        '/api/slots',
        { ...headers, authorization: 'Bearer x' },
        'x'.repeat(300_000),
      );
      expect([refused.statusCode, refused.headers.connection]).toEqual([401, 'close']);
      expect((await ask('GET', '/livez')).statusCode).toBe(200);
    }
  },
);

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400, 'invalid_request'],
  ['a bad header', 'GET / HTTP/1.1\r\nhost: a\r\nb ad\r\n\r\n', 400, 'invalid_request'],
  [
    'headers beyond 16 KiB',
    `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
])('%s is a problem in full form', async (_title, text, status, code) => {
  const service = await startService();
  expect(problemIn(await hearRaw(service.url, text))).toMatchObject({ status, code });
});

test('a client that asks and does not read is cut off', async () => {
  const service = await startService({ patience: quick });
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname).pause();
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  const connections = () =>
    new Promise<number>((resolve) => service.app.server.getConnections((_error, count) => resolve(count)));
  await expect.poll(connections).toBe(1);
  socket.write('GET /api/docs/json HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(200));
  await expect.poll(connections).toBe(0);
});

test('a socket that neither subscribes nor says whose it is is closed, and no other', async () => {
  // Long enough for the others to introduce themselves, also on a busy machine.
  const service = await startService({ patience: { ...quick, introduction: 2_000 } });
  const idle = await connectFeed(service.url);
  const refused = await connectFeed(service.url);
  refused.send({ type: 'unsubscribe', alumniIds: ['ada'] });
  const watching = await connectFeed(service.url);
  await watching.subscribe('ada');
  const signedIn = await connectFeed(service.url);
  await signedIn.authenticate(service.token('ada', 'student'));
  for (const each of [idle, refused]) expect(await each.closed).toMatchObject({ code: 1008 });
  await watching.settle();
  await signedIn.settle();
});

test('where slots are not public, asking for them is no introduction', async () => {
  const service = await startService({ patience: quick, env: { PUBLIC_READ: 'false' } });
  const client = await connectFeed(service.url);
  client.send({ type: 'subscribe', alumniIds: ['ada'] });
  expect(await client.closed).toMatchObject({ code: 1008 });
});
