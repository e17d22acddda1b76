/** A move told as one: by a real mail server and a real receiver of webhooks, in calendars, and in the audit. */
import type { AuditEntry, AuditPage, Booking, Moved } from '@mentor-slots/contract';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { Delivery } from '../testing/mail-server.ts';
import { startMailingService } from '../testing/mailing-service.ts';
import { queueing } from '../testing/queueing.ts';
import { eventIn } from '../testing/read-mail.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';

const hour = 3_600_000;

async function world(env: Record<string, string> = {}) {
  const mailing = await startMailingService({ env: { REMINDERS: '1h', ...env }, dueMs: 86_400_000 });
  const { service, mailsTo } = mailing;
  const token = (who: string, role: string) => mailing.token(who, role, { name: who.toUpperCase() });
  const publish = async (who: string, hours: number, fields = {}) => {
    const slot = await service.publish(who, hours, fields);
    // The service knows a name and an address from the newest token.
    await service.call('GET', '/api/me', { token: token(who, 'alumni') });
    return slot;
  };
  const ask = <Body>(path: string, who: string, body: object) =>
    service.call<Body>('POST', `/api/slots/${path}`, { token: token(who, 'student'), body });
  const book = async (slotId: string) => (await ask<Booking>('book', 'kim', { slotId, note: 'My CV' })).body;
  const move = async (bookingId: string, slotId: string) => {
    const { status, body } = await ask<Moved>('move', 'kim', { bookingId, slotId });
    expect(status).toBe(200);
    return body;
  };
  /** The next mail to somebody, once there are so many; time passes meanwhile, for bookings are gathered. */
  const mail = async (who: string, count: number, stepMs = 0) => {
    await expect
      .poll(
        () => {
          service.clock.now += stepMs;
          return mailsTo(who).length;
        },
        { interval: 20 },
      )
      .toBeGreaterThanOrEqual(count);
    return mailsTo(who)[count - 1] as Delivery;
  };
  /** What a calendar program follows. */
  const feedOf = async (who: string) => {
    const made = await service.call<{ url: string }>('POST', '/api/calendar-feed', {
      token: token(who, 'student'),
    });
    const path = new URL(made.body.url).pathname;
    return async () => {
      const { body } = await service.call<string>('GET', path);
      return new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent').map((event) => ({
        uid: String(event.getFirstPropertyValue('uid')),
        sequence: Number(event.getFirstPropertyValue('sequence')),
        status: String(event.getFirstPropertyValue('status')),
        start: String(event.getFirstPropertyValue('dtstart')),
      }));
    };
  };
  return { ...queueing(service), service, token, publish, ask, book, move, mail, mailsTo, feedOf };
}

function invitationIn({ mail }: Delivery) {
  const file = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  return file === undefined ? null : eventIn(String(file.content));
}

test('one mail to the student and one invitation that moves, to whomever and back', async () => {
  const { publish, book, move, mail, mailsTo, ask } = await world();
  const first = await publish('ada', 48, {
    description: 'CV review',
    meetingUrl: 'https://meet.example/1',
  });
  const second = await publish('ada', 72, { description: 'CV review' });
  const bobs = await publish('bob', 96, { description: 'Mock interview' });
  const booking = await book(first.id);
  const booked = invitationIn(await mail('kim', 1));
  expect(booked).toMatchObject({ method: 'REQUEST', status: 'CONFIRMED', uid: `${booking.id}@mentor-slots` });

  const there = await move(booking.id, second.id);
  const told = await mail('kim', 2);
  expect(told.mail.subject).toContain('Moved');
  expect(told.mail.text).toContain('your seat is now in this session with ADA');
  expect(told.mail.text).toContain('It was: Wednesday 17 March, 10:00–10:30');
  expect(told.mail.text).toContain('> My CV');
  const moved = invitationIn(told);
  expect(moved).toMatchObject({
    method: 'REQUEST',
    status: 'CONFIRMED',
    uid: booked?.uid,
    start: '2027-03-18T10:00:00Z',
    organizer: { name: 'ADA', address: 'mailto:slots@example.edu' },
  });
  expect(Number(moved?.sequence)).toBeGreaterThan(Number(booked?.sequence));

  const away = await move(there.booking.id, bobs.id);
  const toBob = await mail('kim', 3);
  expect(toBob.mail.text).toContain('CV review · with ADA');
  expect(toBob.mail.text).toContain('with BOB');
  expect(toBob.mail.text).not.toContain('My CV');
  const others = invitationIn(toBob);
  expect(others).toMatchObject({
    method: 'REQUEST',
    uid: booked?.uid,
    start: '2027-03-19T10:00:00Z',
    // Calendars know an organiser by the address, which stays.
    organizer: { name: 'BOB', address: 'mailto:slots@example.edu' },
  });
  expect(Number(others?.sequence)).toBeGreaterThan(Number(moved?.sequence));

  const back = await move(away.booking.id, first.id);
  const again = invitationIn(await mail('kim', 4));
  expect(again).toMatchObject({ method: 'REQUEST', uid: booked?.uid, start: '2027-03-17T10:00:00Z' });
  expect(Number(again?.sequence)).toBeGreaterThan(Number(others?.sequence));

  await ask('cancel', 'kim', { bookingId: back.booking.id });
  const ended = invitationIn(await mail('kim', 5));
  expect(ended).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', uid: booked?.uid });
  expect(Number(ended?.sequence)).toBeGreaterThan(Number(again?.sequence));
  expect(mailsTo('kim')).toHaveLength(5);
});

