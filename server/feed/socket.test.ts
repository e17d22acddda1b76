import { once } from 'node:events';
import type { Slot, SlotFrame } from '@mentor-slots/contract';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { connectFeed } from '../testing/feed-client.ts';
import { handSlot, startFeed } from '../testing/hand-fed-feed.ts';
import { startOwnTime } from '../testing/own-time.ts';
import { signToken } from '../testing/service.ts';

const student = (sub: string, claims: Record<string, unknown> = {}) =>
  signToken({ sub, role: 'student', ...claims });
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

/** Snapshots that the test lets go one read at a time. */
function heldSnapshots() {
  const reads: { ids: readonly string[]; answer: (slots?: Slot[]) => void; fail: () => void }[] = [];
  const waiting: (() => void)[] = [];
  const snapshots = (ids: readonly string[]) =>
    new Promise<Map<string, Slot[]>>((resolve, reject) => {
      const answer = (slots: Slot[] = []) =>
        resolve(new Map(ids.map((id) => [id, slots.filter((slot) => slot.alumniId === id)])));
      reads.push({ ids, answer, fail: () => reject(new Error('the database is away')) });
      waiting.shift()?.();
    });
  const nextRead = async () => {
    if (reads.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    const read = reads.shift();
    if (read === undefined) throw new Error('no read');
    return read;
  };
  return { snapshots, nextRead, reads };
}

describe('greeting', () => {
  test('tells the time of the service and its heartbeat', async () => {
    const feed = await startFeed();
    feed.clock.now = Date.parse('2026-11-24T14:00:00.000Z');
    const client = await connectFeed(feed.url);
    expect(await client.next('hello')).toEqual({
      type: 'hello',
      now: '2026-11-24T14:00:00.000Z',
      heartbeatSeconds: 25,
    });
  });
});

describe('subscribing', () => {
  test('answers with one snapshot for each id, from one read', async () => {
    const { snapshots, nextRead, reads } = heldSnapshots();
    const feed = await startFeed({ snapshots });
    const client = await connectFeed(feed.url);
    const answer = client.subscribe('ada', 'bo', 'ada');
    const read = await nextRead();
    expect(read.ids).toEqual(['ada', 'bo']);
    read.answer([handSlot('ada', 's1', 1)]);
    expect(await answer).toEqual([
      { type: 'snapshot', alumniId: 'ada', slots: [handSlot('ada', 's1', 1)] },
      { type: 'snapshot', alumniId: 'bo', slots: [] },
    ]);
    expect(reads).toHaveLength(0);
  });

  test('passes on changes of those alumni and of no others', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    await client.subscribe('ada');
    feed.change('bo', 's9', 1);
    feed.change('ada', 's1', 2);
    const deleted: SlotFrame = { type: 'slot_deleted', slotId: 's1', alumniId: 'ada', version: 3 };
    feed.emit({ to: 'subscribers', alumniId: 'ada', frame: deleted });
    expect(await client.next('slot_deleted')).toEqual(deleted);
    expect(client.frames.slice(2)).toEqual([
      { type: 'slot_updated', slot: handSlot('ada', 's1', 2) },
      deleted,
    ]);
  });

  test('misses nothing between subscription and snapshot, and repeats nothing', async () => {
    const { snapshots, nextRead } = heldSnapshots();
    const feed = await startFeed({ snapshots });
    const client = await connectFeed(feed.url);
    const answer = client.subscribe('ada');
    const read = await nextRead();
    feed.change('ada', 'old', 2);
    feed.change('ada', 'old', 3);
    feed.change('ada', 'changed', 7);
    feed.change('ada', 'new', 1);
    const gone: SlotFrame = { type: 'slot_deleted', slotId: 'gone', alumniId: 'ada', version: 5 };
    feed.emit({ to: 'subscribers', alumniId: 'ada', frame: gone });
    await client.settle();
    expect(client.frames.map(({ type }) => type)).toEqual(['hello']);
    read.answer([handSlot('ada', 'old', 3), handSlot('ada', 'changed', 6)]);
    await answer;
    feed.change('ada', 'changed', 8);
    await client.settle();
    expect(client.frames.slice(2)).toEqual([
      { type: 'slot_updated', slot: handSlot('ada', 'changed', 7) },
      { type: 'slot_updated', slot: handSlot('ada', 'new', 1) },
      gone,
      { type: 'slot_updated', slot: handSlot('ada', 'changed', 8) },
    ]);
  });

  test('ends with unsubscribe, even while the snapshot is being read', async () => {
    const { snapshots, nextRead } = heldSnapshots();
    const feed = await startFeed({ snapshots });
    const client = await connectFeed(feed.url);
    client.send({ type: 'subscribe', alumniIds: ['ada', 'bo'] });
    const read = await nextRead();
    client.send({ type: 'unsubscribe', alumniIds: ['ada', 'nobody'] });
    await client.settle();
    feed.change('ada', 's1', 2);
    read.answer();
    expect((await client.next('snapshot')).alumniId).toBe('bo');
    client.send({ type: 'unsubscribe', alumniIds: ['bo'] });
    await client.settle();
    feed.change('ada', 's1', 3);
    feed.change('bo', 's2', 3);
    await client.settle();
    expect(client.frames.map(({ type }) => type)).toEqual(['hello', 'snapshot']);
  });

  test('again gives a fresh snapshot', async () => {
    let version = 1;
    const feed = await startFeed({
      snapshots: async () => new Map([['ada', [handSlot('ada', 's1', version)]]]),
    });
    const client = await connectFeed(feed.url);
    await client.subscribe('ada');
    version = 2;
    expect(await client.subscribe('ada')).toMatchObject([{ slots: [{ version: 2 }] }]);
    feed.change('ada', 's1', 3);
    await client.settle();
    expect(client.frames.filter(({ type }) => type === 'slot_updated')).toHaveLength(1);
  });

  test('again while the first snapshot is being read gives the second', async () => {
    const { snapshots, nextRead } = heldSnapshots();
    const feed = await startFeed({ snapshots });
    const client = await connectFeed(feed.url);
    const answer = client.subscribe('ada');
    const first = await nextRead();
    client.send({ type: 'subscribe', alumniIds: ['ada'] });
    await client.settle();
    feed.change('ada', 's1', 2);
    first.answer([handSlot('ada', 's1', 1)]);
    (await nextRead()).answer([handSlot('ada', 's1', 2)]);
    expect(await answer).toMatchObject([{ slots: [{ version: 2 }] }]);
    await client.settle();
    expect(client.frames.map(({ type }) => type)).toEqual(['hello', 'snapshot']);
  });

  test('to more than 500 adds none of the frame', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    const ids = (from: number, count: number) => Array.from({ length: count }, (_, i) => `a${from + i}`);
    await client.subscribe(...ids(0, 499));
    client.send({ type: 'subscribe', alumniIds: ['one-more', 'too-many'] });
    expect(await client.next('error')).toMatchObject({ code: 'too_many_subscriptions' });
    feed.change('one-more', 's1', 1);
    // Ids that are held already count once.
    await client.subscribe(...ids(0, 100), 'last');
    feed.change('last', 's1', 1);
    expect(await client.next('slot_updated')).toMatchObject({ slot: { alumniId: 'last' } });
    client.send({ type: 'unsubscribe', alumniIds: ids(0, 1) });
    await client.subscribe('one-more');
  });

  test('is told when the slots cannot be read, and may be tried again', async () => {
    const { snapshots, nextRead } = heldSnapshots();
    const feed = await startFeed({ snapshots });
    const client = await connectFeed(feed.url);
    client.send({ type: 'subscribe', alumniIds: ['ada', 'bo'] });
    (await nextRead()).fail();
    expect(await client.next('error')).toMatchObject({ code: 'unavailable' });
    // Whoever was refused is no subscriber: nothing piles up for them.
    const slot = handSlot('ada', 's1', 1, 'x'.repeat(1024 * 1024));
    for (let i = 0; i < 2; i++) {
      feed.emit({ to: 'subscribers', alumniId: 'ada', frame: { type: 'slot_updated', slot } });
    }
    const answer = client.subscribe('ada');
    (await nextRead()).answer();
    await answer;
    expect(client.frames.map(({ type }) => type)).toEqual(['hello', 'error', 'snapshot']);
  });

  test('needs a token where slots are not public', async () => {
    const feed = await startFeed({ env: { PUBLIC_READ: 'false' } });
    const client = await connectFeed(feed.url);
    client.send({ type: 'subscribe', alumniIds: ['ada'] });
    expect(await client.next('error')).toMatchObject({ code: 'unauthenticated' });
    feed.change('ada', 's1', 1);
    // Sent in one go: the subscription waits for the token to be checked.
    client.send({ type: 'authenticate', token: student('bo') });
    await client.subscribe('ada');
    expect(client.frames.map(({ type }) => type)).toEqual(['hello', 'error', 'authenticated', 'snapshot']);
  });

  test('encodes a change once for all its subscribers', async () => {
    const feed = await startFeed();
    const clients = await Promise.all([1, 2, 3].map(() => connectFeed(feed.url)));
    for (const client of clients) await client.subscribe('ada');
    let encoded = 0;
    const slot = {
      ...handSlot('ada', 's1', 1),
      toJSON() {
        encoded += 1;
        return handSlot('ada', 's1', 1);
      },
    };
    feed.emit({ to: 'subscribers', alumniId: 'ada', frame: { type: 'slot_created', slot } });
    for (const client of clients) await client.next('slot_created');
    expect(encoded).toBe(1);
  });
});

