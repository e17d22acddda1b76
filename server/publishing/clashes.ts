/** An alumnus's own sessions may not overlap: what runs into what, and the refusal that lists it. */
import type { BusyTime, PlannedDate } from '@mentor-slots/contract';
import type { Queries } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import { Problem } from '../problem.ts';
import { livingSlotsBetween } from '../slots/queries.ts';
import { overlapping, spanning } from '../time/span.ts';
import type { PlacedTime } from '../time/wall-time.ts';

/** A time that is taken, by whichever session: `slotId` is null for one that is only about to be published. */
export interface TakenTime extends PlacedTime {
  slotId: string | null;
  description: string | null;
}

/** A session's time, as it is or as it is about to be. */
export function takenBy(slot: SlotRow, time: PlacedTime = placedTime(slot)): TakenTime {
  return { ...time, slotId: slot.id, description: slot.description };
}

/** The time of a row. */
export function placedTime(slot: SlotRow): PlacedTime {
  return {
    date: slot.date,
    startTime: slot.start_time,
    endTime: slot.end_time,
    timeZone: slot.time_zone,
    startsAt: slot.starts_at,
    endsAt: slot.ends_at,
  };
}

/** What these times could run into: the alumnus's other living slots, soonest first. */
export async function takenTimes(
  queries: Queries,
  alumniId: string,
  times: readonly PlacedTime[],
  except: ReadonlySet<string> = new Set(),
): Promise<TakenTime[]> {
  const slots = await livingSlotsBetween(queries, alumniId, spanning(times));
  return slots.filter((slot) => !except.has(slot.id)).map((slot) => takenBy(slot));
}

/**
 * A session as it would be: whether the clocks made it later than asked for, what it runs into, and when its owner is busy
 * elsewhere meanwhile.
 */
export function plannedDate(
  time: PlacedTime,
  askedStart: string,
  other: TakenTime | undefined,
  busy: BusyTime[],
): PlannedDate {
  const planned = { ...time, moved: time.startTime !== askedStart, busy };
  if (other === undefined) return { ...planned, clash: null };
  const { description: _, ...clash } = other;
  return { ...planned, clash };
}

/** A time and a session that it runs into. */
export interface Clash {
  time: PlacedTime;
  other: TakenTime;
}

/** Throws 409 `slot_overlap` with every clash, where there is one. */
export function refuseClashes(clashes: readonly Clash[]): void {
  const [first] = clashes;
  if (first === undefined) return;
  const { time, other } = first;
  const which =
    clashes.length === 1
      ? `The session on ${time.date} overlaps`
      : `${clashes.length} sessions overlap others. The first, on ${time.date}, overlaps`;
  const whose = other.slotId === null ? 'another one of this request' : 'the session';
  const when = `${other.date}, ${other.startTime} to ${other.endTime} (${other.timeZone})`;
  throw new Problem('slot_overlap', `${which} ${whose}: ${when}. Nothing was published or changed.`, {
    clashes: clashes.map(({ time, other }) => ({
      date: time.date,
      slotId: other.slotId,
      startsAt: other.startsAt,
      endsAt: other.endsAt,
      description: other.description,
    })),
  });
}

/** Throws 409 `slot_overlap` where any of these times runs into a session of this alumnus, or into each other. */
export async function refuseOverlaps(
  queries: Queries,
  alumniId: string,
  times: readonly PlacedTime[],
): Promise<void> {
  const taken = await takenTimes(queries, alumniId, times);
  refuseClashes(times.flatMap((time) => overlapping(taken, time).map((other) => ({ time, other }))));
}