test('where the owner confirms, the event stays in the calendar as one that is asked for', async () => {
  const { publish, book, move, mail, settle } = await world();
  const first = await publish('ada', 48);
  const asked = await publish('bob', 72, { requiresApproval: true });
  const other = await publish('bob', 96, { requiresApproval: true });
  const booking = await book(first.id);
  const { uid } = invitationIn(await mail('kim', 1)) ?? {};
  const there = await move(booking.id, asked.id);
  const told = await mail('kim', 2);
  expect(told.mail.subject).toContain('Request sent');
  expect(told.mail.text).toContain('asked BOB for one in this session');
  expect(invitationIn(told)).toMatchObject({ method: 'REQUEST', status: 'TENTATIVE', uid });
  await move(there.booking.id, other.id);
  expect(invitationIn(await mail('kim', 3))).toMatchObject({
    method: 'REQUEST',
    status: 'TENTATIVE',
    uid,
    start: '2027-03-19T10:00:00Z',
  });
  await settle('bob', other.id, 'kim', 'decline');
  expect(invitationIn(await mail('kim', 4))).toMatchObject({ method: 'CANCEL', uid });
});

test('between two sessions of hers an alumna gets one mail; two alumni get one each', async () => {
  const { service, publish, book, move, mail, mailsTo } = await world();
  const first = await publish('ada', 48, { description: 'CV review' });
  const second = await publish('ada', 72, { description: 'Mock interview' });
  const bobs = await publish('bob', 96);
  const booking = await book(first.id);
  expect((await mail('ada', 1, 30_000)).mail.subject).toContain('New booking');
  const there = await move(booking.id, second.id);
  const moved = await mail('ada', 2);
  expect(moved.mail.subject).toContain('Moved');
  expect(moved.mail.text).toContain('KIM has moved to this session from another one of yours.');
  expect(moved.mail.text).toContain('It was: Wednesday 17 March, 10:00–10:30\n  CV review\n');
  expect(moved.mail.text).toContain('> My CV');
  await move(there.booking.id, bobs.id);
  const lost = await mail('ada', 3);
  expect(lost.mail.subject).toContain('Seat given back');
  expect(lost.mail.text).not.toContain('BOB');
  const gained = await mail('bob', 1, 30_000);
  expect(gained.mail.subject).toContain('New booking');
  // Whatever else were to come has had its time.
  service.clock.now += hour;
  const { kysely } = service.database.read;
  const waiting = () =>
    kysely.selectFrom('messages').select('kind').where('outcome', 'is', null).orderBy('id').execute();
  await expect
    .poll(async () => (await waiting()).map(({ kind }) => kind).sort(), { interval: 20 })
    .toEqual(['alumnus_reminder', 'alumnus_reminder', 'alumnus_reminder', 'how_was_it', 'reminder']);
  expect([mailsTo('ada').length, mailsTo('bob').length]).toEqual([3, 1]);
});

test('reminders, and how it was, are about the session to which they moved', async () => {
  const { service, publish, book, move, mail, mailsTo } = await world();
  const [first, second] = [await publish('ada', 4), await publish('bob', 8)];
  const booking = await book(first.id);
  await mail('kim', 1);
  await move(booking.id, second.id);
  await mail('kim', 2);
  service.clock.now = Date.parse(second.startsAt) - hour + 1000;
  const reminder = await mail('kim', 3);
  expect(reminder.mail.subject).toContain('Today 18:00');
  service.clock.now = Date.parse(second.endsAt) + 1000;
  const asked = await mail('kim', 4);
  expect(asked.mail.subject).toContain('How was it?');
  expect(asked.mail.subject).toContain('BOB');
  expect(mailsTo('kim')).toHaveLength(4);
});

