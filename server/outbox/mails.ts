/** Which mails follow from a change; reminders stand in reminders.ts. */
import { holdsSeat } from '@mentor-slots/contract';
import type { MoveSide } from '../audit/facts.ts';
import { isOffice } from '../behalf/acting.ts';
import { instant } from '../clock.ts';
import type { SlotRow } from '../db/tables.ts';
import { eventOf } from './booked-event.ts';
import type { MailKind, MailPayload } from './message.ts';
import { timeBefore, timeOf } from './session-time.ts';
import type { OutboxMessage, ToldBooking, ToldChange } from './told-change.ts';

/** Bookings of one session within this time are one mail to its alumnus. */
const gatherMs = 10 * 60_000;

export function mailsOf(change: ToldChange, now: number): OutboxMessage[] {
  return change.bookings.flatMap((booking) => [
    ...studentMails(change, booking),
    ...alumnusMails(change, booking, now),
  ]);
}

function studentMails(change: ToldChange, booking: ToldBooking): OutboxMessage[] {
  const { before, after, movedFrom, movedTo } = booking;
  // The seat that is taken tells of the one that is left.
  if (movedTo !== undefined) return [];
  const kind = booking.action === null ? changedKind(change, booking) : kindOf(booking);
  if (kind === null) return [];
  const { eventId, eventSequence } = eventOf(after);
  const payload: MailPayload = {
    version: change.slot.version,
    status: after.status,
    formerStatus: before?.status ?? null,
    offerExpiresAt: after.offer_expires_at,
    waitlistPosition: after.waitlist_position,
    ...byOffice(change, booking),
    ...(kind === 'changed' && { before: timeBefore(change), placeChanged: isPlaceChanged(change) }),
    ...(movedFrom !== undefined && leftSession(movedFrom)),
  };
  return [
    {
      channel: 'mail',
      kind,
      recipient_id: after.student_id,
      booking_id: after.id,
      // In order for one event in the calendar, wherever its student moves.
      stream: `mail ${eventId}`,
      position: change.slot.version + eventSequence,
      payload,
    },
  ];
}

/** What a mail tells of the session that was left, and of the seat in it. */
function leftSession({ booking, slot }: MoveSide) {
  return { formerStatus: booking.status, before: timeOf(slot), leftSlotId: slot.id };
}

/** What a student is told of what happened to their booking; null: nothing, for they are gone. */
function kindOf({ before, after, action, movedFrom }: ToldBooking): MailKind | null {
  if (movedFrom !== undefined) return 'moved';
  switch (action) {
    // What follows from it, they see.
    case 'attendance_marked':
      return null;
    case 'booking_created':
    case 'booking_accepted':
      return after.status === 'pending' ? 'asked' : 'booked';
    case 'booking_waitlisted':
      return 'waiting';
    case 'booking_promoted':
      return 'promoted';
    case 'booking_offered':
      return 'offered';
    case 'booking_confirmed':
      return 'confirmed';
    case 'booking_declined':
      return before?.status === 'pending' ? 'declined' : 'cancelled';
    default:
      break;
  }
  switch (after.cancel_reason) {
    case 'student':
      return 'cancel_receipt';
    case 'offer_lapsed':
      return 'lapsed';
    case 'queue_closed':
      return 'queue_closed';
    case 'erased':
      return null;
    default:
      return 'cancelled';
  }
}

/** The acts of students; all others are the alumnus's. */
const ofStudents: readonly ToldBooking['action'][] = [
  'booking_created',
  'booking_accepted',
  'booking_waitlisted',
];

/** Of bookings that somebody ended; all others ended by themselves. */
const doneReasons: readonly ToldBooking['after']['cancel_reason'][] = [
  'student',
  'declined',
  'slot_cancelled',
];

/** Did the office do it, for the student or for the alumnus? */
function byOffice(
  { by, slot }: ToldChange,
  { action, after, follows }: ToldBooking,
): Pick<MailPayload, 'byOffice'> {
  const { cancel_reason: reason } = after;
  const isStudents = ofStudents.includes(action) || reason === 'student';
  const isDone = follows !== true && (reason === null || doneReasons.includes(reason));
  const isTold = isDone && isOffice(by, isStudents ? after.student_id : slot.alumni_id);
  return isTold ? { byOffice: true } : {};
}

/** Whoever is in a session, or waits for it, hears that its time or place is another. */
function changedKind(change: ToldChange, { after }: ToldBooking): MailKind | null {
  const isOther = timeBefore(change) !== null || (isPlaceChanged(change) && after.status === 'confirmed');
  return isOther && after.status !== 'cancelled' ? 'changed' : null;
}

function isPlaceChanged({ before, slot }: { before: SlotRow | null; slot: SlotRow }): boolean {
  return before !== null && before.meeting_url !== slot.meeting_url;
}

function alumnusMails(change: ToldChange, booking: ToldBooking, now: number): OutboxMessage[] {
  const { slot } = change;
  const { before, after, movedFrom, movedTo } = booking;
  const had = before !== null && isSeated(before.status);
  const mail = { channel: 'mail', recipient_id: slot.alumni_id, booking_id: after.id } as const;
  const payload: MailPayload = { version: slot.version, ...byOffice(change, booking) };
  // Between two sessions of hers it is one mail.
  if (movedTo?.slot.alumni_id === slot.alumni_id) return [];
  if (movedFrom?.slot.alumni_id === slot.alumni_id && isSeated(movedFrom.booking.status)) {
    return [
      { ...mail, kind: 'student_moved', stream: null, payload: { ...payload, ...leftSession(movedFrom) } },
    ];
  }
  if (!had && isSeated(after.status)) {
    // At once where there is no time to gather.
    const due = Date.parse(slot.starts_at) - now < 2 * gatherMs ? now : now + gatherMs;
    const stream = `new bookings ${slot.id}`;
    return [{ ...mail, kind: 'new_bookings', stream, payload, due_at: instant(due) }];
  }
  const isGivenBack = after.cancel_reason === 'student' || after.cancel_reason === 'erased';
  if (!had || !isGivenBack) return [];
  // A seat that somebody had is told otherwise than one they asked for.
  const formerStatus = before.status;
  return [{ ...mail, kind: 'student_cancelled', stream: null, payload: { ...payload, formerStatus } }];
}

/** Does the alumnus count on them? A seat that is only held is nobody's yet. */
function isSeated(status: ToldBooking['after']['status']): boolean {
  return holdsSeat(status) && status !== 'offered';
}
