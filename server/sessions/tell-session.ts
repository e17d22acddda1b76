/** Telling who is in a session that something of it is another than its time and seats. */
import type { Tx } from '../db/database.ts';
import { confirmedStudents } from './queries.ts';

/** Its owner and its confirmed students hear that they should read it anew. What it is, the frame does not tell. */
export async function tellSession(tx: Tx, slot: { id: string; alumni_id: string }): Promise<void> {
  tellOwner(tx, slot);
  for (const personId of await confirmedStudents(tx, slot.id)) tellStudent(tx, slot, personId);
}

/** The owner alone hears it. */
export function tellOwner(tx: Tx, { id, alumni_id: personId }: { id: string; alumni_id: string }): void {
  tx.emit({ to: 'owner', personId, frame: { type: 'session_updated', slotId: id } });
}

/** One student alone hears it, on every page that they have open. */
export function tellStudent(tx: Tx, { id: slotId }: { id: string }, personId: string): void {
  tx.emit({ to: 'student', personId, frame: { type: 'session_updated', slotId } });
}
