/** Calendars that are damaged, and what is none: what can be read is, and the rest is counted or told. */
import { expect, test } from 'vitest';
import {
  berlinHour,
  calendar,
  component,
  event,
  expectBusy,
  inWords,
  months,
} from '../../testing/outside-calendars.ts';
import { readBusyTimes } from './busy-times.ts';

const fine = berlinHour('20270322T100000');
const one = ['03-22 09:00–10:00'];
const beside = (broken: string) => calendar(broken, fine);

expectBusy([
  ['a web page', '<!doctype html><title>Calendar</title>', 'not_a_calendar'],
  ['nothing', '', 'not_a_calendar'],
  ['a card of a person', component('VCARD', 'VERSION:4.0', 'FN:Ada'), 'not_a_calendar'],
  ['JSON', '{"error": "token expired"}', 'not_a_calendar'],
  ['one that breaks off', calendar(fine, fine).slice(0, -40), 'unreadable'],
  ['one that breaks off between events', calendar(fine).replace('END:VCALENDAR', ''), 'unreadable'],
  [
    'one none of whose times can be read',
    calendar(event('DTSTART:tomorrow'), event('DTSTART:')),
    'unreadable',
  ],
  ['an event that is not closed', calendar(fine, `${component('X', '').slice(0, 7)}`), one],
  ['an alarm that is not closed', beside(event('DTSTART:20270323T090000Z', 'BEGIN:VALARM')), one],
  ['an event without a start', beside(event('DTEND:20270323T100000Z')), one, 1],
  ['a day that is not in the calendar', beside(event('DTSTART:20270230T090000Z', 'DURATION:PT1H')), one, 1],
  ['an hour that is not in the day', beside(event('DTSTART:20270323T250000Z', 'DURATION:PT1H')), one, 1],
  ['two starts in one line', beside(event('DTSTART:20270323T090000Z,20270324T090000Z')), one, 1],
  ['an end before its start', beside(event('DTSTART:20270323T090000Z', 'DTEND:20270323T080000Z')), one],
  [
    'a day that ends before it starts',
    calendar('X-WR-TIMEZONE:UTC', event('DTSTART:20270323', 'DTEND:20270320')),
    ['03-23 00:00–03-24 00:00'],
  ],
  ['a negative duration', beside(event('DTSTART:20270323T090000Z', 'DURATION:-PT1H')), one],
  [
    'a day of a negative duration',
    calendar('X-WR-TIMEZONE:UTC', event('DTSTART;VALUE=DATE:20270323', 'DURATION:-P1D')),
    ['03-23 00:00–03-24 00:00'],
  ],
  ['a duration that is none', beside(event('DTSTART:20270323T090000Z', 'DURATION:90')), one, 1],
  [
    'a rule that is none',
    beside(event('DTSTART:20270323T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=FORTNIGHTLY')),
    one,
    1,
  ],
  [
    'a rule for no days',
    beside(event('DTSTART:20270323T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=XX')),
    one,
    1,
  ],
  [
    'a rule of no steps',
    beside(event('DTSTART:20270323T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;INTERVAL=0')),
    one,
    1,
  ],
  [
    'a rule until no day',
    beside(event('DTSTART:20270323T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;UNTIL=soon')),
    one,
    1,
  ],
  [
    'a broken rule in one of two with the same UID',
    calendar(
      berlinHour('20270322T100000', 'UID:same'),
      berlinHour('20270323T100000', 'UID:same', 'RRULE:WEEKLY'),
    ),
    one,
    1,
  ],
  ['a line that is no property', beside('and so on\r\nDTSTART\r\n;;;\r\n:::\r\n'), one],
  [
    'a description with lines of its own',
    calendar(fine.replace('END:VEVENT', 'DESCRIPTION:Dear all,\r\n\r\nsee you: there\r\nEND:VEVENT')),
    one,
  ],
  ['a period that is none', beside(component('VFREEBUSY', 'FREEBUSY:garbage')), one, 1],
  [
    'a zone of which nobody knows is the one of the calendar',
    calendar('X-WR-TIMEZONE:Europe/Berlin', event('DTSTART;TZID=Nowhere:20270322T100000', 'DURATION:PT1H')),
    one,
  ],
  [
    'a VTIMEZONE that says nothing, or nothing that can be read',
    calendar(
      'X-WR-TIMEZONE:Europe/Berlin',
      component(
        'VTIMEZONE',
        'TZID:Broken',
        component('STANDARD', 'DTSTART:16010101T000000', 'TZOFFSETTO:-', 'TZOFFSETFROM:x'),
      ),
      event('DTSTART;TZID=Broken:20270322T100000', 'DURATION:PT1H'),
    ),
    one,
  ],
  [
    'an empty zone',
    calendar('X-WR-TIMEZONE:Europe/Berlin', event('DTSTART;TZID=:20270322T100000', 'DURATION:PT1H')),
    one,
  ],
  [
    'a rule for each second, without an end',
    beside(event('DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')),
    'too_many_events',
  ],
  [
    'a rule that never comes true',
    beside(event('DTSTART:20200130T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30')),
    one,
  ],
]);

test('more stretches than wanted are refused, however they come about', () => {
  const text = calendar(berlinHour('20270301T100000', 'RRULE:FREQ=DAILY;COUNT=5'));
  const read = (mostStretches: number) => readBusyTimes(text, { ...months, timeZone: 'UTC', mostStretches });
  expect(inWords(read(5))).toHaveLength(5);
  expect(read(4)).toEqual({ problem: 'too_many_events' });
});

test('the mail addresses of the owner are taken from the query too', () => {
  const text = calendar(berlinHour('20270322T100000', 'ATTENDEE;PARTSTAT=DECLINED:MAILTO:Ada@Example.edu'));
  const read = (...owners: string[]) =>
    inWords(readBusyTimes(text, { ...months, timeZone: 'UTC', mostStretches: 9, owners }));
  expect(read()).toEqual(one);
  expect(read('kim@example.edu')).toEqual(one);
  expect(read('ada@example.edu')).toEqual([]);
});