describe('authenticating', () => {
  test('names the person and when the token ends, and records them', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    const exp = inSeconds(600);
    expect(await client.authenticate(student('bo', { name: 'Bo', exp }))).toEqual({
      type: 'authenticated',
      userId: 'bo',
      expiresAt: new Date(exp * 1000).toISOString(),
      roles: ['student'],
      headStartSeconds: 0,
      mail: false,
    });
    expect(feed.seen).toMatchObject([{ id: 'bo', name: 'Bo' }]);
  });

  test('serves a person who cannot be recorded', async () => {
    const feed = await startFeed({ see: () => Promise.reject(new Error('the database is away')) });
    const client = await connectFeed(feed.url);
    await client.authenticate(student('bo'));
    feed.book('bo', 'b1');
    await client.next('booking_updated');
  });

  test.each([
    ['garbage', 'garbage'],
    ['expired', signToken({ sub: 'bo', exp: 1 })],
    ['signed by another', signToken({ sub: 'bo' }, 'another secret that is long enough to be one')],
    ['too long', student('bo', { note: 'x'.repeat(9000) })],
  ])('with a token that is %s closes 4401', async (_title, token) => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    client.send({ type: 'authenticate', token });
    expect(await client.next('error')).toMatchObject({ code: 'invalid_token', detail: expect.any(String) });
    expect(await client.closed).toMatchObject({ code: 4401 });
  });

  test('stays open where the token cannot be checked right now', async () => {
    const feed = await startFeed({ env: { JWT_SECRET: '', JWKS_URL: 'http://127.0.0.1:1/keys' } });
    const client = await connectFeed(feed.url);
    client.send({ type: 'authenticate', token: student('bo') });
    // HS256 is refused before any key is asked for.
    expect(await client.next('error')).toMatchObject({ code: 'invalid_token' });
    const other = await connectFeed(feed.url);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    other.send({
      type: 'authenticate',
      token: `${part({ alg: 'RS256' })}.${part({ sub: 'bo', exp: 9e9 })}.AAAA`,
    });
    expect(await other.next('error')).toMatchObject({ code: 'unavailable' });
    await other.subscribe('ada');
  });

  test('brings bookings to that person, on every socket they have, and to nobody else', async () => {
    const feed = await startFeed();
    const [one, two, other, nobody] = await Promise.all([1, 2, 3, 4].map(() => connectFeed(feed.url)));
    if (!one || !two || !other || !nobody) throw new Error('no sockets');
    await one.authenticate(student('bo'));
    await two.authenticate(student('bo'));
    await other.authenticate(student('cy'));
    feed.book('bo', 'b1');
    for (const client of [one, two]) {
      expect(await client.next('booking_updated')).toMatchObject({ booking: { id: 'b1' } });
    }
    for (const client of [other, nobody]) {
      await client.settle();
      expect(client.frames.map(({ type }) => type)).not.toContain('booking_updated');
    }
  });

  test('as somebody else brings that person their bookings instead', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    await client.authenticate(student('bo'));
    await client.authenticate(student('cy'));
    feed.book('bo', 'b1');
    feed.book('cy', 'b2');
    expect(await client.next('booking_updated')).toMatchObject({ booking: { id: 'b2' } });
    await client.settle();
    expect(client.frames.filter(({ type }) => type === 'booking_updated')).toHaveLength(1);
  });

  test('ends with the token: the socket closes 4401', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    await client.authenticate(student('bo', { exp: inSeconds(1) }));
    // The feed's clock is the test's; let it arrive when the timer does.
    feed.clock.now += 2000;
    expect(await client.closed).toMatchObject({ code: 4401 });
  });

  test('ends with the token even where the timer is late: no personal frame after it', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    await client.authenticate(student('bo', { exp: inSeconds(600) }));
    feed.clock.now += 601_000;
    feed.book('bo', 'b1');
    expect(await client.closed).toMatchObject({ code: 4401 });
    expect(client.frames.map(({ type }) => type)).toEqual(['hello', 'authenticated']);
  });

  test('again renews', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    await client.authenticate(student('bo', { exp: inSeconds(600) }));
    await client.authenticate(student('bo', { exp: inSeconds(1200) }));
    feed.clock.now += 601_000;
    feed.book('bo', 'b1');
    await client.next('booking_updated');
    feed.clock.now += 600_000;
    feed.book('bo', 'b2');
    expect(await client.closed).toMatchObject({ code: 4401 });
  });

  test('with a token that lives longer than a timer can run works', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timers.mockRestore());
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    await client.authenticate(student('bo', { exp: inSeconds(400 * 86_400) }));
    feed.book('bo', 'b1');
    await client.next('booking_updated');
    // Beyond 2³¹ ms a timer fires at once.
    expect(timers.mock.calls.filter(([, delay]) => (delay ?? 0) >= 2 ** 31)).toEqual([]);
  });

  test('is no longer enough for subscribing once the token is over', async () => {
    const feed = await startFeed({ env: { PUBLIC_READ: 'false' } });
    const client = await connectFeed(feed.url);
    await client.authenticate(student('bo', { exp: inSeconds(600) }));
    feed.clock.now += 601_000;
    client.send({ type: 'subscribe', alumniIds: ['ada'] });
    expect(await client.closed).toMatchObject({ code: 4401 });
    expect(client.frames.map(({ type }) => type)).not.toContain('snapshot');
  });
});

