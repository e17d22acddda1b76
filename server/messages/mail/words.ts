/** What a mail says of what happened, for each kind. */

import { feedbackMs } from '@mentor-slots/contract';
import type { OfficeAct } from '../../outbox/message.ts';
import { type Counted, fill, fillCounted } from '../../text/fill.ts';
import { isolated } from '../../text/plain.ts';
import type { MailFacts } from '../mail-facts.ts';
import type { Letter } from './letter.ts';
import { instantOf, localeOf, type Reader } from './times.ts';

/** In the words of the subject and of the mail: a headline, and what else there is to know. */
export type Said = Pick<Letter, 'about' | 'tone' | 'headline' | 'more'>;

/** `name`: the other side, as it stands in a sentence. */
export function say(facts: MailFacts, reader: Reader, name: string): Said {
  const said = facts.booking === null ? toAlumnus(facts, reader, name) : toStudent(facts, reader, name);
  const behalf = behalfOf(facts, reader, name);
  return behalf === null ? said : { ...said, more: [behalf, ...said.more] };
}

/** What a student does by themselves, and the office on their behalf. */
const ofReader: readonly MailFacts['kind'][] = ['booked', 'asked', 'waiting', 'cancel_receipt'];

/** On whose behalf the programme office did it, where it did. */
function behalfOf(
  { kind, booking, students, byOffice }: MailFacts,
  reader: Reader,
  name: string,
): string | null {
  const { text, language } = reader;
  if (booking !== null) {
    if (!byOffice) return null;
    return ofReader.includes(kind) ? text.officeForYou : fill(text.officeFor, { name });
  }
  const names = students.filter((one) => one.byOffice).map((one) => isolated(one.name));
  if (names.length === 0) return null;
  return fill(text.officeFor, { name: new Intl.ListFormat(localeOf(language)).format(names) });
}

function toStudent(facts: MailFacts, reader: Reader, name: string): Said {
  const { kind, booking, session, formerStatus } = facts;
  const { text } = reader;
  const { about } = text;
  const put = (sentence: string, more: Readonly<Record<string, string>> = {}) =>
    fill(sentence, { name, ...more });
  const good = (heading: string, headline: string, ...more: string[]): Said => ({
    about: heading,
    tone: 'good',
    headline: put(headline),
    more: [...more, ...(isPlaceOpen(session) ? [put(text.placeLater)] : [])],
  });
  const waiting = (heading: string, headline: string, ...more: string[]): Said => ({
    about: heading,
    tone: 'waiting',
    headline,
    more,
  });
  const ended = (heading: string, headline: string, ...more: string[]): Said => ({
    about: heading,
    tone: 'ended',
    headline: put(headline),
    more,
  });
  switch (kind) {
    case 'booked':
      return good(about.booked, text.booked);
    case 'confirmed':
      return good(about.confirmed, text.confirmed);
    case 'promoted':
      return booking?.status === 'pending'
        ? waiting(about.asked, text.freed, put(text.promotedPending))
        : good(about.promoted, text.promoted);
    case 'moved':
      return booking?.status === 'pending'
        ? waiting(about.asked, put(text.seatMovedAsked), text.askedNext)
        : good(about.moved, text.seatMoved);
    case 'reminder':
      return good(about.reminder, text.reminder);
    case 'how_was_it': {
      const until = instantOf(reader, new Date(Date.parse(session.endsAt) + feedbackMs).toISOString());
      return waiting(about.how_was_it, put(text.howWasIt), put(text.howWasItNext, { until }));
    }
    case 'changed':
      return changed(facts, reader, put);
    case 'asked':
      return waiting(about.asked, put(text.asked), text.askedNext);
    case 'waiting': {
      const position = (booking?.waitlistPosition ?? 1).toLocaleString(localeOf(reader.language));
      return waiting(about.waiting, put(text.waiting, { position }), text.waitingNext);
    }
    case 'offered': {
      const until = instantOf(reader, booking?.offerExpiresAt ?? session.startsAt);
      return waiting(about.offered, put(text.offered, { until }), text.offeredNext);
    }
    case 'declined':
      return ended(about.declined, text.declined);
    case 'lapsed':
      return ended(about.lapsed, text.lapsed, text.lapsedNext, text.offQueue);
    case 'queue_closed':
      return ended(about.queue_closed, text.queueClosed, text.offQueue);
    case 'cancelled':
      return session.isCalledOff
        ? ended(about.cancelled, text.calledOff)
        : ended(about.taken_out, text.takenOut);
    default:
      if (formerStatus === 'waitlisted') return ended(about.left_queue, text.leftQueue);
      if (formerStatus === 'offered') return ended(about.left_queue, text.passed, text.offQueue);
      if (formerStatus === 'pending') return ended(about.withdrawn, text.withdrew);
      return ended(about.cancel_receipt, text.gaveBack);
  }
}

