/** Publishing slots: one unit of work; what others hear leaves after its commit. */
import { randomUUID } from 'node:crypto';
import type { CreateSlot, SlotView } from '@mentor-slots/contract';
import { type Clock, instant } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import type { Caller } from '../http/caller.ts';
import { Problem } from '../problem.ts';
import { refuseOverlaps } from './clashes.ts';
import { loadSlot } from './managed-slot.ts';
import { seriesDates } from './series.ts';
import { checkTime, timeColumns } from './slot-time.ts';
import { ownSlot, publicSlot } from './slot-view.ts';
import { placeTime } from './wall-time.ts';

export interface SlotsDeps {
  database: Database;
  clock: Clock;
  defaultTimeZone: string;
}

/**
 * Publishes one slot, or with `repeat` a series: all of it or nothing. Runs inside the caller's unit of work, so that
 * the answer can be kept under an Idempotency-Key in the same commit.
 */
export async function createSlots(
  tx: Tx,
  deps: SlotsDeps,
  caller: Caller,
  body: CreateSlot,
): Promise<SlotView[]> {
  const now = deps.clock();
  const timeZone = body.timeZone ?? deps.defaultTimeZone;
  const wall = { startTime: body.startTime, endTime: body.endTime, timeZone };
  const times =
    body.repeat === undefined
      ? [placeTime({ ...wall, date: body.date })]
      : seriesDates(body.date, body.repeat).map((date) => placeTime({ ...wall, date }, 'move'));
  for (const time of times) checkTime(time, now);
  const meetingUrl = readMeetingUrl(body.meetingUrl);

  await tx.lock('people', [caller.id]);
  await refuseOverlaps(tx, caller.id, times);
  const seriesId = body.repeat === undefined ? null : randomUUID();
  const rows: SlotRow[] = times.map((time) => ({
    id: randomUUID(),
    alumni_id: caller.id,
    series_id: seriesId,
    ...timeColumns(time),
    max_participants: body.maxParticipants ?? 1,
    seats_taken: 0,
    description: readText(body.description),
    meeting_url: meetingUrl,
    requires_approval: body.requiresApproval === true ? 1 : 0,
    version: 1,
    cancelled_at: null,
    created_at: instant(now),
    updated_at: instant(now),
  }));
  await tx.kysely.insertInto('slots').values(rows).execute();
  const views: SlotView[] = [];
  for (const { id } of rows) {
    const row = await loadSlot(tx, id);
    tx.emit({
      to: 'subscribers',
      alumniId: row.alumni_id,
      frame: { type: 'slot_created', slot: publicSlot(row, now) },
    });
    views.push(ownSlot(row, [], now));
  }
  return views;
}

/** Empty text is no text. */
export function readText(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' ? null : trimmed;
}

export function readMeetingUrl(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  if (!URL.canParse(text)) {
    throw new Problem('invalid_request', '`meetingUrl` must be an https:// address.', {
      field: 'meetingUrl',
    });
  }
  return text;
}
