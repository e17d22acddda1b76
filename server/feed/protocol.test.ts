/**
 * RFC 6455 by hand: some four hundred ways of sending frames, each with what the protocol says a server does then, and the ways
 * of asking for the upgrade.
 */
import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { ProtocolCase } from '../testing/protocol-case.ts';
import { protocolCases } from '../testing/protocol-cases.ts';
import { frameBytes, opcodes, openRawWebSocket, sampleKey } from '../testing/raw-websocket.ts';
import { startService, type TestService } from '../testing/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ shared: true });
  return service.close;
});

const subscribe = frameBytes({
  opcode: opcodes.text,
  payload: '{"type":"subscribe","alumniIds":["after all"]}',
});

/** What became of a connection on which this was sent. */
async function outcomeOf({ bytes, outcome }: ProtocolCase) {
  const socket = await openRawWebSocket(service.url);
  for (const each of bytes) socket.write(each);
  // Where it goes on, whatever comes next is served; on a connection that fails nobody listens any more.
  if (outcome.includes('goes on')) socket.write(subscribe);
  const last = await socket.first(
    ({ opcode, payload }) => opcode === opcodes.close || payload.includes('"after all"'),
  );
  const code =
    last?.opcode !== opcodes.close ? null : last.payload.length < 2 ? null : last.payload.readUInt16BE(0);
  const frames = socket.frames();
  return {
    outcome: last === null ? 'nothing' : last.opcode === opcodes.close ? code : 'goes on',
    pongs: frames
      .filter(({ opcode }) => opcode === opcodes.pong)
      .map(({ payload }) => payload.toString('hex')),
    // §5.1, §5.2: a server masks nothing, and uses no bits that were not agreed on.
    irregular: frames.filter(({ masked, rsv, fin }) => masked || rsv !== 0 || !fin).length,
  };
}

test(`${protocolCases.length} ways of sending frames end as RFC 6455 says`, async () => {
  expect(protocolCases.length).toBeGreaterThan(300);
  expect(new Set(protocolCases.map(({ title }) => title)).size).toBe(protocolCases.length);
  const waiting = [...protocolCases];
  const wrong: unknown[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const found = await outcomeOf(next);
      const pongs = (next.pongs ?? []).map((payload) => payload.toString('hex'));
      const isRight =
        next.outcome.some((one) => one === found.outcome) &&
        found.irregular === 0 &&
        // Of a connection that fails no pong is owed.
        (found.outcome !== 'goes on' || found.pongs.join() === pongs.join());
      if (!isRight) wrong.push({ title: next.title, expected: next.outcome, pongs, found });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(wrong).toEqual([]);
});

test.each([
  ['a protocol error', { opcode: 3 }],
  ['no UTF-8', { opcode: opcodes.text, payload: Buffer.from('ff', 'hex') }],
  ['a close', { opcode: opcodes.close }],
])('after %s the service ends the connection, though the client does not', async (_title, frame) => {
  const socket = await openRawWebSocket(service.url);
  socket.write(frameBytes(frame));
  await socket.ended;
  expect(socket.frames().at(-1)?.opcode).toBe(opcodes.close);
});

const asked = {
  host: 'Host: x',
  connection: 'Connection: Upgrade',
  upgrade: 'Upgrade: websocket',
  version: 'Sec-WebSocket-Version: 13',
  key: `Sec-WebSocket-Key: ${sampleKey}`,
};
const withLines = (change: Partial<typeof asked>, ...more: string[]) => [
  ...Object.values({ ...asked, ...change }).filter((line) => line !== ''),
  ...more,
];

test.each([
  ['as the RFC shows it', withLines({})],
  [
    'names in small letters',
    withLines({}).map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase())),
  ],
  [
    'values in other letters',
    withLines({ connection: 'Connection: UPGRADE', upgrade: 'Upgrade: WebSocket' }),
  ],
  ['more than one token', withLines({ connection: 'Connection: keep-alive, Upgrade' })],
  ['a protocol that nobody knows', withLines({}, 'Sec-WebSocket-Protocol: chat, token')],
  ['extensions', withLines({}, 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x')],
])('an upgrade is taken: %s', async (_title, lines) => {
  const { head } = await openRawWebSocket(service.url, lines);
  const accept = createHash('sha1')
    .update(`${sampleKey}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  expect(head).toMatch(/^HTTP\/1\.1 101 /);
  expect(head.toLowerCase()).toContain('upgrade: websocket');
  expect(head).toContain(`Sec-WebSocket-Accept: ${accept}`);
  // §4.2.2: nothing is agreed on that was not wanted by both.
  expect(head).not.toMatch(/sec-websocket-(protocol|extensions)/i);
});

test.each([
  ['no Upgrade', withLines({ upgrade: '' })],
  ['another Upgrade', withLines({ upgrade: 'Upgrade: h2c' })],
  ['no Connection', withLines({ connection: '' })],
  ['another Connection', withLines({ connection: 'Connection: keep-alive' })],
  ['no Host', withLines({ host: '' })],
  ['no key', withLines({ key: '' })],
  ['an empty key', withLines({ key: 'Sec-WebSocket-Key: ' })],
  ['a short key', withLines({ key: 'Sec-WebSocket-Key: dGhl' })],
  ['a long key', withLines({ key: `Sec-WebSocket-Key: ${Buffer.alloc(17).toString('base64')}` })],
  ['a key that is no base64', withLines({ key: 'Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==' })],
  ['two keys', withLines({}, asked.key)],
  ...['', '0', '7', '12', '14', '255', '13, 8', 'x'].map((version): [string, string[]] => [
    `version ${version || 'none'}`,
    withLines({ version: version && `Sec-WebSocket-Version: ${version}` }),
  ]),
])('an upgrade is refused, and the version told: %s', async (title, lines) => {
  const { head } = await openRawWebSocket(service.url, lines);
  expect(head).toMatch(/^HTTP\/1\.1 4\d\d /);
  // §4.4: so that the client may come again with one that is known.
  if (title.startsWith('version')) expect(head).toMatch(/^sec-websocket-version: 13\r?$/im);
});

test.each([
  'POST /api/slots/feed HTTP/1.1',
  'GET /api/slots/feed HTTP/1.0',
  'GET /api/slots/feed/x HTTP/1.1',
])('no upgrade by %s', async (request) => {
  const { head } = await openRawWebSocket(service.url, withLines({}), request);
  expect(head).toMatch(/^HTTP\/1\.1 4\d\d /);
});
