/** When an alumnus is busy by the calendars that they keep elsewhere. No part of what is drawn first: fetched once a calendar stands. */
import type { Busy, BusyTime } from '@mentor-slots/contract';
import { withQuery } from '../api.ts';
import type { SlotClient } from '../slot-client.ts';

/** How old they may grow while somebody looks: as often as the service reads those calendars. */
const interval = 15 * 60_000;
const afterFailure = 60_000;

/**
 * Reads them for the days that are wanted: when these change, every fifteen minutes, and when the page is seen again. A failure
 * leaves what is known.
 */
export class BusyTimes {
  /** Soonest first. */
  times: readonly BusyTime[] = [];
  /** Whose they are, and of which days. */
  #wanted = '';
  #person: string | null = null;
  #query: Record<string, string> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watching: AbortController | null = null;

  constructor(
    /** Null while the element is on no page: then nothing is asked. */
    private readonly findClient: () => SlotClient | null,
    private readonly changed: () => void,
  ) {}

  /** To be called with each drawing. `from` and `to`: days, as `YYYY-MM-DD`; `alumniId`: whose, for the programme office. */
  want(from: string, to: string, alumniId?: string): void {
    const userId = this.findClient()?.userId ?? null;
    const person = userId && `${userId} ${alumniId ?? ''}`;
    const wanted = `${person} ${from} ${to}`;
    if (!userId || wanted === this.#wanted) return;
    // Another person's are dropped before anything else happens.
    if (person !== this.#person) this.times = [];
    this.#person = person;
    this.#wanted = wanted;
    this.#query = { ...(alumniId && { alumniId }), from, to };
    void this.read();
  }

  /** Reads them now. */
  async read(): Promise<void> {
    const client = this.findClient();
    if (!client || !this.#wanted) return this.#rest();
    this.#watch();
    const wanted = this.#wanted;
    this.#wait(interval);
    try {
      const { busy } = await client.api.send<Busy>('GET', withQuery('/api/busy', this.#query));
      // Other days, or another person's, may be wanted by now.
      if (wanted !== this.#wanted) return;
      this.times = busy;
      this.changed();
    } catch {
      // Whoever is busy elsewhere is told so when it can be read again.
      if (wanted === this.#wanted) this.#wait(afterFailure);
    }
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => document.hidden || void this.read(), ms);
  }

  #watch(): void {
    if (this.#watching) return;
    this.#watching = new AbortController();
    const seen = () => document.hidden || void this.read();
    document.addEventListener('visibilitychange', seen, { signal: this.#watching.signal });
  }

  /** Until it is wanted again. */
  #rest(): void {
    this.#watching?.abort();
    this.#watching = null;
    this.#wanted = '';
    clearTimeout(this.#timer);
  }
}
