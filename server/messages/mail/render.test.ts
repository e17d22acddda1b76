/** Every mail, whatever people are called and write: read back by what shares no code with what writes it. */
import { languages } from '@mentor-slots/contract';
import fc from 'fast-check';
import ICAL from 'ical.js';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { mailExamples } from '../../testing/mail-examples.ts';
import type { MailFacts } from '../mail-facts.ts';
import { renderMail } from './render.ts';
import { mailTexts } from './text/texts.ts';

const examples = languages.flatMap((language) =>
  Object.entries(mailExamples(language)).map(([name, facts]) => [`${name} in ${language}`, facts] as const),
);
const english = (name: string) => mailExamples('en')[name] as MailFacts;

function calendarOf(facts: MailFacts) {
  const { invitation } = renderMail(facts);
  if (invitation === null) return null;
  const calendar = new ICAL.Component(ICAL.parse(invitation.content));
  const [event, ...others] = calendar.getAllSubcomponents();
  expect(others).toEqual([]);
  const properties = event?.getAllProperties() ?? [];
  return {
    method: calendar.getFirstPropertyValue('method'),
    event,
    names: properties.map(({ name }) => name),
    value: (name: string) => String(event?.getFirstPropertyValue(name)),
  };
}

test.each(examples)('%s says all that it has to, and leaves no fact out of its place', (_, facts) => {
  const { subject, text, html, headers } = renderMail(facts);
  for (const part of [subject, text, html]) expect(part).not.toMatch(/\{\w+\}|undefined|null|NaN/);
  expect(subject).not.toMatch(/\p{Cc}/u);
  expect(html).toContain(`<html lang="${facts.to.language}"`);
  expect(html).not.toMatch(/<script|<img|<link|url\(|src=/);
  expect(text).toContain(facts.booking === null ? '11:00' : '16:00');
  expect(headers['Auto-Submitted']).toBe('auto-generated');
});

test('a subject says who, what and when', () => {
  expect(renderMail(english('reminder')).subject).toBe('Tomorrow 16:00: CV review, with Ada Łoś');
  expect(renderMail(english('booked')).subject).toBe('Booked – Tomorrow 16:00: CV review, with Ada Łoś');
  const today = { ...english('reminder'), now: Date.parse('2027-03-20T01:00:00.000Z') };
  expect(renderMail(today).subject).toBe('Today 16:00: CV review, with Ada Łoś');
  const far = { ...english('reminder'), now: Date.parse('2027-03-01T01:00:00.000Z') };
  expect(renderMail(far).subject).toMatch(/^Sat,? 20 March, 16:00: CV review, with Ada Łoś$/);
  const untitled = { ...english('reminder'), session: { ...english('reminder').session, title: null } };
  expect(renderMail(untitled).subject).toBe('Tomorrow 16:00: Mentoring session, with Ada Łoś');
});

test('the session’s own time stands beside the reader’s where it differs, with the day where that does', () => {
  expect(renderMail(english('booked')).text).toContain(
    'When: Saturday 20 March, 16:00–17:00\n  11:00–12:00 in New York',
  );
  const booked = english('booked');
  const inTokyo = renderMail({ ...booked, to: { ...booked.to, timeZone: 'Asia/Tokyo' } }).text;
  expect(inTokyo).toContain(
    'When: Sunday 21 March, 00:00–01:00\n  Saturday 20 March, 11:00–12:00 in New York',
  );
  const there = renderMail({ ...booked, to: { ...booked.to, timeZone: 'America/New_York' } }).text;
  expect(there).not.toContain('in New York\n');
});

test('an hour that comes twice is told with its offset', () => {
  const booked = english('booked');
  const session = {
    ...booked.session,
    startsAt: '2027-10-31T00:30:00.000Z',
    endsAt: '2027-10-31T01:00:00.000Z',
  };
  expect(renderMail({ ...booked, session }).text).toMatch(/02:30–02:00 \(GMT\+2\)|02:30–03:00 \(GMT\+2\)/);
  const later = { ...session, startsAt: '2027-10-31T01:30:00.000Z', endsAt: '2027-10-31T02:00:00.000Z' };
  expect(renderMail({ ...booked, session: later }).text).toContain('(GMT+1)');
});

describe('an invitation', () => {
  test('goes with what puts a session into a calendar, and a cancellation with what takes it out', () => {
    const methods = Object.fromEntries(
      Object.entries(mailExamples('en')).map(([name, facts]) => [
        name,
        renderMail(facts).invitation?.method ?? null,
      ]),
    );
    expect(methods).toEqual({
      booked: 'REQUEST',
      asked: null,
      confirmed: 'REQUEST',
      declined: 'CANCEL',
      waiting: null,
      promoted: 'REQUEST',
      offered: null,
      lapsed: null,
      'queue-closed': null,
      cancelled: 'CANCEL',
      'cancel-receipt': 'CANCEL',
      changed: 'REQUEST',
      reminder: null,
      'new-booking': null,
      'new-bookings': null,
      'student-cancelled': null,
      'alumnus-reminder': null,
    });
  });

  test('is one event with the student alone in it, from the alumnus at the address of the mails', () => {
    const { event, value, method } = calendarOf(english('booked')) ?? {};
    expect(method).toBe('REQUEST');
    expect(value?.('uid')).toBe('booking-1@mentor-slots');
    expect(value?.('sequence')).toBe('4');
    expect(value?.('status')).toBe('CONFIRMED');
    expect(value?.('dtstart')).toBe('2027-03-20T15:00:00Z');
    expect(event?.getFirstProperty('organizer')?.getParameter('cn')).toBe('Ada Łoś');
    expect(value?.('organizer').toLowerCase()).toBe('mailto:mentoring@example.edu');
    expect(
      event?.getAllProperties('attendee').map((one) => String(one.getFirstValue()).toLowerCase()),
    ).toEqual(['mailto:mira@people.example']);
  });

  test('is tentative while the booking is pending, and none of a session that was called off since', () => {
    const changed = english('changed');
    const pending = {
      ...changed,
      booking: { ...(changed.booking as never as object), status: 'pending' },
    } as MailFacts;
    expect(calendarOf(pending)?.value('status')).toBe('TENTATIVE');
    const off = { ...english('booked'), session: { ...english('booked').session, isCalledOff: true } };
    expect(renderMail(off).invitation).toBeNull();
  });
});

const nasty = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    'Bcc: everybody@example.edu',
    'Eve\r\nBcc: all@example.edu',
    'Eve" <eve@example.edu>, "Other',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'END:VEVENT\r\nBEGIN:VEVENT',
    'a;b,c:d\\n\\"',
    '\u202eadA\u202c \u2069\u2069',
    '=?utf-8?q?=0ABcc:_x=40example.edu?=',
  ),
);

