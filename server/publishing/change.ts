/** Changing slots, one or of a series: all or nothing. */
import type { ChangeSlot, Scope, SlotView } from '@mentor-slots/contract';
import { changedFields, slotChange } from '../audit/facts.ts';
import type { BookingsDeps } from '../bookings/book.ts';
import { untouched } from '../bookings/booking-change.ts';
import { ownSlot } from '../bookings/booking-view.ts';
import { applyChange } from '../bookings/change.ts';
import { endHeldOffers, moveUp } from '../bookings/moving-up.ts';
import { rosters, studentsElsewhere } from '../bookings/queries.ts';
import { holdStill } from '../bookings/queue.ts';
import type { Caller } from '../caller.ts';
import type { Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import { writeOfficeMail } from '../outbox/office-mail.ts';
import { Problem } from '../problem.ts';
import { loadManagedSlot, slotCompleted } from '../slots/managed-slot.ts';
import type { SlotColumns } from '../slots/queries.ts';
import { changedTime, checkOpening, checkTime, opensAsLongBefore, timeColumns } from '../slots/slot-time.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { overlapping } from '../time/span.ts';
import { daysFrom, type PlacedTime, plusDays } from '../time/wall-time.ts';
import { type Clash, placedTime, refuseClashes, takenBy, takenTimes } from './clashes.ts';
import { readMeetingUrl, readText } from './publish.ts';
import { slotsInScope } from './scope.ts';

/** A slot that is about to change; `time` is null where its time stays. */
interface Changing {
  slot: NamedSlotRow;
  time: PlacedTime | null;
}

/**
 * Changes a slot, or with `scope` all of its series that have not started and are not called off (from this one on),
 * soonest first. A new `date` moves each by as many days. Everyone booked hears of it; whatever clashes for the owner
 * or for one of the booked, judged as it would be afterwards, refuses all of it. Seats that it adds go to those who wait,
 * and so do seats elsewhere that the booked could not take before.
 */
export async function changeSlots(
  tx: Tx,
  deps: BookingsDeps,
  caller: Caller,
  { slotId, body, scope }: { slotId: string; body: ChangeSlot; scope: Scope },
): Promise<SlotView[]> {
  const now = deps.clock();
  // The whole series: which of it follow this one, and who is booked, stands still only once it is locked.
  const seen = await loadManagedSlot(tx, caller, slotId);
  const held = await slotsInScope(tx, seen, scope === 'this' ? 'this' : 'series');
  const elsewhere = await holdWithBooked(tx, held);
  const heldIds = held.map(({ id }) => id);
  await endHeldOffers(tx, deps.rules, heldIds, now);
  const aimed = await loadManagedSlot(tx, caller, slotId);

  const changing = await newTimes(tx, aimed, body, scope, now);
  const columns = otherColumns(body);
  const opens = newOpenings(aimed, changing, body);
  if (changing.some(({ time }) => time !== null)) {
    await refuseOwnClashes(tx, aimed.alumni_id, changing);
    await refuseStudentClashes(tx, changing);
  }
  for (const { slot } of changing) refuseTooSmall(slot, body);
  const roster = await rosters(
    tx,
    changing.map(({ slot }) => slot.id),
  );
  const changed: NamedSlotRow[] = [];
  for (const { slot: before, time } of changing) {
    const set = { ...columns, ...opens(before), ...(time === null ? {} : timeColumns(time)) };
    const { slot } = await applyChange(tx, deps.rules, caller, now, {
      slot: before,
      columns: set,
      fact: slotChange(before, { ...before, ...set }),
      bookings: (roster.get(before.id) ?? []).map(untouched),
    });
    changed.push(slot);
  }
  await moveUp(tx, deps.rules, elsewhere, now);
  const after = await rosters(
    tx,
    changed.map(({ id }) => id),
  );
  changed.sort(soonestFirst);
  const befores = new Map(changing.map(({ slot }) => [slot.id, slot]));
  const others = changed.filter((slot) => changedFields(befores.get(slot.id) ?? slot, slot).length > 0);
  const before = befores.get(others[0]?.id ?? '');
  writeOfficeMail(tx, deps.rules.outbox, caller, now, { act: 'changed', slots: others, before });
  return changed.map((slot) => ownSlot(slot, after.get(slot.id) ?? [], now));
}

/** The slots that change with their new times, each of which obeys the rules of a time by itself. */
async function newTimes(
  tx: Tx,
  aimed: NamedSlotRow,
  body: ChangeSlot,
  scope: Scope,
  now: number,
): Promise<Changing[]> {
  if (scope === 'this' || aimed.series_id === null) {
    if (aimed.cancelled_at !== null) throw slotCancelled();
    if (Date.parse(aimed.ends_at) <= now) throw slotCompleted();
    const time = changedTime(aimed, body);
    if (time !== null && Date.parse(aimed.starts_at) <= now) throw slotStarted();
    if (time !== null) checkTime(time, now);
    return [{ slot: aimed, time }];
  }
  const ahead = (await slotsInScope(tx, aimed, scope)).filter(
    (slot) => slot.cancelled_at === null && Date.parse(slot.starts_at) > now,
  );
  if (ahead.length === 0) {
    if (aimed.cancelled_at !== null) throw slotCancelled();
    throw Date.parse(aimed.ends_at) <= now ? slotCompleted() : slotStarted();
  }
  const days = body.date === undefined ? 0 : daysFrom(aimed.date, body.date);
  return ahead.map((slot) => {
    const time = changedTime(slot, { ...body, date: plusDays(slot.date, days) }, 'move');
    if (time !== null) checkTime(time, now);
    return { slot, time };
  });
}

/**
 * When booking of each opens afterwards: of the slot that is aimed at as asked, of the others as long before their own
 * starts. Where nothing is asked it stays, and must still be before the start.
 */
function newOpenings(
  aimed: NamedSlotRow,
  changing: readonly Changing[],
  { opensAt }: ChangeSlot,
): (slot: NamedSlotRow) => SlotColumns {
  const startOf = (slot: NamedSlotRow) => ({
    startsAt: changing.find((one) => one.slot.id === slot.id)?.time?.startsAt ?? slot.starts_at,
  });
  if (opensAt === undefined) {
    for (const { slot, time } of changing) if (time !== null) checkOpening(time, slot.opens_at);
    return () => ({});
  }
  checkOpening(startOf(aimed), opensAt);
  return (slot) => ({ opens_at: opensAsLongBefore(opensAt, startOf(aimed), startOf(slot)) });
}

/** What a change sets besides the time, the same for every slot. */
function otherColumns(body: ChangeSlot): SlotColumns {
  const columns: SlotColumns = {};
  if (body.maxParticipants !== undefined) columns.max_participants = body.maxParticipants;
  if (body.description !== undefined) columns.description = readText(body.description);
  if (body.meetingUrl !== undefined) columns.meeting_url = readMeetingUrl(body.meetingUrl);
  if (body.requiresApproval !== undefined) columns.requires_approval = body.requiresApproval ? 1 : 0;
  return columns;
}

/** As it would be afterwards: what moves away is in nobody's way, and what moves may run into each other. */
async function refuseOwnClashes(tx: Tx, alumniId: string, changing: readonly Changing[]): Promise<void> {
  const after = changing.map(({ slot, time }) => takenBy(slot, time ?? placedTime(slot)));
  const taken = await takenTimes(tx, alumniId, after, new Set(changing.map(({ slot }) => slot.id)));
  taken.push(...after.filter((_, index) => changing[index]?.time === null));
  const clashes: Clash[] = [];
  for (const time of after.filter((_, index) => changing[index]?.time !== null)) {
    clashes.push(...overlapping(taken, time).map((other) => ({ time, other })));
    taken.push(time);
  }
  refuseClashes(clashes);
}

/** Tells how many of the booked are busy then, not who or where. */
async function refuseStudentClashes(tx: Tx, changing: readonly Changing[]): Promise<void> {
  // Of one series no two overlap afterwards: that was refused before.
  const moving = changing.map(({ slot }) => slot.id);
  const clashes: { slotId: string; date: string; students: number }[] = [];
  for (const { slot, time } of changing) {
    if (time === null || slot.seats_taken === 0) continue;
    const students = await studentsElsewhere(tx, slot.id, time, moving);
    if (students > 0) clashes.push({ slotId: slot.id, date: time.date, students });
  }
  const [first] = clashes;
  if (first === undefined) return;
  const students = clashes.reduce((sum, clash) => sum + clash.students, 0);
  const one =
    students === 1
      ? 'One of the students booked here has another session at that time'
      : `${students} of the students booked here have another session at that time`;
  const where =
    changing.length === 1
      ? ''
      : clashes.length === 1
        ? `, on ${first.date}`
        : `, in ${clashes.length} of these sessions, the first on ${first.date}`;
  throw new Problem('student_conflict', `${one}${where}.`, { students, clashes });
}

function refuseTooSmall(slot: SlotRow, body: ChangeSlot): void {
  if (body.maxParticipants === undefined || body.maxParticipants >= slot.seats_taken) return;
  throw new Problem(
    'capacity_below_taken',
    `${slot.seats_taken} seats are taken on ${slot.date}, so \`maxParticipants\` cannot be ${body.maxParticipants}.`,
    { field: 'maxParticipants', seatsTaken: slot.seats_taken, slotId: slot.id, date: slot.date },
  );
}

function soonestFirst(a: SlotRow, b: SlotRow): number {
  if (a.starts_at !== b.starts_at) return a.starts_at < b.starts_at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/**
 * Holds still slots, their owner, everyone in them and where those wait: what a change of their time depends on. Gives
 * the slots elsewhere in which the booked wait.
 */
async function holdWithBooked(tx: Tx, slots: readonly SlotRow[]): Promise<string[]> {
  const ids = slots.map((slot) => slot.id);
  const owners = slots.map((slot) => slot.alumni_id);
  return holdStill(tx, ids, await bookedIn(tx, ids), async () => [...owners, ...(await bookedIn(tx, ids))]);
}

async function bookedIn(tx: Tx, slotIds: readonly string[]): Promise<string[]> {
  const bookings = [...(await rosters(tx, slotIds)).values()].flat();
  return bookings.map((booking) => booking.student_id);
}

function slotCancelled(): Problem {
  return new Problem('slot_cancelled', 'This session was called off; it stays so.');
}

function slotStarted(): Problem {
  return new Problem('slot_started', 'This session has started: its time can no longer change.');
}
