/** Publishing slots; what others hear leaves after the commit. */
import { randomUUID } from 'node:crypto';
import type { CreateSlot, SlotView } from '@mentor-slots/contract';
import { slotFact } from '../audit/facts.ts';
import { type Acting, checkIntroduced } from '../behalf/acting.ts';
import type { BookingsDeps } from '../bookings/book.ts';
import { ownSlot } from '../bookings/booking-view.ts';
import { tellChange } from '../bookings/change.ts';
import type { Caller } from '../caller.ts';
import { instant } from '../clock.ts';
import type { BookingRules } from '../config.ts';
import type { Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import { writeOfficeMail } from '../outbox/office-mail.ts';
import { Problem } from '../problem.ts';
import { insertSlots, slotsByIds } from '../slots/queries.ts';
import { checkOpening, checkTime, opensAsLongBefore, timeColumns } from '../slots/slot-time.ts';
import { isWithoutLogin } from '../text/web-address.ts';
import { type PlacedTime, placeTime } from '../time/wall-time.ts';
import { refuseTooManyAhead } from './ahead.ts';
import { refuseOverlaps } from './clashes.ts';
import { seriesDates } from './series.ts';

export interface PublishingDeps extends BookingsDeps {
  defaultTimeZone: string;
}

/** The times that a body asks for, soonest first, each of which obeys the rules of a time by itself. */
export function plannedTimes(deps: PublishingDeps, body: CreateSlot): PlacedTime[] {
  const timeZone = body.timeZone ?? deps.defaultTimeZone;
  const wall = { startTime: body.startTime, endTime: body.endTime, timeZone };
  const times =
    body.repeat === undefined
      ? [placeTime({ ...wall, date: body.date })]
      : seriesDates(body.date, body.repeat).map((date) => placeTime({ ...wall, date }, 'move'));
  const now = deps.clock();
  for (const time of times) checkTime(time, now);
  checkOpening(times[0], body.opensAt ?? null);
  return times;
}

/** Publishes one slot, or with `repeat` a series, of an alumnus: all of it or nothing. */
export async function createSlots(
  tx: Tx,
  deps: PublishingDeps,
  acting: Acting,
  body: CreateSlot,
): Promise<SlotView[]> {
  const { by, personId: alumniId } = acting;
  await checkIntroduced(tx, acting);
  const times = plannedTimes(deps, body);
  const content = {
    max_participants: body.maxParticipants ?? 1,
    description: readText(body.description),
    meeting_url: readMeetingUrl(body.meetingUrl),
    requires_approval: body.requiresApproval === true ? 1 : 0,
    series_id: body.repeat === undefined ? null : randomUUID(),
  };
  const now = deps.clock();
  await tx.lock('people', [alumniId]);
  await refuseOverlaps(tx, alumniId, times);
  await refuseTooManyAhead(tx, alumniId, times.length, now);
  const [first] = times;
  const slots = times.map((time) => ({
    ...content,
    ...timeColumns(time),
    opens_at: first === undefined ? null : opensAsLongBefore(body.opensAt ?? null, first, time),
    alumni_id: alumniId,
  }));
  return publish(tx, deps.rules, by, slots, now);
}

/** What of a new slot is not the same for every new one. */
type NewSlot = Omit<
  SlotRow,
  'id' | 'seats_taken' | 'waiting' | 'version' | 'cancelled_at' | 'created_at' | 'updated_at'
>;

/** Writes new slots, tells their alumnus's subscribers, and returns the owner's views in the same order. */
export async function publish(
  tx: Tx,
  rules: BookingRules,
  by: Caller,
  slots: readonly NewSlot[],
  now: number,
): Promise<SlotView[]> {
  if (slots.length === 0) return [];
  const rows: SlotRow[] = slots.map((slot) => ({
    ...slot,
    id: randomUUID(),
    seats_taken: 0,
    waiting: 0,
    version: 1,
    cancelled_at: null,
    created_at: instant(now),
    updated_at: instant(now),
  }));
  await insertSlots(tx, rows, instant(now));
  const written = await slotsByIds(
    tx,
    rows.map((row) => row.id),
  );
  const published = rows.flatMap(({ id }) => written.get(id) ?? []);
  writeOfficeMail(tx, rules.outbox, by, now, { act: 'published', slots: published });
  return published.map((slot) => {
    tellChange(tx, rules, by, now, {
      what: 'slot_created',
      slot,
      fact: slotFact('slot_created', slot),
      bookings: [],
    });
    return ownSlot(slot, [], now);
  });
}

/** Empty text is no text. */
export function readText(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' ? null : trimmed;
}

export function readMeetingUrl(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  if (!isWithoutLogin(text)) {
    throw new Problem(
      'invalid_request',
      '`meetingUrl` must be an https:// address without a name or password in it.',
      {
        field: 'meetingUrl',
      },
    );
  }
  return text;
}
