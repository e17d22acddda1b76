/** Which reminders a change makes due, and which it makes needless. */
import { instant } from '../clock.ts';
import type { MailPayload } from './message.ts';
import type { OutboxMessage, ToldChange } from './told-change.ts';

/**
 * One for each of the confirmed and one for the alumnus, each `offsets` (ms) before the start; those whose moment is past
 * are not. What a reminder is about is its id, so that none comes twice: the booking, or the session, its start, and how
 * long before. It is judged again when it is sent.
 */
export function remindersOf(
  { what, before, slot, bookings }: ToldChange,
  offsets: readonly number[],
  now: number,
): { needless: string[]; due: OutboxMessage[] } {
  const isMoved = before !== null && before.starts_at !== slot.starts_at;
  const isOff = what === 'slot_deleted';
  const needless: string[] = [];
  const due: OutboxMessage[] = [];
  for (const offset of offsets) {
    const add = (
      about: string,
      kind: 'reminder' | 'alumnus_reminder',
      to: string,
      bookingId: string | null,
    ) => {
      const at = Date.parse(slot.starts_at) - offset;
      if (at <= now) return;
      const payload: MailPayload = { version: slot.version, startsAt: slot.starts_at };
      const id = reminderId(about, slot.starts_at, offset);
      const mail = { channel: 'mail', stream: null, due_at: instant(at) } as const;
      due.push({ ...mail, id, kind, recipient_id: to, booking_id: bookingId, payload });
    };
    if (isMoved || isOff) needless.push(reminderId(slot.id, (before ?? slot).starts_at, offset));
    for (const booking of bookings) {
      const was = booking.before?.status === 'confirmed';
      const is = booking.after.status === 'confirmed';
      if (was && (!is || isMoved))
        needless.push(reminderId(booking.after.id, (before ?? slot).starts_at, offset));
      if (!is || (was && !isMoved)) continue;
      add(booking.after.id, 'reminder', booking.after.student_id, booking.after.id);
    }
    if (
      !isOff &&
      bookings.some(
        ({ before: was, after }) => after.status === 'confirmed' && (isMoved || was?.status !== 'confirmed'),
      )
    )
      add(slot.id, 'alumnus_reminder', slot.alumni_id, null);
  }
  return { needless, due };
}

function reminderId(about: string, startsAt: string, offset: number): string {
  return `reminder ${about} ${startsAt} ${offset / 1000}s`;
}
