/** A message as it was written → what the mail tells, read when it is sent; null where nobody has to be told any more. */
import { type BookingStatus, type BusyTime, holdsSeat, type Language } from '@mentor-slots/contract';
import { isOver, type NamedBookingRow } from '../bookings/booking-view.ts';
import { bookingById, rosters } from '../bookings/queries.ts';
import { readBusyTimes } from '../busy/busy-times.ts';
import type { Queries } from '../db/database.ts';
import type { MessageRow, PersonRow } from '../db/tables.ts';
import type { MailKind, MailPayload, SessionTime } from '../outbox/message.ts';
import { toldBy } from '../outbox/queries.ts';
import { mailsGoBy } from '../people/me.ts';
import { personById } from '../people/queries.ts';
import { slotById } from '../slots/queries.ts';
import { type NamedSlotRow, publicSlot } from '../slots/slot-view.ts';
import { type Links, linksOf } from './links.ts';

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
  booking: {
    id: string;
    status: BookingStatus;
    waitlistPosition: number | null;
    offerExpiresAt: string | null;
    note: string | null;
    /** The owner's words. */
    message: string | null;
  } | null;
  /** Whom a mail to the alumnus is about; none in those to students. */
  students: readonly { name: string; status: BookingStatus; note: string | null }[];
  /** With what a session clashes, in the mail that tells that. */
  busy: readonly BusyTime[];
  /** The time that it was, where that changed. */
  before: SessionTime | null;
  placeChanged: boolean;
  formerStatus: BookingStatus | null;
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
  const [[slot], person, booking] = await Promise.all([
    queries.run(slotById, { id: message.slot_id }),
    personById(queries, message.recipient_id ?? ''),
    message.booking_id === null ? undefined : bookingById(queries, message.booking_id),
  ]);
  if (slot === undefined || person === undefined || person.email === null) return null;
  const students = await studentsOf(queries, kind, message, slot);
  const span = { startsAt: slot.starts_at, endsAt: slot.ends_at };
  const busy = kind === 'busy_clash' ? await readBusyTimes(queries, slot.alumni_id, span) : [];
  const read = { kind, payload, slot, person, booking, students, busy };
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
            status: status ?? booking.status,
            waitlistPosition: waitlistPosition ?? null,
            offerExpiresAt: offerExpiresAt ?? null,
            note: booking.note,
            message: booking.cancel_message,
          }
        : null,
    students: (students ?? []).map((one) => ({ name: one.student_name, status: one.status, note: one.note })),
    busy,
    before: payload.before ?? null,
    placeChanged: payload.placeChanged ?? false,
    formerStatus,
    links: linksOf(settings.links, slot, booking, isReminder(kind) ? person.mail_key : null),
  };
}

export function isReminder(kind: string): boolean {
  return kind === 'reminder' || kind === 'alumnus_reminder';
}

/** Whom a mail to the alumnus is about; null for one to a student. */
async function studentsOf(
  queries: Queries,
  kind: MailKind,
  message: MessageRow,
  slot: NamedSlotRow,
): Promise<NamedBookingRow[] | null> {
  switch (kind) {
    case 'alumnus_reminder':
    case 'busy_clash': {
      const roster = (await rosters(queries, [slot.id])).get(slot.id) ?? [];
      return roster.filter(
        ({ status }) => status === 'confirmed' || (kind === 'busy_clash' && status === 'pending'),
      );
    }
    case 'new_bookings':
    case 'student_cancelled': {
      const told = kind === 'new_bookings' ? await toldBy(queries, message.id) : [message];
      const bookings: NamedBookingRow[] = [];
      for (const { booking_id: id } of told) {
        const booking = id === null ? undefined : await bookingById(queries, id);
        if (booking !== undefined) bookings.push(booking);
      }
      return kind === 'student_cancelled' ? bookings : bookings.filter(({ status }) => holdsSeat(status));
    }
    default:
      return null;
  }
}

interface Read {
  kind: MailKind;
  payload: MailPayload;
  slot: NamedSlotRow;
  person: PersonRow;
  booking: NamedBookingRow | undefined;
  students: readonly NamedBookingRow[] | null;
  busy: readonly BusyTime[];
}

/** Is it no longer true, or of no use to anybody? */
function isNeedless({ kind, payload, slot, person, booking, students, busy }: Read, now: number): boolean {
  const isAhead = slot.cancelled_at === null && Date.parse(slot.starts_at) > now;
  switch (kind) {
    case 'reminder':
    case 'alumnus_reminder': {
      const isStill = isAhead && slot.starts_at === payload.startsAt && person.reminders_off_at === null;
      return !isStill || (students === null ? booking?.status !== 'confirmed' : students.length === 0);
    }
    case 'busy_clash':
      return !isAhead || slot.starts_at !== payload.startsAt || busy.length === 0 || students?.length === 0;
    case 'new_bookings':
      return slot.cancelled_at !== null || students?.length === 0;
    case 'changed': {
      const isBack = payload.before?.startsAt === slot.starts_at && payload.before.endsAt === slot.ends_at;
      return slot.cancelled_at !== null || booking?.status === 'cancelled' || isBack;
    }
    case 'offered':
      return booking === undefined || isOver(booking, now);
    default:
      return students === null && booking === undefined;
  }
}
