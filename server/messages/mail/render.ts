/** What a mail tells → the mail: subject, text, HTML, and the invitation that goes with it. */
import { invitation } from '../../calendars/invitation.ts';
import type { MailFacts } from '../mail-facts.ts';
import { htmlOf } from './layout.ts';
import type { Letter } from './letter.ts';
import type { Mail } from './mail.ts';
import { isolated, lines, oneLine, shortened } from './plain.ts';
import { mailTexts } from './text/texts.ts';
import { cityOf, elsewhere, localeOf, shortWhen, whenOf } from './times.ts';
import { fill, sentencesOf } from './words.ts';

export function renderMail(facts: MailFacts): Mail {
  const { from, to, links } = facts;
  const letter = letterOf(facts);
  return {
    subject: letter.subject,
    text: textOf(letter),
    html: htmlOf(letter),
    from,
    to: { address: to.email, name: oneLine(to.name) },
    messageId: `<${facts.id.replace(/[^\w-]/g, (one) => `=${one.codePointAt(0)?.toString(16)}`)}@${from.address.split('@').at(-1)}>`,
    headers: {
      // No answer by a machine (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      ...(links.unsubscribe !== null && {
        'List-Unsubscribe': `<${links.unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    invitation: invitation(facts),
  };
}

function letterOf(facts: MailFacts): Letter {
  const { kind, to, now, session, booking, students, before, links } = facts;
  const { language, timeZone } = to;
  const text = mailTexts[language];
  const reader = { language, text, timeZone, now };
  const isTurned = language === 'ar' || language === 'he';
  const inWords = (words: string) => {
    const one = oneLine(words);
    return isTurned || /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(one) ? isolated(one) : one;
  };
  const [student] = students;
  const isToAlumnus = booking === null;
  const other = isToAlumnus ? (student?.name ?? '') : session.alumnus.name;
  const title = session.title === null ? text.session : shortened(oneLine(session.title), 80);
  // Of several it names none: the mail does.
  const isNamed = !isToAlumnus || students.length === 1;
  const about = fill(isNamed ? text.subject : text.subjectAlone, {
    when: shortWhen(reader, session.startsAt),
    title: inWords(title),
    name: inWords(other),
  });
  const isReminder = kind === 'reminder' || kind === 'alumnus_reminder';
  const there = elsewhere(reader, session);
  const zone = cityOf(session.timeZone);
  const when = whenOf(reader, session);
  const who = students.map(
    ({ name, status }) => `${inWords(name)}${status === 'pending' ? ` (${text.asks})` : ''}`,
  );
  const row = (name: string, value: string | null) => (value === null ? [] : [[name, value] as const]);
  return {
    language,
    subject: isReminder ? about : `${text.about[kind]} – ${about}`,
    hello: fill(text.hello, { name: inWords(to.name) }),
    sentences: sentencesOf(facts, text, inWords(other), new Intl.NumberFormat(localeOf(language))),
    facts: [
      ...row(text.whenBefore, before === null ? null : whenOf(reader, before)),
      ...row(text.when, there === null ? when : `${when}\n${fill(text.elsewhere, { time: there, zone })}`),
      ...row(text.what, session.title === null ? null : lines(session.title)),
      ...row(isToAlumnus ? text.who : text.with, isToAlumnus ? who.join('\n') || null : inWords(other)),
      ...row(text.where, kind === 'cancelled' || kind === 'cancel_receipt' ? null : session.meetingUrl),
    ],
    quotes: [
      ...row(
        fill(text.messageOf, { name: inWords(other) }),
        booking?.message ? lines(booking.message) : null,
      ),
      ...row(text.yourNote, isSeat(kind) && booking?.note ? lines(booking.note) : null),
      ...students.flatMap(({ name, note }) =>
        row(fill(text.messageOf, { name: inWords(name) }), note ? lines(note) : null),
      ),
    ],
    links: [...row(text.openPortal, links.portal)],
    footer: fill(text.footer, { zone: cityOf(timeZone) }),
    unsubscribe: links.unsubscribe === null ? null : [text.stopReminders, links.unsubscribe],
  };
}

/** Is it about a seat that they have or ask for? */
function isSeat(kind: MailFacts['kind']): boolean {
  return ['booked', 'asked', 'confirmed', 'promoted', 'reminder'].includes(kind);
}

function textOf({ hello, sentences, facts, quotes, links, footer, unsubscribe }: Letter): string {
  const blocks = [
    hello,
    sentences.join('\n'),
    facts.map(([name, value]) => `${name}: ${value.replaceAll('\n', '\n  ')}`).join('\n'),
    ...quotes.map(([whose, words]) => `${whose}:\n${words.replace(/^/gm, '> ')}`),
    ...links.map(([words, address]) => `${words}: ${address}`),
    ['-- ', footer, ...(unsubscribe === null ? [] : [`${unsubscribe[0]}: ${unsubscribe[1]}`])].join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}
