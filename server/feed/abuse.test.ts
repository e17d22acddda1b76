import { request } from 'node:http';
import type { Slot } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import { connectFeed, type FeedClient } from '../testing/feed-client.ts';
import { type HandFedFeed, handSlot, startFeed } from '../testing/hand-fed-feed.ts';
import { startOwnTime } from '../testing/own-time.ts';
import { signToken, startService } from '../testing/service.ts';

const big = 'x'.repeat(64 * 1024);

function changeBig(feed: HandFedFeed, version: number) {
  const slot = handSlot('ada', 's1', version, big);
  feed.emit({ to: 'subscribers', alumniId: 'ada', frame: { type: 'slot_updated', slot } });
}

const socketsOf = (feed: HandFedFeed) => feed.app.websocketServer.clients.size;

describe('bad frames', () => {
  test.each([
    ['no JSON', '{', 'A frame is JSON; this one cannot be read as such.'],
    ['empty', '', 'A frame is JSON; this one cannot be read as such.'],
    [
      'binary',
      Buffer.from('{"type":"subscribe","alumniIds":["ada"]}'),
      'A frame is JSON in a text message; this one is binary.',
    ],
    ['null', 'null', 'The type of a frame is one of authenticate, subscribe, unsubscribe.'],
    ['a list', '[]', 'The type of a frame is one of authenticate, subscribe, unsubscribe.'],
    ['of no type', '{}', 'The type of a frame is one of authenticate, subscribe, unsubscribe.'],
    [
      'of an unknown type',
      '{"type":"snapshot"}',
      'The type of a frame is one of authenticate, subscribe, unsubscribe.',
    ],
    [
      'of the type of a prototype',
      '{"type":"constructor"}',
      'The type of a frame is one of authenticate, subscribe, unsubscribe.',
    ],
    ['without ids', '{"type":"subscribe"}', /^A subscribe frame is/],
    ['with an empty list', '{"type":"subscribe","alumniIds":[]}', /with 1 to 500 ids/],
    [
      'with too many ids',
      JSON.stringify({ type: 'subscribe', alumniIds: Array(501).fill('a') }),
      /with 1 to 500 ids/,
    ],
    ['with an id that is none', '{"type":"unsubscribe","alumniIds":[7]}', /^An unsubscribe frame is/],
    ['with an empty id', '{"type":"subscribe","alumniIds":[""]}', /^A subscribe frame is/],
    [
      'with a long id',
      JSON.stringify({ type: 'subscribe', alumniIds: ['x'.repeat(129)] }),
      /^A subscribe frame is/,
    ],
    ['with an unknown field', '{"type":"subscribe","alumniIds":["a"],"all":true}', /nothing else/],
    ['without token', '{"type":"authenticate"}', /^An authenticate frame is/],
    ['with a token that is none', '{"type":"authenticate","token":["x"]}', /^An authenticate frame is/],
  ])('%s: told so, and the socket stays open', async (_title, frame, detail) => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    client.send(frame);
    const told = await client.next('error');
    expect(told.code).toBe('invalid_frame');
    expect(told.detail).toMatch(detail);
    await client.subscribe('ada');
  });

  test('more than 20 of them close 1008', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    for (let i = 0; i < 20; i++) client.send('{');
    await client.subscribe('ada');
    client.send('{');
    expect(await client.closed).toMatchObject({ code: 1008 });
  });
});

describe('too many frames', () => {
  test('more than 120 in ten seconds close 1008', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    const send = (count: number) => {
      for (let i = 0; i < count; i++) client.send({ type: 'unsubscribe', alumniIds: ['ada'] });
    };
    send(118);
    await client.settle();
    feed.elapsed.now += 10_000;
    send(119);
    await client.subscribe('ada');
    send(1);
    expect(await client.closed).toMatchObject({ code: 1008 });
  });

  test('a clock that steps back closes nobody', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    for (let window = 0; window < 3; window++) {
      for (let i = 0; i < 100; i++) client.send({ type: 'unsubscribe', alumniIds: ['ada'] });
      await client.settle();
      feed.clock.now -= 3_600_000;
      feed.elapsed.now += 10_000;
    }
    await client.subscribe('ada');
  });

  test('asking for more than 2,000 snapshots in ten seconds closes 1008', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    const alumniIds = Array.from({ length: 500 }, (_, n) => `a${n}`);
    const ask = (times: number) => {
      for (let i = 0; i < times; i++) client.send({ type: 'subscribe', alumniIds });
    };
    ask(4);
    await client.settle();
    feed.elapsed.now += 10_000;
    ask(4);
    await client.settle();
    client.send({ type: 'subscribe', alumniIds: ['ada'] });
    expect(await client.closed).toMatchObject({ code: 1008 });
  });

  test('pings count', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    for (let i = 0; i < 120; i++) await client.settle();
    client.socket.ping();
    expect(await client.closed).toMatchObject({ code: 1008 });
  });
});

