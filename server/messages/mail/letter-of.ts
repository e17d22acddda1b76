/** What a mail tells → what it shows, in the words of its reader. */

import type { BusyTime } from '@mentor-slots/contract';
import { fill, fillCounted } from '../../text/fill.ts';
import { isolated, lines, readable } from '../../text/plain.ts';
import { sessionTitle, sessionWords } from '../../text/session-words.ts';
import type { MailFacts } from '../mail-facts.ts';
import type { Fact, Letter, Quote } from './letter.ts';

import { mailTexts } from './text/texts.ts';
import { elsewhere, localeOf, type Reader, shortWhen, whenOf, zoneOf } from './times.ts';
import { type Said, say } from './words.ts';

export function letterOf(facts: MailFacts): Letter {
  const { to, now, session, booking, students, links } = facts;
  const reader: Reader = { language: to.language, text: mailTexts[to.language], timeZone: to.timeZone, now };
  const { text } = reader;
  const isToAlumnus = booking === null;
  const isAsking = facts.kind === 'how_was_it';
  const name = isolated(isToAlumnus ? (students[0]?.name ?? '') : session.alumnus.name);
  const said = say(facts, reader, name);
  return {
    ...said,
    language: to.language,
    subject: subjectOf(facts, reader, said),
    hello: fill(text.hello, { name: isolated(to.name) }),
    facts: factsOf(facts, reader),
    people:
      isToAlumnus && students.length > 0
        ? {
            heading: text.who,
            people: students.map(({ name: who, status, note }) => ({
              name: `${isolated(who)}${status === 'pending' ? ` (${text.asks})` : ''}`,
              note: note ? lines(note) : null,
            })),
          }
        : null,
    quotes: isToAlumnus ? [] : quotesOf(facts, reader, name),
    portal: links.portal === null ? null : [isAsking ? text.sayHowItWas : text.openPortal, links.portal],
    footer: fill(text.footer, { zone: zoneOf(to.timeZone, session.startsAt) }),
    unsubscribe:
      links.unsubscribe === null
        ? null
        : [isAsking ? text.stopAsking : text.stopReminders, links.unsubscribe],
  };
}

/** `Tomorrow 16:00: CV review, with Ada`; what happened stands before it, but for reminders. */
function subjectOf({ kind, booking, session, students }: MailFacts, reader: Reader, { about }: Said): string {
  const { text } = reader;
  const [first] = students;
  const name = booking === null ? first?.name : session.alumnus.name;
  const who =
    booking === null && students.length !== 1
      ? fillCounted(sessionWords[reader.language].withStudents, students.length, localeOf(reader.language))
      : fill(sessionWords[reader.language].withName, { name: isolated(name ?? '') });
  const isReminder = kind === 'reminder' || kind === 'alumnus_reminder';
  const isCounted = (kind === 'new_bookings' || kind === 'office_changed') && students.length !== 1;
  const other = kind === 'how_was_it' ? text.subjectAsked : text.subjectAbout;
  const form = isReminder ? text.subject : isCounted ? text.subjectCounted : other;
  const subject = fill(form, {
    about,
    when: shortWhen(reader, session.startsAt),
    title: sessionTitle(session.title, reader.language, 60),
    who,
  });
  const [letter = '', ...rest] = readable(subject);
  return letter.toLocaleUpperCase(reader.language) + rest.join('');
}

function factsOf(facts: MailFacts, reader: Reader): Fact[] {
  const { kind, session, booking, before, busy } = facts;
  const { text } = reader;
  const name = booking === null ? null : isolated(session.alumnus.name);
  const there = elsewhere(reader, session, name);
  const zone = zoneOf(reader.timeZone, session.startsAt);
  const title = lines(session.title ?? '') || sessionWords[reader.language].session;
  const isOver = ['cancelled', 'cancel_receipt', 'student_cancelled', 'how_was_it'].includes(kind);
  const place = isOver || session.isCalledOff ? null : addressOf(session.meetingUrl);
  return [
    { name: text.what, lines: title.split('\n').map(isolated), look: 'title' },
    ...(before === null
      ? []
      : [
          {
            name: text.was,
            lines: [whenOf(reader, before), ...leftLine(facts, reader)],
            look: 'was',
          } satisfies Fact,
        ]),
    {
      name: text.when,
      lines: [whenOf(reader, session), zone, ...(there === null ? [] : [there])],
      look: session.isCalledOff ? 'off' : 'when',
    },
    ...(busy.length === 0
      ? []
      : [{ name: text.busy, lines: busy.map((one) => busyLine(reader, one)), look: 'with' } satisfies Fact]),
    ...(name === null ? [] : [{ name: text.with, lines: [name], look: 'with' } satisfies Fact]),
    ...(place === null ? [] : [{ name: text.where, lines: [place], look: 'link' } satisfies Fact]),
  ];
}

/** `CV review · with Ada`: the session that was left, where it was about something else or with somebody else; hers needs no name. */
function leftLine({ left, session, booking }: MailFacts, { language }: Reader): string[] {
  if (left === null) return [];
  if (left.title === session.title && left.alumnus.id === session.alumnus.id) return [];
  const title = sessionTitle(left.title, language, 60);
  if (booking === null) return [title];
  return [`${title} · ${fill(sessionWords[language].withName, { name: isolated(left.alumnus.name) })}`];
}

/** `Tuesday 5 May, 14:00–15:00 · Work`: when somebody is busy, and by which calendar. */
function busyLine(reader: Reader, { startsAt, endsAt, label }: BusyTime): string {
  const when = whenOf(reader, { startsAt, endsAt, timeZone: reader.timeZone });
  return label === null ? when : `${when} · ${isolated(label)}`;
}

/** In the characters that addresses have: what else is in it could be read as another. */
function addressOf(address: string | null): string | null {
  return address !== null && URL.canParse(address) ? new URL(address).href : null;
}

/** What the other side wrote; what the reader wrote, where it is about a seat that they have or ask for. */
function quotesOf({ kind, booking, byOffice }: MailFacts, { text }: Reader, name: string): Quote[] {
  const isSeat = ['booked', 'asked', 'confirmed', 'promoted', 'moved', 'reminder'].includes(kind);
  const quote = (whose: string, words: string | null) =>
    words === null || lines(words) === '' ? [] : [{ whose, words: lines(words) }];
  return [
    ...quote(byOffice ? text.messageOfOffice : fill(text.messageOf, { name }), booking?.message ?? null),
    ...quote(text.yourNote, isSeat ? (booking?.note ?? null) : null),
  ];
}
