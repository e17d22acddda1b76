/** Facts of one row, or of a slot and its bookings, that belong together. */
import { bookingStatuses, cancelReasons } from '@mentor-slots/contract';
import { type Check, clockDifference, isJson } from './check.ts';

export const versions: Check = {
  name: 'versions',
  promise: 'the version of every slot has risen with each booking, and its times rise too',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('slots')
      .leftJoin('bookings', 'bookings.slot_id', 'slots.id')
      .select((eb) => [
        'slots.id',
        'slots.version',
        'slots.created_at',
        'slots.updated_at',
        eb.fn.count<number>('bookings.id').as('booked'),
        eb.fn.max('bookings.place').as('place'),
      ])
      .groupBy(['slots.id', 'slots.version', 'slots.created_at', 'slots.updated_at'])
      .stream();
    for await (const { id, version, booked, place, created_at, updated_at } of rows) {
      read();
      const least = Math.max(1 + booked, place ?? 0);
      if (!Number.isSafeInteger(version) || version < least)
        broken(
          `slot ${id} has version ${version}; expected ${least} or more: so many its bookings have made`,
        );
      if (Date.parse(updated_at) < Date.parse(created_at) - clockDifference)
        broken(`slot ${id} was changed at ${updated_at}, before it was made at ${created_at}`);
    }
  },
};

const statusNames: ReadonlySet<string> = new Set(bookingStatuses);
const reasons: ReadonlySet<string | null> = new Set(cancelReasons);

export const statuses: Check = {
  name: 'statuses',
  promise:
    'every booking is cancelled with an instant and a reason or not at all, and those of a cancelled slot are',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('bookings')
      .innerJoin('slots', 'slots.id', 'bookings.slot_id')
      .selectAll('bookings')
      .select('slots.cancelled_at as slot_cancelled_at')
      .stream();
    for await (const row of rows) {
      read();
      const { id, status, cancelled_at, cancel_reason } = row;
      const cancelled = status === 'cancelled';
      if (!statusNames.has(status)) broken(`booking ${id} has the unknown status "${status}"`);
      else if (cancelled !== (cancelled_at !== null) || cancelled !== (cancel_reason !== null))
        broken(`booking ${id} is ${status}, cancelled at ${cancelled_at} for the reason ${cancel_reason}`);
      else if (cancelled && !reasons.has(cancel_reason))
        broken(`booking ${id} was cancelled for the unknown reason "${cancel_reason}"`);
      else if (!cancelled && row.slot_cancelled_at !== null)
        broken(`booking ${id} is ${status}, but its slot ${row.slot_id} was called off`);
      else if (cancel_reason === 'slot_cancelled' && row.slot_cancelled_at === null)
        broken(`booking ${id} was cancelled with its slot ${row.slot_id}, which was not called off`);
    }
  },
};

export const keptAnswers: Check = {
  name: 'answers',
  promise: 'every answer kept under an Idempotency-Key can be given again',
  async look({ kysely }, broken, read) {
    for await (const { caller_id, key, answer } of kysely
      .selectFrom('idempotency_keys')
      .selectAll()
      .stream()) {
      read();
      if (!isJson(answer)) broken(`the answer kept for ${caller_id} under the key "${key}" is no JSON`);
    }
  },
};
