/** A message as it was written → what the mail tells, read when it is sent; null where nobody has to be told any more. */
import type { BookingStatus, BusyTime, Language } from '@mentor-slots/contract';
import { bookingById } from '../bookings/queries.ts';
import { readBusyTimes } from '../busy/busy-times.ts';
import type { Queries } from '../db/database.ts';
import type { MessageRow } from '../db/tables.ts';
import { type BookedEvent, eventOf } from '../outbox/booked-event.ts';
import type { MailKind, MailPayload, OfficeAct, SessionTime } from '../outbox/message.ts';
import { mailsGoBy } from '../people/me.ts';
import { personById } from '../people/queries.ts';
import { feedbackBy } from '../sessions/feedback-queries.ts';
import { slotById } from '../slots/queries.ts';
import { publicSlot } from '../slots/slot-view.ts';
import { type Links, linksOf } from './links.ts';
import { isNeedless } from './needless.ts';
import { removedSlot } from './removed-slot.ts';
import { studentsOf } from './told-students.ts';

/** All that a mail tells. */
export interface MailFacts {
  kind: MailKind;
  /** For the life of the message. */
  id: string;
  to: { id: string; name: string; email: string; language: Language; timeZone: string };
  from: { address: string; name?: string };
  /** When it is sent, in ms. */
  now: number;
  session: SessionTime & {
    slotId: string;
    title: string | null;
    /** Where this reader may know it. */
    meetingUrl: string | null;
    alumnus: { id: string; name: string };
    /** That came of what is told: the SEQUENCE of an invitation. */
    version: number;
    createdAt: string;
    updatedAt: string;
    isCalledOff: boolean;
    maxParticipants: number;
    seatsLeft: number;
  };
  /** The reader's own; null in mails to the alumnus. */
  booking:
    | (BookedEvent & {
        id: string;
        status: BookingStatus;
        waitlistPosition: number | null;
        offerExpiresAt: string | null;
        note: string | null;
        /** The owner's words. */
        message: string | null;
      })
    | null;
  /** Whom a mail to the alumnus is about; none in those to students. */
  students: readonly { name: string; status: BookingStatus; note: string | null; byOffice?: boolean }[];
  /** With what a session clashes, in the mail that tells that. */
  busy: readonly BusyTime[];
  /** The time that it was, where that changed; of the session that was left. */
  before: SessionTime | null;
  /** Moved: what the session was about that was left, and with whom. */
  left: { title: string | null; alumnus: { id: string; name: string } } | null;
  placeChanged: boolean;
  formerStatus: BookingStatus | null;
  /** The programme office did it, on behalf of the reader or of the other side. */
  byOffice: boolean;
  /** What it did for the alumnus, and in how many sessions; the one that is shown is the first. */
  office: { act: OfficeAct; sessions: number } | null;
  links: { portal: string | null; unsubscribe: string | null };
}

/** By what mails go besides what happened. */
export interface MailSettings {
  from: { address: string; name?: string };
  language: Language;
  links: Links;
}

export async function readMailFacts(
  queries: Queries,
  settings: MailSettings,
  message: MessageRow,
  now: number,
): Promise<MailFacts | null> {
  const kind = message.kind as MailKind;
  const payload: MailPayload = JSON.parse(message.payload);
  const [[found], person, booking] = await Promise.all([
    queries.run(slotById, { id: message.slot_id }),
    personById(queries, message.recipient_id ?? ''),
    message.booking_id === null ? undefined : bookingById(queries, message.booking_id),
  ]);
  if (person === undefined || person.email === null) return null;
  const slot = found ?? removedSlot(message, payload, person);
  if (slot === null) return null;
  const students = await studentsOf(queries, kind, message, slot);
  const span = { startsAt: slot.starts_at, endsAt: slot.ends_at };
  const busy = kind === 'busy_clash' ? await readBusyTimes(queries, slot.alumni_id, span) : [];
  const feedback = kind === 'how_was_it' ? await feedbackBy(queries, slot.id, person.id) : undefined;
  const read = { kind, payload, slot, person, booking, students, busy, feedback };
  if (isNeedless(read, now)) return null;
  const { version, status, formerStatus = null, offerExpiresAt, waitlistPosition } = payload;
  const isStudent = students === null;
  const knowsPlace = !isStudent || booking?.status === 'confirmed';
  return {
    kind,
    id: message.id,
    to: {
      id: person.id,
      name: person.name,
      email: person.email,
      language: mailsGoBy(person).language ?? settings.language,
      timeZone: mailsGoBy(person).timeZone ?? slot.time_zone,
    },
    from: settings.from,
    now,
    session: {
      slotId: slot.id,
      startsAt: slot.starts_at,
      endsAt: slot.ends_at,
      timeZone: slot.time_zone,
      title: slot.description,
      meetingUrl: knowsPlace ? slot.meeting_url : null,
      alumnus: { id: slot.alumni_id, name: slot.alumni_name },
      version,
      createdAt: slot.created_at,
      updatedAt: slot.updated_at,
      isCalledOff: slot.cancelled_at !== null,
      maxParticipants: slot.max_participants,
      seatsLeft: publicSlot(slot, now).seatsLeft,
    },
    booking:
      isStudent && booking !== undefined
        ? {
            id: booking.id,
            ...eventOf(booking),
            status: status ?? booking.status,
            waitlistPosition: waitlistPosition ?? null,
            offerExpiresAt: offerExpiresAt ?? null,
            note: booking.note,
            message: booking.cancel_message,
          }
        : null,
    students: (students ?? []).map(({ student_name: name, status, note, byOffice = false }) => ({
      name,
      status,
      note,
      byOffice,
    })),
    busy,
    before: payload.before ?? null,
    left: await leftSession(queries, payload),
    placeChanged: payload.placeChanged ?? false,
    formerStatus,
    byOffice: payload.byOffice ?? false,
    office: payload.act === undefined ? null : { act: payload.act, sessions: payload.sessions ?? 1 },
    links: linksOf(settings.links, slot, booking, canBeStopped(kind) ? person.mail_key : null),
  };
}

async function leftSession(queries: Queries, { leftSlotId }: MailPayload): Promise<MailFacts['left']> {
  if (leftSlotId === undefined) return null;
  const [slot] = await queries.run(slotById, { id: leftSlotId });
  if (slot === undefined) return null;
  return { title: slot.description, alumnus: { id: slot.alumni_id, name: slot.alumni_name } };
}

/** May its reader say that they want no more of this kind? */
export function canBeStopped(kind: string): boolean {
  return kind === 'reminder' || kind === 'alumnus_reminder' || kind === 'how_was_it';
}
