/** What sessions came to, by alumnus and month. */
import { fewestInGroup, fewestShown, holdsSeat } from '@mentor-slots/contract';
import type { PastBooking, PastSession, ShownStars } from './sessions.ts';

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
  /** Who was marked so. */
  attended: number;
  absent: number;
  /** Sum and number of the stars that are shown of the alumni. */
  stars: number;
  ratings: number;
  /** Students who booked, however it ended: only as many of them as decide whether they are too few. */
  people: Set<string>;
  /** Whose stars count, as many of them as decide. */
  raters: Set<string>;
  /** Whose stars are shown of a session and of its alumnus otherwise, as many of them as decide. */
  apart: Set<string>;
}

export interface Cell extends Figures {
  alumniId: string;
  alumniName: string;
  /** `YYYY-MM` */
  month: string;
}

const sums = [
  'sessions',
  'hours',
  'seats',
  'seatsTaken',
  'sessionsCancelled',
  'bookingsCancelled',
  'waited',
  'promoted',
  'attended',
  'absent',
  'stars',
  'ratings',
] as const satisfies readonly (keyof Figures)[];

/** Of whom a group must have so many. */
export const fewest = { people: fewestInGroup, raters: fewestShown, apart: fewestShown } as const;
export type Who = keyof typeof fewest;

export function noFigures(): Figures {
  const none = Object.fromEntries(sums.map((name) => [name, 0])) as Record<(typeof sums)[number], number>;
  return { ...none, people: new Set(), raters: new Set(), apart: new Set() };
}

export function addFigures(sum: Figures, more: Figures): void {
  for (const name of sums) sum[name] += more[name];
  for (const who of Object.keys(fewest) as Who[]) for (const person of more[who]) addPerson(sum, who, person);
}

function addPerson(figures: Figures, who: Who, person: string): void {
  if (figures[who].size < fewest[who]) figures[who].add(person);
}

/** The cell of a session's alumnus and month, with the session added. */
export function addSession(cells: Map<string, Cell>, session: PastSession): void {
  const { alumniId, alumniName, month } = session;
  const key = `${month} ${alumniId}`;
  let cell = cells.get(key);
  if (cell === undefined) {
    cell = { alumniId, alumniName, month, ...noFigures() };
    cells.set(key, cell);
  }
  addOffer(cell, session);
  for (const booking of session.bookings) addBooking(cell, booking);
  for (const stars of session.stars) addStars(cell, stars);
}

/** What was offered. */
export function addOffer(figures: Figures, session: PastSession): void {
  if (session.cancelled) {
    figures.sessionsCancelled += 1;
    return;
  }
  figures.sessions += 1;
  figures.hours += session.hours;
  figures.seats += session.seats;
}

export function addBooking(figures: Figures, booking: PastBooking): void {
  addPerson(figures, 'people', booking.studentId);
  if (booking.waited) figures.waited += 1;
  if (booking.waited && booking.promoted) figures.promoted += 1;
  if (booking.attendance !== null) figures[booking.attendance] += 1;
  if (booking.status === 'cancelled') figures.bookingsCancelled += gaveUpSeat(booking) ? 1 : 0;
  else if (holdsSeat(booking.status)) figures.seatsTaken += 1;
}

export function addStars(figures: Figures, { studentId, ofSession, ofAlumnus }: ShownStars): void {
  if (ofSession !== ofAlumnus) addPerson(figures, 'apart', studentId);
  if (ofAlumnus === null) return;
  addPerson(figures, 'raters', studentId);
  figures.stars += ofAlumnus;
  figures.ratings += 1;
}

/** Did a booking that is cancelled end a seat? A place in a queue is none, nor is one that was only offered. */
function gaveUpSeat({ cancelReason, waited, promoted }: PastBooking): boolean {
  if (cancelReason === 'offer_lapsed' || cancelReason === 'queue_closed') return false;
  return !waited || promoted;
}