describe('frames that need no answer', () => {
  test('pongs count', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    for (let i = 0; i < 119; i++) client.socket.pong();
    await client.settle();
    client.socket.pong();
    expect(await client.closed).toMatchObject({ code: 1008 });
  });

  test('a message in more pieces than any needs is closed 1008', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    for (let i = 0; i < 8; i++) client.socket.send('', { fin: false });
    client.socket.send('{"type":"subscribe","alumniIds":["ada"]}', { fin: true });
    await client.next('snapshot');
    for (let i = 0; i < 1000; i++) client.socket.send('', { fin: false });
    expect(await client.closed).toMatchObject({ code: 1008 });
  });

  test('whoever sends on after the close is not listened to', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    const [ours] = feed.app.websocketServer.clients;
    for (let i = 0; i < 121; i++) client.socket.pong();
    await expect.poll(() => ours?.isPaused).toBe(true);
    expect(await client.closed).toMatchObject({ code: 1008 });
  });
});

describe('too large a frame', () => {
  test('more than 16 KiB close 1009', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    client.send('x'.repeat(16 * 1024));
    expect(await client.next('error')).toMatchObject({ code: 'invalid_frame' });
    client.send('x'.repeat(16 * 1024 + 1));
    expect(await client.closed).toMatchObject({ code: 1009 });
  });

  test('text that is no UTF-8 closes 1007', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await client.closed).toMatchObject({ code: 1007 });
  });
});

