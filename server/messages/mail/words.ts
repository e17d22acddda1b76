/** What a mail says: the first sentences, for each kind. */
import type { MailFacts } from '../mail-facts.ts';
import type { Counted, MailText } from './text/mail-text.ts';
import { instantOf } from './times.ts';

/** Puts facts in the place of their names. */
export function fill(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
}

/** `name`: the other side, as it stands in a sentence. `number`: how a number is written. */
export function sentencesOf(
  facts: MailFacts,
  text: MailText,
  name: string,
  number: Intl.NumberFormat,
): string[] {
  const { kind, booking, students, session, to, now } = facts;
  const { locale } = number.resolvedOptions();
  const counted = (counts: Counted, count: number) =>
    fill(counts[new Intl.PluralRules(locale).select(count)] ?? counts.other, { count: number.format(count) });
  const say = (sentence: string) => fill(sentence, { name });
  const asking = students.filter(({ status }) => status === 'pending').length;
  switch (kind) {
    case 'waiting':
      return [fill(text.waiting, { position: number.format(booking?.waitlistPosition ?? 1) })];
    case 'promoted':
      return [booking?.status === 'pending' ? say(text.promotedPending) : text.promoted];
    case 'offered': {
      const reader = { language: to.language, text, timeZone: to.timeZone, now };
      return [fill(text.offered, { until: instantOf(reader, booking?.offerExpiresAt ?? session.startsAt) })];
    }
    case 'lapsed':
      return [text.lapsed];
    case 'queue_closed':
      return [text.queueClosed];
    case 'cancelled':
      return [say(session.isCalledOff ? text.calledOff : text.takenOut)];
    case 'cancel_receipt':
      if (facts.formerStatus === 'waitlisted') return [text.leftQueue];
      return [facts.formerStatus === 'offered' ? text.passed : say(text.gaveBack)];
    case 'changed':
      return [
        ...(facts.before === null ? [] : [say(text.moved)]),
        ...(facts.placeChanged ? [say(text.placeChanged)] : []),
      ];
    case 'new_bookings': {
      const booked = students.length - asking;
      return [
        ...(booked > 0 ? [counted(text.newBookings, booked)] : []),
        ...(asking > 0 ? [counted(text.requests, asking)] : []),
      ];
    }
    case 'student_cancelled':
      return [say(text.studentCancelled), counted(text.seatsFree, session.seatsLeft)];
    case 'alumnus_reminder':
      return [counted(text.alumnusReminder, students.length)];
    default:
      return [say(text[kind])];
  }
}