/** Whoever has a seat is told the place as soon as it is known. */
function isPlaceOpen({ meetingUrl, isCalledOff }: MailFacts['session']): boolean {
  return meetingUrl === null && !isCalledOff;
}

/** Whoever has a seat keeps it. */
function changed(
  { before, placeChanged, booking, session }: MailFacts,
  { text }: Reader,
  put: (sentence: string) => string,
): Said {
  const what = before === null ? text.placeChanged : placeChanged ? text.movedAndPlace : text.moved;
  const hasSeat = booking?.status === 'confirmed';
  return {
    about: text.about.changed,
    tone: 'waiting',
    headline: put(what),
    more: [
      ...(hasSeat && before !== null ? [text.stillYours] : []),
      ...(hasSeat && isPlaceOpen(session) ? [put(text.placeLater)] : []),
    ],
  };
}

function toAlumnus(facts: MailFacts, reader: Reader, name: string): Said {
  const { kind, students, session, formerStatus, office } = facts;
  const { text } = reader;
  if (office !== null) return doneByOffice(office, reader, name);
  const locale = localeOf(reader.language);
  const asking = students.filter(({ status }) => status === 'pending').length;
  const booked = students.length - asking;
  if (kind === 'new_bookings') {
    const requests = asking > 0 ? [fillCounted(text.requests, asking, locale), text.answerThem] : [];
    if (booked === 0) {
      return {
        about: fillCounted(text.aboutRequests, asking, locale),
        tone: 'waiting',
        headline: requests[0] ?? '',
        more: requests.slice(1),
      };
    }
    return {
      about: fillCounted(text.aboutBookings, booked, locale),
      tone: asking > 0 ? 'waiting' : 'good',
      headline: fillCounted(text.newBookings, booked, locale),
      more: requests,
    };
  }
  if (kind === 'student_cancelled') {
    const isRequest = formerStatus === 'pending';
    return {
      about: isRequest ? text.about.withdrawn : text.about.student_cancelled,
      tone: 'ended',
      headline: fill(isRequest ? text.studentWithdrew : text.studentCancelled, { name }),
      more: [fillCounted(text.seatsFree, session.seatsLeft, locale)],
    };
  }
  if (kind === 'student_moved') {
    return {
      about: text.about.moved,
      tone: 'waiting',
      headline: fill(text.studentMoved, { name }),
      more: asking > 0 ? [text.answerThem] : [],
    };
  }
  if (kind === 'busy_clash') {
    return {
      about: text.about.busy_clash,
      tone: 'waiting',
      headline: text.busyClash,
      more: [fillCounted(text.busyClashNext, students.length, locale)],
    };
  }
  return {
    about: text.about.reminder,
    tone: 'good',
    headline: fillCounted(text.alumnusReminder, students.length, locale),
    more: [],
  };
}

/** What the programme office did on the reader's behalf. */
function doneByOffice(
  { act, sessions }: NonNullable<MailFacts['office']>,
  reader: Reader,
  name: string,
): Said {
  const { text } = reader;
  const counted = (words: Counted) => fillCounted(words, sessions, localeOf(reader.language));
  const said: Record<OfficeAct, Pick<Said, 'tone' | 'headline'>> = {
    published: { tone: 'good', headline: counted(text.officePublished) },
    changed: { tone: 'waiting', headline: counted(text.officeChanged) },
    called_off: { tone: 'ended', headline: counted(text.officeCalledOff) },
    confirmed: { tone: 'good', headline: fill(text.officeConfirmed, { name }) },
    declined: { tone: 'ended', headline: fill(text.officeDeclined, { name }) },
  };
  return { ...said[act], about: text.about[`office_${act}`], more: sessions > 1 ? [text.officeFirst] : [] };
}
