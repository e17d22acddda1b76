import type { Slot } from '@mentor-slots/contract';
import { bySoonest } from '../../calendar/dates.ts';
import { type Failure, failureOf, needsSignIn } from '../../client/failure.ts';
import { readOpenSlots } from '../../client/open/open-slots.ts';
import type { SlotClient } from '../../client/slot-client.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import { type Found, findSessions, type Look, type Next, pageSize } from './finding.ts';
import type { Wanted } from './wanted.ts';

/** Where nothing is found: the soonest session that would be, with fewer filters. */
export interface Lead {
  slot: Slot;
  wanted: Wanted;
}

/** The sessions that were found, as they were read, and how reading stands. Of two askings the later one alone is answered. */
export class OpenSessions {
  /** Null before the first answer. Soonest first. */
  rows: readonly Slot[] | null = null;
  /** What was asked for and could not be read; null where there is something to show. */
  failure: Failure | null = null;
  /** More were asked for and could not be read. */
  moreFailure: Failure | null = null;
  lead: Lead | null = null;
  /** What is being read: other sessions, or more of these. */
  reading: 'others' | 'more' | null = null;
  /** By this machine's clock, ms: when rows were asked for last, whatever the answer was, and when those that are held were. */
  askedAt = 0;
  readAt = 0;
  /** The sessions that came with the last "More". */
  added: readonly Slot[] = [];
  #next: Next | null = null;
  #giveUp = new AbortController();

  constructor(private readonly viewing: Viewing<SlotsName>) {}

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Another service is asked from now on. */
  forget(): void {
    this.rows = this.lead = this.#next = null;
  }

  /** Other sessions are wanted. */
  find(client: SlotClient, wanted: Wanted): Promise<void> {
    return this.#read('others', client, async (look) => {
      const found = await findSessions(wanted, look);
      this.lead = found.slots.length || found.next ? null : await soonest(wanted, look);
      this.#take(client, found, found.slots);
    });
  }

  /** The same ones once more, quietly: new ones come in between, and none goes, for somebody may be looking at it. */
  async again(client: SlotClient, wanted: Wanted): Promise<void> {
    if (this.reading) return;
    if (!this.rows) return this.find(client, wanted);
    const before = this.rows;
    await this.#read(null, client, async (look) => {
      const found = await findSessions(wanted, look, Math.max(pageSize, before.length));
      if (!before.length && found.slots.length) this.lead = null;
      this.#take(client, found, joined(before, found.slots));
    });
  }

  /** Those that follow. Resolves to the first of them. */
  async more(client: SlotClient, wanted: Wanted): Promise<Slot | undefined> {
    const [next, before] = [this.#next, this.rows];
    if (!next || !before || this.reading) return undefined;
    await this.#read('more', client, async (look) => {
      const found = await findSessions(wanted, look, pageSize, next);
      this.added = found.slots.filter(({ id }) => before.every((one) => one.id !== id));
      this.#take(client, found, joined(before, found.slots));
    });
    return this.moreFailure ? undefined : this.added[0];
  }

  #take(client: SlotClient, { next, slots }: Found, rows: readonly Slot[]): void {
    this.rows = rows;
    this.#next = next;
    this.readAt = this.askedAt;
    // Who is watched already is known as well as it was read.
    client.api.store.meet(slots);
  }

  /** `how` is null for what nobody asked for, whose failure is told by the connection's alone. */
  async #read(
    how: 'others' | 'more' | null,
    client: SlotClient,
    work: (look: Look) => Promise<void>,
  ): Promise<void> {
    this.#giveUp.abort();
    this.#giveUp = new AbortController();
    const { signal } = this.#giveUp;
    const look: Look = {
      viewer: this.viewing.viewer,
      now: client.now(),
      async ask(query) {
        const page = await readOpenSlots(client.api, query, signal);
        // Nothing is taken of what nobody waits for any more.
        signal.throwIfAborted();
        return page;
      },
    };
    this.reading = how;
    this.askedAt = Date.now();
    // What could not be read waits again.
    if (how === 'others') this.failure = null;
    if (how) {
      this.added = [];
      this.moreFailure = null;
    }
    try {
      await work(look);
      this.failure = null;
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureOf(error);
      if (how === 'more') this.moreFailure = failure;
      else if (how || needsSignIn(failure)) this.#fail(failure);
    }
    this.reading = null;
    this.viewing.changed();
  }

  #fail(failure: Failure): void {
    this.forget();
    this.failure = failure;
  }
}

function joined(some: readonly Slot[], others: readonly Slot[]): readonly Slot[] {
  const all = new Map([...some, ...others].map((slot) => [slot.id, slot]));
  return [...all.values()].sort(bySoonest);
}

/** With fewer filters: without the end first, then in the day as well. */
async function soonest(wanted: Wanted, look: Look): Promise<Lead | null> {
  const fewer: Wanted[] = [
    ...(wanted.times ? [{ ...wanted, times: null }] : []),
    ...(wanted.evenings ? [{ ...wanted, times: null, evenings: false }] : []),
  ];
  for (const one of fewer) {
    const { slots } = await findSessions(one, look, 1);
    if (slots[0]) return { slot: slots[0], wanted: one };
  }
  return null;
}
