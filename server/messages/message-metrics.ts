/** Figures of what is sent, and of what waits. */
import { Counter, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { watchFigures } from '../metrics/figures.ts';
import { outboxFigures } from '../outbox/queries.ts';

/** Counts tries by `channel` and `outcome`. */
export type CountTries = (channel: string, outcome: string) => void;

/** What waits, and tries as they are made. */
export function watchMessages(registry: Registry, { read }: Database, clock: Clock): CountTries {
  const tries = new Counter({
    name: 'mentor_slots_message_tries_total',
    help: 'Tries to send a mail or webhook: sent, needless (nobody had to be told any more), failed, parked (given up)',
    labelNames: ['channel', 'outcome'],
    registers: [registry],
  });
  watchFigures(
    registry,
    {
      waiting: ['mentor_slots_messages_waiting', 'Mails and webhooks that are due and not sent'],
      oldest: ['mentor_slots_messages_oldest_seconds', 'Since when the oldest of them is due'],
      parked: ['mentor_slots_messages_parked', 'Mails and webhooks that were given up'],
    },
    () => outboxFigures(read, clock()),
  );
  return (channel, outcome) => tries.inc({ channel, outcome });
}
