/** The mail that asks a student afterwards how a session was. */
import type { MailPayload } from './message.ts';
import type { OutboxMessage, ToldChange } from './told-change.ts';

/** How long after the end it may still go out, in ms: later nobody would know what it is about. */
export const askedWithinMs = 24 * 3_600_000;

/**
 * One for each of the confirmed at the end of the session; it moves with it, and goes with the seat. Booking and end are its id, so
 * that none comes twice. It is judged again when it is sent.
 */
export function howWasItOf({ before, slot, bookings }: ToldChange): {
  needless: string[];
  due: OutboxMessage[];
} {
  const endedAt = (before ?? slot).ends_at;
  const needless: string[] = [];
  const due: OutboxMessage[] = [];
  for (const { before: was, after } of bookings) {
    const [had, has] = [was?.status === 'confirmed', after.status === 'confirmed'];
    if (had && has && endedAt === slot.ends_at) continue;
    if (had) needless.push(messageId(after.id, endedAt));
    if (!has) continue;
    const payload: MailPayload = { version: slot.version };
    due.push({
      id: messageId(after.id, slot.ends_at),
      channel: 'mail',
      kind: 'how_was_it',
      recipient_id: after.student_id,
      booking_id: after.id,
      stream: null,
      due_at: slot.ends_at,
      payload,
    });
  }
  return { needless, due };
}

function messageId(bookingId: string, endsAt: string): string {
  return `how was it ${bookingId} ${endsAt}`;
}
