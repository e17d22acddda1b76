/** The webhook that somebody said how a session was: in the owner's form, without a name, and without figures of few. */
import type { SessionFeedback } from '@mentor-slots/contract';
import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import type { EventType } from './message.ts';
import { writeMessage } from './write-message.ts';

/** Comments are left out: what people wrote must not live on in what waits. `now` in ms. */
export function writeFeedbackGiven(
  tx: Tx,
  slot: Pick<SlotRow, 'id' | 'alumni_id' | 'version'>,
  { count, average }: SessionFeedback,
  now: number,
): void {
  const type: EventType = 'feedback.given';
  const data = { slotId: slot.id, alumniId: slot.alumni_id, count, average };
  const webhook = { channel: 'webhook', kind: type, recipient_id: null, booking_id: null } as const;
  const payload = { type, timestamp: instant(now), data };
  writeMessage(tx, slot, { ...webhook, stream: `webhook ${slot.id}`, payload }, now);
}
