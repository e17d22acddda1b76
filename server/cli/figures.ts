/** What sessions came to, by alumnus and month. */
import { type CancelReason, holdsSeat } from '@mentor-slots/contract';
import type { Contents } from '../db/snapshot.ts';

/** Groups of fewer people than this are masked. */
export const fewest = 5;

/** Sums of sessions that are over. */
export interface Figures {
  /** Held, or at least not called off. */
  sessions: number;
  hours: number;
  seats: number;
  seatsTaken: number;
  sessionsCancelled: number;
  bookingsCancelled: number;
  /** Who waited for a seat, and who of them got one. */
  waited: number;
  promoted: number;
  /** Students who booked, however it ended: only as many of them as decide whether they are too few. */
  people: Set<string>;
}

export interface Cell extends Figures {
  alumniId: string;
  alumniName: string;
  /** `YYYY-MM` */
  month: string;
}

export interface Range {
  timeZone: string;
  /** `YYYY-MM` or `YYYY-MM-DD` in the zone; both ends are part of it. */
  from?: string | undefined;
  to?: string | undefined;
  /** Only sessions that were over at this instant. */
  endedBy: string;
}

export function noFigures(): Figures {
  return {
    sessions: 0,
    hours: 0,
    seats: 0,
    seatsTaken: 0,
    sessionsCancelled: 0,
    bookingsCancelled: 0,
    waited: 0,
    promoted: 0,
    people: new Set(),
  };
}

export function addFigures(sum: Figures, more: Figures): void {
  sum.sessions += more.sessions;
  sum.hours += more.hours;
  sum.seats += more.seats;
  sum.seatsTaken += more.seatsTaken;
  sum.sessionsCancelled += more.sessionsCancelled;
  sum.bookingsCancelled += more.bookingsCancelled;
  sum.waited += more.waited;
  sum.promoted += more.promoted;
  for (const person of more.people) if (sum.people.size < fewest) sum.people.add(person);
}

/** One cell for each alumnus and month that has a session. `read` hears of each row. */
export async function readFigures({ kysely }: Contents, range: Range, read: () => void): Promise<Cell[]> {
  const rows = kysely
    .selectFrom('slots')
    .innerJoin('people', 'people.id', 'slots.alumni_id')
    .leftJoin('bookings', 'bookings.slot_id', 'slots.id')
    // A booking waits once and gets a seat once; only the audit remembers that.
    .leftJoin('audit as waiting', (join) =>
      join
        .onRef('waiting.slot_id', '=', 'slots.id')
        .onRef('waiting.booking_id', '=', 'bookings.id')
        .on('waiting.action', '=', 'booking_waitlisted'),
    )
    .leftJoin('audit as seat', (join) =>
      join
        .onRef('seat.slot_id', '=', 'slots.id')
        .onRef('seat.booking_id', '=', 'bookings.id')
        .on('seat.action', 'in', ['booking_promoted', 'booking_accepted']),
    )
    .select(['slots.id', 'slots.alumni_id', 'people.name', 'slots.starts_at', 'slots.ends_at'])
    .select(['slots.max_participants', 'slots.cancelled_at', 'bookings.student_id', 'bookings.status'])
    .select(['bookings.cancel_reason', 'waiting.id as waited', 'seat.id as promoted'])
    .where('slots.ends_at', '<=', range.endedBy)
    .orderBy('slots.id')
    .stream();
  const dateOf = dateIn(range.timeZone);
  const cells = new Map<string, Cell>();
  let slotId: string | null = null;
  let cell: Cell | null = null;
  for await (const row of rows) {
    read();
    if (row.id !== slotId) {
      slotId = row.id;
      const date = dateOf(row.starts_at);
      cell = isIn(range, date) ? cellOf(cells, row.alumni_id, row.name, date.slice(0, 7)) : null;
      if (cell !== null && row.cancelled_at !== null) {
        cell.sessionsCancelled += 1;
      } else if (cell !== null) {
        cell.sessions += 1;
        cell.hours += (Date.parse(row.ends_at) - Date.parse(row.starts_at)) / 3_600_000;
        cell.seats += row.max_participants;
      }
    }
    if (cell === null || row.student_id === null) continue;
    if (cell.people.size < fewest) cell.people.add(row.student_id);
    if (row.waited !== null) cell.waited += 1;
    if (row.waited !== null && row.promoted !== null) cell.promoted += 1;
    if (row.status === 'cancelled') cell.bookingsCancelled += gaveUpSeat(row) ? 1 : 0;
    else if (row.status !== null && holdsSeat(row.status)) cell.seatsTaken += 1;
  }
  return [...cells.values()];
}

/** Did a booking that is cancelled end a seat? A place in a queue is none, nor is one that was only offered. */
function gaveUpSeat(row: {
  cancel_reason: CancelReason | null;
  waited: string | null;
  promoted: string | null;
}): boolean {
  if (row.cancel_reason === 'offer_lapsed' || row.cancel_reason === 'queue_closed') return false;
  return row.waited === null || row.promoted !== null;
}

function cellOf(cells: Map<string, Cell>, alumniId: string, alumniName: string, month: string): Cell {
  const key = `${month} ${alumniId}`;
  let cell = cells.get(key);
  if (cell === undefined) {
    cell = { alumniId, alumniName, month, ...noFigures() };
    cells.set(key, cell);
  }
  return cell;
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
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (instant) => format.format(Date.parse(instant));
}
