/** Mails from a booking to the mail server: a real one, read back by postal-mime, and by ical.js what is in them. */
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { Delivery } from '../testing/mail-server.ts';
import { startMailingService } from '../testing/mailing-service.ts';
import { queueing } from '../testing/queueing.ts';

const soon = <T>(read: () => T) => expect.poll(read, { interval: 20 });

async function world(env: Record<string, string> = {}) {
  const mailing = await startMailingService({ env: { PUBLIC_URL: 'https://slots.example.edu', ...env } });
  const { service } = mailing;
  const token = (who: string, role: string, claims: Record<string, unknown> = {}) =>
    mailing.token(who, role, { name: who[0]?.toUpperCase() + who.slice(1), ...claims });
  const publish = async (fields: Record<string, unknown>, who = 'ada', claims = {}) => {
    const answer = await service.call<{ id: string }>('POST', '/api/slots', {
      token: token(who, 'alumni', claims),
      body: fields,
    });
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const book = (who: string, slotId: string, claims = {}) =>
    service.call<{ id: string }>('POST', '/api/slots/book', {
      token: token(who, 'student', claims),
      body: { slotId },
    });
  /** But for what is asked at the end of a session: how-was-it.test.ts. */
  const outbox = () =>
    service.database.read.kysely
      .selectFrom('messages')
      .selectAll()
      .where('kind', '<>', 'how_was_it')
      .orderBy('id')
      .execute();
  return { ...mailing, ...queueing(service), token, publish, book, outbox };
}

const session = {
  date: '2027-03-20',
  startTime: '16:00',
  endTime: '17:00',
  timeZone: 'Europe/Berlin',
  description: 'CV review',
};

function invitationOf({ mail }: Delivery) {
  const file = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const calendar = new ICAL.Component(ICAL.parse(String(file?.content)));
  const [event] = calendar.getAllSubcomponents('vevent');
  const value = (name: string) => String(event?.getFirstPropertyValue(name));
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    uid: value('uid'),
    sequence: Number(value('sequence')),
    status: value('status'),
    start: value('dtstart'),
    attendees: event?.getAllProperties('attendee').map((one) => String(one.getFirstValue()).toLowerCase()),
    organizer: value('organizer').toLowerCase(),
  };
}

test('booked, moved, called off: one event in the calendar, then cancelled', async () => {
  const { publish, book, mailsTo, service, token } = await world();
  const slotId = await publish(session);
  await book('sam', slotId);
  await soon(() => mailsTo('sam').length).toBe(1);
  const patch = { startTime: '17:00', endTime: '18:00' };
  expect(
    (await service.call('PATCH', `/api/slots/${slotId}`, { token: token('ada', 'alumni'), body: patch }))
      .status,
  ).toBe(200);
  await soon(() => mailsTo('sam').length).toBe(2);
  await service.call('DELETE', `/api/slots/${slotId}`, {
    token: token('ada', 'alumni'),
    body: { message: 'Am ill, sorry' },
  });
  await soon(() => mailsTo('sam').length).toBe(3);
  const [booked, moved, off] = mailsTo('sam') as [Delivery, Delivery, Delivery];
  const events = [booked, moved, off].map(invitationOf);
  expect(events.map(({ method, status, start }) => [method, status, start])).toEqual([
    ['REQUEST', 'CONFIRMED', '2027-03-20T15:00:00Z'],
    ['REQUEST', 'CONFIRMED', '2027-03-20T16:00:00Z'],
    ['CANCEL', 'CANCELLED', '2027-03-20T16:00:00Z'],
  ]);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(1);
  const sequences = events.map(({ sequence }) => sequence);
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
  expect(events[0]).toMatchObject({
    attendees: ['mailto:sam@people.example'],
    organizer: 'mailto:slots@example.edu',
  });
  expect(booked.mail.subject).toContain('CV review');
  expect(booked.mail.subject).toContain('16:00');
  expect(off.mail.text).toContain('Am ill, sorry');
  expect(moved.mail.text).toMatch(/16:00[\s\S]*17:00|17:00[\s\S]*16:00/);
});

test('a mail is in the language and by the clock of whoever reads it', async () => {
  const { publish, book, mailsTo, service, token } = await world();
  const slotId = await publish({ ...session, maxParticipants: 3 });
  await service.call('PUT', '/api/me', {
    token: token('kim', 'student'),
    body: { timeZone: 'Asia/Tokyo', language: 'de-AT' },
  });
  await book('kim', slotId);
  // What the token says weighs more.
  await book('lee', slotId, { locale: 'es', zoneinfo: 'America/New_York' });
  await service.call('PUT', '/api/me', {
    token: token('lee', 'student', { locale: 'es', zoneinfo: 'America/New_York' }),
    body: { language: 'fr' },
  });
  await soon(() => [mailsTo('kim').length, mailsTo('lee').length]).toEqual([1, 1]);
  const [kim, lee] = [mailsTo('kim')[0], mailsTo('lee')[0]] as [Delivery, Delivery];
  expect(kim.mail.html).toContain('lang="de"');
  // Midnight in Tokyo.
  expect(kim.mail.text).toContain('00:00');
  expect(lee.mail.html).toContain('lang="es"');
  expect(lee.mail.text).toContain('11:00');
});

