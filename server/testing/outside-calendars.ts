/** Calendars as other programs write them, and what is busy by them for viewers in three zones. */

import type { BusyProblem } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import { readBusyTimes } from '../calendars/outside/busy-times.ts';

const viewers = ['Asia/Tokyo', 'Europe/Berlin', 'America/Los_Angeles'] as const;

/** `03-22 09:00–10:00` in UTC, of March and April 2027; by zone where the viewer's decides; or the problem. */
type Expected =
  | readonly string[]
  | Readonly<Record<(typeof viewers)[number], readonly string[]>>
  | BusyProblem;

/** `unread`: of how many events the times cannot be read. */
export type Row = [title: string, text: string, expected: Expected, unread?: number];

export const months = { from: '2027-03-01T00:00:00.000Z', to: '2027-05-01T00:00:00.000Z' };

export function expectBusy(rows: Row[]): void {
  describe.each(viewers)('for somebody in %s', (timeZone) => {
    test.each<Row>(rows)('%s', (_, text, expected, unread = 0) => {
      const found = readBusyTimes(text, { ...months, timeZone, mostStretches: 1000 });
      if (typeof expected === 'string') return expect(found).toEqual({ problem: expected });
      expect(found).toMatchObject({ unread });
      expect(inWords(found)).toEqual('Asia/Tokyo' in expected ? expected[timeZone] : expected);
    });
  });
}

export function inWords(found: ReturnType<typeof readBusyTimes>): string[] {
  if (!('busy' in found)) return [found.problem];
  return found.busy.map(({ startsAt, endsAt }) => {
    const [from, to] = [startsAt, endsAt].map((at) => at.slice(5, 16).replace('T', ' '));
    return `${from}–${from?.slice(0, 5) === to?.slice(0, 5) ? to?.slice(6) : to}`;
  });
}

/** By its lines and components. */
export function calendar(...parts: string[]): string {
  return component('VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Calendar//EN', ...parts);
}

let uids = 0;

/** With a UID of its own, unless the lines have one. */
export function event(...lines: string[]): string {
  uids += 1;
  const uid = lines.some((line) => line.startsWith('UID')) ? [] : [`UID:${uids}@example.com`];
  return component('VEVENT', ...uid, 'DTSTAMP:20270101T000000Z', 'SUMMARY:Meeting\\, with Ada', ...lines);
}

export function component(name: string, ...parts: string[]): string {
  const lines = parts.map((part) => (part.endsWith('\r\n') ? part : `${part}\r\n`));
  return `BEGIN:${name}\r\n${lines.join('')}END:${name}\r\n`;
}

/** An hour in Berlin's time, from `20270322T100000` on. */
export function berlinHour(start: string, ...lines: string[]): string {
  return event(`DTSTART;TZID=Europe/Berlin:${start}`, 'DURATION:PT1H', ...lines);
}

/** A zone as Exchange and Outlook write it: one pair of rules, since 1601. By default Central European Time. */
export function microsoftZone(tzid: string, standard = '+0100', daylight = '+0200'): string {
  return component(
    'VTIMEZONE',
    `TZID:${tzid}`,
    component(
      'STANDARD',
      'DTSTART:16010101T030000',
      `TZOFFSETFROM:${daylight}`,
      `TZOFFSETTO:${standard}`,
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
    ),
    component(
      'DAYLIGHT',
      'DTSTART:16010101T020000',
      `TZOFFSETFROM:${standard}`,
      `TZOFFSETTO:${daylight}`,
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
    ),
  );
}

/** ical.js works out the changes of such a zone without an end. */
export const endlessZone = component(
  'VTIMEZONE',
  'TZID:Endless',
  component(
    'STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=SECONDLY',
  ),
);
