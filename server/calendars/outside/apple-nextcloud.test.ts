/** As Apple's Calendar, Nextcloud, Evolution and Thunderbird write calendars. */
import { berlinHour, calendar, component, event, expectBusy } from '../../testing/outside-calendars.ts';

const apple = (...parts: string[]) =>
  component(
    'VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Apple Inc.//macOS 14.4//EN',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:Work',
    'X-APPLE-CALENDAR-COLOR:#1BADF8',
    ...parts,
  );
const nextcloud = (...parts: string[]) =>
  component(
    'VCALENDAR',
    'CALSCALE:GREGORIAN',
    'VERSION:2.0',
    'PRODID:-//IDN nextcloud.com//Calendar app 4.7.6//EN',
    ...parts,
  );
const one = ['03-22 09:00–10:00'];
const single = (...lines: string[]) => berlinHour('20270322T100000', ...lines);
const alarm = component(
  'VALARM',
  'TRIGGER;VALUE=DURATION:-PT2H',
  'DURATION:PT15M',
  'REPEAT:4',
  'ACTION:DISPLAY',
  'STATUS:CANCELLED',
);
/** Each day from Monday the 15th to Thursday, at 10 in Berlin. */
const daily = (...lines: string[]) =>
  berlinHour('20270315T100000', 'UID:daily', 'RRULE:FREQ=DAILY;COUNT=4', ...lines);
const wholeDay = {
  'Asia/Tokyo': ['03-21 15:00–03-22 15:00'],
  'Europe/Berlin': ['03-21 23:00–03-22 23:00'],
  'America/Los_Angeles': ['03-22 07:00–03-23 07:00'],
};