test('bookings of one session within ten minutes are one mail to the alumnus', async () => {
  const { publish, book, mailsTo, service, outbox } = await world();
  const slotId = await publish({ ...session, maxParticipants: 5 });
  await book('sam', slotId);
  service.clock.now += 5 * 60_000;
  await book('kim', slotId);
  await soon(() => mailsTo('kim').length).toBe(1);
  expect(mailsTo('ada')).toEqual([]);
  service.clock.now += 5 * 60_000;
  await soon(() => mailsTo('ada').length).toBe(1);
  expect(mailsTo('ada')[0]?.mail.text).toMatch(/Sam[\s\S]*Kim/);
  await soon(async () => (await outbox()).filter(({ outcome }) => outcome === null).length).toBe(0);
  // A third one later is another mail, about that one alone.
  service.clock.now += 60_000;
  await book('lee', slotId);
  service.clock.now += 10 * 60_000;
  await soon(() => mailsTo('ada').length).toBe(2);
  expect(mailsTo('ada')[1]?.mail.text).toContain('Lee');
  expect(mailsTo('ada')[1]?.mail.text).not.toContain('Kim');
});

test('whoever withdraws a request, or takes back a seat, is told of as what they did', async () => {
  const { publish, book, mailsTo, service, token } = await world();
  const asked = await publish({ ...session, requiresApproval: true });
  const open = await publish({ ...session, date: '2027-03-21' });
  for (const slotId of [asked, open]) {
    await book('sam', slotId);
    const answer = await service.call('POST', '/api/slots/cancel', {
      token: token('sam', 'student'),
      body: { slotId },
    });
    expect(answer.status).toBe(200);
  }
  await soon(() => mailsTo('sam').length).toBe(4);
  const told = () => mailsTo('ada').map(({ mail }) => mail.text);
  await soon(() => told().some((text) => text?.includes('Sam no longer asks for a seat'))).toBe(true);
  await soon(() => told().some((text) => text?.includes('Sam has given back a seat'))).toBe(true);
  const receipts = mailsTo('sam').map(({ mail }) => `${mail.text}`);
  expect(receipts.filter((text) => text.includes('withdrawn your request'))).toHaveLength(1);
  expect(receipts.filter((text) => text.includes('given back your seat'))).toHaveLength(1);
});

test('nobody in a session of many learns of another: no mail, header or calendar names them', async () => {
  const { publish, book, mailsTo, service, token, wait, server } = await world({ REMINDERS: '1h' });
  const letter = (index: number) => String.fromCharCode(97 + index);
  const students = Array.from({ length: 30 }, (_, index) => {
    const which = letter(Math.floor(index / 6)) + letter(index % 6);
    return `canary${which}`;
  });
  const slotId = await publish({ ...session, maxParticipants: 28 });
  for (const who of students) (await book(who, slotId)).status === 201 || (await wait(who, slotId));
  await service.call('PATCH', `/api/slots/${slotId}`, {
    token: token('ada', 'alumni'),
    body: { startTime: '15:00', endTime: '16:00' },
  });
  await service.call('POST', '/api/slots/cancel', { token: token('canaryab', 'student'), body: { slotId } });
  service.clock.now = Date.parse('2027-03-20T13:00:00.000Z');
  await soon(() => mailsTo('canaryaa').length).toBe(3);
  await service.call('DELETE', `/api/slots/${slotId}`, { token: token('ada', 'alumni') });
  for (const who of students.filter((one) => one !== 'canaryab'))
    await soon(() => mailsTo(who).length).toBeGreaterThan(2);
  for (const who of students) {
    const others = students.filter((one) => one !== who).join('|');
    for (const { raw, mail } of mailsTo(who)) {
      expect(raw).not.toMatch(new RegExp(others, 'i'));
      expect(`${mail.html}${mail.text}${JSON.stringify(mail.attachments)}`).not.toMatch(
        new RegExp(others, 'i'),
      );
    }
  }
  for (const { to } of server.deliveries) expect(to).toHaveLength(1);
});

