/** A webhook as it was written → its body, with the names and words of people as they are when it is sent. */
import type { Booking, Slot } from '@mentor-slots/contract';
import { bookingById } from '../bookings/queries.ts';
import type { Queries } from '../db/database.ts';
import type { MessageRow } from '../db/tables.ts';
import { sessionFigures } from '../sessions/feedback.ts';
import { slotById } from '../slots/queries.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';

/** `{type, timestamp, data}` as JSON; `data` is the slot or the booking in the owner's form. */
export async function readWebhookBody(queries: Queries, message: MessageRow): Promise<string> {
  const { type, timestamp, data } = JSON.parse(message.payload);
  const [[slot], booking] = await Promise.all([
    queries.run(slotById, { id: message.slot_id }),
    message.booking_id === null ? undefined : bookingById(queries, message.booking_id),
  ]);
  if (message.kind === 'feedback.given') {
    const comments = data.count === null ? [] : (await sessionFigures(queries, message.slot_id)).comments;
    const filled = { ...data, alumniName: slot?.alumni_name ?? '', comments };
    return JSON.stringify({ type, timestamp, data: filled });
  }
  const filled =
    message.booking_id === null
      ? withWords(data, slot)
      : {
          ...(data as Booking),
          studentName: booking?.student_name ?? '',
          note: booking?.note ?? null,
          cancelMessage: booking?.cancel_message ?? null,
          slot: withWords(data.slot, slot),
        };
  return JSON.stringify({ type, timestamp, data: filled });
}

function withWords(view: Slot, slot: NamedSlotRow | undefined) {
  return {
    ...view,
    alumniName: slot?.alumni_name ?? '',
    description: slot?.description ?? null,
    meetingUrl: slot?.meeting_url ?? null,
  };
}