describe('heartbeats', () => {
  test('tell the time', async () => {
    const feed = await startFeed({ heartbeatSeconds: 0.25 });
    const client = await connectFeed(feed.url);
    feed.clock.now = Date.parse('2026-11-24T14:00:00.000Z');
    await client.next('heartbeat');
    expect(await client.next('heartbeat')).toEqual({ type: 'heartbeat', now: '2026-11-24T14:00:00.000Z' });
    // Still there after several: the client answers each ping.
    for (let i = 0; i < 4; i++) await client.next('heartbeat');
  });

  test('find out who is gone', async () => {
    const feed = await startFeed({ heartbeatSeconds: 0.1 });
    const client = await connectFeed(feed.url, { autoPong: false });
    await client.subscribe('ada');
    expect(await client.closed).toMatchObject({ code: 1006 });
    expect(client.frames.filter(({ type }) => type === 'heartbeat').length).toBeLessThanOrEqual(2);
  });
});

describe('stopping', () => {
  test('asks everyone to come back later', async () => {
    const feed = await startFeed();
    const clients = await Promise.all([1, 2, 3].map(() => connectFeed(feed.url)));
    const stopped = feed.app.close();
    for (const client of clients) {
      expect(await client.closed).toMatchObject({ code: 1012 });
      expect(client.frames.at(-1)).toEqual({ type: 'restarting', reconnectAfterSeconds: 5 });
    }
    await stopped;
  });

  test('does not wait for the dead', async () => {
    const feed = await startFeed();
    const alive = await connectFeed(feed.url);
    const dead = await connectFeed(feed.url);
    dead.socket.pause();
    const passed = startOwnTime();
    await feed.app.close();
    expect(passed()).toBeLessThan(2000);
    expect(await alive.closed).toMatchObject({ code: 1012 });
  });

  test('hears no more changes', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    await client.subscribe('ada');
    expect(feed.listening()).toBe(true);
    await feed.app.close();
    expect(feed.listening()).toBe(false);
    feed.change('ada', 's1', 1);
    await client.closed;
    expect(client.frames.map(({ type }) => type)).toEqual(['hello', 'snapshot', 'restarting']);
  });

  test('a client that leaves is forgotten', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    await client.authenticate(student('bo'));
    await client.subscribe('ada');
    client.socket.close();
    await once(client.socket, 'close');
    expect(feed.app.websocketServer.clients.size).toBe(0);
    feed.book('bo', 'b1');
    let encoded = false;
    const slot = { ...handSlot('ada', 's1', 1), toJSON: () => (encoded = true) };
    feed.emit({ to: 'subscribers', alumniId: 'ada', frame: { type: 'slot_created', slot } });
    expect(encoded).toBe(false);
  });
});