test('a mail server that is away for an hour gets all of it afterwards, once', async () => {
  const { publish, book, server, service, outbox, passToNextTry } = await world();
  server.conduct = { CONNECT: '421 busy' };
  const slotId = await publish({ ...session, maxParticipants: 20 });
  for (let index = 0; index < 12; index += 1) await book(`s${index}`, slotId);
  const tried = async () => (await outbox()).some(({ attempts }) => attempts > 0);
  await soon(tried).toBe(true);
  for (let minute = 0; minute < 60; minute += 5) {
    const { opened } = server;
    service.clock.now += 5 * 60_000;
    await soon(() => {
      // The channel rests after each try, counted from its end.
      service.elapsed.now += 60_000;
      return server.opened;
    }).toBeGreaterThan(opened);
  }
  expect(server.deliveries).toEqual([]);
  server.conduct = {};
  await soon(async () => {
    await passToNextTry();
    return server.deliveries.length;
  }).toBe(13);
  await soon(async () => (await outbox()).map(({ outcome }) => outcome).every((one) => one === 'sent')).toBe(
    true,
  );
  expect(new Set(server.deliveries.map(({ mail }) => mail.messageId)).size).toBe(13);
});

test('after a day it is given up, listed, and can be sent again', async () => {
  const { publish, book, server, service, outbox, passToNextTry } = await world();
  server.conduct = { 'RCPT TO': '550 no such user' };
  const slotId = await publish(session);
  await book('sam', slotId);
  const began = service.clock.now;
  await soon(async () => {
    const states = (await outbox()).map(({ outcome }) => outcome);
    if (states.includes(null)) await passToNextTry();
    return states;
  }).toEqual(['parked', 'parked']);
  expect(service.clock.now - began).toBeGreaterThan(23 * 3_600_000);
  server.conduct = {};
  expect(server.deliveries).toEqual([]);
});

test('reminders: judged again when they are sent, switched off by the link in them, never twice', async () => {
  const { publish, book, mailsTo, service, token, outbox } = await world({ REMINDERS: '24h,1h' });
  const slotId = await publish(session);
  await book('sam', slotId);
  await soon(() => mailsTo('sam').length).toBe(1);
  service.clock.now = Date.parse('2027-03-19T15:00:01.000Z');
  await soon(() => mailsTo('sam').length).toBe(2);
  const reminder = mailsTo('sam')[1] as Delivery;
  const header = (name: string) => reminder.mail.headers.find(({ key }) => key === name)?.value;
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const link = /<(.*)>/.exec(header('list-unsubscribe') ?? '')?.[1] ?? '';
  expect(link).toMatch(/^https:\/\/slots\.example\.edu\/api\/unsubscribe\//);
  const path = new URL(link).pathname;
  // Opening it changes nothing.
  const page = await service.call<string>('GET', path);
  expect(page.status).toBe(200);
  const me = async () =>
    (await service.call<{ reminders: boolean }>('GET', '/api/me', { token: token('sam', 'student') })).body
      .reminders;
  expect(await me()).toBe(true);
  const answer = await fetch(service.url + path, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  expect(answer.status).toBe(200);
  expect(await me()).toBe(false);
  // The clock steps back and forth: nothing comes again, and the second reminder is not wanted any more.
  service.clock.now -= 3_600_000;
  service.clock.now = Date.parse('2027-03-20T14:00:01.000Z');
  const left = async () => (await outbox()).filter(({ outcome }) => outcome === null).length;
  await soon(left).toBe(0);
  expect(mailsTo('sam')).toHaveLength(2);
  expect(mailsTo('ada').at(-1)?.mail.text).toContain('Sam');
});

test('the clock jumps an hour ahead, and an hour back: no reminder comes twice, and none is lost', async () => {
  const { publish, book, mailsTo, service, outbox } = await world({ REMINDERS: '3h,1h' });
  const slotId = await publish({ ...session, maxParticipants: 3 });
  const start = Date.parse('2027-03-20T15:00:00.000Z');
  const hour = 3_600_000;
  for (const who of ['sam', 'tim']) await book(who, slotId);
  await soon(() => mailsTo('tim').length).toBe(1);
  const reminders = (who: string) => mailsTo(who).length - 1;
  const jump = (to: number) => {
    service.clock.now = to;
  };
  // Back before it was due, twice over the moment, and back again.
  jump(start - 3 * hour - 60_000);
  jump(start - 4 * hour);
  jump(start - 3 * hour + 1000);
  for (const who of ['sam', 'tim']) await soon(() => reminders(who)).toBe(1);
  jump(start - 4 * hour);
  await soon(async () => (await outbox()).filter(({ outcome }) => outcome === null).length).toBe(3);
  jump(start - 2 * hour - 1000);
  expect([reminders('sam'), reminders('tim')]).toEqual([1, 1]);
  // An hour at once over the moment of the other.
  jump(start - hour / 2);
  for (const who of ['sam', 'tim', 'ada']) await soon(() => reminders(who)).toBe(2);
  jump(start - hour - 30_000);
  await soon(async () => (await outbox()).filter(({ outcome }) => outcome === null)).toEqual([]);
  const ids = (await outbox()).filter(({ kind }) => /reminder/.test(kind)).map(({ outcome }) => outcome);
  expect(ids).toEqual(Array.from({ length: 6 }, () => 'sent'));
  expect([reminders('sam'), reminders('tim')]).toEqual([2, 2]);
});
