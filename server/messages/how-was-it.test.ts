/** The mail that asks how a session was: once, at its end, and only whom it makes sense to ask. */
import type { SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { startMailingService } from '../testing/mailing-service.ts';
import { queueing } from '../testing/queueing.ts';

const hour = 3_600_000;
const soon = <T>(read: () => T) => expect.poll(read, { interval: 20 });

async function world(env: Record<string, string> = {}) {
  const mailing = await startMailingService({
    env: {
      PUBLIC_URL: 'https://slots.example.edu',
      PORTAL_LINK: 'https://portal.example.edu/mentors/{alumniId}?session={slotId}',
      ...env,
    },
  });
  const { service, mailsTo } = mailing;
  const token = (who: string, role = 'student') => mailing.token(who, role, { name: who.toUpperCase() });
  const book = (who: string, slotId: string) =>
    service.call('POST', '/api/slots/book', { token: token(who), body: { slotId } });
  const asked = (who: string) => mailsTo(who).filter(({ mail }) => mail.subject?.startsWith('How was it?'));
  const rows = async () =>
    (
      await service.database.read.kysely
        .selectFrom('messages')
        .select(['recipient_id', 'due_at', 'outcome'])
        .where('kind', '=', 'how_was_it')
        .orderBy('recipient_id')
        .execute()
    ).map(({ recipient_id, due_at, outcome }) => `${recipient_id} ${due_at} ${outcome}`);
  /** What became of each of them, once all came to their end. */
  const outcomes = async () => (await rows()).map((row) => row.split(' ').at(-1));
  return { ...mailing, ...queueing(service), token, book, asked, rows, outcomes };
}

/** Marks a student of a slot absent. */
async function markAbsent({ service, read }: Awaited<ReturnType<typeof world>>, who: string, slot: SlotView) {
  const { bookings = [] } = await read(slot.id, 'ada');
  const booking = bookings.find(({ studentId }) => studentId === who);
  const path = `/api/slots/${slot.id}/bookings/${booking?.id}/attendance`;
  const options = { token: service.token('ada', 'alumni'), body: { attendance: 'absent' } };
  expect((await service.call('PUT', path, options)).status).toBe(200);
}

test('each confirmed student is asked at the end, once, with a link to say it and one that stops it', async () => {
  const { service, book, asked, server } = await world();
  const slot = await service.publish('ada', 24, { maxParticipants: 3, description: 'CV review' });
  for (const who of ['sam', 'kim']) await book(who, slot.id);
  service.clock.now = Date.parse(slot.endsAt) - 60_000;
  await soon(() => server.deliveries.length).toBeGreaterThan(1);
  expect([asked('sam'), asked('kim')]).toEqual([[], []]);
  service.clock.now = Date.parse(slot.endsAt) + 1000;
  for (const who of ['sam', 'kim']) await soon(() => asked(who).length).toBe(1);
  const { mail } = asked('sam')[0] as ReturnType<typeof asked>[number];
  expect(mail.subject).toMatch(/^How was it\? CV review, with /);
  expect(mail.text).toContain(`https://portal.example.edu/mentors/ada?session=${slot.id}`);
  expect(mail.text).not.toContain('KIM');
  expect(mail.attachments).toEqual([]);
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const link = new URL(/<(.*)>/.exec(header('list-unsubscribe'))?.[1] ?? '');
  expect((await fetch(service.url + link.pathname, { method: 'POST' })).status).toBe(200);
  // Of the next one nobody is asked who has stopped it.
  const next = await service.publish('ada', 24, { maxParticipants: 3 });
  for (const who of ['sam', 'kim']) await book(who, next.id);
  service.clock.now = Date.parse(next.endsAt) + 1000;
  await soon(() => asked('kim').length).toBe(2);
  expect(asked('sam')).toHaveLength(1);
});

test('it moves with the session, and goes with the seat', async () => {
  const { service, book, rows, change, cancel, wait, settle, callOff } = await world({ OFFER_BELOW: '0s' });
  const slot = await service.publish('ada', 24);
  await book('sam', slot.id);
  await wait('kim', slot.id);
  expect(await rows()).toEqual(['sam 2027-03-16T10:30:00.000Z null']);
  // The end alone, there and back.
  await change('ada', slot.id, { endTime: '11:00' });
  expect(await rows()).toEqual(['sam 2027-03-16T11:00:00.000Z null']);
  await change('ada', slot.id, { endTime: '10:30' });
  expect(await rows()).toEqual(['sam 2027-03-16T10:30:00.000Z null']);
  await change('ada', slot.id, { description: 'Other words' });
  await cancel('sam', slot.id);
  expect(await rows()).toEqual(['kim 2027-03-16T10:30:00.000Z null']);
  await callOff('ada', slot.id);
  expect(await rows()).toEqual([]);
  const asking = await service.publish('ada', 48, { requiresApproval: true });
  await book('sam', asking.id);
  expect(await rows()).toEqual([]);
  await settle('ada', asking.id, 'sam', 'confirm');
  expect(await rows()).toEqual(['sam 2027-03-17T10:30:00.000Z null']);
});

test('nobody is asked who was absent, who has said it already, or whose session is off; whoever took it back is', async () => {
  const there = await world();
  const { service, book, asked, outcomes, token } = there;
  const slot = await service.publish('ada', 1, { maxParticipants: 9 });
  const students = ['absent', 'said', 'silent', 'withdrew'];
  for (const who of students) await book(who, slot.id);
  const off = await service.publish('bob', 1);
  await book('off', off.id);
  await soon(() => there.server.deliveries.length).toBeGreaterThan(4);
  service.clock.now = Date.parse(slot.startsAt);
  await markAbsent(there, 'absent', slot);
  await there.callOff('bob', off.id);
  // Another node has taken them, so that what is said at once is known when they are sent.
  const takenBy = (claimed_by: string | null, claimed_until: string | null) =>
    service.database.write(({ kysely }) =>
      kysely
        .updateTable('messages')
        .set({ claimed_by, claimed_until })
        .where('kind', '=', 'how_was_it')
        .execute(),
    );
  await takenBy('another node', '2028-01-01T00:00:00.000Z');
  service.clock.now = Date.parse(slot.endsAt) + 1000;
  const path = `/api/slots/${slot.id}/feedback`;
  for (const who of ['said', 'withdrew'])
    expect((await service.call('PUT', path, { token: token(who), body: { stars: 5 } })).status).toBe(200);
  await service.call('DELETE', path, { token: token('withdrew') });
  await takenBy(null, null);
  await soon(() => asked('silent').length + asked('withdrew').length).toBe(2);
  await soon(outcomes).toEqual(['needless', 'needless', 'sent', 'sent']);
  expect([...asked('absent'), ...asked('said'), ...asked('off')]).toEqual([]);
});

test('of a session that ended while the service was down it is asked within a day', async () => {
  const { service, book, asked, outcomes, server } = await world();
  const early = await service.publish('ada', 24);
  const late = await service.publish('ada', 30);
  await book('sam', early.id);
  await book('kim', late.id);
  await soon(() => server.deliveries.length).toBe(2);
  service.clock.now = Date.parse(early.endsAt) + 24 * hour;
  await soon(() => asked('kim').length).toBe(1);
  await soon(outcomes).toEqual(['sent', 'needless']);
  expect(asked('sam')).toEqual([]);
});
