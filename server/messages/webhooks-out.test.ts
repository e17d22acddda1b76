/** Webhooks from what people do to a receiver. */
import { expect, onTestFinished, test } from 'vitest';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';

const soon = <T>(read: () => T) => expect.poll(read, { interval: 20 });

async function world() {
  const receiver = await startWebhookReceiver();
  const service = await startService({ env: receiver.env, dueMs: 3_600_000, sendMs: 40 });
  const ticking = setInterval(() => {
    service.clock.now += 40;
    service.elapsed.now += 40;
  }, 20);
  onTestFinished(() => clearInterval(ticking));
  return { ...queueing(service), service, receiver, events: receiver.events };
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
  const { service, events, receiver } = await world();
  receiver.answer = 500;
  const slot = await service.publish('ada', 48);
  await service.book('sam', slot.id);
  const outbox = () =>
    service.database.read.kysely.selectFrom('messages').selectAll().orderBy('position').execute();
  await soon(async () => (await outbox())[0]?.attempts).toBeGreaterThan(1);
  expect((await outbox()).map(({ attempts }) => attempts > 0)).toEqual([true, false]);
  receiver.answer = 204;
  await soon(() => events.map(({ type }) => type)).toEqual(['slot.created', 'booking.created']);
  receiver.answer = 410;
  await service.book('kim', (await service.publish('bob', 48)).id);
  await soon(async () => (await outbox()).filter(({ outcome }) => outcome === 'parked').length).toBe(2);
  const parked = (await outbox()).filter(({ outcome }) => outcome === 'parked');
  for (const { last_error: reason } of parked) expect(reason).toContain('410');
});
