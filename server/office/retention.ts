/**
 * Erasing who has been away for long (GDPR article 5: no longer than is needed): each night, where RETAIN says how long.
 *
 * Somebody is away if the last session that they gave or booked ended before that, and the newest token that named them is older
 * as well: whoever signs in stays, and so does whoever has a session ahead.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Actor, theService } from '../audit/record.ts';
import type { BookingsDeps } from '../bookings/book.ts';
import { instant } from '../clock.ts';
import type { Source, Tx } from '../db/database.ts';
import type { PeriodicWork } from '../leases/periodic.ts';
import { type Erasure, erasePerson } from '../people/erasure.ts';
import { seenAgainSeconds } from '../people/service.ts';
import { type NightDeps, nightly } from './night.ts';
import { type Away, type AwaySince, awayAmong, peopleAfter } from './retention-queries.ts';

export type { Away };

/** People who are looked at together: few, since each may have booked a thousand sessions. */
const portion = 20;

/** `now` and `retain` in ms. */
export function awaySince(now: number, retain: number): AwaySince {
  // Tokens that say nothing new are recorded to the day: nobody goes a day too early.
  return { at: instant(now - retain), seconds: Math.floor((now - retain) / 1000) - seenAgainSeconds };
}

/** Whoever has been away since then, one after the other. While it is read others have their turn. */
export async function* readAway(source: Source, since: AwaySince): AsyncGenerator<Away> {
  let last = '';
  for (;;) {
    const people = await peopleAfter(source, last, portion);
    await nextTurn();
    if (people.length === 0) return;
    last = people.at(-1)?.id ?? last;
    yield* await awayAmong(
      source,
      people.map(({ id }) => id),
      since,
    );
    await nextTurn();
  }
}

/** Erases somebody who was away, unless they came back meanwhile: null. */
export async function eraseAway(
  tx: Tx,
  deps: BookingsDeps,
  id: string,
  since: AwaySince,
  actor: Actor,
): Promise<Erasure | null> {
  return erasePerson(tx, deps, id, {
    actor,
    stillWanted: async () => (await awayAmong(tx, [id], since)).length > 0,
  });
}

export interface RetentionDeps extends BookingsDeps, NightDeps {
  /** How long people are kept, in ms. */
  retain: number;
}

/** Nightly, by one of the processes, each person in a unit of their own. */
export function retention(deps: RetentionDeps): Omit<PeriodicWork, 'failed'> {
  const { database, clock, retain } = deps;
  return nightly(deps, {
    name: 'erasing who has been away for long',
    async work(write) {
      const since = awaySince(clock(), retain);
      for await (const { id } of readAway(database.read, since)) {
        await write((tx) => eraseAway(tx, deps, id, since, theService));
        await nextTurn();
      }
    },
  });
}
