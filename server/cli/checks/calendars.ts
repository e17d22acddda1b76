/** Feeds of sessions, calendars kept elsewhere, and busy times. */
import { busyProblems, mostBusyCalendars } from '@mentor-slots/contract';
import type { Check } from './check.ts';

export const calendarFeeds: Check = {
  name: 'calendar feeds',
  promise: 'a feed keeps no secret, only its hash',
  async look({ kysely }, broken, read) {
    for await (const { person_id, secret_hash } of kysely.selectFrom('calendar_feeds').selectAll().stream()) {
      read();
      if (!/^[\w-]{43}$/.test(secret_hash)) broken(`what the feed of ${person_id} is found by is no hash`);
    }
  },
};

export const busyCalendars: Check = {
  name: 'busy calendars',
  promise: `at most ${mostBusyCalendars} calendars a person, of addresses that can be read, with problems that have a name`,
  async look({ kysely }, broken, read) {
    const places = new Map<string, number[]>();
    for await (const row of kysely.selectFrom('busy_calendars').selectAll().stream()) {
      read();
      const { id, person_id, position, url, problem } = row;
      // An address may hold a secret: it is not told.
      if (!/^https?:\/\/./.test(url)) broken(`the address of calendar ${id} cannot be read`);
      if (problem !== null && !busyProblems.some((known) => known === problem))
        broken(`calendar ${id} has the problem ${problem}, which has no name`);
      if (position !== null) places.set(person_id, [...(places.get(person_id) ?? []), position]);
    }
    for (const [person, taken] of places) {
      const isInOrder = taken.sort((one, other) => one - other).every((place, index) => place === index);
      if (!isInOrder || taken.length > mostBusyCalendars)
        broken(`the calendars of ${person} have the places ${taken.join(', ')}`);
    }
  },
};

export const busyTimes: Check = {
  name: 'busy times',
  promise:
    'busy times are of the person whose calendar they are from, and those of one calendar do not overlap',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('busy_times')
      .leftJoin('busy_calendars', 'busy_calendars.id', 'busy_times.calendar_id')
      .select(['calendar_id', 'busy_times.person_id', 'starts_at', 'ends_at'])
      .select('busy_calendars.person_id as owner')
      .orderBy('calendar_id')
      .orderBy('starts_at')
      .stream();
    let last: { calendar_id: string; ends_at: string } | null = null;
    for await (const { calendar_id, person_id, owner, starts_at, ends_at } of rows) {
      read();
      const which = `the busy time of calendar ${calendar_id} at ${starts_at}`;
      if (owner === null) broken(`${which} is of a calendar that is missing`);
      else if (owner !== person_id) broken(`${which} is of ${person_id}, its calendar of ${owner}`);
      if (last !== null && last.calendar_id === calendar_id && last.ends_at > starts_at)
        broken(`${which} begins before the one before it ends`);
      last = { calendar_id, ends_at };
    }
  },
};
