/** What a mail is made of, read back by programs that share no code with what writes it. */
import { languages } from '@mentor-slots/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mailExamples } from '../../testing/mail-examples.ts';
import { eventIn, readMail } from '../../testing/read-mail.ts';
import type { MailFacts } from '../mail-facts.ts';
import { renderMail } from './render.ts';

const english = mailExamples('en');
const example = (name: string, language: MailFacts['to']['language'] = 'en') => {
  const facts = mailExamples(language)[name];
  if (facts === undefined) throw new Error(`There is no example ${name}.`);
  return facts;
};
const booked = example('booked');

describe.each(languages)('%s', (language) => {
  test.each(Object.keys(english))('%s is a whole mail', async (name) => {
    const facts = example(name, language);
    const mail = renderMail(facts);
    const { headers, text, html, subject } = await readMail(mail);
    expect(subject).toBe(mail.subject);
    for (const part of [subject, text, html.replace(/<style>[\s\S]*<\/style>/, '')]) {
      expect(part).not.toMatch(/[{}]|undefined|null|NaN/);
    }
    const direction = language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
    expect(html).toContain(`<html lang="${language}" dir="${direction}">`);
    // Nothing is fetched when it is read.
    expect(html).not.toMatch(/<(img|script|link|iframe|object|form)\b|url\(|@import/i);
    const time = facts.booking === null ? '11:00' : '16:00';
    for (const part of [subject, text, html]) expect(part).toContain(time);
    expect(text).toContain(facts.booking === null ? 'New York (GMT−4)' : 'Berlin (GMT+1)');
    expect(headers['auto-submitted']).toBe('auto-generated');
    expect(headers['message-id']).toBe('<message-1@example.edu>');
    if (facts.links.portal !== null) expect(html).toContain(`href="${facts.links.portal}"`);
    else expect(html).not.toContain('class="button"');
  });
});

describe('a subject says what, when and with whom', () => {
  const subject = (facts: Partial<MailFacts>) => renderMail({ ...example('reminder'), ...facts }).subject;
  const sentAt = (now: string) => subject({ now: Date.parse(now) });

  test.each([
    // 16:00 in Berlin on 20 March; its day there begins at 23:00 of UTC.
    ['2027-03-20T14:59:00.000Z', 'Today 16:00: CV review, with Ada Łoś'],
    ['2027-03-19T23:00:00.000Z', 'Today 16:00: CV review, with Ada Łoś'],
    ['2027-03-19T22:59:59.999Z', 'Tomorrow 16:00: CV review, with Ada Łoś'],
    ['2027-03-18T23:00:00.000Z', 'Tomorrow 16:00: CV review, with Ada Łoś'],
    ['2027-03-18T22:59:00.000Z', 'Sat 20 March, 16:00: CV review, with Ada Łoś'],
    ['2026-12-31T12:00:00.000Z', 'Sat, 20 March 2027, 16:00: CV review, with Ada Łoś'],
  ])('sent at %s: %s', (now, told) => expect(sentAt(now)).toBe(told));

  test.each([
    ['booked', 'Booked: tomorrow 16:00, CV review, with Ada Łoś'],
    ['new-booking', 'New booking: tomorrow 11:00, CV review, with Mira Okafor'],
    ['new-bookings', '2 new bookings: tomorrow 11:00, CV review'],
    ['alumnus-reminder', 'Tomorrow 11:00: CV review, with Mira Okafor'],
    ['how-was-it', 'How was it? CV review, with Ada Łoś, today 16:00'],
    ['office-published-series', 'Published for you: tomorrow 11:00, CV review'],
    ['office-confirmed', 'Confirmed for you: tomorrow 11:00, CV review, with Mira Okafor'],
  ])('%s: %s', (name, told) => expect(renderMail(example(name)).subject).toBe(told));

  test('several are counted, and a title is its first line', () => {
    const students = [...example('new-bookings').students];
    expect(renderMail({ ...example('alumnus-reminder'), students }).subject).toBe(
      'Tomorrow 11:00: CV review, with 3 students',
    );
    const session = { ...booked.session, title: `\n\n${'Ein langer Titel '.repeat(20)}\nand more` };
    expect(subject({ session })).toMatch(/^Tomorrow 16:00: Ein langer .{10,50}…, with Ada Łoś$/);
    expect(subject({ session: { ...session, title: null } })).toBe(
      'Tomorrow 16:00: Mentoring session, with Ada Łoś',
    );
  });
});

describe('a mail says what is', () => {
  const text = (name: string, change: Partial<MailFacts> = {}) =>
    renderMail({ ...example(name), ...change }).text;

  test.each([
    ['promoted', /You’re in/],
    ['promoted-pending', /A seat came free for you\.\n.*sees your request now/],
    ['cancelled', /Ada Łoś called this session off[\s\S]*Ada Łoś writes:\n> I am ill/],
    ['taken-out', /taken you off the list/],
    ['cancel-receipt', /given back your seat/],
    ['withdrawn', /withdrawn your request/],
    [
      'how-was-it',
      /How was your session with Ada Łoś\?\nGive it .* until Saturday 3 April, 18:00 in Berlin .GMT.2., with/,
    ],
    ['office-booked', /You’re in: .*\nThe programme office did this on your behalf\.\n/],
    ['office-cancelled', /given back .*\nThe programme office did this on your behalf\.\n/],
    [
      'office-called-off',
      /called .* off\.\nThe .* on behalf of Ada Łoś\.\n[\s\S]*The programme office writes:\n> Ada is ill/,
    ],
    ['office-new-bookings', /3 students .*\nThe .* on behalf of \S?Mira Okafor\S? and \S?ليلى حداد\S?\.\n/],
    ['office-published', /The programme office published this session on your behalf\.\n\n/],
    ['office-published-series', /published 12 sessions on your behalf\.\nThis is the first of them\.\n\n/],
    ['office-changed', /changed this session on your behalf\.\n[\s\S]*It was: Friday 19 March/],
    ['office-removed', /called off 3 sessions on your behalf\.\nThis is the first of them\./],
    ['office-confirmed', /confirmed the seat of Mira Okafor on your behalf\./],
    ['office-declined', /turned down Mira Okafor on your behalf\./],
    ['left-queue', /left the waiting list/],
    ['passed', /passed on the seat/],
    [
      'changed',
      /when and where[\s\S]*still yours[\s\S]*It was: Friday 19 March, 16:00–17:00\nWhen: Saturday 20 March/,
    ],
    ['other-place', /^Ada Łoś changed where you meet/m],
    ['offered', /until 10:30 in Berlin \(GMT\+1\)/],
    ['new-request', /1 student asks for a seat[\s\S]*confirm or decline/],
    ['student-cancelled', /Mira Okafor has given back a seat[\s\S]*1 seat is free now/],
    ['student-withdrew', /no longer asks/],
    ['no-place-yet', /no meeting link yet/],
  ])('%s', (name, said) => {
    expect(text(name)).toMatch(said);
    // Whoever has no seat is not told that they have.
    const isIn = /You’re in|still yours/.test(text(name));
    expect(isIn).toBe(['promoted', 'no-place-yet', 'changed', 'office-booked'].includes(name));
  });

  test('a time comes with its zone, and with the other side’s where its clock shows another', () => {
    const when = (timeZone: string, session = booked.session) =>
      /^When: ([\s\S]*?)\nWith:/m.exec(text('booked', { to: { ...booked.to, timeZone }, session }))?.[1];
    expect(when('America/New_York')).toBe('Saturday 20 March, 11:00–12:00\n  New York (GMT−4)');
    // The same clock by another name is no other time.
    expect(when('America/Toronto')).toBe('Saturday 20 March, 11:00–12:00\n  Toronto (GMT−4)');
    expect(when('Asia/Calcutta')).toBe(
      'Saturday 20 March, 20:30–21:30\n  Kolkata (GMT+5:30)\n  11:00–12:00 for Ada Łoś in New York (GMT−4)',
    );
    expect(when('Asia/Tokyo')).toBe(
      'Sunday 21 March, 00:00–01:00\n  Tokyo (GMT+9)\n  Saturday 20 March, 11:00–12:00 for Ada Łoś in New York (GMT−4)',
    );
    expect(when('Etc/GMT+5')).toBe(
      'Saturday 20 March, 10:00–11:00\n  GMT−5\n  11:00–12:00 for Ada Łoś in New York (GMT−4)',
    );
  });

  test.each([
    ['Europe/Berlin', '2027-10-31T00:30:00.000Z', '02:30 (GMT+2)–02:30 (GMT+1)'],
    ['Australia/Lord_Howe', '2027-04-03T14:45:00.000Z', '01:45 (GMT+11)–02:15'],
  ])('%s: what the clock shows twice has its offset', (timeZone, startsAt, range) => {
    const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
    const session = { ...booked.session, startsAt, endsAt, timeZone };
    const mail = renderMail({ ...booked, session, to: { ...booked.to, timeZone } });
    expect(mail.text).toContain(range);
    expect(mail.subject).toContain(range.slice(0, range.indexOf('–')));
  });
});

describe('invitations', () => {
  test.each([
    ['booked', 'REQUEST', 'CONFIRMED'],
    ['confirmed', 'REQUEST', 'CONFIRMED'],
    ['promoted', 'REQUEST', 'CONFIRMED'],
    ['changed', 'REQUEST', 'CONFIRMED'],
    ['moved', 'REQUEST', 'CONFIRMED'],
    ['moved-to-another', 'REQUEST', 'CONFIRMED'],
    ['moved-pending', 'REQUEST', 'TENTATIVE'],
    ['cancelled', 'CANCEL', 'CANCELLED'],
    ['taken-out', 'CANCEL', 'CANCELLED'],
    ['cancel-receipt', 'CANCEL', 'CANCELLED'],
    ['declined', 'CANCEL', 'CANCELLED'],
    ['office-booked', 'REQUEST', 'CONFIRMED'],
    ['office-cancelled', 'CANCEL', 'CANCELLED'],
    ['office-called-off', 'CANCEL', 'CANCELLED'],
  ])('%s: %s, %s', async (name, method, status) => {
    const { invitation } = await readMail(renderMail(example(name)));
    expect(invitation?.method).toBe(method);
    expect(eventIn(invitation?.content ?? '')).toMatchObject({
      method,
      status,
      uid: 'booking-1@mentor-slots',
      sequence: '4',
      start: '2027-03-20T15:00:00Z',
      end: '2027-03-20T16:00:00Z',
      summary: 'CV review · with Ada Łoś',
      organizer: { name: 'Ada Łoś', address: 'mailto:mentoring@example.edu' },
      attendees: [{ name: 'Mira Okafor', address: 'mailto:mira@people.example', rsvp: 'FALSE' }],
    });
  });

  test('a booking that the alumna has yet to confirm is brought up to date as tentative', () => {
    const pending = { ...booked.booking, status: 'pending' } as NonNullable<MailFacts['booking']>;
    const { invitation } = renderMail({ ...example('changed'), booking: pending });
    expect(invitation?.method).toBe('REQUEST');
    expect(eventIn(invitation?.content ?? '').status).toBe('TENTATIVE');
  });

  test('none to a session that was called off since', () => {
    const session = { ...booked.session, isCalledOff: true };
    expect(renderMail({ ...booked, session }).invitation).toBeNull();
    expect(renderMail({ ...booked, session: { ...session, meetingUrl: null } }).text).not.toContain(
      'no meeting link',
    );
  });

  test.each(
    Object.keys(english).filter(
      (name) =>
        !/^(booked|confirmed|promoted|changed|moved|moved-to-another|moved-pending|other-place|no-place-yet|cancelled|taken-out|cancel-receipt|declined|withdrawn|office-booked|office-cancelled|office-called-off)$/.test(
          name,
        ),
    ),
  )('%s: none', (name) => expect(renderMail(example(name)).invitation).toBeNull());
});

test('the id of a mail is the same at every try, and made of nothing but what an id may have', () => {
  const id = 'reminder 3f-1 2027-03-20T15:00:00.000Z <a@b> é';
  const { messageId } = renderMail({ ...booked, id });
  expect(messageId).toMatch(/^<[\w=-]+@example\.edu>$/);
  expect(renderMail({ ...booked, id, now: 0 }).messageId).toBe(messageId);
});

test('reminders and what is asked afterwards alone can be stopped, by one click', async () => {
  for (const [name, facts] of Object.entries(english)) {
    const { headers, html, text } = await readMail(renderMail(facts));
    const isReminder = /reminder|how-was-it/.test(name);
    const link = 'https://slots.example.edu/api/unsubscribe/7f3c';
    expect(headers['list-unsubscribe'], name).toBe(isReminder ? `<${link}>` : undefined);
    expect(headers['list-unsubscribe-post']).toBe(isReminder ? 'List-Unsubscribe=One-Click' : undefined);
    for (const part of [html, text]) expect(part.includes(link)).toBe(isReminder);
  }
});

/** Characters that mean something to a header, to HTML, to a calendar or to whoever reads. */
const wild = fc.string({
  unit: fc.oneof(
    { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        ...[
          '\r',
          '\n',
          '\r\n',
          '\r\nBcc: eve@evil.example\r\n',
          ' ',
          '\t',
          ',',
          ';',
          ':',
          '"',
          "'",
          '\\',
          '<',
          '>',
          '&',
        ],
        ...[
          '</p><script>',
          '<!--',
          '"><a href="https://evil.example">',
          '{name}',
          '{when}',
          '$&',
          '$1',
          '=?utf-8?q?x?=',
        ],
        ...[
          'END:VEVENT',
          'ATTENDEE:mailto:eve@evil.example',
          '\u0085',
          '\u2028',
          '\u0007',
          '\u202e',
          '\u2066',
        ],
        ...[
          '\u2068',
          '\u2069',
          '\u2069\u2069',
          '\u200f',
          '\u200b',
          '\ufeff',
          'é',
          '🎓',
          'ليلى',
          'דנה',
          '李',
          '-- ',
        ],
      ),
    },
  ),
  maxLength: 30,
});

