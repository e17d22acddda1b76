/** Sends what the outbox holds, for as long as the service runs. */
import fp from 'fastify-plugin';
import type { Clock, Elapsed } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { MessageRow } from '../db/tables.ts';
import { periodically } from '../leases/periodically.ts';
import type { CountTries } from './message-metrics.ts';
import type { Outcome } from './outcome.ts';
import { sendMessages } from './worker.ts';

/** Sends one message of a channel; null: nobody has to be told any more. */
export type Send = (message: MessageRow) => Promise<Outcome | null>;

interface MessagesDeps {
  database: Database;
  clock: Clock;
  elapsed: Elapsed;
  channel: MessageRow['channel'];
  send: Send;
  tried: CountTries;
  /** Ends what is being sent, within seconds. */
  close(): Promise<void>;
  /** How often is looked what is due, in ms. */
  everyMs: number;
}

const day = 24 * 3_600_000;
/** How long a message is tried, in ms, and how many at a time. */
const channels = {
  mail: { giveUpMs: day, atOnce: 2 },
  webhook: { giveUpMs: 3 * day, atOnce: 5 },
} as const;
export const outgoing = fp<MessagesDeps>(async (app, { close, tried, ...deps }) => {
  // Before the work is waited for: a server that says nothing holds nobody up.
  app.addHook('preClose', close);
  await app.register(
    periodically,
    sendMessages({
      ...deps,
      ...channels[deps.channel],
      ended({ id, kind, channel }, ending) {
        tried(channel, ending.outcome ?? 'failed');
        if (ending.outcome !== 'parked') return;
        const facts = { messageId: id, kind, reason: ending.error };
        app.log.warn(
          facts,
          `A ${channel === 'mail' ? 'mail' : 'webhook'} is given up: "mentor-slots outbox" lists it`,
        );
      },
    }),
  );
});
