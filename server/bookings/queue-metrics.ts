import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import { queueLengths } from './queue-queries.ts';

/**
 * Figures of the waiting lists in the database, read when they are asked for: the same at every node. Not a number while
 * the database cannot be read.
 */
export function watchQueues(registry: Registry, { read }: Database): void {
  const names = {
    queues: ['mentor_slots_queues', 'Sessions that somebody waits for'],
    waiting: ['mentor_slots_waitlisted', 'People who wait for a seat, once for each session'],
    longest: ['mentor_slots_longest_queue', 'People who wait for the one session that most wait for'],
  } as const;
  for (const [column, [name, help]] of Object.entries(names)) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const rows = await read.run(queueLengths, {}).catch(() => null);
        this.set(rows === null ? Number.NaN : Number(rows[0]?.[column as keyof typeof names] ?? 0));
      },
    });
  }
}
