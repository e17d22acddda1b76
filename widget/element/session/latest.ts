import type { Api } from '../../client/api.ts';
import { type Failure, failureOf } from '../../client/failure.ts';
import type { Viewing } from '../viewing.ts';

/** Something of the service as it was read last. Of several readings the newest counts. */
export class Latest<T> {
  /** Null until it was read. */
  value: T | null = null;
  /** Why it could not be read last; null where it could. */
  failure: Failure | null = null;
  /** Readings that have begun: an answer that was overtaken counts no more. */
  #reads = 0;

  constructor(
    protected readonly viewing: Viewing,
    private readonly ask: (api: Api) => Promise<T>,
  ) {}

  /** Reads it anew; never rejects. */
  async read(): Promise<void> {
    const { client } = this.viewing;
    if (!client) return;
    const mine = ++this.#reads;
    try {
      const value = await this.ask(client.api);
      if (mine === this.#reads) this.take(value);
    } catch (error) {
      if (mine === this.#reads) this.failure = failureOf(error);
    }
    this.viewing.changed();
  }

  /** Takes what an answer said it is now. */
  take(value: T): void {
    this.#reads++;
    this.failure = null;
    this.value = value;
  }
}
