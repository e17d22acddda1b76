/** As Google Calendar writes the "secret address in iCal format". */
import { component, event, expectBusy } from '../../testing/outside-calendars.ts';

function google(...events: string[]): string {
  return component(
    'VCALENDAR',
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:ada@example.edu',
    'X-WR-TIMEZONE:Europe/Berlin',
    component(
      'VTIMEZONE',
      'TZID:Europe/Berlin',
      'X-LIC-LOCATION:Europe/Berlin',
      component(
        'DAYLIGHT',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0200',
        'TZNAME:GMT+2',
        'DTSTART:19700329T020000',
        'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      ),
      component(
        'STANDARD',
        'TZOFFSETFROM:+0200',
        'TZOFFSETTO:+0100',
        'TZNAME:GMT+1',
        'DTSTART:19701025T030000',
        'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      ),
    ),
    ...events,
  );
}

const usual = ['SEQUENCE:0', 'STATUS:CONFIRMED', 'DESCRIPTION:<b>Zoom</b>: https://zoom.example/j/1'];
const single = (...lines: string[]) =>
  event('DTSTART:20270322T090000Z', 'DTEND:20270322T100000Z', ...usual, ...lines);
const inBerlin = ['DTSTART;TZID=Europe/Berlin:20270315T100000', 'DTEND;TZID=Europe/Berlin:20270315T110000'];
const weekly = (...lines: string[]) => event('UID:weekly@google.com', ...inBerlin, ...usual, ...lines);
const untilApril = 'RRULE:FREQ=WEEKLY;UNTIL=20270405T215959Z;BYDAY=MO';
const changed = (...lines: string[]) =>
  event('UID:weekly@google.com', 'RECURRENCE-ID;TZID=Europe/Berlin:20270322T100000', ...lines);
const guest = (name: string, answer: string) =>
  `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${answer};CN="${name}: at work, mostly";X-NUM-GUESTS=0:mailto:${name}@example.edu`;

const mondays = ['03-15 09:00–10:00', '03-22 09:00–10:00', '03-29 08:00–09:00', '04-05 08:00–09:00'];

expectBusy([
  ['one meeting, in UTC', google(single('TRANSP:OPAQUE')), ['03-22 09:00–10:00']],
  ['shown as free', google(single('TRANSP:TRANSPARENT')), []],
  ['called off', google(single().replace('CONFIRMED', 'CANCELLED')), []],
  [
    'each Monday, without an end, over the change of clocks',
    google(weekly('RRULE:FREQ=WEEKLY;BYDAY=MO')),
    [...mondays, '04-12 08:00–09:00', '04-19 08:00–09:00', '04-26 08:00–09:00'],
  ],
  ['until the end of a day, in UTC', google(weekly(untilApril)), mondays],
  [
    'without one date',
    google(weekly(untilApril, 'EXDATE;TZID=Europe/Berlin:20270322T100000')),
    mondays.filter((monday) => !monday.startsWith('03-22')),
  ],
  [
    'one moved to another day and made longer',
    google(
      weekly(untilApril),
      changed(
        'DTSTART;TZID=Europe/Berlin:20270323T150000',
        'DTEND;TZID=Europe/Berlin:20270323T163000',
        ...usual,
      ),
    ),
    ['03-15 09:00–10:00', '03-23 14:00–15:30', '03-29 08:00–09:00', '04-05 08:00–09:00'],
  ],
  [
    'one moved, and written before its series',
    google(changed('DTSTART:20270323T140000Z', 'DTEND:20270323T153000Z', ...usual), weekly(untilApril)),
    ['03-15 09:00–10:00', '03-23 14:00–15:30', '03-29 08:00–09:00', '04-05 08:00–09:00'],
  ],
  [
    'one moved twice: the later counts',
    google(
      weekly(untilApril),
      changed('DTSTART:20270325T140000Z', 'DTEND:20270325T153000Z', 'SEQUENCE:2'),
      changed('DTSTART:20270324T140000Z', 'DTEND:20270324T153000Z', 'SEQUENCE:1'),
    ),
    ['03-15 09:00–10:00', '03-25 14:00–15:30', '03-29 08:00–09:00', '04-05 08:00–09:00'],
  ],
  [
    'one of them called off',
    google(
      weekly(untilApril),
      changed('DTSTART:20270322T090000Z', 'DTEND:20270322T100000Z', 'STATUS:CANCELLED'),
    ),
    mondays.filter((monday) => !monday.startsWith('03-22')),
  ],
  [
    'one of them shown as free',
    google(
      weekly(untilApril),
      changed(...inBerlin.map((line) => line.replace('15T', '22T')), 'TRANSP:TRANSPARENT'),
    ),
    mondays.filter((monday) => !monday.startsWith('03-22')),
  ],
  [
    'a whole day is one of the calendar, wherever it is looked at',
    google(event('DTSTART;VALUE=DATE:20270322', 'DTEND;VALUE=DATE:20270323', 'TRANSP:OPAQUE', ...usual)),
    ['03-21 23:00–03-22 23:00'],
  ],
  [
    'a holiday over the change of clocks',
    google(event('DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270330', ...usual)),
    ['03-26 23:00–03-29 22:00'],
  ],
  [
    'whole days each week, without one',
    google(
      event(
        'DTSTART;VALUE=DATE:20270315',
        'DTEND;VALUE=DATE:20270316',
        'RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO',
        'EXDATE;VALUE=DATE:20270322',
      ),
    ),
    ['03-14 23:00–03-15 23:00', '03-28 22:00–03-29 22:00', '04-04 22:00–04-05 22:00'],
  ],
  [
    'the fourth Monday of each month',
    google(weekly('RRULE:FREQ=MONTHLY;BYDAY=4MO')),
    // DTSTART is the third: a series begins with it whatever its rule says.
    ['03-15 09:00–10:00', '03-22 09:00–10:00', '04-26 08:00–09:00'],
  ],
  [
    'two nights',
    google(event('DTSTART:20270322T170000Z', 'DTEND:20270324T080000Z', ...usual)),
    ['03-22 17:00–03-24 08:00'],
  ],
  [
    'a series that began years ago',
    google(
      event(
        'DTSTART;TZID=Europe/Berlin:20150316T230000',
        'DTEND;TZID=Europe/Berlin:20150317T010000',
        'RRULE:FREQ=MONTHLY;BYMONTHDAY=16',
      ),
    ),
    ['03-16 22:00–03-17 00:00', '04-16 21:00–23:00'],
  ],
  ['declined by the owner', google(single(guest('ada', 'DECLINED'), guest('kim', 'ACCEPTED'))), []],
  [
    'declined by another',
    google(single(guest('ada', 'ACCEPTED'), guest('kim', 'DECLINED'))),
    ['03-22 09:00–10:00'],
  ],
  ['perhaps', google(single(guest('ada', 'TENTATIVE'))), ['03-22 09:00–10:00']],
  ['not answered yet', google(single(guest('ada', 'NEEDS-ACTION'))), ['03-22 09:00–10:00']],
]);
