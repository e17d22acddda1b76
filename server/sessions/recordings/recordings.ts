/** Recordings of a session: its owner adds and removes them, whoever is in it finds them. */
import type { Recording } from '@mentor-slots/contract';
import { recordAudit } from '../../audit/record.ts';
import type { Caller } from '../../caller.ts';
import { instant } from '../../clock.ts';
import type { Queries, Tx } from '../../db/database.ts';
import type { RecordingRow } from '../../db/tables.ts';
import { Problem } from '../../problem.ts';
import { loadManagedSlot } from '../../slots/managed-slot.ts';
import { oneLine, shortened } from '../../text/plain.ts';
import { loadBegunSession, loadSessionOf } from '../in-session.ts';
import { tellSession } from '../tell-session.ts';
import { addressSigner, checkAddress, makeSigningKey, type SignedPart } from './address.ts';
import { deleteRecording, insertRecording, recordingById, recordingsOfSlot } from './queries.ts';

/** A recording whose file is there. */
export interface NewRecording {
  id: string;
  slotId: string;
  /** As the client called the file, if it did. */
  name: string | null;
  type: string;
  bytes: number;
}

/** The recordings of a session, earliest first, each with an address that is good for an hour from `now` (ms). */
export async function recordingsOf(queries: Queries, slotId: string, now: number): Promise<Recording[]> {
  const rows = await recordingsOfSlot(queries, slotId);
  if (rows.length === 0) return [];
  const addressOf = await addressSigner(queries, now);
  return rows.map((row) => recordingForm(row, addressOf(row.id)));
}

/** Adds a recording. The session may have changed while it came: whether it may be is asked again. */
export async function addRecording(
  tx: Tx,
  caller: Caller,
  { id, slotId, name, type, bytes }: NewRecording,
  now: number,
): Promise<Recording> {
  await tx.lock('slots', [slotId]);
  const slot = await loadBegunSession(tx, caller, slotId, now);
  await makeSigningKey(tx, now);
  const row: RecordingRow = {
    id,
    slot_id: slotId,
    alumni_id: slot.alumni_id,
    name: shownName(name),
    type,
    bytes,
    created_at: instant(now),
  };
  await insertRecording(tx, row);
  recordAudit(tx, caller, now, {
    action: 'recording_added',
    slotId,
    subjectId: slot.alumni_id,
    details: { recordingId: id, type, bytes },
  });
  await tellSession(tx, slot);
  return recordingForm(row, (await addressSigner(tx, now))(id));
}

/** Removes a recording; its file is the caller's to remove after the commit. */
export async function removeRecording(tx: Tx, caller: Caller, id: string, now: number): Promise<void> {
  const row = await loadRecording(tx, id);
  const slot = await loadManagedSlot(tx, caller, row.slot_id);
  // Somebody else may have done it at this moment.
  if (!(await deleteRecording(tx, id))) throw recordingNotFound();
  recordAudit(tx, caller, now, {
    action: 'recording_removed',
    slotId: slot.id,
    subjectId: slot.alumni_id,
    details: { recordingId: id },
  });
  await tellSession(tx, slot);
}

/** The recording, for whoever is in its session; 403 `not_in_session` for everybody else. */
export async function loadRecordingFor(queries: Queries, caller: Caller, id: string): Promise<RecordingRow> {
  const row = await loadRecording(queries, id);
  await loadSessionOf(queries, caller, row.slot_id);
  return row;
}

/** The recording, for whoever has an address that we signed; 403 `address_expired` for everybody else. */
export async function loadRecordingAt(
  queries: Queries,
  id: string,
  signed: SignedPart,
  now: number,
): Promise<RecordingRow> {
  await checkAddress(queries, id, signed, now);
  return loadRecording(queries, id);
}

async function loadRecording(queries: Queries, id: string): Promise<RecordingRow> {
  const row = await recordingById(queries, id);
  if (row === undefined) throw recordingNotFound();
  return row;
}

/** Is there a row of this id? */
export async function isRecording(queries: Queries, id: string): Promise<boolean> {
  return (await recordingById(queries, id)) !== undefined;
}

export function recordingNotFound(): Problem {
  return new Problem('recording_not_found', 'There is no such recording. It may have been removed.');
}

function recordingForm(row: RecordingRow, url: string): Recording {
  const { id, slot_id: slotId, name, type, bytes, created_at: createdAt } = row;
  return { id, slotId, name, type, bytes, createdAt, url };
}

/** Of what the client called the file: one line of text to be shown, and never a path. */
function shownName(name: string | null): string {
  return shortened(oneLine((name ?? '').replace(/\p{Surrogate}/gu, '')), 200) || 'recording';
}
