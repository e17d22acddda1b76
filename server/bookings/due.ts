/** What the clock makes due in waiting lists, done by one of the processes. */
import type { Clock } from '../clock.ts';
import type { BookingRules } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { PeriodicWork } from '../leases/periodic.ts';
import { endOffers, readOverdue, readQueuesDue, settleQueue } from './moving-up.ts';

interface DueDeps {
  database: Database;
  clock: Clock;
  rules: BookingRules;
  /** How often it is looked for, in ms. */
  dueMs?: number;
}

/** Ends offers that are over, closes queues and lets them move up, within some seconds. */
export function settleDue({ database, clock, rules, dueMs = 2_000 }: DueDeps): Omit<PeriodicWork, 'failed'> {
  const overdue = () => readOverdue(database.read, clock());
  const queues = () => readQueuesDue(database.read, rules, clock());
  return {
    database,
    clock,
    name: 'settling waiting lists',
    everyMs: dueMs,
    isDue: async () => (await overdue()).length > 0 || (await queues()).length > 0,
    // A unit for each session: what is done is done, and nobody waits for long.
    async work(write) {
      for (const slotId of new Set((await overdue()).map((offer) => offer.slot_id)))
        await write((tx) => endOffers(tx, rules, [slotId], clock()));
      for (const slotId of await queues()) await write((tx) => settleQueue(tx, rules, slotId, clock()));
    },
  };
}
