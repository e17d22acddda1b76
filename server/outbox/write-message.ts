import { instant } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import { nextId } from '../ordered-id.ts';
import { insertMessage } from './queries.ts';
import type { OutboxMessage } from './told-change.ts';

/** Writes a message about a session, to be sent at once unless it says when. `now` in ms. */
export function writeMessage(
  tx: Tx,
  slot: Pick<SlotRow, 'id' | 'version'>,
  message: OutboxMessage,
  now: number,
): void {
  tx.submit(insertMessage, {
    id: nextId(now),
    slot_id: slot.id,
    position: slot.version,
    created_at: instant(now),
    due_at: instant(now),
    ...message,
    payload: JSON.stringify(message.payload),
  });
}