test('a calendar that is followed has one event, and so has the file of either session', async () => {
  const { service, publish, token, book, move, feedOf, ask } = await world();
  const [first, second] = [await publish('ada', 48), await publish('bob', 72)];
  const booking = await book(first.id);
  const follow = await feedOf('kim');
  const [before] = await follow();
  const there = await move(booking.id, second.id);
  const [event, ...others] = await follow();
  expect(others).toEqual([]);
  expect(event).toMatchObject({ uid: before?.uid, status: 'CONFIRMED', start: '2027-03-18T10:00:00Z' });
  expect(event?.sequence).toBeGreaterThan(before?.sequence ?? 0);
  const fileOf = async (slotId: string) => {
    const path = `/api/slots/${slotId}/session.ics`;
    const { body } = await service.call<string>('GET', path, { token: token('kim', 'student') });
    const parsed = new ICAL.Component(ICAL.parse(body)).getFirstSubcomponent('vevent');
    return ['uid', 'sequence', 'status'].map((name) => String(parsed?.getFirstPropertyValue(name)));
  };
  expect(await fileOf(second.id)).toEqual([event?.uid, String(event?.sequence), 'CONFIRMED']);
  // Of the session that was left no file takes the event out of a calendar.
  expect((await fileOf(first.id))[0]).toBe(`${first.id}@mentor-slots`);
  await ask('cancel', 'kim', { bookingId: there.booking.id });
  const [gone, ...more] = await follow();
  expect(more).toEqual([]);
  expect(gone).toMatchObject({ uid: before?.uid, status: 'CANCELLED' });
});

test('webhooks tell of both seats, and by which booking each belongs to the other', async () => {
  const { env, events } = await startWebhookReceiver();
  const { publish, book, move, wait } = await world(env);
  const [first, second] = [await publish('ada', 48), await publish('bob', 72)];
  const booking = await book(first.id);
  await wait('lee', first.id);
  const there = await move(booking.id, second.id);
  await expect.poll(() => events.length, { interval: 20 }).toBe(7);
  const of = (slotId: string) =>
    events
      .filter(({ data }) => data.slotId === slotId)
      .map(({ type, data: { id, movedFrom, movedTo } }) => ({ type, id, movedFrom, movedTo }));
  expect(of(first.id).slice(2)).toEqual([
    { type: 'booking.cancelled', id: booking.id, movedTo: there.booking.id },
    { type: 'booking.promoted', id: expect.any(String) },
  ]);
  expect(of(second.id)).toEqual([{ type: 'booking.created', id: there.booking.id, movedFrom: booking.id }]);
});

test('the audit has one act, found from either session and either booking', async () => {
  const { service, publish, book, move, wait, booking: bookingOf } = await world();
  const [first, second] = [await publish('ada', 48), await publish('bob', 72)];
  const booking = await book(first.id);
  await wait('lee', first.id);
  const there = await move(booking.id, second.id);
  const lees = await bookingOf('lee', first.id);
  const read = async (query: string) => {
    const admin = { token: service.token('root', 'admin') };
    const { body } = await service.call<AuditPage>('GET', `/api/admin/audit?${query}`, admin);
    return [...body.entries].reverse();
  };
  const told = (entries: readonly AuditEntry[]) =>
    entries.map(({ actorId, action }) => `${actorId} ${action}`);
  // Why did Lee get the seat?
  const story = await read(`slotId=${first.id}`);
  expect(told(story)).toEqual([
    'ada slot_created',
    'kim booking_created',
    'lee booking_waitlisted',
    'kim booking_moved',
    'service booking_promoted',
  ]);
  const act = story[3];
  expect(act).toMatchObject({
    slotId: second.id,
    bookingId: there.booking.id,
    subjectId: 'kim',
    details: {
      status: 'confirmed',
      startsAt: second.startsAt,
      endsAt: second.endsAt,
      left: {
        slotId: first.id,
        bookingId: booking.id,
        status: 'confirmed',
        startsAt: first.startsAt,
        endsAt: first.endsAt,
        maxParticipants: 1,
      },
    },
  });
  expect(story[4]?.bookingId).toBe(lees?.id);
  expect(await read(`slotId=${second.id}`)).toMatchObject([{ action: 'slot_created' }, act]);
  expect(await read(`bookingId=${booking.id}`)).toMatchObject([{ action: 'booking_created' }, act]);
  expect(await read(`bookingId=${there.booking.id}`)).toEqual([act]);
  expect(await read('action=booking_moved')).toEqual([act]);
  expect(await read('personId=kim&action=booking_moved')).toEqual([act]);
});
