/** As Exchange, Microsoft 365 and Outlook.com write what somebody publishes or shares. */
import { calendar, component, event, expectBusy, microsoftZone } from '../../testing/outside-calendars.ts';

const berlin = 'W. Europe Standard Time';
const exchange = (...events: string[]) =>
  component(
    'VCALENDAR',
    'METHOD:PUBLISH',
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    'X-WR-CALNAME:Calendar',
    microsoftZone(berlin),
    ...events,
  );

const hour = (start: string, end: string, tzid = berlin) => [
  `DTSTART;TZID=${tzid}:${start}`,
  `DTEND;TZID=${tzid}:${end}`,
];
const usual = ['CLASS:PUBLIC', 'PRIORITY:5', 'TRANSP:OPAQUE', 'STATUS:CONFIRMED', 'SEQUENCE:0'];
const single = (...lines: string[]) =>
  event(...hour('20270322T100000', '20270322T110000'), ...usual, ...lines);
const shown = (word: string, ...lines: string[]) => single(`X-MICROSOFT-CDO-BUSYSTATUS:${word}`, ...lines);
const weekly = (...lines: string[]) =>
  event('UID:040000008200E00074C5B7101A82E008', ...hour('20270315T100000', '20270315T110000'), ...lines);
const rule = 'RRULE:FREQ=WEEKLY;UNTIL=20270405T080000Z;INTERVAL=1;BYDAY=MO;WKST=MO';
const mondays = ['03-15 09:00–10:00', '03-22 09:00–10:00', '03-29 08:00–09:00', '04-05 08:00–09:00'];
const without22 = mondays.filter((monday) => !monday.startsWith('03-22'));
const one = ['03-22 09:00–10:00'];

/** A zone of which only the calendar knows: 3:45 ahead, in summer 4:45. */
const odd = (tzid: string, ...events: string[]) => calendar(microsoftZone(tzid, '+0345', '+0445'), ...events);

