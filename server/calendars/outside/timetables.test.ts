/** As learning platforms and universities write deadlines and timetables: each by a program of its own. */
import { berlinHour, calendar, event, expectBusy } from '../../testing/outside-calendars.ts';

const one = ['03-22 09:00–10:00'];
const london = (start: string, end: string, ...lines: string[]) =>
  event(`DTSTART;TZID=Europe/London:${start}`, `DTEND;TZID=Europe/London:${end}`, ...lines);

expectBusy([
  [
    'a deadline in Moodle, which ends when it begins',
    calendar(
      event('DTSTART:20270322T225900Z', 'DTEND:20270322T225900Z', 'CLASS:PUBLIC', 'CATEGORIES:BIO-101'),
    ),
    [],
  ],
  ['a deadline without an end', calendar(event('DTSTART:20270322T225900Z')), []],
  ['a lecture in Moodle', calendar(event('DTSTART:20270322T090000Z', 'DTEND:20270322T100000Z')), one],
  [
    'lectures that all have the same UID',
    calendar(
      london('20270322T090000', '20270322T100000', 'UID:timetable'),
      london('20270323T090000', '20270323T100000', 'UID:timetable'),
      london('20270329T090000', '20270329T100000', 'UID:timetable'),
    ),
    ['03-22 09:00–10:00', '03-23 09:00–10:00', '03-29 08:00–09:00'],
  ],
  [
    'lectures that have no UID at all',
    calendar(
      london('20270322T090000', '20270322T100000'),
      london('20270323T090000', '20270323T100000'),
    ).replace(/UID:.*\r\n/g, ''),
    ['03-22 09:00–10:00', '03-23 09:00–10:00'],
  ],
  [
    'two mornings a week over a term, without the break',
    calendar(
      london(
        '20270302T090000',
        '20270302T110000',
        'RRULE:FREQ=WEEKLY;COUNT=8;BYDAY=TU,TH',
        'EXDATE;TZID=Europe/London:20270316T090000,20270318T090000',
      ),
    ),
    [
      ...['03-02 09:00–11:00', '03-04 09:00–11:00', '03-09 09:00–11:00', '03-11 09:00–11:00'],
      ...['03-23 09:00–11:00', '03-25 09:00–11:00'],
    ],
  ],
  [
    'every other week, whose weeks begin on Sunday',
    calendar(
      london(
        '20270302T090000',
        '20270302T100000',
        'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      ),
    ),
    ['03-02 09:00–10:00', '03-14 09:00–10:00', '03-16 09:00–10:00', '03-28 08:00–09:00'],
  ],
  [
    'every other week, whose weeks begin on Monday',
    calendar(
      london(
        '20270302T090000',
        '20270302T100000',
        'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      ),
    ),
    ['03-02 09:00–10:00', '03-07 09:00–10:00', '03-16 09:00–10:00', '03-21 09:00–10:00'],
  ],
  [
    'a rule of what to leave out, as old programs write it',
    calendar(
      london(
        '20270301T090000',
        '20270301T100000',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'EXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2',
      ),
    ),
    ['03-08 09:00–10:00', '03-22 09:00–10:00'],
  ],
  [
    'a term as a list of dates',
    calendar(
      london(
        '20270301T090000',
        '20270301T100000',
        'RDATE;TZID=Europe/London:20270308T090000,20270315T090000',
      ),
    ),
    ['03-01 09:00–10:00', '03-08 09:00–10:00', '03-15 09:00–10:00'],
  ],
  [
    'two rules for one lecture',
    calendar(
      london(
        '20270301T090000',
        '20270301T100000',
        'RRULE:FREQ=WEEKLY;COUNT=2',
        'RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=TH',
      ),
    ),
    ['03-01 09:00–10:00', '03-04 09:00–10:00', '03-08 09:00–10:00', '03-11 09:00–10:00'],
  ],
  [
    'a rule with a semicolon too many, in small letters',
    calendar(london('20270301T090000', '20270301T100000', 'rrule:freq=weekly;count=2;')),
    ['03-01 09:00–10:00', '03-08 09:00–10:00'],
  ],
  [
    'a rule with parts that only some programs know',
    calendar(
      london(
        '20270301T090000',
        '20270301T100000',
        'RRULE:FREQ=WEEKLY;COUNT=2;X-EVERY=WEEK;RSCALE=GREGORIAN;SKIP=OMIT',
      ),
    ),
    ['03-01 09:00–10:00', '03-08 09:00–10:00'],
  ],
  [
    'a day without VALUE=DATE, which ends on itself',
    calendar('X-WR-TIMEZONE:Europe/London', event('DTSTART:20270322', 'DTEND:20270322')),
    ['03-22 00:00–03-23 00:00'],
  ],
  [
    'a day with a time behind it',
    calendar(
      'X-WR-TIMEZONE:Europe/London',
      event('DTSTART;VALUE=DATE:20270322T000000', 'DTEND;VALUE=DATE:20270323T000000'),
    ),
    ['03-22 00:00–03-23 00:00'],
  ],
  ['times without seconds', calendar(london('20270322T0900', '20270322T1000')), one],
  [
    'a leap second',
    calendar(event('DTSTART:20270322T085960Z', 'DTEND:20270322T100000Z')),
    ['03-22 08:59–10:00'],
  ],
  [
    'a name of a property in small letters',
    calendar(london('20270322T090000', '20270322T100000')).replace(/DTSTART;TZID|DTEND;TZID/g, (name) =>
      name.toLowerCase(),
    ),
    one,
  ],
  [
    'lectures that touch and that overlap are one stretch',
    calendar(
      london('20270322T110000', '20270322T113000'),
      london('20270322T090000', '20270322T100000'),
      london('20270322T093000', '20270322T110000'),
      london('20270322T094500', '20270322T095000'),
    ),
    ['03-22 09:00–11:30'],
  ],
  [
    'a time that the clocks skip is later, as calendars show it, on that day alone',
    calendar(london('20270327T013000', '20270327T020000', 'RRULE:FREQ=DAILY;COUNT=3')),
    ['03-27 01:30–02:00', '03-28 01:30–02:00', '03-29 00:30–01:00'],
  ],
  [
    'a time that the clocks skip, once',
    calendar(london('20270328T013000', '20270328T030000')),
    ['03-28 01:30–02:00'],
  ],
  [
    'over the night when the clocks change it lasts as long as its first',
    calendar(london('20270321T000000', '20270321T040000', 'RRULE:FREQ=WEEKLY;COUNT=2')),
    ['03-21 00:00–04:00', '03-28 00:00–04:00'],
  ],
  [
    'a day by DURATION is a day of the calendar, 24 hours are 24 hours',
    calendar(
      event('DTSTART;TZID=Europe/London:20270327T120000', 'DURATION:P1D'),
      event('DTSTART;TZID=Europe/London:20270329T120000', 'DURATION:P1DT'),
      event('DTSTART;TZID=Europe/London:20270403T120000', 'DURATION:PT24H'),
    ),
    ['03-27 12:00–03-28 11:00', '03-29 11:00–03-30 11:00', '04-03 11:00–04-04 11:00'],
  ],
  [
    'weeks, hours and minutes',
    calendar(event('DTSTART:20270322T090000Z', 'DURATION:+P1WT1H30M')),
    ['03-22 09:00–03-29 10:30'],
  ],
  [
    'what lies at the edges is cut there',
    calendar(
      event('DTSTART:20270228T200000Z', 'DTEND:20270301T020000Z'),
      event('DTSTART:20270430T220000Z', 'DTEND:20270501T020000Z'),
      event('DTSTART:20270228T230000Z', 'DTEND:20270301T000000Z'),
      event('DTSTART:20270501T000000Z', 'DTEND:20270501T010000Z'),
    ),
    ['03-01 00:00–02:00', '04-30 22:00–05-01 00:00'],
  ],
  [
    'one of a series that began before the edge and lasts over it',
    calendar(
      event(
        'DTSTART:20270101T000000Z',
        'DTEND:20270115T000000Z',
        'RRULE:FREQ=MONTHLY;INTERVAL=2',
        'EXDATE:20270301T000000Z',
      ),
    ),
    [],
  ],
  [
    'a series whose dates last for weeks',
    calendar(event('DTSTART:20270215T000000Z', 'DTEND:20270310T000000Z', 'RRULE:FREQ=MONTHLY;COUNT=2')),
    ['03-01 00:00–03-10 00:00', '03-15 00:00–04-07 00:00'],
  ],
  [
    'years that stand for always',
    calendar(
      event(
        'DTSTART:16010101T090000Z',
        'DTEND:16010101T100000Z',
        'RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=22;UNTIL=99991231T235959Z',
      ),
      event('DTSTART:20270401T000000Z', 'DTEND:99991231T235959Z'),
    ),
    ['03-22 09:00–10:00', '04-01 00:00–05-01 00:00'],
  ],
  [
    'until the last second of all years, by a zone that is ahead of it',
    calendar(
      event(
        'DTSTART;TZID=Asia/Tokyo:20270425T180000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z',
      ),
    ),
    ['04-25 09:00–10:00'],
  ],
  [
    'a span that no date can have',
    calendar(
      event('DTSTART;VALUE=DATE:20270401', 'DURATION:P99999999D', 'TRANSP:OPAQUE'),
      berlinHour('20270322T100000'),
    ),
    {
      'Asia/Tokyo': ['03-22 09:00–10:00', '03-31 15:00–05-01 00:00'],
      'Europe/Berlin': ['03-22 09:00–10:00', '03-31 22:00–05-01 00:00'],
      'America/Los_Angeles': ['03-22 09:00–10:00', '04-01 07:00–05-01 00:00'],
    },
  ],
  [
    'until a day, which counts whole',
    calendar(london('20270301T190000', '20270301T200000', 'RRULE:FREQ=WEEKLY;UNTIL=20270315')),
    ['03-01 19:00–20:00', '03-08 19:00–20:00', '03-15 19:00–20:00'],
  ],
  [
    'until a time without a zone, which is one of the series',
    calendar(london('20270322T090000', '20270322T100000', 'RRULE:FREQ=WEEKLY;UNTIL=20270329T090000')),
    ['03-22 09:00–10:00', '03-29 08:00–09:00'],
  ],
  [
    'the 31st of months that have one',
    calendar(event('DTSTART:20270131T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY')),
    ['03-31 09:00–10:00'],
  ],
  [
    'the 29th of February, of years that have one',
    calendar(event('DTSTART:20240229T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY')),
    [],
  ],
  ['nothing at all', calendar(), []],
]);
