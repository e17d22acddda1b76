/** When a session is, in the language and by the clock of whoever reads the mail. */
import type { Language } from '@mentor-slots/contract';
import type { SessionTime } from '../../outbox/message.ts';
import { fill } from '../../text/fill.ts';
import { isolated } from '../../text/plain.ts';
import { cityOf, offsetOf } from '../../time/city.ts';
import { dateFormat } from '../../time/formats.ts';
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

/** An instant: `16:00` on the day on which the mail is sent, else with its day; whose clock it is stands with it. */
export function instantOf(reader: Reader, at: string): string {
  const time = timeOf(reader, at);
  const isToday = dayNumber(reader, Date.parse(at)) === dayNumber(reader, reader.now);
  const whole = isToday ? time : joined(reader, dateOf(reader, at, 'long'), time);
  return fill(reader.text.inZone, { time: whole, zone: zoneOf(reader.timeZone, at) });
}

/** For a subject: `tomorrow 16:00`, `Sat 20 March, 16:00`. */
export function shortWhen(reader: Reader, startsAt: string): string {
  const { text } = reader;
  const time = timeOf(reader, startsAt);
  const days = dayNumber(reader, Date.parse(startsAt)) - dayNumber(reader, reader.now);
  if (days === 0) return fill(text.today, { time });
  if (days === 1) return fill(text.tomorrow, { time });
  return joined(reader, dateOf(reader, startsAt, 'short'), time);
}

/** By the clock of the session's own zone, whose it is for a student; null where that shows the same. */
export function elsewhere(reader: Reader, session: SessionTime, name: string | null): string | null {
  const { startsAt, endsAt, timeZone } = session;
  const there = { ...reader, timeZone };
  const [ours, theirs] = [whenOf(reader, session), whenOf(there, session)];
  if (ours === theirs) return null;
  const isSameDay = dayNumber(reader, Date.parse(startsAt)) === dayNumber(there, Date.parse(startsAt));
  const time = isSameDay ? rangeOf(there, startsAt, endsAt) : theirs;
  const zone = zoneOf(timeZone, startsAt);
  const { inZone, inZoneFor } = reader.text;
  return name === null ? fill(inZone, { time, zone }) : fill(inZoneFor, { time, zone, name });
}

/** `Berlin (GMT+1)`: the zone, and its offset at that instant. */
export function zoneOf(timeZone: string, at: string): string {
  const [city, offset] = [cityOf(timeZone), offsetOf(timeZone, at)];
  return isolated(city === null ? offset : `${city} (${offset})`);
}

function joined({ text }: Reader, date: string, time: string): string {
  return fill(text.dateAndTime, { date, time });
}

function rangeOf(reader: Reader, startsAt: string, endsAt: string): string {
  // Not formatRange: of two days it would tell both.
  return `${timeOf(reader, startsAt)}–${timeOf(reader, endsAt)}`;
}

/** With its offset where the clock shows it twice, as when summer ends. */
function timeOf({ language, timeZone }: Reader, at: string): string {
  const time = clock(language, timeZone).format(new Date(at));
  return isTwice(timeZone, at) ? `${time} (${offsetOf(timeZone, at)})` : time;
}

function isTwice(timeZone: string, at: string): boolean {
  const wall = dateFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const told = wall.format(Date.parse(at));
  // Half an hour on Lord Howe Island, two in Antarctica.
  return [-120, -60, -30, 30, 60, 120].some(
    (minutes) => wall.format(Date.parse(at) + minutes * 60_000) === told,
  );
}

function clock(language: Language, timeZone: string): Intl.DateTimeFormat {
  return dateFormat(locales[language], {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function dateOf({ language, timeZone, now }: Reader, at: string, weekday: 'long' | 'short'): string {
  const year = (instant: Date) => dateFormat('en', { timeZone, year: 'numeric' }).format(instant);
  const isOtherYear = year(new Date(at)) !== year(new Date(now));
  return dateFormat(locales[language], {
    timeZone,
    weekday,
    day: 'numeric',
    month: 'long',
    ...(isOtherYear && { year: 'numeric' }),
  }).format(new Date(at));
}

/** Days since 1970 by the reader's calendar. */
function dayNumber({ timeZone }: Pick<Reader, 'timeZone'>, at: number): number {
  const parts = dateFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
}
