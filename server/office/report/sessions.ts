/** The sessions that are over, one after the other, with what was booked and said of them. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Attendance, BookingStatus, CancelReason } from '@mentor-slots/contract';
import type { Source } from '../../db/database.ts';
import { dateFormat } from '../../time/formats.ts';
import { bookingsAfter, feedbackAfter, historyAfter, slotsAfter } from './queries.ts';

export interface Range {
  timeZone: string;
  /** `YYYY-MM` or `YYYY-MM-DD` in the zone; both ends are part of it. */
  from?: string | undefined;
  to?: string | undefined;
  /** Only sessions that were over at this instant. */
  endedBy: string;
}

export interface PastBooking {
  studentId: string;
  status: BookingStatus;
  cancelReason: CancelReason | null;
  attendance: Attendance | null;
  /** For a seat; did they get one? */
  waited: boolean;
  promoted: boolean;
}

/** Stars as they are shown: see server/sessions/disclosure.ts. */
export interface ShownStars {
  studentId: string;
  ofSession: number | null;
  ofAlumnus: number | null;
}

export interface PastSession {
  alumniId: string;
  alumniName: string;
  /** `YYYY-MM` in the range's zone. */
  month: string;
  hours: number;
  seats: number;
  cancelled: boolean;
  bookings: PastBooking[];
  stars: ShownStars[];
}

/**
 * Rows that are read at once. An engine that runs inside this process does nothing else meanwhile, so what is read is read in
 * portions, and between two of them the service goes on.
 */
const portion = 500;
/** Sessions whose bookings are asked for together. */
const together = 50;

/** `read` hears how many rows there were. */
export async function* readSessions(
  source: Source,
  range: Range,
  read: (rows: number) => void,
): AsyncGenerator<PastSession> {
  const dateOf = dateIn(range.timeZone);
  let id = '';
  for (;;) {
    const slots = await slotsAfter(source, id, portion);
    await nextTurn();
    const last = slots.at(-1);
    if (last === undefined) return;
    id = last.id;
    read(slots.length);
    const wanted = slots
      .filter((slot) => slot.ends_at <= range.endedBy)
      .map((slot) => ({ ...slot, date: dateOf(slot.starts_at) }))
      .filter(({ date }) => isIn(range, date));
    for (let from = 0; from < wanted.length; from += together) {
      const some = wanted.slice(from, from + together);
      const found = await readDetails(
        source,
        some.map((slot) => slot.id),
        read,
      );
      for (const slot of some)
        yield {
          alumniId: slot.alumni_id,
          alumniName: slot.name,
          month: slot.date.slice(0, 7),
          hours: (Date.parse(slot.ends_at) - Date.parse(slot.starts_at)) / 3_600_000,
          seats: slot.max_participants,
          cancelled: slot.cancelled_at !== null,
          bookings: found.bookings.get(slot.id) ?? [],
          stars: found.stars.get(slot.id) ?? [],
        };
    }
  }
}

async function readDetails(source: Source, slotIds: readonly string[], read: (rows: number) => void) {
  const bookings = await inPortions(
    (after: BookingKey, limit) => bookingsAfter(source, slotIds, after, limit),
    read,
  );
  const history = await inPortions(
    (after: HistoryKey, limit) => historyAfter(source, slotIds, after, limit),
    read,
  );
  const stars = await inPortions(
    (after: FeedbackKey, limit) => feedbackAfter(source, slotIds, after, limit),
    read,
  );
  const doing = (...actions: string[]) =>
    new Set(history.flatMap((one) => (actions.includes(one.action) ? [one.booking_id] : [])));
  // A booking waits once and gets a seat once.
  const waited = doing('booking_waitlisted');
  const promoted = doing('booking_promoted', 'booking_accepted', 'booking_moved');
  return {
    bookings: bySlot(bookings, (row) => ({
      studentId: row.student_id,
      status: row.status,
      cancelReason: row.cancel_reason,
      attendance: row.attendance,
      waited: waited.has(row.id),
      promoted: promoted.has(row.id),
    })),
    stars: bySlot(stars, (row) => ({
      studentId: row.student_id,
      ofSession: row.shown_of_session,
      ofAlumnus: row.shown_of_alumnus,
    })),
  };
}

type BookingKey = Parameters<typeof bookingsAfter>[2];
type HistoryKey = Parameters<typeof historyAfter>[2];
type FeedbackKey = Parameters<typeof feedbackAfter>[2];

/** All rows, a portion in each turn. */
export async function inPortions<Row extends Key, Key>(
  ask: (after: Key | null, limit: number) => Promise<Row[]>,
  read: (rows: number) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const more = await ask(rows.at(-1) ?? null, portion);
    await nextTurn();
    read(more.length);
    for (const row of more) rows.push(row);
    if (more.length < portion) return rows;
  }
}

function bySlot<Row extends { slot_id: string }, Told>(
  rows: readonly Row[],
  tell: (row: Row) => Told,
): Map<string, Told[]> {
  const told = new Map<string, Told[]>();
  for (const row of rows) {
    const before = told.get(row.slot_id);
    if (before === undefined) told.set(row.slot_id, [tell(row)]);
    else before.push(tell(row));
  }
  return told;
}

/** A month counts as all of its days. */
function isIn({ from, to }: Range, date: string): boolean {
  return (
    (from === undefined || date.slice(0, from.length) >= from) &&
    (to === undefined || date.slice(0, to.length) <= to)
  );
}

/** Instant → `YYYY-MM-DD` in the zone. */
function dateIn(timeZone: string): (instant: string) => string {
  const format = dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant) => format.format(Date.parse(instant));
}
