import type { ServerFrame, Slot, SlotList } from '@mentor-slots/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectFeed, type FeedClient } from '../testing/feed-client.ts';
import { startService, type TestService } from '../testing/service.ts';

async function watch(service: TestService, ...alumniIds: string[]): Promise<FeedClient> {
  const client = await connectFeed(service.url);
  await client.subscribe(...alumniIds);
  return client;
}

async function signedIn(service: TestService, sub: string, role: string): Promise<FeedClient> {
  const client = await connectFeed(service.url);
  await client.authenticate(service.token(sub, role));
  return client;
}

async function call(
  service: TestService,
  who: string,
  role: string,
  method: string,
  path: string,
  body?: object,
) {
  const answer = await service.call(method, path, { token: service.token(who, role), ...(body && { body }) });
  expect([path, answer.body, answer.status < 300]).toEqual([path, expect.anything(), true]);
  return answer.body;
}

const cancel = (service: TestService, who: string, slotId: string) =>
  call(service, who, 'student', 'POST', '/api/slots/cancel', { slotId });

const types = (client: FeedClient) => client.frames.map(({ type }) => type);

test('a slot is seen by its subscribers from its publication to its end', async () => {
  const service = await startService();
  const client = await watch(service, 'ada', 'bo');
  const other = await watch(service, 'cy');
  const slot = await service.publish('ada', 24, { maxParticipants: 2 });
  expect(await client.next('slot_created')).toMatchObject({
    slot: { id: slot.id, seatsLeft: 2, status: 'available' },
  });
  await service.book('dee', slot.id);
  expect(await client.next('slot_updated')).toMatchObject({ slot: { id: slot.id, seatsTaken: 1 } });
  await call(service, 'ada', 'alumni', 'PATCH', `/api/slots/${slot.id}`, { description: 'Bring questions' });
  expect(await client.next('slot_updated')).toMatchObject({ slot: { description: 'Bring questions' } });
  await cancel(service, 'dee', slot.id);
  expect(await client.next('slot_updated')).toMatchObject({ slot: { seatsTaken: 0 } });
  await call(service, 'ada', 'alumni', 'DELETE', `/api/slots/${slot.id}`);
  expect(await client.next('slot_deleted')).toMatchObject({ slotId: slot.id, alumniId: 'ada' });
  const versions = client.frames.flatMap((frame) =>
    'slot' in frame ? [frame.slot.version] : frame.type === 'slot_deleted' ? [frame.version] : [],
  );
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  await other.settle();
  expect(types(other)).toEqual(['hello', 'snapshot']);
});

test('a frame shows a slot exactly as anyone may read it', async () => {
  const service = await startService();
  const client = await watch(service, 'ada');
  const meetingUrl = 'https://meet.example.edu/secret';
  const slot = await service.publish('ada', 24, { meetingUrl, maxParticipants: 3 });
  await service.book('kim', slot.id);
  const { body } = await service.call('GET', `/api/slots/${slot.id}`);
  expect((await client.next('slot_updated')).slot).toEqual(body);
  expect((await client.subscribe('ada'))[0]?.slots).toEqual([body]);
  expect(JSON.stringify(client.frames)).not.toMatch(/meet\.example|meetingUrl|"bookings"|kim/);
});

test('a booking reaches its student and the owner, on every socket they have, each in their own form', async () => {
  const service = await startService();
  const student = await signedIn(service, 'dee', 'student');
  const phone = await signedIn(service, 'dee', 'student');
  const owner = await signedIn(service, 'ada', 'alumni');
  const stranger = await signedIn(service, 'eve', 'student');
  const slot = await service.publish('ada', 24, { meetingUrl: 'https://meet.example.edu/a' });
  const { body: booking } = await service.book('dee', slot.id, 'About careers');
  for (const client of [student, phone, owner]) {
    expect(await client.next('booking_updated')).toMatchObject({
      booking: { id: booking.id, status: 'confirmed', slotId: slot.id },
    });
  }
  await cancel(service, 'dee', slot.id);
  for (const client of [student, phone, owner]) {
    expect(await client.next('booking_updated')).toMatchObject({
      booking: { id: booking.id, status: 'cancelled' },
    });
  }
  await stranger.settle();
  expect(types(stranger)).toEqual(['hello', 'authenticated']);
});

test('settling and calling off reach the student', async () => {
  const service = await startService();
  const student = await signedIn(service, 'dee', 'student');
  const slot = await service.publish('ada', 24, { requiresApproval: true });
  const { body: booking } = await service.book('dee', slot.id);
  expect(await student.next('booking_updated')).toMatchObject({ booking: { status: 'pending' } });
  await call(service, 'ada', 'alumni', 'POST', `/api/slots/${slot.id}/bookings/${booking.id}/confirm`);
  expect(await student.next('booking_updated')).toMatchObject({ booking: { status: 'confirmed' } });
  await call(service, 'ada', 'alumni', 'DELETE', `/api/slots/${slot.id}`);
  expect(await student.next('booking_updated')).toMatchObject({
    booking: { status: 'cancelled', cancelReason: 'slot_cancelled' },
  });
});

