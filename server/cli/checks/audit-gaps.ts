/** What the audit ought to tell of and does not. */
import type { Check } from './check.ts';

export const auditGaps: Check = {
  name: 'audit gaps',
  promise: 'since it begins, the audit tells of each slot and booking that was made and of each that ended',
  async look({ kysely }, broken, read) {
    const first = await kysely
      .selectFrom('audit')
      .select((eb) => eb.fn.min('at').as('at'))
      .executeTakeFirst();
    // Of what was before, an older release has told nothing, or nobody keeps it any longer.
    const begins = first?.at ? Date.parse(first.at) : Number.POSITIVE_INFINITY;
    const isToldOf = (at: string | null) => at !== null && Date.parse(at) >= begins;

    const slotEntries = kysely
      .selectFrom('audit')
      .select('slot_id')
      .select((eb) => [
        eb.fn.countAll<number>().filterWhere('action', '=', 'slot_created').as('made'),
        eb.fn.countAll<number>().filterWhere('action', '=', 'slot_cancelled').as('ended'),
      ])
      .where('slot_id', 'is not', null)
      .groupBy('slot_id')
      .as('told');
    const slots = kysely
      .selectFrom('slots')
      .leftJoin(slotEntries, 'told.slot_id', 'slots.id')
      .select(['slots.id', 'slots.created_at', 'slots.cancelled_at', 'told.made', 'told.ended'])
      .stream();
    for await (const { id, created_at, cancelled_at, made, ended } of slots) {
      read();
      if (isToldOf(created_at) && !made)
        broken(`slot ${id} was made at ${created_at}, and no entry of the audit tells of it`);
      if (isToldOf(cancelled_at) && !ended)
        broken(`slot ${id} was called off at ${cancelled_at}, and no entry of the audit tells of it`);
    }

    const bookingEntries = kysely
      .selectFrom('audit')
      .select('booking_id')
      .select((eb) => [
        eb.fn.countAll<number>().as('entries'),
        // What is told of a booking begins with the status that it has then.
        eb.fn.countAll<number>().filterWhere('details', 'like', '{"status":"cancelled"%').as('ended'),
      ])
      .where('booking_id', 'is not', null)
      .groupBy('booking_id')
      .as('told');
    const bookings = kysely
      .selectFrom('bookings')
      .leftJoin(bookingEntries, 'told.booking_id', 'bookings.id')
      .select(['bookings.id', 'booked_at', 'cancelled_at', 'moved_to', 'told.entries', 'told.ended'])
      .stream();
    for await (const { id, booked_at, cancelled_at, moved_to, entries, ended } of bookings) {
      read();
      if (isToldOf(booked_at) && !entries)
        broken(`booking ${id} was made at ${booked_at}, and no entry of the audit tells of it`);
      // A move is told of by the entry of the booking for which this one was given back.
      else if (isToldOf(cancelled_at) && moved_to === null && !ended)
        broken(`booking ${id} ended at ${cancelled_at}, and no entry of the audit tells of it`);
    }
  },
};