test('whatever people write, it forges no header, no HTML, no line of a calendar, and turns no sentence', async () => {
  const tame = Object.fromEntries(Object.keys(english).map((name) => [name, tagsOf(example(name))]));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(english)),
      fc.constantFrom(...languages),
      fc.record({ alumnus: wild, reader: wild, student: wild, title: wild, note: wild, message: wild }),
      async (name, language, words) => {
        const facts = wilder(example(name, language), words);
        const mail = renderMail(facts);
        const plain = renderMail(example(name, language));
        const { headers, to, html, invitation } = await readMail(mail);
        // As many headers, and one reader.
        expect(Object.keys(headers)).toEqual(Object.keys((await readMail(plain)).headers));
        expect(to).toEqual([facts.to.email]);
        // No tag that is not in a mail of nothing special, and no mark that turns what follows it.
        for (const tag of tagsIn(html)) expect(tame[name]).toContain(tag);
        expect(html.replace(/<title>.*<\/title>/, '')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        for (const line of [mail.subject, ...mail.text.split('\n')]) {
          expect(line).not.toMatch(/[\u202a-\u202e\u2066\u2067\u061c]/);
          // What is isolated ends in its line, so that the line goes on as it began.
          expect(line.replace(/\u2068[^\u2068\u2069]*\u2069/g, '')).not.toMatch(/[\u2068\u2069]/);
        }
        if (plain.invitation === null || invitation === null) {
          expect(invitation).toBe(plain.invitation);
          return;
        }
        const [event, tameEvent] = [eventIn(invitation.content), eventIn(plain.invitation.content)];
        expect(event.names.filter((one) => one !== 'description')).toEqual(
          tameEvent.names.filter((one) => one !== 'description'),
        );
        expect(event.attendees.map(({ address }) => address)).toEqual(['mailto:mira@people.example']);
        expect(event.organizer.address).toBe('mailto:mentoring@example.edu');
        expect(invitation.content).not.toMatch(/^(ATTENDEE|END:VEVENT).*evil/m);
      },
    ),
    { numRuns: 300 },
  );
});