expectBusy([
  ['what an alarm says is not said of its meeting', apple(single(alarm)), one],
  [
    'a time that names no zone is one of the viewer',
    apple(event('DTSTART:20270322T100000', 'DTEND:20270322T110000')),
    {
      'Asia/Tokyo': ['03-22 01:00–02:00'],
      'Europe/Berlin': one,
      'America/Los_Angeles': ['03-22 17:00–18:00'],
    },
  ],
  [
    'such a time each week, over the change of clocks that the viewer has',
    apple(event('DTSTART:20270308T100000', 'DTEND:20270308T110000', 'RRULE:FREQ=WEEKLY;COUNT=4')),
    {
      'Asia/Tokyo': ['03-08 01:00–02:00', '03-15 01:00–02:00', '03-22 01:00–02:00', '03-29 01:00–02:00'],
      'Europe/Berlin': ['03-08 09:00–10:00', '03-15 09:00–10:00', '03-22 09:00–10:00', '03-29 08:00–09:00'],
      'America/Los_Angeles': [
        '03-08 18:00–19:00',
        '03-15 17:00–18:00',
        '03-22 17:00–18:00',
        '03-29 17:00–18:00',
      ],
    },
  ],
  [
    'a time that names no zone, in a calendar that does',
    apple('X-WR-TIMEZONE:America/New_York', event('DTSTART:20270322T050000', 'DTEND:20270322T060000')),
    one,
  ],
  [
    'a calendar whose zone nobody knows',
    apple('X-WR-TIMEZONE:Middle/Earth', event('DTSTART;VALUE=DATE:20270322')),
    wholeDay,
  ],
  ['a whole day without an end', apple(event('DTSTART;VALUE=DATE:20270322')), wholeDay],
  ['a whole day by its duration', apple(event('DTSTART;VALUE=DATE:20270322', 'DURATION:P1D')), wholeDay],
  [
    'three days, in which the clocks of Berlin change',
    apple(event('DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270330')),
    {
      'Asia/Tokyo': ['03-26 15:00–03-29 15:00'],
      'Europe/Berlin': ['03-26 23:00–03-29 22:00'],
      'America/Los_Angeles': ['03-27 07:00–03-30 07:00'],
    },
  ],
  [
    'a birthday of a year that nobody knows',
    apple(event('DTSTART;VALUE=DATE:16040322', 'DTEND;VALUE=DATE:16040323', 'RRULE:FREQ=YEARLY')),
    wholeDay,
  ],
  [
    'a birthday that takes no time',
    apple(event('DTSTART;VALUE=DATE:16040322', 'RRULE:FREQ=YEARLY', 'TRANSP:TRANSPARENT')),
    [],
  ],
  [
    'two dates left out, in a line each',
    apple(daily('EXDATE;TZID=Europe/Berlin:20270316T100000', 'EXDATE;TZID=Europe/Berlin:20270317T100000')),
    ['03-15 09:00–10:00', '03-18 09:00–10:00'],
  ],
  [
    'this and all that follow moved and made longer',
    apple(
      daily(),
      event(
        'UID:daily',
        'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270317T100000',
        'DTSTART;TZID=Europe/Berlin:20270317T150000',
        'DTEND;TZID=Europe/Berlin:20270317T170000',
      ),
    ),
    ['03-15 09:00–10:00', '03-16 09:00–10:00', '03-17 14:00–16:00', '03-18 14:00–16:00'],
  ],
  [
    'this and all that follow moved, but for one that was moved elsewhere',
    apple(
      daily(),
      event(
        'UID:daily',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20270316T090000Z',
        'DTSTART:20270317T090000Z',
        'DURATION:PT1H',
      ),
      event('UID:daily', 'RECURRENCE-ID:20270317T090000Z', 'DTSTART:20270330T090000Z', 'DURATION:PT1H'),
    ),
    ['03-15 09:00–10:00', '03-17 09:00–10:00', '03-19 09:00–10:00', '03-30 09:00–10:00'],
  ],
  [
    'this and all that follow called off',
    apple(
      daily(),
      event(
        'UID:daily',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20270317T090000Z',
        'DTSTART:20270317T090000Z',
        'DURATION:PT1H',
        'STATUS:CANCELLED',
      ),
    ),
    ['03-15 09:00–10:00', '03-16 09:00–10:00'],
  ],
  [
    'this and all that follow moved into the range, from days before it',
    apple(
      berlinHour('20270222T100000', 'UID:daily', 'RRULE:FREQ=DAILY;COUNT=4'),
      event(
        'UID:daily',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20270223T090000Z',
        'DTSTART:20270330T080000Z',
        'DURATION:PT1H',
      ),
    ),
    ['03-30 08:00–09:00', '03-31 08:00–09:00', '04-01 08:00–09:00'],
  ],
  [
    'a zone that is only an offset',
    apple(
      component(
        'VTIMEZONE',
        'TZID:GMT+0100',
        component(
          'STANDARD',
          'DTSTART:20010101T000000',
          'TZOFFSETFROM:+0100',
          'TZOFFSETTO:+0100',
          'TZNAME:GMT+1',
        ),
      ),
      event('DTSTART;TZID=GMT+0100:20270322T100000', 'DTEND;TZID=GMT+0100:20270322T110000'),
    ),
    one,
  ],
  [
    'more dates of a series',
    nextcloud(daily('RDATE;TZID=Europe/Berlin:20270322T100000', 'RDATE:20270323T090000Z,20270324T090000Z')),
    [
      ...['03-15 09:00–10:00', '03-16 09:00–10:00', '03-17 09:00–10:00', '03-18 09:00–10:00'],
      ...['03-22 09:00–10:00', '03-23 09:00–10:00', '03-24 09:00–10:00'],
    ],
  ],
  [
    'more dates, with lengths of their own',
    nextcloud(single('RDATE;VALUE=PERIOD:20270323T090000Z/PT3H,20270324T090000Z/20270324T093000Z')),
    ['03-22 09:00–10:00', '03-23 09:00–12:00', '03-24 09:00–09:30'],
  ],
  [
    'what is said to be busy, without any event',
    nextcloud(
      component(
        'VFREEBUSY',
        'DTSTART:20270301T000000Z',
        'DTEND:20270401T000000Z',
        'FREEBUSY;FBTYPE=BUSY:20270322T090000Z/PT1H,20270323T090000Z/20270323T100000Z',
        'FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270324T090000Z/PT1H',
        'FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20270325T090000Z/PT1H',
        'FREEBUSY:20270326T090000Z/PT1H',
        'FREEBUSY;FBTYPE=FREE:20270329T090000Z/PT1H',
      ),
    ),
    [
      ...['03-22 09:00–10:00', '03-23 09:00–10:00', '03-24 09:00–10:00'],
      ...['03-25 09:00–10:00', '03-26 09:00–10:00'],
    ],
  ],
  [
    'several calendars in one file, each with a zone of its own',
    nextcloud('X-WR-TIMEZONE:Asia/Tokyo', event('DTSTART:20270322T100000', 'DURATION:PT1H')) +
      nextcloud('X-WR-TIMEZONE:Europe/Berlin', event('DTSTART:20270322T100000', 'DURATION:PT1H')),
    ['03-22 01:00–02:00', '03-22 09:00–10:00'],
  ],
  [
    'tasks and notes take no time',
    nextcloud(
      component('VTODO', 'UID:1', 'DTSTART:20270322T090000Z', 'DUE:20270322T100000Z'),
      component('VJOURNAL', 'UID:2', 'DTSTART:20270322T090000Z'),
    ),
    [],
  ],
  ['something private is busy all the same', nextcloud(single('CLASS:PRIVATE', 'SUMMARY:Busy')), one],
  [
    'the zone of Evolution, with a path before it',
    calendar(
      event('DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20270322T100000', 'DURATION:PT1H'),
    ),
    one,
  ],
  [
    'the zone of an old Thunderbird, whose city lies in three steps',
    calendar(
      event(
        'DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Buenos_Aires:20270322T060000',
        'DURATION:PT1H',
      ),
    ),
    one,
  ],
  [
    'a zone whose place its VTIMEZONE tells',
    calendar(
      component('VTIMEZONE', 'TZID:Meeting zone', 'X-LIC-LOCATION:Europe/Berlin'),
      event('DTSTART;TZID=Meeting zone:20270322T100000', 'DURATION:PT1H'),
    ),
    one,
  ],
  ['lines that end by LF alone', apple(single()).replaceAll('\r\n', '\n'), one],
  ['a byte order mark', `\uFEFF${apple(single())}`, one],
  ['lines that are folded anywhere', apple(single()).replace(/(?<=[^\r\n]{3})(?=[^\r\n])/g, '\r\n '), one],
  [
    'sessions of our own, which the calendar shows by our feed',
    apple(
      single('UID:0199-abcd@mentor-slots'),
      daily('UID:0199-efgh@mentor-slots').replace('UID:daily\r\n', ''),
    ),
    [],
  ],
]);
