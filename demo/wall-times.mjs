/** Turns a plan's day and time into the dates and wall times that the service asks for. */
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const minutesADay = 24 * 60;
/** No session starts later, in minutes of the day: half past eight in the evening. */
const latest = 20 * 60 + 30;
/** A session of today starts no sooner than this many minutes from now, so that a visitor can find it. */
const notice = 75;

/**
 * Gives `{ date, startTime, endTime }` in `timeZone`. `day` is 'today', or the next such weekday after today; '+1' adds a week.
 * If `start` has passed, 'today' starts later; if it is too late in the day, it means tomorrow.
 */
export function wallTimes({ day, start, minutes, timeZone, now }) {
  const { date, minuteOfDay } = wallClock(timeZone, now);
  if (day === 'today') {
    const soon = Math.max(minutesOf(start), Math.ceil((minuteOfDay + notice) / 30) * 30);
    return soon <= latest ? span(date, soon, minutes) : span(addDays(date, 1), minutesOf(start), minutes);
  }
  const [weekday, weeks = '0'] = day.split('+');
  const ahead = (weekdays.indexOf(weekday) - date.getUTCDay() + 6) % 7;
  return span(addDays(date, 1 + ahead + 7 * Number(weeks)), minutesOf(start), minutes);
}

function span(date, startMinute, minutes) {
  return {
    date: date.toISOString().slice(0, 10),
    startTime: timeOfDay(startMinute),
    endTime: timeOfDay((startMinute + minutes) % minutesADay),
  };
}

/** The day (as its midnight in UTC) and minute that the clocks of `timeZone` show. */
function wallClock(timeZone, now) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return {
    date: new Date(Date.UTC(part.year, part.month - 1, part.day)),
    minuteOfDay: part.hour * 60 + part.minute,
  };
}

function addDays(date, days) {
  return new Date(date.getTime() + days * minutesADay * 60_000);
}

function minutesOf(time) {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function timeOfDay(minute) {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