test('a name of a comma, quotes or right-to-left letters stays the name that it is', async () => {
  for (const name of ['Łoś, Ada', 'Ada "the first" Łoś', 'ליאה דוד', 'O’Brien <x@y.example>', 'A & B']) {
    const facts = { ...booked, session: { ...booked.session, alumnus: { id: 'ada', name } } };
    const mail = renderMail({ ...facts, to: { ...facts.to, name } });
    const { subject, toName, html } = await readMail(mail);
    expect(subject.replace(/[\u2068\u2069]/g, '')).toContain(`with ${name}`);
    expect(toName).toBe(name);
    const shown = name.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
    expect(html).toContain(`your seat with <bdi>${shown}</bdi> is booked`);
  }
});

function wilder(
  facts: MailFacts,
  words: Record<'alumnus' | 'reader' | 'student' | 'title' | 'note' | 'message', string>,
): MailFacts {
  return {
    ...facts,
    to: { ...facts.to, name: words.reader },
    session: { ...facts.session, title: words.title, alumnus: { id: 'ada', name: words.alumnus } },
    booking: facts.booking && { ...facts.booking, note: words.note, message: words.message },
    students: facts.students.map((one) => ({ ...one, name: words.student, note: words.note })),
  };
}

/** The tags of a mail in every language, with all that can be in it. */
function tagsOf(facts: MailFacts): string[] {
  return languages.flatMap((language) => {
    const booking = facts.booking && { ...facts.booking, note: 'a', message: 'b' };
    const students = facts.students.map((one) => ({ ...one, note: 'a' }));
    const session = { ...facts.session, title: 'a\nb' };
    const full = { ...facts, to: { ...facts.to, language }, booking, students, session };
    return tagsIn(renderMail(full).html);
  });
}

function tagsIn(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? [];
}
