/** Use-cases that change slots. Each is one unit of work; what others hear leaves after its commit. */
import { randomUUID } from 'node:crypto';
import type { ChangeSlot, CreateSlot, SlotView } from '@mentor-slots/contract';
import { bookingChanges, bookingForms } from '../bookings/booking-view.ts';
import { type Clock, instant } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import type { Caller } from '../http/caller.ts';
import { Problem } from '../problem.ts';
import { loadManagedSlot, loadSlot, slotCompleted } from './managed-slot.ts';
import { overlappingSlots, rosters, studentsElsewhere } from './queries.ts';
import { seriesDates } from './series.ts';
import { changedTime, checkTime, timeColumns } from './slot-time.ts';
import { ownSlot, publicSlot } from './slot-view.ts';
import { type PlacedTime, placeTime } from './wall-time.ts';

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
  await refuseOverlaps(tx, caller.id, times, null);
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

/** Changes a slot. Everyone booked hears of it; a change that clashes for the owner or for one of them is refused. */
export function changeSlot(
  deps: SlotsDeps,
  caller: Caller,
  slotId: string,
  body: ChangeSlot,
): Promise<SlotView> {
  return deps.database.write(async (tx) => {
    const now = deps.clock();
    await lockSlotWithPeople(tx, slotId);
    const slot = await loadManagedSlot(tx, caller, slotId);
    if (slot.cancelled_at !== null)
      throw new Problem('slot_cancelled', 'This session was called off; it stays so.');
    if (Date.parse(slot.ends_at) <= now) throw slotCompleted();

    const time = changedTime(slot, body);
    if (time !== null) {
      if (Date.parse(slot.starts_at) <= now) {
        throw new Problem('slot_started', 'This session has started: its time can no longer change.');
      }
      checkTime(time, now);
      await refuseOverlaps(tx, slot.alumni_id, [time], slot.id);
      const elsewhere = await studentsElsewhere(tx.kysely, slot.id, time);
      if (elsewhere > 0) {
        throw new Problem(
          'student_conflict',
          elsewhere === 1
            ? 'One of the students booked here has another session at that time.'
            : `${elsewhere} of the students booked here have another session at that time.`,
          { students: elsewhere },
        );
      }
    }
    if (body.maxParticipants !== undefined && body.maxParticipants < slot.seats_taken) {
      throw new Problem(
        'capacity_below_taken',
        `${slot.seats_taken} seats are taken, so \`maxParticipants\` cannot be ${body.maxParticipants}.`,
        { field: 'maxParticipants', seatsTaken: slot.seats_taken },
      );
    }
    const columns: Partial<SlotRow> = time === null ? {} : timeColumns(time);
    if (body.maxParticipants !== undefined) columns.max_participants = body.maxParticipants;
    if (body.description !== undefined) columns.description = readText(body.description);
    if (body.meetingUrl !== undefined) columns.meeting_url = readMeetingUrl(body.meetingUrl);
    if (body.requiresApproval !== undefined) columns.requires_approval = body.requiresApproval ? 1 : 0;
    await tx.kysely
      .updateTable('slots')
      .set({ ...columns, updated_at: instant(now) })
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', slotId)
      .execute();
    return announceSlot(tx, slotId, now);
  });
}

/** Tells everyone of a slot that changed, those who are in it first, and returns its owner's view. */
async function announceSlot(tx: Tx, slotId: string, now: number): Promise<SlotView> {
  const slot = await loadSlot(tx, slotId);
  const roster = (await rosters(tx.kysely, [slotId])).get(slotId) ?? [];
  for (const booking of roster) {
    for (const change of bookingChanges(bookingForms(booking, slot, now))) tx.emit(change);
  }
  tx.emit({
    to: 'subscribers',
    alumniId: slot.alumni_id,
    frame: { type: 'slot_updated', slot: publicSlot(slot, now) },
  });
  return ownSlot(slot, roster, now);
}

/** Holds still a slot, its owner and everyone booked in it: what a change of its time depends on. */
async function lockSlotWithPeople(tx: Tx, slotId: string): Promise<void> {
  const slot = await loadSlot(tx, slotId);
  const roster = (await rosters(tx.kysely, [slotId])).get(slotId) ?? [];
  const people = [slot.alumni_id, ...roster.map((booking) => booking.student_id)];
  await tx.lock('people', people);
  await tx.lock('slots', [slotId]);
  // Nobody joins a locked slot, but some may have while it was not.
  const joined = ((await rosters(tx.kysely, [slotId])).get(slotId) ?? [])
    .map((booking) => booking.student_id)
    .filter((id) => !people.includes(id));
  if (joined.length > 0) await tx.lock('people', joined);
}

async function refuseOverlaps(
  tx: Tx,
  alumniId: string,
  times: readonly PlacedTime[],
  exceptId: string | null,
): Promise<void> {
  const clashes = [];
  for (const time of times) {
    for (const other of await overlappingSlots(tx.kysely, alumniId, time, exceptId)) {
      clashes.push({
        date: time.date,
        slotId: other.id,
        startsAt: other.starts_at,
        endsAt: other.ends_at,
        description: other.description,
      });
    }
  }
  const [first] = clashes;
  if (first === undefined) return;
  const which =
    clashes.length === 1
      ? `${first.date} overlaps`
      : `${clashes.length} sessions overlap, the first on ${first.date}:`;
  throw new Problem(
    'slot_overlap',
    `${which} your session from ${first.startsAt} to ${first.endsAt}. Nothing was published or changed.`,
    { clashes },
  );
}

/** Empty text is no text. */
function readText(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' ? null : trimmed;
}

function readMeetingUrl(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  if (!URL.canParse(text)) {
    throw new Problem('invalid_request', '`meetingUrl` must be an https:// address.', {
      field: 'meetingUrl',
    });
  }
  return text;
}
