/** Nobody learns who waits but the owner: canaries over every answer and frame. */
import { expect, test } from 'vitest';
import { connectFeed } from '../testing/feed-client.ts';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';

test('no student and no visitor learns who waits, is offered or has got a seat', async () => {
  const service = await startService({ now, dueMs: 3_600_000 });
  const people = queueing(service);
  const names = ['sam', 'kim', 'lee', 'mia'] as const;
  /** In ids, names and notes alike. */
  const canary = (who: string) => `canary-of-${who}`;
  const token = (who: string) =>
    service.token(canary(who), 'student', { name: canary(who), exp: 4_000_000_000 });
  const heard: Record<string, unknown[]> = {};
  const ask = async (who: string, path: string, body?: object) => {
    const options = { ...(who !== 'anybody' && { token: token(who) }), ...(body && { body }) };
    const answer = await service.call(body ? 'POST' : 'GET', path, options);
    heard[who] = [...(heard[who] ?? []), answer.body];
    return answer;
  };
  const feeds = await Promise.all(
    [...names, 'anybody'].map(async (who) => {
      const feed = await connectFeed(service.url);
      if (who !== 'anybody') await feed.authenticate(token(who));
      await feed.subscribe('ada', 'bob');
      return { who, feed };
    }),
  );
  const [slot, other] = [await service.publish('ada', 24), await service.publish('bob', 6)];
  for (const { id } of [slot, other]) {
    await ask('sam', '/api/slots/book', { slotId: id, note: canary('sam') });
    for (const who of names) await ask(who, '/api/slots/waitlist', { slotId: id, note: canary(who) });
    await ask('mia', '/api/slots/book', { slotId: id });
    await ask('sam', '/api/slots/cancel', { slotId: id });
  }
  await ask('lee', '/api/slots/cancel', { slotId: other.id });
  service.clock.now += 1_800_000;
  await people.settleDue();
  await ask('mia', '/api/slots/book', { slotId: other.id });
  await people.change('ada', slot.id, { maxParticipants: 2 });
  await people.callOff('ada', slot.id, { message: 'Ill' });
  for (const who of [...names, 'anybody']) {
    await ask(who, `/api/slots/${slot.id}`);
    await ask(who, `/api/slots/${slot.id}/session.ics`);
    await ask(who, '/api/slots/alumni/bob');
    await ask(who, '/api/slots/my-bookings?from=2000-01-01');
    await ask(who, '/api/admin/audit');
  }
  // All of it happened.
  expect(await people.standing(canary('lee'), slot.id)).toBe('cancelled slot_cancelled');
  for (const { who, feed } of feeds) {
    await feed.settle();
    expect(feed.frames.length, who).toBeGreaterThan(8);
    const text = JSON.stringify([heard[who], feed.frames]);
    for (const other of names) {
      if (other !== who) expect(text, `${who} of ${other}`).not.toContain(canary(other));
    }
  }
});

test('who cancels does not find in their own export who has got the seat', async () => {
  const service = await startService({ now });
  const { wait, cancel, booking } = queueing(service);
  const slot = await service.publish('ada', 24);
  await service.book('sam', slot.id);
  await wait('kim', slot.id);
  await cancel('sam', slot.id);
  const promoted = await booking('kim', slot.id);
  const rows = await service.database.read.kysely.selectFrom('audit').selectAll().execute();
  const about = rows.filter((row) => row.booking_id === promoted?.id && row.action === 'booking_promoted');
  expect(about).toMatchObject([{ actor_id: 'service', subject_id: 'kim' }]);
  const sams = rows.filter((row) => row.actor_id === 'sam' || row.subject_id === 'sam');
  expect(JSON.stringify(sams)).not.toContain(promoted?.id);
});
