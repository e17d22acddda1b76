/** Webhooks from what people do to a receiver: a real one, which verifies by the library of the standard. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';

const soon = <T>(read: () => T) => expect.poll(read, { interval: 20 });
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

interface Event {
  id: string;
  type: string;
  timestamp: string;
  data: Record<string, unknown> & { id: string; slot?: Record<string, unknown> };
}

async function world() {
  const webhook = new Webhook(secret);
  const events: Event[] = [];
  const answers: { next: number } = { next: 204 };
  const receiver = createServer(async (request, response) => {
    const body = await text(request);
    // By the real time: the service of a test has a clock of its own.
    const headers = request.headers as Record<string, string>;
    const event = webhook.verify(body, headers) as Event;
    if (answers.next < 300) events.push({ ...event, id: String(headers['webhook-id']) });
    response.writeHead(answers.next).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void receiver.close());
  const { port } = receiver.address() as AddressInfo;
  const service = await startService({
    env: { WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, WEBHOOK_SECRET: secret },
    dueMs: 3_600_000,
    sendMs: 40,
  });
  const ticking = setInterval(() => {
    service.clock.now += 40;
    service.elapsed.now += 40;
  }, 20);
  onTestFinished(() => clearInterval(ticking));
  return { ...queueing(service), service, events, answers };
}

test('what happens to a session and its bookings comes in order, in the owner’s form', async () => {
  const { service, events, wait, cancel, change, callOff } = await world();
  const slot = await service.publish('ada', 48, {
    description: 'CV review',
    meetingUrl: 'https://meet.example/1',
  });
  await service.book('sam', slot.id, 'My note');
  await wait('kim', slot.id);
  await change('ada', slot.id, { description: 'CV and letter' });
  await cancel('sam', slot.id);
  await callOff('ada', slot.id, { message: 'Am ill' });
  await soon(() => events.length).toBe(8);
  expect(events.map(({ type }) => type)).toEqual([
    'slot.created',
    'booking.created',
    'booking.waitlisted',
    'slot.updated',
    'booking.cancelled',
    'booking.promoted',
    'slot.deleted',
    'booking.cancelled',
  ]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(8);
  const [created, booked, , , , promoted, , ended] = events;
  expect(created?.data).toMatchObject({
    id: slot.id,
    alumniName: 'ada (name)',
    meetingUrl: 'https://meet.example/1',
  });
  expect(booked?.data).toMatchObject({
    studentId: 'sam',
    studentName: 'sam (name)',
    status: 'confirmed',
    note: 'My note',
    slot: { id: slot.id, meetingUrl: 'https://meet.example/1' },
  });
  expect(promoted?.data).toMatchObject({ studentId: 'kim', status: 'confirmed' });
  expect(ended?.data).toMatchObject({
    studentId: 'kim',
    cancelReason: 'slot_cancelled',
    cancelMessage: 'Am ill',
  });
  const versions = events.map(({ data }) => Number(data.slot?.version ?? data.version));
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
});

test('while one waits to be tried again those behind it wait too, and 410 ends it', async () => {
  const { service, events, answers } = await world();
  answers.next = 500;
  const slot = await service.publish('ada', 48);
  await service.book('sam', slot.id);
  const outbox = () =>
    service.database.read.kysely.selectFrom('messages').selectAll().orderBy('position').execute();
  await soon(async () => (await outbox())[0]?.attempts).toBeGreaterThan(1);
  expect((await outbox()).map(({ attempts }) => attempts > 0)).toEqual([true, false]);
  answers.next = 204;
  await soon(() => events.map(({ type }) => type)).toEqual(['slot.created', 'booking.created']);
  answers.next = 410;
  await service.book('kim', (await service.publish('bob', 48)).id);
  await soon(async () => (await outbox()).filter(({ outcome }) => outcome === 'parked').length).toBe(2);
  const parked = (await outbox()).filter(({ outcome }) => outcome === 'parked');
  for (const { last_error: reason } of parked) expect(reason).toContain('410');
});
