/** When a session is, in the language and by the clock of whoever reads the mail. */
import type { Language } from '@mentor-slots/contract';
import type { SessionTime } from '../../outbox/message.ts';
import type { MailText } from './text/mail-text.ts';

/** Whose dates and clocks: 24 hours everywhere, for a mail cannot ask. */
const locales: Record<Language, string> = {
  ar: 'ar',
  de: 'de-DE',
  en: 'en-GB',
  es: 'es-ES',
  fr: 'fr-FR',
  he: 'he-IL',
  pt: 'pt-BR',
  zh: 'zh-CN',
};

export interface Reader {
  language: Language;
  text: MailText;
  timeZone: string;
  /** When the mail is sent, in ms. */
  now: number;
}

export function localeOf(language: Language): string {
  return locales[language];
}

/** `Saturday 20 March, 16:00–17:00`. */
export function whenOf(reader: Reader, { startsAt, endsAt }: SessionTime): string {
  return joined(reader, dateOf(reader, startsAt, 'long'), rangeOf(reader, startsAt, endsAt));
}

/** An instant: `16:00` on the day on which the mail is sent, else with its day. */
export function instantOf(reader: Reader, at: string): string {
  const time = timeOf(reader, at);
  return dayNumber(reader, Date.parse(at)) === dayNumber(reader, reader.now)
    ? time
    : joined(reader, dateOf(reader, at, 'long'), time);
}

/** For a subject: `Tomorrow 16:00`, `Sat 20 March, 16:00`. */
export function shortWhen(reader: Reader, startsAt: string): string {
  const { text } = reader;
  const time = timeOf(reader, startsAt);
  const days = dayNumber(reader, Date.parse(startsAt)) - dayNumber(reader, reader.now);
  if (days === 0) return text.today.replace('{time}', time);
  if (days === 1) return text.tomorrow.replace('{time}', time);
  return joined(reader, dateOf(reader, startsAt, 'short'), time);
}

/** The time by the clock of the session's own zone; null where that is the same. */
export function elsewhere(reader: Reader, { startsAt, endsAt, timeZone }: SessionTime): string | null {
  const there = { ...reader, timeZone };
  const [here, theirs] = [reader, there].map((one) => whenOf(one, { startsAt, endsAt, timeZone }));
  if (here === theirs) return null;
  const isSameDay = dayNumber(reader, Date.parse(startsAt)) === dayNumber(there, Date.parse(startsAt));
  return isSameDay ? rangeOf(there, startsAt, endsAt) : (theirs ?? null);
}

/** `Europe/Berlin` → `Berlin`, as people know it. */
export function cityOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

function joined({ text }: Reader, date: string, time: string): string {
  return text.dateAndTime.replace('{date}', date).replace('{time}', time);
}

function timeOf({ language, timeZone }: Reader, at: string): string {
  return clock(language, timeZone).format(new Date(at));
}

function rangeOf({ language, timeZone }: Reader, startsAt: string, endsAt: string): string {
  const format = clock(language, timeZone);
  // Not formatRange: of two days it would tell both.
  const range = `${format.format(new Date(startsAt))}–${format.format(new Date(endsAt))}`;
  return isTwice(format, timeZone, startsAt) ? `${range} (${offsetOf(timeZone, startsAt)})` : range;
}

/** Does the clock show this time twice on this day, as when summer ends? */
function isTwice(format: Intl.DateTimeFormat, timeZone: string, at: string): boolean {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return [-3_600_000, 3_600_000].some((hour) => {
    const other = new Date(Date.parse(at) + hour);
    return (
      format.format(other) === format.format(new Date(at)) && day.format(other) === day.format(new Date(at))
    );
  });
}

/** `GMT+2`. */
function offsetOf(timeZone: string, at: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    new Date(at),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function clock(language: Language, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function dateOf({ language, timeZone, now }: Reader, at: string, weekday: 'long' | 'short'): string {
  const year = (instant: Date) =>
    new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(instant);
  const isOtherYear = year(new Date(at)) !== year(new Date(now));
  return new Intl.DateTimeFormat(locales[language], {
    timeZone,
    weekday,
    day: 'numeric',
    month: 'long',
    ...(isOtherYear && { year: 'numeric' }),
  }).format(new Date(at));
}

/** Days since 1970 by the reader's calendar. */
function dayNumber({ timeZone }: Reader, at: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
}