expectBusy([
  ['one meeting, by the Windows name of its zone', exchange(single()), one],
  ['each Monday, until an instant that is the last of them', exchange(weekly(rule)), mondays],
  [
    'until one second before the last',
    exchange(weekly(rule.replace('080000Z', '075959Z'))),
    mondays.slice(0, 3),
  ],
  ['without one', exchange(weekly(rule, `EXDATE;TZID=${berlin}:20270322T100000`)), without22],
  [
    'without two, in one line and in another zone',
    exchange(weekly(rule, 'EXDATE;TZID=Eastern Standard Time:20270322T050000,20270329T040000')),
    ['03-15 09:00–10:00', '04-05 08:00–09:00'],
  ],
  ['without one, told in UTC', exchange(weekly(rule, 'EXDATE:20270322T090000Z')), without22],
  ['without one, told without a zone', exchange(weekly(rule, 'EXDATE:20270322T100000')), without22],
  ['without one, told as a day', exchange(weekly(rule, 'EXDATE;VALUE=DATE:20270322')), without22],
  [
    'one moved, told in another zone',
    exchange(
      weekly(rule),
      event(
        'UID:040000008200E00074C5B7101A82E008',
        'RECURRENCE-ID;TZID=Tokyo Standard Time:20270322T180000',
        ...hour('20270324T100000', '20270324T110000'),
      ),
    ),
    ['03-15 09:00–10:00', '03-24 09:00–10:00', '03-29 08:00–09:00', '04-05 08:00–09:00'],
  ],
  [
    'one moved, told as a day',
    exchange(
      weekly(rule),
      event(
        'UID:040000008200E00074C5B7101A82E008',
        'RECURRENCE-ID;VALUE=DATE:20270322',
        ...hour('20270324T100000', '20270324T110000'),
      ),
    ),
    ['03-15 09:00–10:00', '03-24 09:00–10:00', '03-29 08:00–09:00', '04-05 08:00–09:00'],
  ],
  [
    'one that was moved, without the series that it is of',
    exchange(
      event(
        'RECURRENCE-ID;TZID=W. Europe Standard Time:20270222T100000',
        ...hour('20270322T100000', '20270322T110000'),
      ),
    ),
    one,
  ],
  ['busy', exchange(shown('BUSY')), one],
  ['tentative', exchange(shown('TENTATIVE')), one],
  ['out of office', exchange(shown('OOF')), one],
  ['free', exchange(shown('FREE')), []],
  ['working elsewhere', exchange(shown('WORKINGELSEWHERE')), []],
  [
    'made free in a program that does not know that word',
    exchange(shown('BUSY').replace('OPAQUE', 'TRANSPARENT')),
    [],
  ],
  [
    'a whole day is one of the viewer',
    exchange(
      event(
        'DTSTART;VALUE=DATE:20270322',
        'DTEND;VALUE=DATE:20270323',
        'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
        'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
      ),
    ),
    {
      'Asia/Tokyo': ['03-21 15:00–03-22 15:00'],
      'Europe/Berlin': ['03-21 23:00–03-22 23:00'],
      'America/Los_Angeles': ['03-22 07:00–03-23 07:00'],
    },
  ],
  [
    'a whole day from midnight to midnight is one of its zone',
    exchange(event(...hour('20270322T000000', '20270323T000000'), 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE')),
    ['03-21 23:00–03-22 23:00'],
  ],
  [
    'whole days each week, without one that is told as midnight of a zone',
    exchange(
      event(
        'DTSTART;VALUE=DATE:20270315',
        'RRULE:FREQ=WEEKLY;UNTIL=20270329;BYDAY=MO',
        'EXDATE;TZID=W. Europe Standard Time:20270322T000000',
      ),
    ),
    {
      'Asia/Tokyo': ['03-14 15:00–03-15 15:00', '03-28 15:00–03-29 15:00'],
      'Europe/Berlin': ['03-14 23:00–03-15 23:00', '03-28 22:00–03-29 22:00'],
      'America/Los_Angeles': ['03-15 07:00–03-16 07:00', '03-29 07:00–03-30 07:00'],
    },
  ],
  [
    'the last working day of each month',
    exchange(
      event(
        ...hour('20270226T160000', '20270226T170000'),
        'RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      ),
    ),
    ['03-31 14:00–15:00', '04-30 14:00–15:00'],
  ],
  [
    'a Windows zone that no VTIMEZONE explains',
    calendar(event(...hour('20270322T180000', '20270322T190000', 'Tokyo Standard Time'))),
    one,
  ],
  [
    'a zone that is known is taken from its name, not from an old VTIMEZONE',
    calendar(
      microsoftZone('Turkey Standard Time', '+0200', '+0300'),
      event(...hour('20270322T120000', '20270322T130000', 'Turkey Standard Time')),
    ),
    one,
  ],
  [
    'a zone that somebody made up',
    odd(
      'Customized Time Zone',
      event(
        ...hour('20270322T124500', '20270322T134500', 'Customized Time Zone'),
        'RRULE:FREQ=WEEKLY;COUNT=2',
      ),
    ),
    ['03-22 09:00–10:00', '03-29 08:00–09:00'],
  ],
  [
    'a zone that somebody made up, with a comma and a colon in its name',
    odd(
      '(UTC+03:45) Here, There',
      event(...hour('20270322T124500', '20270322T134500', '"(UTC+03:45) Here, There"')),
    ),
    one,
  ],
  [
    'the same without the quotes that it should have',
    odd('(UTC+03:45) Here', event(...hour('20270322T124500', '20270322T134500', '(UTC+03:45) Here'))),
    one,
  ],
  [
    'Microsoft’s own name for UTC',
    calendar(event(...hour('20270322T090000', '20270322T100000', 'tzone://Microsoft/Utc'))),
    one,
  ],
  [
    'Microsoft’s own name for a zone that was made up',
    odd(
      'tzone://Microsoft/Custom',
      event(...hour('20270322T124500', '20270322T134500', 'tzone://Microsoft/Custom')),
    ),
    one,
  ],
  [
    'an end in another zone than the start',
    exchange(
      event(`DTSTART;TZID=${berlin}:20270322T100000`, 'DTEND;TZID=Eastern Standard Time:20270322T130000'),
    ),
    ['03-22 09:00–17:00'],
  ],
]);
