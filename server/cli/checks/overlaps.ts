/** Nobody can be in two places at once. */
import { seatStatuses } from '@mentor-slots/contract';
import type { Check } from './check.ts';

interface Session {
  id: string;
  starts_at: string;
  ends_at: string;
}

export const ownOverlaps: Check = {
  name: 'overlaps',
  promise: 'no alumnus has two living slots that overlap',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('slots')
      .select(['id', 'alumni_id as person', 'starts_at', 'ends_at'])
      .where('cancelled_at', 'is', null)
      .orderBy('alumni_id')
      .orderBy('starts_at')
      .orderBy('id')
      .stream();
    const clashOf = clashFinder();
    for await (const row of rows) {
      read();
      const other = clashOf(row.person, row);
      if (other) broken(`slots ${other.id} and ${row.id} of alumnus ${row.person} overlap`);
    }
  },
};

export const studentOverlaps: Check = {
  name: 'conflicts',
  promise: 'no student holds seats in two sessions that overlap',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('bookings')
      .innerJoin('slots', 'slots.id', 'bookings.slot_id')
      .select(['slots.id', 'bookings.student_id as person', 'slots.starts_at', 'slots.ends_at'])
      .where('bookings.status', 'in', seatStatuses)
      .orderBy('bookings.student_id')
      .orderBy('slots.starts_at')
      .orderBy('slots.id')
      .stream();
    const clashOf = clashFinder();
    for await (const row of rows) {
      read();
      const other = clashOf(row.person, row);
      // The same slot twice is another promise.
      if (other && other.id !== row.id)
        broken(`student ${row.person} holds seats in slots ${other.id} and ${row.id}, which overlap`);
    }
  },
};

/** For sessions that come by person and start: gives the one before that ends latest, where that is too late. */
function clashFinder(): (person: string, session: Session) => Session | null {
  let of: string | null = null;
  let latest: Session | null = null;
  return (person, session) => {
    if (person !== of || latest === null) {
      of = person;
      latest = session;
      return null;
    }
    const clash = latest.ends_at > session.starts_at ? latest : null;
    if (session.ends_at > latest.ends_at) latest = session;
    return clash;
  };
}
