/** The mail to an alumnus whose calendar has come to clash with a session in which somebody has a seat. */
import type { Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import type { MailPayload } from './message.ts';
import { writeMessage } from './write-message.ts';

/** Once a session and start: its id is what it is about. With what it clashes is read when it is sent. `now` in ms. */
export function writeBusyClash(
  tx: Tx,
  slot: Pick<SlotRow, 'id' | 'starts_at' | 'version'>,
  alumniId: string,
  now: number,
): void {
  const payload: MailPayload = { version: slot.version, startsAt: slot.starts_at };
  const id = `busy clash ${slot.id} ${slot.starts_at}`;
  const mail = { channel: 'mail', kind: 'busy_clash', recipient_id: alumniId } as const;
  writeMessage(tx, slot, { ...mail, id, booking_id: null, stream: null, payload }, now);
}
