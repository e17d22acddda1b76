/** Sees who calls, and records them where anything about them is new. */
import fp from 'fastify-plugin';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../caller.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { logged } from '../problem.ts';
import { recordPerson, seenAgainSeconds } from './service.ts';

/** Records a caller. Null, and costs nothing, where nothing about them is new. */
export type SeePerson = (caller: Caller) => Promise<void> | null;

/** Remembers whom this process has recorded. */
export function recordPeople({ database, clock }: { database: Database; clock: Clock }): SeePerson {
  const known = new LRUCache<string, { told: string; issuedAt: number; recorded: number }>({
    // By size, since `max` would set room aside for all of them at once.
    maxSize: 50_000,
    sizeCalculation: () => 1,
  });
  if (database.isReadOnly) return () => null;
  // Whoever was erased is a new person when they come again.
  database.onChange((change) => {
    if (change.to === 'services') known.delete(change.erased);
  });
  database.onGap(() => known.clear());
  return (caller) => {
    // A token that does not say when it was issued counts as issued now.
    const issuedAt = caller.issuedAt || Math.floor(clock() / 1000);
    const before = known.get(caller.id);
    if (before !== undefined && before.issuedAt > issuedAt) return null;
    const told = JSON.stringify([
      caller.name,
      caller.email,
      caller.language,
      caller.timeZone,
      caller.cohorts,
    ]);
    if (before?.told === told && issuedAt - before.recorded < seenAgainSeconds) {
      // So that a token issued between the two cannot bring an older name back.
      before.issuedAt = issuedAt;
      return null;
    }
    return database
      .write((tx) => recordPerson(tx, caller, issuedAt, clock()))
      .then((recorded) => void known.set(caller.id, { told, issuedAt, recorded }));
  };
}

/**
 * Records who calls, before what they ask for is done. Reading must not depend on being able to write,
 * so a GET does not wait for it.
 */
export const sightings = fp<{ see: SeePerson }>(async (app, { see }) => {
  app.addHook('preHandler', (request, _reply, done) => {
    const seen = request.caller === null ? null : see(request.caller);
    if (seen === null) return done();
    if (request.method !== 'GET' && request.method !== 'HEAD') return void seen.then(() => done(), done);
    seen.catch((error: unknown) => request.log.warn(logged(error), 'The caller could not be recorded'));
    done();
  });
});
