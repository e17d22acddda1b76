/** What is written about a session: by its owner for all who were in it, and by each side of a booking for themselves. */
import type {
  PrivateNote,
  Recording,
  SessionLink,
  SessionNotes,
  WritePrivateNote,
  WriteSessionNotes,
} from '@mentor-slots/contract';
import { recordAudit } from '../audit/record.ts';
import { bookingById } from '../bookings/queries.ts';
import { bookingNotFound } from '../bookings/refusals.ts';
import type { Caller } from '../caller.ts';
import { instant } from '../clock.ts';
import type { Queries, Tx } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { loadSlot } from '../slots/managed-slot.ts';
import { lines, oneLine } from '../text/plain.ts';
import { isWithoutLogin } from '../text/web-address.ts';
import { loadBegunSession, loadSessionOf } from './in-session.ts';
import { deletePrivateNote, notesOf, privateNoteOf, putNotes, putPrivateNote } from './queries.ts';
import { tellSession } from './tell-session.ts';

/** The recordings of a session, as whoever is in it finds them. */
export type ReadRecordings = (queries: Queries, slotId: string) => Promise<Recording[]>;

/** What notes tell of recordings. */
export interface RecordingsOfNotes {
  readRecordings: ReadRecordings;
  /** How many bytes one may have that is uploaded; null: none are taken. */
  uploadMax: number | null;
}

/** What all who were in a session may read of it; empty while nothing was written. */
export async function readSessionNotes(
  queries: Queries,
  { readRecordings, uploadMax }: RecordingsOfNotes,
  caller: Caller,
  slotId: string,
): Promise<SessionNotes> {
  await loadSessionOf(queries, caller, slotId);
  const [row, recordings] = await Promise.all([notesOf(queries, slotId), readRecordings(queries, slotId)]);
  return {
    text: row?.text ?? '',
    links: row === undefined ? [] : JSON.parse(row.links),
    recordings,
    uploadMax,
    updatedAt: row?.updated_at ?? null,
  };
}

/** Takes the place of what stood there. From the start on, without end: a summary may come late. */
export async function writeSessionNotes(
  tx: Tx,
  caller: Caller,
  slotId: string,
  body: WriteSessionNotes,
  now: number,
): Promise<void> {
  const slot = await loadBegunSession(tx, caller, slotId, now);
  await putNotes(tx, {
    slot_id: slotId,
    alumni_id: slot.alumni_id,
    text: lines(body.text),
    links: JSON.stringify(body.links.map(readLink)),
    updated_at: instant(now),
  });
  recordAudit(tx, caller, now, {
    action: 'session_notes_written',
    slotId,
    subjectId: slot.alumni_id,
    details: { links: body.links.length },
  });
  await tellSession(tx, slot);
}

function readLink({ url, label }: SessionLink, index: number) {
  if (!isWithoutLogin(url)) {
    throw new Problem(
      'invalid_request',
      '`links` must have https:// addresses without a name or password in them.',
      { field: 'links', index },
    );
  }
  return { url, label: oneLine(label ?? '') || null };
}

/** What the caller wrote about a booking for themselves. Nobody else ever reads it, admins neither. */
export async function readPrivateNote(
  queries: Queries,
  caller: Caller,
  bookingId: string,
): Promise<PrivateNote> {
  await refuseOthers(queries, caller, bookingId);
  const row = await privateNoteOf(queries, bookingId, caller.id);
  return { text: row?.text ?? '', updatedAt: row?.updated_at ?? null };
}

/** An empty text removes the note. */
export async function writePrivateNote(
  tx: Tx,
  caller: Caller,
  bookingId: string,
  body: WritePrivateNote,
  now: number,
): Promise<PrivateNote> {
  await refuseOthers(tx, caller, bookingId);
  const text = lines(body.text);
  if (text === '') {
    await deletePrivateNote(tx, bookingId, caller.id);
    return { text, updatedAt: null };
  }
  const row = { booking_id: bookingId, person_id: caller.id, text, updated_at: instant(now) };
  await putPrivateNote(tx, row);
  return { text, updatedAt: row.updated_at };
}

/** The two sides of a booking, in the role that makes them one; to others there is no such booking. */
async function refuseOthers(queries: Queries, caller: Caller, bookingId: string): Promise<void> {
  const booking = await bookingById(queries, bookingId);
  if (booking === undefined) throw bookingNotFound();
  if (booking.student_id === caller.id && caller.roles.has('student')) return;
  const slot = await loadSlot(queries, booking.slot_id);
  if (slot.alumni_id === caller.id && caller.roles.has('alumni')) return;
  throw bookingNotFound();
}
