import type { FastifyInstance } from 'fastify';
import type { Database } from '../../server/db/database.ts';
import { type People, peopleOf } from './people.ts';
import { seedingOf } from './seeding.ts';
import type { Service, State } from './state.ts';

/** One look at a state: people and sessions of its own, and how the service answers it. */
export interface Visit {
  /** Path below which the service answers this visit. */
  base: string;
  state: State;
  people: People;
  service: Service;
  /** Others do what the state says that they do meanwhile. */
  meanwhile(): Promise<void>;
}

export interface Visits {
  begin(state: State): Promise<Visit>;
  find(id: string): Visit | undefined;
}

/** Fills `service`, whose `clock` moves meanwhile; pages talk to another service on the same database. */
export function createVisits(service: FastifyInstance, database: Database, clock: { now: number }): Visits {
  const visits = new Map<string, Visit>();
  let count = 0;
  let queue: Promise<unknown> = Promise.resolve();
  /** One after another, for they share a clock. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  }

  return {
    async begin(state) {
      const id = String(++count);
      const people = peopleOf(state, id);
      const seeding = seedingOf(service, database, clock, people);
      const visit: Visit = {
        base: `/visit/${id}`,
        state,
        people,
        service: state.service ?? 'well',
        meanwhile: () => inTurn(async () => state.meanwhile?.(seeding)),
      };
      visits.set(id, visit);
      await inTurn(async () => state.seed?.(seeding));
      return visit;
    },
    find: (id) => visits.get(id),
  };
}
