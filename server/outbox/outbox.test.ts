/** What is written to be told, by what people do over HTTP; sending it is tried in messages/. */
import { expect, test } from 'vitest';
import { queueing } from '../testing/queueing.ts';
import { startService, testWebhookSecret } from '../testing/service.ts';

const now = '2027-03-15T10:00:00.000Z';
/** Nobody listens there: what is written waits. */
const env = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'slots@example.edu', REMINDERS: '24h,1h' };

async function world(more: Record<string, string> = {}) {
  const service = await startService({ now, env: { ...env, ...more }, dueMs: 3_600_000 });
  let seen = new Set<string>();
  /** The messages that were written since it was asked before: `kind → recipient`, with when it is due where that is later. */
  async function written(): Promise<string[]> {
    const rows = await service.database.read.kysely
      .selectFrom('messages')
      .selectAll()
      .orderBy('id')
      .execute();
    const fresh = rows.filter(({ id }) => !seen.has(id));
    seen = new Set(rows.map(({ id }) => id));
    return fresh
      .map(({ kind, recipient_id, due_at, created_at }) => {
        const later = (Date.parse(due_at) - Date.parse(created_at)) / 60_000;
        return `${kind} → ${recipient_id ?? 'webhook'}${later === 0 ? '' : `, ${later} min later`}`;
      })
      .sort();
  }
  return { service, written, ...queueing(service) };
}

test('a booking is told to both, and both are reminded', async () => {
  const { service, written } = await world();
  const slot = await service.publish('ada', 48, { maxParticipants: 2 });
  expect(await written()).toEqual([]);
  await service.book('sam', slot.id);
  expect(await written()).toEqual([
    'alumnus_reminder → ada, 1440 min later',
    'alumnus_reminder → ada, 2820 min later',
    'booked → sam',
    'how_was_it → sam, 2910 min later',
    'new_bookings → ada, 10 min later',
    'reminder → sam, 1440 min later',
    'reminder → sam, 2820 min later',
  ]);
  // The alumnus has theirs already.
  await service.book('kim', slot.id);
  expect(await written()).toEqual([
    'booked → kim',
    'how_was_it → kim, 2910 min later',
    'new_bookings → ada, 10 min later',
    'reminder → kim, 1440 min later',
    'reminder → kim, 2820 min later',
  ]);
});

test('a reminder whose moment is past is none, and a late booker gets the next', async () => {
  const { service, written } = await world();
  const slot = await service.publish('ada', 5);
  await service.book('sam', slot.id);
  expect(await written()).toEqual([
    'alumnus_reminder → ada, 240 min later',
    'booked → sam',
    'how_was_it → sam, 330 min later',
    'new_bookings → ada, 10 min later',
    'reminder → sam, 240 min later',
  ]);
});

test('who asks is reminded once they are confirmed; who is declined never', async () => {
  const { service, written, settle } = await world({ REMINDERS: '1h' });
  const slot = await service.publish('ada', 48, { maxParticipants: 2, requiresApproval: true });
  await service.book('sam', slot.id);
  await service.book('kim', slot.id);
  expect(await written()).toEqual([
    'asked → kim',
    'asked → sam',
    'new_bookings → ada, 10 min later',
    'new_bookings → ada, 10 min later',
  ]);
  await settle('ada', slot.id, 'sam', 'confirm');
  await settle('ada', slot.id, 'kim', 'decline');
  expect(await written()).toEqual([
    'alumnus_reminder → ada, 2820 min later',
    'confirmed → sam',
    'declined → kim',
    'how_was_it → sam, 2910 min later',
    'reminder → sam, 2820 min later',
  ]);
});

test('a moved session takes its reminders along, and moved back it has them again, once', async () => {
  const { service, written, change, read } = await world({ REMINDERS: '1h' });
  const slot = await service.publish('ada', 48);
  await service.book('sam', slot.id);
  await written();
  const reminders = async () => {
    const { kysely } = service.database.read;
    const rows = await kysely
      .selectFrom('messages')
      .select(['id', 'due_at'])
      .where('kind', 'like', '%reminder')
      .orderBy('id')
      .execute();
    return rows.map(({ id, due_at }) => `${id.split(' ')[1]} ${due_at}`);
  };
  const before = await reminders();
  expect(before).toHaveLength(2);
  const { startTime, endTime } = await read(slot.id);
  const earlier = { startTime: '08:00', endTime: '09:00' };
  expect((await change('ada', slot.id, earlier)).status).toBe(200);
  expect((await written()).filter((line) => line.startsWith('changed'))).toEqual(['changed → sam']);
  const moved = await reminders();
  expect(moved).toHaveLength(2);
  expect(moved).not.toEqual(before);
  await change('ada', slot.id, { startTime, endTime });
  expect(await reminders()).toEqual(before);
});

