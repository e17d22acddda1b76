/** Weeks and months of calendar days. Pure; nothing depends on the process's zone. */
import { counted } from './counted.ts';
import { addDays, type Day, noon } from './dates.ts';
import type { Viewer } from './viewer.ts';

/** A day that the month lacks becomes its last: 31 January plus one month is 28 or 29 February. */
export function addMonths(day: Day, count: number): Day {
  const date = noon(startOfMonth(day));
  date.setUTCMonth(date.getUTCMonth() + count);
  const month = date.toISOString().slice(0, 8);
  return [month + day.slice(8), endOfMonth(month)].sort()[0] as Day;
}

function startOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

export function endOfMonth(day: Day): Day {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return noon(day).getUTCDay() || 7;
}

export function startOfWeek(day: Day, firstDay: number): Day {
  return addDays(day, -((weekday(day) - firstDay + 7) % 7));
}

/** The weeks that a month touches, each of seven days. */
export function monthWeeks(month: Day, firstDay: number): Day[][] {
  const weeks: Day[][] = [];
  const last = endOfMonth(month);
  for (let day = startOfWeek(startOfMonth(month), firstDay); day <= last; day = addDays(day, 7)) {
    weeks.push(counted(7, (offset) => addDays(day, offset)));
  }
  return weeks;
}

/** The days that a month shows, and one more at each end. */
export function monthRange(month: Day, firstDay: number): { from: Day; to: Day } {
  const days = monthWeeks(month, firstDay).flat();
  return { from: addDays(days[0] ?? month, -1), to: addDays(days.at(-1) ?? month, 1) };
}

/** Where the browser cannot say: the larger countries that begin on Sunday and on Saturday; the rest on Monday. */
const sunday = /-(AU|BD|BR|CA|CO|ET|HK|ID|IL|IN|JP|KE|KR|MX|PE|PH|PK|PT|SA|TH|TW|US|VE|ZA)\b/;
const saturday = /-(AE|DZ|EG|IQ|IR|SD|SY)\b/;

/** The first day of a viewer's week, as they were given it or as their locale has it: 1 Monday … 7 Sunday. */
export function firstDayFor({ firstDay, locale }: Viewer): number {
  return firstDay ?? firstDayOf(locale);
}

/** The first day of a locale's week: 1 Monday … 7 Sunday. */
export function firstDayOf(locale: string): number {
  const whole = new Intl.Locale(locale).maximize() as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const info = whole.getWeekInfo?.() ?? whole.weekInfo;
  if (info) return info.firstDay;
  return sunday.test(whole.baseName) ? 7 : saturday.test(whole.baseName) ? 6 : 1;
}