test('no student ever sees another in a frame', async () => {
  const service = await startService();
  const names = ['dee', 'eli', 'fay'].map((name) => `student-${name}`);
  const clients = await Promise.all(names.map((name) => signedIn(service, name, 'student')));
  for (const client of clients) await client.subscribe('ada');
  const slot = await service.publish('ada', 24, { maxParticipants: 3 });
  for (const name of names) await service.book(name, slot.id, `a note of ${name}`);
  for (const client of clients) await client.subscribe('ada');
  await cancel(service, 'student-dee', slot.id);
  await call(service, 'ada', 'alumni', 'PATCH', `/api/slots/${slot.id}`, { description: 'Moved' });
  await call(service, 'ada', 'alumni', 'DELETE', `/api/slots/${slot.id}`);
  for (const [i, client] of clients.entries()) {
    await client.settle();
    expect(types(client)).toContain('booking_updated');
    const heard = JSON.stringify(client.frames);
    for (const name of names) expect([name, heard.includes(name)]).toEqual([name, name === names[i]]);
    for (const name of names) expect(heard.includes(`a note of ${name}`)).toBe(name === names[i]);
  }
});

test('where slots are not public, the feed is not either', async () => {
  const service = await startService({ env: { PUBLIC_READ: 'false' } });
  const client = await connectFeed(service.url);
  client.send({ type: 'subscribe', alumniIds: ['ada'] });
  expect(await client.next('error')).toMatchObject({ code: 'unauthenticated' });
  await service.publish('ada');
  await client.authenticate(service.token('dee', 'student'));
  expect((await client.subscribe('ada'))[0]?.slots).toHaveLength(1);
  expect(types(client)).toEqual(['hello', 'error', 'authenticated', 'snapshot']);
});

test('authenticating records the person', async () => {
  const service = await startService();
  await signedIn(service, 'dee', 'student');
  const people = await service.database.read.kysely.selectFrom('people').select(['id', 'name']).execute();
  expect(people).toEqual([{ id: 'dee', name: 'dee (name)' }]);
});

test('however many ask for a snapshot, it is read once, and anew after each change', async () => {
  let reads = 0;
  const service = await startService({
    around: (database) => ({
      ...database,
      read: {
        ...database.read,
        run: (query, params) => {
          if (Array.isArray((params as { list?: unknown }).list)) reads += 1;
          return database.read.run(query, params);
        },
      },
    }),
  });
  const first = await service.publish('ada', 24);
  const clients = await Promise.all(Array.from({ length: 20 }, () => connectFeed(service.url)));
  const ids = async (client: FeedClient) =>
    (await client.subscribe('ada')).flatMap(({ slots }) => slots.map(({ id }) => id));
  expect(await Promise.all(clients.map(ids))).toEqual(clients.map(() => [first.id]));
  // A list is given out again for a second; asking may take longer on a busy machine.
  expect(reads).toBeLessThan(10);
  const second = await service.publish('ada', 48);
  const [client] = clients;
  if (client === undefined) throw new Error('no socket');
  expect(await ids(client)).toEqual([first.id, second.id]);
  // Nor is it given out once the clock has moved on.
  service.clock.now += 36 * 3_600_000;
  expect(await ids(client)).toEqual([second.id]);
});

test('a change is told only after it is committed', async () => {
  const service = await startService();
  const client = await watch(service, 'ada');
  let read: Promise<unknown> | undefined;
  client.socket.on('frame', () => {
    const frame = client.frames.at(-1);
    if (frame?.type === 'slot_created') read = service.call('GET', `/api/slots/${frame.slot.id}`);
  });
  await service.publish('ada');
  await client.next('slot_created');
  expect(await read).toMatchObject({ status: 200 });
});

