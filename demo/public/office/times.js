/** Times as the office reads them. */
const language = document.documentElement.lang;
const format = (options) => new Intl.DateTimeFormat(language, options);

/** The zone of the page's reader. */
export const zone = format().resolvedOptions().timeZone;

const moment = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const monthName = format({ month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortMonth = format({ month: 'short', timeZone: 'UTC' });

/** An instant by the reader's clock: `24 Nov, 10:02`. */
export function momentOf(instant) {
  return moment.format(new Date(instant));
}

/** A day in the zone of its session: `Tuesday, 24 November`. */
export function dayOf(instant, timeZone) {
  return format({ weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(new Date(instant));
}

/** When a session is, by the alumnus's own clock: `Tue, 24 Nov, 17:00 in New York`. */
export function sessionTime({ startsAt, timeZone }) {
  const parts = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
  const city = timeZone.split('/').at(-1).replaceAll('_', ' ');
  return `${format({ ...parts, timeZone }).format(new Date(startsAt))} in ${city}`;
}

/** `2026-11` → `November 2026`, or `Nov` where there is little room. */
export function monthOf(month, isShort = false) {
  return (isShort ? shortMonth : monthName).format(new Date(`${month}-15T12:00:00Z`));
}

/** The month `back` months before this one, as `YYYY-MM`. */
export function monthsBack(back) {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() - back, 15)).toISOString().slice(0, 7);
}

/** A date so many days from today, as `YYYY-MM-DD`. */
export function daysFrom(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