test('whatever a name, a title, a note or a message is made of, it stays one, and adds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      nasty,
      nasty,
      nasty,
      fc.constantFrom(...examples),
      async (name, title, words, [, example]) => {
        const facts: MailFacts = {
          ...example,
          to: { ...example.to, name },
          session: { ...example.session, title, alumnus: { ...example.session.alumnus, name } },
          booking: example.booking && { ...example.booking, note: words, message: words },
          students: example.students.map((student) => ({ ...student, name, note: words })),
        };
        const mail = renderMail(facts);
        expect(mail.subject).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
        const tags = (html: string) =>
          (html.match(/<[a-z/!][^>]*>/gi) ?? []).map((tag) => tag.replace(/\s.*/s, ''));
        const plainFacts = {
          ...facts,
          to: { ...facts.to, name: 'x' },
          session: { ...facts.session, title: 'x', alumnus: { ...facts.session.alumnus, name: 'x' } },
          booking: facts.booking && { ...facts.booking, note: 'x', message: 'x' },
          students: facts.students.map((student) => ({ ...student, name: 'x', note: 'x' })),
        };
        // Lines may be more, and what is empty once cleaned is left out: no other kinds of tags.
        expect(new Set([...tags(mail.html), ...tags(renderMail(plainFacts).html)])).toEqual(
          new Set(tags(renderMail(plainFacts).html)),
        );
        const calendar = calendarOf(facts);
        if (calendar !== null) {
          expect(new Set(calendar.names).size).toBe(calendar.names.length);
          expect(calendar.names).not.toContain('begin');
        }
        const message = await new MailComposer({
          from: { address: mail.from.address, name: mail.from.name ?? '' },
          to: [{ address: mail.to.address, name: mail.to.name ?? '' }],
          subject: mail.subject,
          text: mail.text,
          headers: mail.headers,
          messageId: mail.messageId,
        })
          .compile()
          .build();
        const read = await PostalMime.parse(message);
        expect(read.to?.map(({ address }) => address)).toEqual([facts.to.email]);
        expect([read.cc, read.bcc]).toEqual([undefined, undefined]);
        expect(read.messageId).toBe(mail.messageId);
      },
    ),
    { numRuns: 300 },
  );
});

test('the id of a mail is the same at every try, and none but what an id may be made of', () => {
  const id = 'reminder 3f-1 2027-03-20T15:00:00.000Z 3600s';
  const { messageId } = renderMail({ ...english('reminder'), id });
  expect(messageId).toMatch(/^<[\w=-]+@example\.edu>$/);
  expect(renderMail({ ...english('reminder'), id, now: 0 }).messageId).toBe(messageId);
});

test.each(languages)(
  '%s tells the facts that English tells, and has every form that its plurals have',
  (language) => {
    const facts = (text: unknown): string[] => [...new Set(String(text).match(/\{\w+\}/g) ?? [])].sort();
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [name, said] of Object.entries(mailTexts[language])) {
      const inEnglish = mailTexts.en[name as 'when'] as unknown;
      if (typeof said === 'string') {
        expect([name, facts(said)]).toEqual([name, facts(inEnglish)]);
      } else if (name !== 'about') {
        for (const form of Object.keys(said)) expect(forms, name).toContain(form);
        expect([name, facts((said as { other: string }).other)]).toEqual([name, ['{count}']]);
      }
    }
  },
);
