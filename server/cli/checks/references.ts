/** What a row names is there. */
import { type Check, isJson } from './check.ts';

export const orphans: Check = {
  name: 'orphans',
  promise: 'whatever a slot or a booking refers to is there',
  async look({ kysely }, broken, read) {
    const slots = kysely
      .selectFrom('slots')
      .leftJoin('people', 'people.id', 'slots.alumni_id')
      .select(['slots.id', 'slots.alumni_id'])
      .where('people.id', 'is', null)
      .stream();
    for await (const { id, alumni_id } of slots) {
      read();
      broken(`slot ${id} is of alumnus ${alumni_id}, who is not among the people`);
    }
    const bookings = kysely
      .selectFrom('bookings')
      .leftJoin('people', 'people.id', 'bookings.student_id')
      .leftJoin('slots', 'slots.id', 'bookings.slot_id')
      .select(['bookings.id', 'student_id', 'slot_id', 'people.id as person', 'slots.id as slot'])
      .where((eb) => eb.or([eb('people.id', 'is', null), eb('slots.id', 'is', null)]))
      .stream();
    for await (const row of bookings) {
      read();
      if (row.person === null)
        broken(`booking ${row.id} is of student ${row.student_id}, who is not among the people`);
      if (row.slot === null) broken(`booking ${row.id} is of slot ${row.slot_id}, which is missing`);
    }
  },
};

export const moves: Check = {
  name: 'moves',
  promise: 'whoever gave a booking back for another has that other one',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('bookings as left')
      .leftJoin('bookings as taken', (join) =>
        join
          .onRef('taken.id', '=', 'left.moved_to')
          .onRef('taken.student_id', '=', 'left.student_id')
          .onRef('taken.slot_id', '<>', 'left.slot_id'),
      )
      .select(['left.id', 'left.status', 'left.moved_to', 'taken.id as taken'])
      .where('left.moved_to', 'is not', null)
      .stream();
    for await (const { id, status, moved_to, taken } of rows) {
      read();
      if (status !== 'cancelled') broken(`booking ${id} was given back for another and is ${status}`);
      if (taken === null)
        broken(`booking ${id} was given back for ${moved_to}, which its student has in no other session`);
    }
  },
};

export const audit: Check = {
  name: 'audit',
  promise: 'every slot and booking in the audit is there, or the audit says that it was deleted',
  async look({ kysely }, broken, read) {
    const deleted = kysely
      .selectFrom('audit')
      .select('slot_id')
      .distinct()
      .where('action', '=', 'slot_deleted')
      .as('deleted');
    const entries = kysely
      .selectFrom('audit')
      .leftJoin('slots', 'slots.id', 'audit.slot_id')
      .leftJoin('bookings', 'bookings.id', 'audit.booking_id')
      .leftJoin(deleted, 'deleted.slot_id', 'audit.slot_id')
      .select(['audit.id', 'audit.action', 'audit.details', 'audit.slot_id', 'audit.booking_id'])
      .select(['slots.id as slot', 'bookings.id as booking', 'deleted.slot_id as deleted'])
      .stream();
    for await (const entry of entries) {
      read();
      const which = `entry ${entry.id} (${entry.action})`;
      if (entry.slot_id !== null && entry.slot === null && entry.deleted === null)
        broken(`${which} is about slot ${entry.slot_id}, which is missing; nothing says that it was deleted`);
      if (entry.booking_id !== null && entry.booking === null)
        broken(`${which} is about booking ${entry.booking_id}, which is missing`);
      if (!isJson(entry.details)) broken(`the details of ${which} are no JSON`);
    }
  },
};
