import type { Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import { watchFigures } from '../metrics/figures.ts';
import { queueLengths } from './queue-queries.ts';

/** Figures of the waiting lists in the database. */
export function watchQueues(registry: Registry, { read }: Database): void {
  watchFigures(
    registry,
    {
      queues: ['mentor_slots_queues', 'Sessions that somebody waits for'],
      waiting: ['mentor_slots_waitlisted', 'People who wait for a seat, once for each session'],
      longest: ['mentor_slots_longest_queue', 'People who wait for the one session that most wait for'],
    },
    async () => {
      const [lengths] = await read.run(queueLengths, {});
      const { queues, waiting, longest } = lengths ?? { queues: 0, waiting: 0, longest: 0 };
      return { queues: Number(queues), waiting: Number(waiting), longest: Number(longest) };
    },
  );
}
