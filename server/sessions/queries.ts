/** Who is in a session, and what is kept of it, in the database. */
import type { Queries, Tx } from '../db/database.ts';
import type { PrivateNoteRow, SessionNotesRow } from '../db/tables.ts';

export async function confirmedStudents({ kysely }: Queries, slotId: string): Promise<string[]> {
  const rows = await kysely
    .selectFrom('bookings')
    .select('student_id')
    .where('slot_id', '=', slotId)
    .where('status', '=', 'confirmed')
    .execute();
  return rows.map(({ student_id }) => student_id);
}

export async function isConfirmed({ kysely }: Queries, slotId: string, studentId: string): Promise<boolean> {
  const row = await kysely
    .selectFrom('bookings')
    .select('id')
    .where('slot_id', '=', slotId)
    .where('student_id', '=', studentId)
    // The index of those that live is found by its own words alone.
    .where('status', '<>', 'cancelled')
    .where('status', '=', 'confirmed')
    .executeTakeFirst();
  return row !== undefined;
}

export function notesOf({ kysely }: Queries, slotId: string): Promise<SessionNotesRow | undefined> {
  return kysely.selectFrom('session_notes').selectAll().where('slot_id', '=', slotId).executeTakeFirst();
}

/** Puts these in the place of those that there were. */
export async function putNotes({ kysely }: Tx, row: SessionNotesRow): Promise<void> {
  const { text, links, updated_at } = row;
  await kysely
    .insertInto('session_notes')
    .values(row)
    .onConflict((conflict) => conflict.column('slot_id').doUpdateSet({ text, links, updated_at }))
    .execute();
}

export function privateNoteOf(
  { kysely }: Queries,
  bookingId: string,
  personId: string,
): Promise<PrivateNoteRow | undefined> {
  return kysely
    .selectFrom('private_notes')
    .selectAll()
    .where('booking_id', '=', bookingId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

/** Puts this in the place of what there was. */
export async function putPrivateNote({ kysely }: Tx, row: PrivateNoteRow): Promise<void> {
  const { text, updated_at } = row;
  await kysely
    .insertInto('private_notes')
    .values(row)
    .onConflict((conflict) => conflict.columns(['booking_id', 'person_id']).doUpdateSet({ text, updated_at }))
    .execute();
}

export async function deletePrivateNote({ kysely }: Tx, bookingId: string, personId: string): Promise<void> {
  await kysely
    .deleteFrom('private_notes')
    .where('booking_id', '=', bookingId)
    .where('person_id', '=', personId)
    .execute();
}