/** What a client holds that follows the rules: a snapshot whole, a frame where its version is newer. */
function held(frames: readonly ServerFrame[], alumniId: string): Slot[] {
  const slots = new Map<string, Slot>();
  const isNews = (id: string, version: number) => version > (slots.get(id)?.version ?? 0);
  for (const frame of frames) {
    if (frame.type === 'snapshot' && frame.alumniId === alumniId) {
      slots.clear();
      for (const slot of frame.slots) slots.set(slot.id, slot);
    } else if (frame.type === 'slot_created' || frame.type === 'slot_updated') {
      if (isNews(frame.slot.id, frame.slot.version)) slots.set(frame.slot.id, frame.slot);
    } else if (frame.type === 'slot_deleted' && isNews(frame.slotId, frame.version)) {
      slots.delete(frame.slotId);
    }
  }
  return [...slots.values()].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

test('whoever follows the rules is never wrong, whenever they subscribed', async () => {
  const service = await startService();
  const students = ['dee', 'eli', 'fay', 'gus'];
  const step = fc.record({
    act: fc.constantFrom('publish', 'book', 'cancel', 'change', 'delete', 'subscribe', 'subscribe'),
    who: fc.constantFrom(...students),
    pick: fc.nat(100),
    wait: fc.boolean(),
  });
  let hour = 24;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      const client = await watch(service, 'ada');
      const ids: string[] = [];
      const running: Promise<unknown>[] = [];
      for (const { act, who, pick, wait } of steps) {
        const id = ids[pick % Math.max(ids.length, 1)] ?? 'none';
        const [student, owner] = [service.token(who, 'student'), service.token('ada', 'alumni')];
        const doing = {
          publish: async () => {
            hour += 1;
            ids.push((await service.publish('ada', hour, { maxParticipants: 2 })).id);
          },
          book: () => service.book(who, id),
          cancel: () => service.call('POST', '/api/slots/cancel', { token: student, body: { slotId: id } }),
          change: () =>
            service.call('PATCH', `/api/slots/${id}`, {
              token: owner,
              body: { maxParticipants: 2 + (pick % 3) },
            }),
          delete: () => service.call('DELETE', `/api/slots/${id}`, { token: owner }),
          subscribe: async () => client.send({ type: 'subscribe', alumniIds: ['ada'] }),
        }[act]();
        if (wait) await doing;
        else running.push(doing);
      }
      await Promise.all(running);
      await client.settle();
      await expect
        .poll(async () => {
          const { body } = await service.call<SlotList>('GET', '/api/slots/alumni/ada');
          return JSON.stringify(held(client.frames, 'ada')) === JSON.stringify(body.slots);
        })
        .toBe(true);
      client.socket.terminate();
    }),
    // What fails is told with its seed, instead of being made smaller until the time is over.
    { numRuns: 15, endOnFailure: true },
  );
});

test('who books twice at the same moment leaves no follower behind: the version is told that came of it', async () => {
  const service = await startService();
  const client = await watch(service, 'ada');
  const slots = await Promise.all(
    Array.from({ length: 20 }, (_, index) => service.publish('ada', 24 + index, { maxParticipants: 3 })),
  );
  for (const { id } of slots) {
    const answers = await Promise.all([1, 2, 3].map(() => service.book('dee', id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  }
  await client.settle();
  const { body } = await service.call<SlotList>('GET', '/api/slots/alumni/ada');
  await expect.poll(() => held(client.frames, 'ada')).toEqual(body.slots);
});

describe('what is for the owner', () => {
  test.each([['student'], ['nobody'], [[]]])(
    'does not reach their id with the role %j, also after another token on the same socket',
    async (role) => {
      const service = await startService();
      const slot = await service.publish('ada', 24, { maxParticipants: 3 });
      const first = await connectFeed(service.url);
      await first.authenticate(service.token('ada', role));
      const renewed = await connectFeed(service.url);
      await renewed.authenticate(service.token('ada', 'alumni'));
      const owner = await signedIn(service, 'ada', 'alumni');
      await service.book('kim', slot.id, 'a note of kim');
      expect(await renewed.next('booking_updated')).toMatchObject({ booking: { studentId: 'kim' } });
      await owner.next('booking_updated');
      await renewed.authenticate(service.token('ada', role));
      await service.book('eli', slot.id, 'a note of eli');
      await cancel(service, 'kim', slot.id);
      await owner.next('booking_updated');
      await owner.next('booking_updated');
      await first.settle();
      await renewed.settle();
      expect(JSON.stringify(first.frames)).not.toMatch(/kim|eli/);
      expect(JSON.stringify(renewed.frames)).not.toMatch(/eli/);
      expect(types(renewed).filter((type) => type === 'booking_updated')).toHaveLength(1);
      // The same answer over HTTP.
      const { body } = await service.call('GET', `/api/slots/${slot.id}`, {
        token: service.token('ada', role),
      });
      expect(JSON.stringify(body)).not.toMatch(/"bookings"|meetingUrl|eli/);
    },
  );

  test('reaches them by another token that gives the role back, or the role admin', async () => {
    const service = await startService();
    const slot = await service.publish('ada', 24, { maxParticipants: 3 });
    const client = await signedIn(service, 'ada', 'student');
    await client.authenticate(service.token('ada', 'alumni'));
    const admin = await signedIn(service, 'ada', 'admin');
    await service.book('kim', slot.id);
    for (const each of [client, admin]) {
      expect(await each.next('booking_updated')).toMatchObject({ booking: { studentId: 'kim' } });
    }
  });
});