test('who gives a seat back is told, and so is the alumnus; nobody is reminded any more', async () => {
  const { service, written, cancel } = await world({ REMINDERS: '1h' });
  const slot = await service.publish('ada', 48);
  await service.book('sam', slot.id);
  await written();
  await cancel('sam', slot.id);
  expect(await written()).toEqual(['cancel_receipt → sam', 'student_cancelled → ada']);
  const { kysely } = service.database.read;
  const left = await kysely
    .selectFrom('messages')
    .select('recipient_id')
    .where('kind', '=', 'reminder')
    .execute();
  expect(left).toEqual([]);
});

test('a queue: waiting, promoted, offered, lapsed, closed', async () => {
  const { service, written, wait, cancel, settleDue } = await world({
    REMINDERS: 'none',
    OFFER_BELOW: '12h',
    OFFER_FOR: '30m',
  });
  const [far, near] = [await service.publish('ada', 48), await service.publish('bob', 6)];
  await service.book('sam', far.id);
  await service.book('tim', near.id);
  await wait('kim', far.id);
  await wait('lee', near.id);
  await wait('max', near.id);
  await written();
  await cancel('sam', far.id);
  await cancel('tim', near.id);
  expect(await written()).toEqual([
    'cancel_receipt → sam',
    'cancel_receipt → tim',
    'how_was_it → kim, 2910 min later',
    'new_bookings → ada, 10 min later',
    'offered → lee',
    'promoted → kim',
    'student_cancelled → ada',
    'student_cancelled → bob',
  ]);
  service.clock.now += 31 * 60_000;
  await settleDue();
  expect(await written()).toEqual(['lapsed → lee', 'offered → max']);
});

test('calling off tells everyone in it and withdraws reminders; a change of words tells nobody', async () => {
  const { service, written, wait, change, callOff } = await world({ REMINDERS: '1h' });
  const slot = await service.publish('ada', 48);
  await service.book('sam', slot.id);
  await wait('kim', slot.id);
  await written();
  await change('ada', slot.id, { description: 'Other words', maxParticipants: 1 });
  expect(await written()).toEqual([]);
  // Who only waits is not told the place.
  await change('ada', slot.id, { meetingUrl: 'https://meet.example/1' });
  expect(await written()).toEqual(['changed → sam']);
  await callOff('ada', slot.id, { message: 'Am ill' });
  expect(await written()).toEqual(['cancelled → kim', 'cancelled → sam']);
  const { kysely } = service.database.read;
  const rows = await kysely.selectFrom('messages').selectAll().execute();
  expect(rows.filter(({ kind }) => kind.endsWith('reminder'))).toEqual([]);
  // What people wrote is never in what waits.
  expect(JSON.stringify(rows)).not.toMatch(/Am ill|Other words|meet\.example/);
});

test('webhooks tell slots and bookings, in the order of the versions of their session', async () => {
  const hook = {
    WEBHOOK_URL: 'https://portal.example/hook',
    WEBHOOK_SECRET: testWebhookSecret,
  };
  const { service, wait, cancel, change, callOff } = await world({ ...hook, REMINDERS: 'none' });
  const slot = await service.publish('ada', 48, { description: 'CV', meetingUrl: 'https://meet.example/1' });
  await service.book('sam', slot.id, 'My note');
  await wait('kim', slot.id);
  await change('ada', slot.id, { description: 'CV and letter' });
  await cancel('sam', slot.id);
  await callOff('ada', slot.id);
  const { kysely } = service.database.read;
  const rows = await kysely
    .selectFrom('messages')
    .selectAll()
    .where('channel', '=', 'webhook')
    .orderBy('position')
    .orderBy('id')
    .execute();
  expect(rows.map(({ kind }) => kind)).toEqual([
    'slot.created',
    'booking.created',
    'booking.waitlisted',
    'slot.updated',
    'booking.cancelled',
    'booking.promoted',
    'slot.deleted',
    'booking.cancelled',
  ]);
  expect(new Set(rows.map(({ stream }) => stream))).toEqual(new Set([`webhook ${slot.id}`]));
  expect(JSON.stringify(rows)).not.toMatch(/My note|meet\.example|CV|\(name\)/);
});

test('nothing is written where neither mail nor webhooks are on', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada', 48);
  await service.book('sam', slot.id);
  expect(await service.database.read.kysely.selectFrom('messages').select('id').execute()).toEqual([]);
});
