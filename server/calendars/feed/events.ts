/** Somebody's sessions as one calendar: what a feed answers. */
import type { BookingStatus, Language } from '@mentor-slots/contract';
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { instant } from '../../clock.ts';
import type { Queries } from '../../db/database.ts';
import { eventOf } from '../../outbox/booked-event.ts';
import { readable } from '../../text/plain.ts';
import { sessionSummary, sessionTitle, sessionWords } from '../../text/session-words.ts';
import { bookingEvent, calendarFile, type EventName, slotEvent } from '../calendar-text.ts';
import { eventStatus, prodId, sessionEvent } from '../session-event.ts';
import { type BookedSessionRow, bookedSessions, type OwnSessionRow, ownSessions } from './queries.ts';

/** How long what is over or called off stays, in ms. */
const keptMs = 30 * 24 * 3_600_000;
/** How often a reader is asked to come again, in seconds; most come when they like. */
const againSeconds = 3600;

export interface FeedSessions {
  own: readonly OwnSessionRow[];
  booked: readonly BookedSessionRow[];
}

/** From thirty days ago on. `now` in ms. */
export async function readFeedSessions(
  queries: Queries,
  personId: string,
  now: number,
): Promise<FeedSessions> {
  const since = instant(now - keptMs);
  const [own, booked] = await Promise.all([
    queries.run(ownSessions, { personId, since }),
    queries.run(bookedSessions, { personId, since }),
  ]);
  return { own, booked };
}

/** All that the calendar shows: it is the same for as long as this is, which is read without writing it. */
export function shownFacts({ own, booked }: FeedSessions, language: Language): string {
  return JSON.stringify([language, own, booked]);
}

/** Of others it has the alumnus's name alone: no student's. */
export function writeFeed({ own, booked }: FeedSessions, language: Language): string {
  const calendar = ical({
    prodId,
    method: ICalCalendarMethod.PUBLISH,
    name: sessionWords[language].calendar,
    ttl: againSeconds,
  });
  for (const row of booked) {
    const summary = sessionSummary(row.description, row.alumnus_name, language);
    const named = bookingEvent(eventOf({ ...row, id: row.booking_id }));
    calendar.createEvent(event(row, row.status, named, summary));
  }
  for (const row of own) {
    calendar.createEvent({
      ...event(row, 'confirmed', slotEvent(row.id), ownSummary(row, language)),
      // What nobody has booked keeps no time of theirs.
      transparency: row.seats_taken === 0 ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
  return calendarFile(calendar);
}

/** `CV review · 2/3`: how many seats are taken. */
function ownSummary(row: OwnSessionRow, language: Language): string {
  const title = readable(sessionTitle(row.description, language, 120));
  return row.max_participants === 1 && row.seats_taken === 1
    ? title
    : `${title} · ${row.seats_taken}/${row.max_participants}`;
}

/** `status`: of the reader's booking; the owner's own session is confirmed. */
function event(row: OwnSessionRow, status: BookingStatus, named: EventName, summary: string) {
  const changed = new Date(row.updated_at);
  const isCalledOff = row.cancelled_at !== null;
  const session = {
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    title: row.description,
    meetingUrl: status === 'confirmed' && !isCalledOff ? row.meeting_url : null,
    version: row.version,
    createdAt: row.created_at,
  };
  return {
    ...sessionEvent(session, named, summary, changed),
    lastModified: changed,
    status: eventStatus(status, isCalledOff),
  };
}