describe('a client that does not read', () => {
  test('is closed 1013 at more than 1 MiB, and others are served on', async () => {
    const feed = await startFeed();
    const slow = await connectFeed(feed.url);
    const quick = await connectFeed(feed.url);
    await slow.subscribe('ada');
    await quick.subscribe('ada');
    slow.socket.pause();
    let version = 0;
    // What the network holds comes on top of what the service holds.
    while (slow.socket.readyState === slow.socket.OPEN && socketsClosing(feed) === 0 && version < 2000) {
      version += 1;
      changeBig(feed, version);
      await quick.settle();
      feed.elapsed.now += 1000;
    }
    expect(version).toBeLessThan(2000);
    slow.socket.resume();
    expect(await slow.closed).toMatchObject({ code: 1013 });
    expect(quick.frames.filter(({ type }) => type === 'slot_updated')).toHaveLength(version);
  });

  test('and does not answer either is cut off after two seconds', async () => {
    const feed = await startFeed();
    const slow = await connectFeed(feed.url);
    await slow.subscribe('ada');
    slow.socket.pause();
    for (let version = 1; socketsClosing(feed) === 0 && version < 2000; version++) changeBig(feed, version);
    const passed = startOwnTime();
    while (socketsOf(feed) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(passed()).toBeLessThan(3000);
  });

  test('while its snapshot is read keeps no more than 1 MiB waiting', async () => {
    const feed = await startFeed({ snapshots: () => new Promise(() => {}) });
    const client = await connectFeed(feed.url);
    client.send({ type: 'subscribe', alumniIds: ['ada'] });
    await client.settle();
    for (let version = 1; version < 16; version++) changeBig(feed, version);
    await client.settle();
    expect(client.socket.readyState).toBe(client.socket.OPEN);
    changeBig(feed, 16);
    expect(await client.closed).toMatchObject({ code: 1013 });
  });
});

describe('snapshots', () => {
  test('count as unread', async () => {
    const slots = [handSlot('bo', 's1', 1, 'x'.repeat(1000 * 1024))];
    const feed = await startFeed({ snapshots: async () => new Map([['bo', slots]]) });
    const slow = await connectFeed(feed.url);
    await slow.subscribe('bo', 'ada');
    slow.socket.pause();
    const [ours] = feed.app.websocketServer.clients;
    // What the network holds comes before what the service does.
    for (let version = 1; (ours?.bufferedAmount ?? 0) < 2 * big.length && version < 2000; version++) {
      changeBig(feed, version);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(socketsClosing(feed)).toBe(0);
    slow.send({ type: 'subscribe', alumniIds: ['bo'] });
    await expect.poll(() => socketsClosing(feed)).toBe(1);
    slow.socket.resume();
    expect(await slow.closed).toMatchObject({ code: 1013 });
  });

  test('are encoded once for all who are given the same list', async () => {
    let encoded = 0;
    const slot = {
      ...handSlot('ada', 's1', 1),
      toJSON() {
        encoded += 1;
        return handSlot('ada', 's1', 1);
      },
    };
    const list = [slot];
    const feed = await startFeed({ snapshots: async () => new Map([['ada', list]]) });
    const clients = await Promise.all([1, 2, 3].map(() => connectFeed(feed.url)));
    for (const client of clients)
      expect(await client.subscribe('ada')).toMatchObject([{ slots: [{ id: 's1' }] }]);
    expect(encoded).toBe(1);
  });

  const many = (ids: readonly string[]) =>
    new Map<string, Slot[]>(ids.map((id) => [id, [handSlot(id, `${id}-1`, 1, big)]]));

  test('may be larger than what a client may leave unread', async () => {
    const slots = Array.from({ length: 200 }, (_, i) => handSlot('ada', `s${i}`, 1, big));
    let answer = () => {};
    const snapshots = () =>
      new Promise<Map<string, Slot[]>>((resolve) => {
        answer = () => resolve(new Map([['ada', slots]]));
      });
    const feed = await startFeed({ snapshots });
    const client = await connectFeed(feed.url);
    client.send({ type: 'subscribe', alumniIds: ['ada'] });
    await client.settle();
    client.socket.pause();
    feed.change('ada', 's1', 2);
    answer();
    await new Promise((resolve) => setTimeout(resolve, 100));
    feed.change('ada', 's1', 3);
    client.socket.resume();
    expect((await client.next('snapshot')).slots).toHaveLength(200);
    expect(await client.next('slot_updated')).toMatchObject({ slot: { version: 2 } });
    expect(await client.next('slot_updated')).toMatchObject({ slot: { version: 3 } });
  });

  test('wait for a slow client instead of closing it, and lose no change meanwhile', async () => {
    const feed = await startFeed({ snapshots: async (ids) => many(ids) });
    const client = await connectFeed(feed.url);
    const ids = Array.from({ length: 300 }, (_, i) => `a${i}`);
    client.socket.pause();
    client.send({ type: 'subscribe', alumniIds: ids });
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const id of ids) feed.change(id, `${id}-1`, 2);
    const held = [...feed.app.websocketServer.clients][0]?.bufferedAmount ?? 0;
    expect(held).toBeLessThan(1024 * 1024);
    client.socket.resume();
    for (const _ of ids) await client.next('snapshot');
    await client.settle();
    for (const id of ids) expect([id, heldVersion(client, id)]).toEqual([id, 2]);
    expect(client.socket.readyState).toBe(client.socket.OPEN);
  });
});

/** The version of this alumnus's slot that a client holds in the end, by the rules of the feed. */
function heldVersion(client: FeedClient, alumniId: string): number {
  let version = 0;
  for (const frame of client.frames) {
    if (frame.type === 'snapshot' && frame.alumniId === alumniId) version = frame.slots[0]?.version ?? 0;
    if (frame.type === 'slot_updated' && frame.slot.alumniId === alumniId)
      version = Math.max(version, frame.slot.version);
  }
  return version;
}

function socketsClosing(feed: HandFedFeed): number {
  return [...feed.app.websocketServer.clients].filter((socket) => socket.readyState === socket.CLOSING)
    .length;
}

describe('many sockets', () => {
  const authenticate = (feed: HandFedFeed, sub: string) => async () => {
    const client = await connectFeed(feed.url);
    client.send({ type: 'authenticate', token: signToken({ sub, role: 'student' }) });
    return client;
  };

  test('of one person: 20, and another once one has gone', async () => {
    const feed = await startFeed();
    const open = authenticate(feed, 'dee');
    const clients: FeedClient[] = [];
    for (let i = 0; i < 20; i++) clients.push(await open());
    for (const client of clients) await client.next('authenticated');
    const refused = await open();
    expect(await refused.next('error')).toMatchObject({ code: 'rate_limited' });
    expect(await refused.closed).toMatchObject({ code: 1008 });
    // Whoever is in may renew their token, and somebody else may come.
    await clients[0]?.authenticate(signToken({ sub: 'dee', role: 'student', jti: 'new' }));
    await (await authenticate(feed, 'eli')()).next('authenticated');
    clients[1]?.socket.close();
    await clients[1]?.closed;
    await (await open()).next('authenticated');
  });

  test('of one address: 2,000 that have not authenticated, and any number that have', async () => {
    const feed = await startFeed();
    const strangers: FeedClient[] = [];
    for (let i = 0; i < 2000; i += 50) {
      strangers.push(...(await Promise.all(Array.from({ length: 50 }, () => connectFeed(feed.url)))));
    }
    const refused = await connectFeed(feed.url);
    expect(await refused.closed).toMatchObject({ code: 1008 });
    // Whoever says who they are makes room.
    for (const [index, client] of strangers.slice(0, 300).entries())
      await client.authenticate(signToken({ sub: `student-${index}`, role: 'student' }));
    const next = await connectFeed(feed.url);
    await next.subscribe('ada');
    expect(strangers.every(({ socket }) => socket.readyState === socket.OPEN)).toBe(true);
  });

  test('300 students behind one address all get one, and their news', async () => {
    const feed = await startFeed({ env: { RATE_LIMIT: '', ADDRESS_RATE_LIMIT: '' } });
    const clients: FeedClient[] = [];
    for (let i = 0; i < 300; i++) clients.push(await authenticate(feed, `student-${i}`)());
    for (const client of clients) await client.next('authenticated');
    feed.book('student-299', 'b1');
    await clients[299]?.next('booking_updated');
  });
});

describe('the address', () => {
  /** One upgrade request as a program would make it; resolves with the answer, or with the upgrade's headers. */
  function upgrade(service: { url: string }, path: string, headers: Record<string, string> = {}) {
    return new Promise<{
      status: number | undefined;
      headers: NodeJS.Dict<string | string[]>;
      gone: Promise<void>;
    }>((resolve, reject) => {
      const asked = request(`${service.url}${path}`, {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          ...headers,
        },
      });
      asked.on('upgrade', (answer, socket) => {
        resolve({ status: answer.statusCode, headers: answer.headers, gone: Promise.resolve() });
        socket.destroy();
      });
      asked.on('response', (answer) => {
        const gone = new Promise<void>((done) => answer.socket.on('close', () => done()));
        resolve({ status: answer.statusCode, headers: answer.resume().headers, gone });
      });
      asked.on('error', reject);
      asked.end();
    });
  }

  test('echoes no subprotocol', async () => {
    const feed = await startFeed();
    const answer = await upgrade(feed, '/api/slots/feed', { 'sec-websocket-protocol': 'token, secret' });
    expect(answer.status).toBe(101);
    expect(answer.headers['sec-websocket-protocol']).toBeUndefined();
  });

  test.each([
    '/',
    '/api/slots/feed/',
    '/api/slots/alumni/ada',
    '/livez',
    '/api/docs/json',
    '/mentor-slots.js',
  ])('is the only one that can be upgraded: not %s, whose connection ends at once', async (path) => {
    const service = await startService();
    const answer = await upgrade(service, path);
    expect(answer.status).toBeOneOf([400, 404]);
    const passed = startOwnTime();
    await answer.gone;
    expect(passed()).toBeLessThan(1000);
  });

  test('leaves no connection behind where no route can be looked up', async () => {
    const feed = await startFeed();
    const answer = await upgrade(feed, '/%');
    expect(answer.status).toBe(400);
    await answer.gone;
  });

  test('asked without an upgrade says what it is', async () => {
    const feed = await startFeed();
    const answer = await feed.app.inject('/api/slots/feed');
    expect(answer.statusCode).toBe(400);
    expect(answer.headers.upgrade).toBe('websocket');
    expect(answer.json()).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringMatching(/WebSocket/),
    });
    expect((await feed.app.inject({ method: 'HEAD', url: '/api/slots/feed' })).statusCode).toBeOneOf([
      400, 404,
    ]);
    expect((await feed.app.inject({ method: 'POST', url: '/api/slots/feed' })).statusCode).toBe(405);
  });

  test('refuses a bad token in the header, and ends the connection at once', async () => {
    const feed = await startFeed();
    const answer = await upgrade(feed, '/api/slots/feed', { authorization: 'Bearer x' });
    expect(answer.status).toBe(401);
    const passed = startOwnTime();
    await answer.gone;
    expect(passed()).toBeLessThan(1000);
  });

  test('refuses a broken handshake', async () => {
    const feed = await startFeed();
    expect((await upgrade(feed, '/api/slots/feed', { 'sec-websocket-key': 'x' })).status).toBe(400);
    expect((await upgrade(feed, '/api/slots/feed', { upgrade: 'h2c' })).status).toBe(400);
  });
});
