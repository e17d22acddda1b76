/** What a row names is there. */
import type { Check } from './check.ts';

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
