/** Somebody's sessions as one calendar: what a feed answers, and the tag by which a reader knows that nothing has changed. */
import { createHash } from 'node:crypto';
import type { Language } from '@mentor-slots/contract';
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { instant } from '../../clock.ts';
import type { Queries } from '../../db/database.ts';
import { readable } from '../../text/plain.ts';
import { sessionSummary, sessionTitle, sessionWords } from '../../text/session-words.ts';
import { bookingUid, calendarFile, slotUid } from '../calendar-text.ts';
import { prodId, type SessionFacts, sessionEvent } from '../session-event.ts';
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

/** Of all that the calendar shows: read without writing it. */
export function tagOf(sessions: FeedSessions, language: Language): string {
  const facts = JSON.stringify([language, sessions.own, sessions.booked]);
  return `"${createHash('sha1').update(facts).digest('base64url')}"`;
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
    const isTaken = row.status === 'cancelled' || row.cancelled_at !== null;
    calendar.createEvent({
      ...sessionEvent(
        facts(row, row.status === 'confirmed'),
        bookingUid(row.booking_id),
        sessionSummary(row.description, row.alumnus_name, language),
        new Date(row.updated_at),
      ),
      lastModified: new Date(row.updated_at),
      status: isTaken
        ? ICalEventStatus.CANCELLED
        : row.status === 'pending'
          ? ICalEventStatus.TENTATIVE
          : ICalEventStatus.CONFIRMED,
    });
  }
  for (const row of own) {
    calendar.createEvent({
      ...sessionEvent(facts(row, true), slotUid(row.id), ownSummary(row, language), new Date(row.updated_at)),
      lastModified: new Date(row.updated_at),
      status: row.cancelled_at === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
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

function facts(row: OwnSessionRow, knowsPlace: boolean): SessionFacts {
  return {
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    title: row.description,
    meetingUrl: knowsPlace && row.cancelled_at === null ? row.meeting_url : null,
    version: row.version,
    createdAt: row.created_at,
  };
}
