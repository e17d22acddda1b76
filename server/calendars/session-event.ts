/** A session as an event of a calendar: the same facts in an invitation and in the file that somebody downloads. */
import type { BookingStatus } from '@mentor-slots/contract';
import { type ICalEventData, ICalEventStatus } from 'ical-generator';
import { type EventName, plainAddress, plainText } from './calendar-text.ts';

export interface SessionFacts {
  startsAt: string;
  endsAt: string;
  title: string | null;
  /** Where this reader may know it. */
  meetingUrl: string | null;
  version: number;
  createdAt: string;
}

/** Times are UTC. A later event of the same id takes the place of the earlier one: its SEQUENCE rises with the version. */
export function sessionEvent(
  session: SessionFacts,
  { uid, added }: EventName,
  summary: string,
  stamp: Date,
): ICalEventData {
  const { startsAt, endsAt, title, meetingUrl, version, createdAt } = session;
  return {
    id: uid,
    sequence: version + added,
    stamp,
    created: new Date(createdAt),
    start: new Date(startsAt),
    end: new Date(endsAt),
    summary: plainText(summary),
    ...(title !== null && { description: plainText(title) }),
    ...(meetingUrl && { location: plainText(meetingUrl), url: plainAddress(meetingUrl) }),
  };
}

/** How a session stands in the calendar of somebody whose booking of it has this status; `confirmed` for its owner. */
export function eventStatus(status: BookingStatus, isCalledOff: boolean): ICalEventStatus {
  if (isCalledOff || status === 'cancelled') return ICalEventStatus.CANCELLED;
  return status === 'confirmed' ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE;
}

/** The calendar that an event is sent in. */
export const prodId = { company: 'Mentor Slots', product: 'Sessions', language: 'EN' };
