/** When a slot is: what of it is allowed, and how a row keeps it. */
import type { ChangeSlot, ProblemCode } from '@mentor-slots/contract';
import { instant, minuteInWords } from '../clock.ts';
import type { SlotRow } from '../db/tables.ts';
import { Problem } from '../problem.ts';
import { type PlacedTime, placeTime, readZone } from '../time/wall-time.ts';

/** How the time of a slot may be refused. */
export const timeProblems = [
  'end_not_after_start',
  'nonexistent_date',
  'nonexistent_time',
  'unknown_time_zone',
  'start_in_past',
  'too_far_ahead',
  'slot_too_long',
  'opens_after_start',
] as const satisfies readonly ProblemCode[];

const longestSlot = 12 * 60 * 60 * 1000;
/** A slot's date is the one of its zone, which may be so far from UTC, in ms. */
const farthestZone = 15 * 60 * 60 * 1000;
/** How far ahead of now a session may begin, in ms. */
export const farthestAhead = 366 * 24 * 60 * 60 * 1000;

/**
 * Nothing that ends after this instant began before the one that this gives: by starts_at, which the index has, a query leaves
 * somebody's past out.
 */
export function earliestStart(endsAfter: string): string {
  return instant(Date.parse(endsAfter) - longestSlot);
}

/** Nothing of this date began before that. */
export function earliestStartOn(date: string): string {
  return instant(Date.parse(date) - farthestZone);
}

/** When a slot is, for a sentence to a person. */
export function whenInWords(slot: Pick<SlotRow, 'date' | 'start_time' | 'end_time' | 'time_zone'>): string {
  return `${slot.date}, ${slot.start_time} to ${slot.end_time} (${slot.time_zone})`;
}

/** The columns of a time. */
export function timeColumns(time: PlacedTime) {
  return {
    date: time.date,
    start_time: time.startTime,
    end_time: time.endTime,
    time_zone: time.timeZone,
    starts_at: time.startsAt,
    ends_at: time.endsAt,
  };
}

/** The new time, or null where nothing of it changes. `inGap` as in placeTime. */
export function changedTime(
  slot: SlotRow,
  body: ChangeSlot,
  inGap: 'refuse' | 'move' = 'refuse',
): PlacedTime | null {
  const before = {
    date: slot.date,
    startTime: slot.start_time,
    endTime: slot.end_time,
    timeZone: slot.time_zone,
  };
  const wall = {
    date: body.date ?? before.date,
    startTime: body.startTime ?? before.startTime,
    endTime: body.endTime ?? before.endTime,
    timeZone: body.timeZone === undefined ? before.timeZone : readZone(body.timeZone),
  };
  const same =
    wall.date === before.date &&
    wall.startTime === before.startTime &&
    wall.endTime === before.endTime &&
    wall.timeZone === before.timeZone;
  return same ? null : placeTime(wall, inGap);
}

/** When booking of one session opens, given when it opens of another of the same kind: as long before its own start. */
export function opensAsLongBefore(
  opensAt: string | null,
  of: Pick<PlacedTime, 'startsAt'>,
  time: Pick<PlacedTime, 'startsAt'>,
): string | null {
  if (opensAt === null) return null;
  return instant(Date.parse(time.startsAt) - (Date.parse(of.startsAt) - Date.parse(opensAt)));
}

/** Refuses a booking that would open when the session has started, and an instant that does not exist. */
export function checkOpening(time: Pick<PlacedTime, 'startsAt'> | undefined, opensAt: string | null): void {
  if (opensAt === null || time === undefined) return;
  const milliseconds = Date.parse(opensAt);
  if (Number.isNaN(milliseconds) || instant(milliseconds) !== opensAt) {
    throw new Problem('nonexistent_date', `\`opensAt\` is ${opensAt}: there is no such instant.`, {
      field: 'opensAt',
    });
  }
  if (opensAt >= time.startsAt) {
    throw new Problem(
      'opens_after_start',
      `Booking would open at ${minuteInWords(opensAt)}; the session starts at ${minuteInWords(time.startsAt)}.`,
      { field: 'opensAt', startsAt: time.startsAt },
    );
  }
}

/** Refuses what has begun, what is too far ahead and what is too long. `now` in ms. */
export function checkTime(time: PlacedTime, now: number): void {
  const startsAt = Date.parse(time.startsAt);
  if (startsAt <= now) {
    throw new Problem(
      'start_in_past',
      `${time.startTime} on ${time.date} (${time.timeZone}) has already passed.`,
      {
        field: 'startTime',
        startsAt: time.startsAt,
      },
    );
  }
  if (startsAt > now + farthestAhead) {
    throw new Problem('too_far_ahead', `${time.date} is more than 366 days ahead.`, {
      field: 'date',
      startsAt: time.startsAt,
    });
  }
  if (Date.parse(time.endsAt) - startsAt > longestSlot) {
    throw new Problem('slot_too_long', 'A session may last 12 hours at the most.', { field: 'endTime' });
  }
}