describe('changes that were missed', () => {
  test('are made up for by a fresh snapshot of every subscription', async () => {
    const { snapshots, nextRead } = heldSnapshots();
    const feed = await startFeed({ snapshots });
    const client = await connectFeed(feed.url);
    const first = client.subscribe('ada', 'bo');
    (await nextRead()).answer([]);
    await first;
    feed.gap();
    const read = await nextRead();
    expect(read.ids).toEqual(['ada', 'bo']);
    // What comes while it is read still stands behind it.
    feed.change('ada', 's1', 3);
    read.answer([handSlot('ada', 's1', 2)]);
    expect(await client.next('snapshot')).toMatchObject({
      alumniId: 'ada',
      slots: [{ id: 's1', version: 2 }],
    });
    expect(await client.next('slot_updated')).toMatchObject({ slot: { version: 3 } });
    expect(await client.next('snapshot')).toMatchObject({ alumniId: 'bo', slots: [] });
  });

  test('bring back the client where no snapshot can be read', async () => {
    const { snapshots, nextRead } = heldSnapshots();
    const feed = await startFeed({ snapshots });
    const client = await connectFeed(feed.url);
    const first = client.subscribe('ada');
    (await nextRead()).answer([]);
    await first;
    feed.gap();
    (await nextRead()).fail();
    expect((await client.closed).code).toBe(1012);
  });

  test('bring back whoever is signed in, whose bookings no snapshot shows', async () => {
    const feed = await startFeed();
    const client = await connectFeed(feed.url);
    await client.authenticate(student('dee'));
    feed.gap();
    expect((await client.closed).code).toBe(1012);
  });
});
