/** Copying days: the same sessions once more, on other dates. */
import {
  type BusyTime,
  type Copied,
  type Copy,
  largestCopy,
  type PlannedDate,
  type Preview,
} from '@mentor-slots/contract';
import { type Acting, checkIntroduced } from '../behalf/acting.ts';
import { busyDuring } from '../busy/busy-times.ts';
import type { Queries, Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import { Problem } from '../problem.ts';
import { listSlots } from '../slots/list-queries.ts';
import { checkTime, opensAsLongBefore, timeColumns } from '../slots/slot-time.ts';
import { overlapping } from '../time/span.ts';
import { daysFrom, type PlacedTime, placeTime, plusDays, startOfDay } from '../time/wall-time.ts';
import { refuseTooManyAhead } from './ahead.ts';
import { type Clash, placedTime, plannedDate, refuseClashes, type TakenTime, takenTimes } from './clashes.ts';
import { type PublishingDeps, publish } from './publish.ts';

/**
 * Publishes an alumnus's slots of some days, past ones too but none called off, once more on other dates: the same
 * wall time, seats and texts, no bookings, no series. All or nothing, or with `skipClashes` whatever overlaps nothing.
 */
export async function copySlots(tx: Tx, deps: PublishingDeps, acting: Acting, body: Copy): Promise<Copied> {
  const now = deps.clock();
  await checkIntroduced(tx, acting);
  await tx.lock('people', [acting.personId]);
  const { kept, skipped, clashes } = await planCopies(tx, acting, body, now);
  if (body.skipClashes !== true) refuseClashes(clashes);
  await refuseTooManyAhead(tx, acting.personId, kept.length, now);
  const slots = await publish(
    tx,
    deps.rules,
    acting.by,
    kept.map(({ source, time }) => copyOf(source, time)),
    now,
  );
  return body.skipClashes === true ? { slots, skipped: skipped.map(plannedCopy) } : { slots };
}

/** What such a copy would come to, without doing it: clashes are told, whatever else it refuses is refused here too. */
export async function previewCopy(
  queries: Queries,
  deps: PublishingDeps,
  acting: Acting,
  body: Copy,
): Promise<Preview> {
  const now = deps.clock();
  await checkIntroduced(queries, acting);
  const { kept, skipped } = await planCopies(queries, acting, body, now);
  await refuseTooManyAhead(queries, acting.personId, kept.length, now);
  return { dates: [...kept, ...skipped].map(plannedCopy).sort(bySoonest) };
}

interface PlannedCopy {
  source: SlotRow;
  time: PlacedTime;
  /** What it runs into. */
  other: TakenTime | undefined;
  busy: BusyTime[];
}

function plannedCopy({ source, time, other, busy }: PlannedCopy): PlannedDate {
  return plannedDate(time, source.start_time, other, busy);
}

/** Which copies overlap nothing, neither each other, and which do. */
async function planCopies(queries: Queries, acting: Acting, body: Copy, now: number) {
  const { personId: alumniId } = acting;
  const sources = await slotsOfDays(queries, alumniId, body);
  refuseCount(sources.length, body);
  const copies = [...body.onto].sort().flatMap((date) =>
    sources.map((source) => {
      const days = daysFrom(body.from, date, 'onto');
      const wall = { ...placedTime(source), date: plusDays(source.date, days) };
      return { source, time: placeTime(wall, 'move') };
    }),
  );
  for (const { time } of copies) checkTime(time, now);

  const times = copies.map(({ time }) => time);
  const taken = await takenTimes(queries, alumniId, times);
  const busy = await busyDuring(queries, acting, times);
  const kept: PlannedCopy[] = [];
  const skipped: PlannedCopy[] = [];
  const clashes: Clash[] = [];
  for (const [index, copy] of copies.entries()) {
    const others = overlapping(taken, copy.time);
    clashes.push(...others.map((other) => ({ time: copy.time, other })));
    const planned = { ...copy, other: others[0], busy: busy[index] ?? [] };
    if (planned.other !== undefined) {
      skipped.push(planned);
      continue;
    }
    kept.push(planned);
    taken.push({ ...copy.time, slotId: null, description: copy.source.description });
  }
  return { kept, skipped, clashes };
}

/** What begins on the days that are copied: days of the zone that is told, or of each session's own. */
async function slotsOfDays(queries: Queries, alumniId: string, body: Copy): Promise<SlotRow[]> {
  const { from, days, timeZone } = body;
  // One more than may be copied, and one that began on the day before.
  const filter = { alumniId, cancelled: false, limit: largestCopy + 2 };
  if (timeZone === undefined) {
    return listSlots(queries, { ...filter, from: { date: from }, to: { date: lastDay(body) } });
  }
  const start = startOfDay(from, timeZone, 'from');
  const end = startOfDay(plusDays(from, days, 'from'), timeZone, 'from');
  const found = await listSlots(queries, { ...filter, from: { instant: start }, to: { instant: end } });
  return found.filter((slot) => slot.starts_at >= start);
}

function lastDay({ from, days }: Copy): string {
  return plusDays(from, days - 1, 'from');
}

function bySoonest(one: PlannedDate, other: PlannedDate): number {
  return one.startsAt < other.startsAt ? -1 : 1;
}

function copyOf(source: SlotRow, time: PlacedTime) {
  return {
    ...timeColumns(time),
    alumni_id: source.alumni_id,
    series_id: null,
    max_participants: source.max_participants,
    description: source.description,
    meeting_url: source.meeting_url,
    requires_approval: source.requires_approval,
    opens_at: opensAsLongBefore(source.opens_at, placedTime(source), time),
  };
}

function refuseCount(found: number, body: Copy): void {
  if (found === 0) {
    const when = body.days === 1 ? `on ${body.from}` : `from ${body.from} to ${lastDay(body)}`;
    throw new Problem('nothing_to_copy', `There is no session ${when} that could be copied.`, {
      field: 'from',
    });
  }
  if (found * body.onto.length > largestCopy) {
    throw new Problem(
      'too_many_slots',
      `That would be more than ${largestCopy} sessions at once. Copy onto fewer dates.`,
      { field: 'onto' },
    );
  }
}
