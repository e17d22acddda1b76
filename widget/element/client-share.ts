import { type Lease, sharedClients } from '../client/shared-clients.ts';
import type { SlotClient } from '../client/slot-client.ts';
import type { Identity } from '../client/token-source.ts';

/** What an element asks of the service. */
export interface Wish {
  /** Address of the service, without a slash at its end. */
  api: string;
  identity: Identity;
  /** Will anything be shown that is the service's? The connection then opens while the view is being fetched. */
  connect: boolean;
  /** Changes whenever `watch` would watch something else; null before the view is here. */
  key: string | null;
  /** Whose slots alone it shows, if only one's. */
  alumniId: string | undefined;
}

/** An element's share of the page's client, which has it drawn whenever it knows more. */
export class ClientShare {
  #lease: Lease | null = null;
  #wish: Wish | null = null;
  #stops: (() => void)[] = [];

  constructor(
    private readonly ask: () => Wish,
    private readonly watch: (client: SlotClient) => readonly (() => void)[],
    private readonly changed: (client: SlotClient) => void,
    private readonly draw: () => void,
  ) {}

  /** The client, from the first update until the element leaves the page. */
  get client(): SlotClient | null {
    return this.#lease?.client ?? null;
  }

  /** Before each drawing; not on connecting, when a framework may yet have to set properties. */
  update(): void {
    const wish = this.ask();
    const before = this.#wish;
    this.#wish = wish;
    if (!this.#lease || before?.api !== wish.api) {
      this.#release();
      this.#lease = sharedClients.lease(wish.api, wish.identity, () => this.#moved());
      this.#start();
    } else {
      this.#lease.identify(wish.identity);
      if (before?.key !== wish.key) this.#start();
    }
    if (wish.connect && !before?.connect) this.client?.connect();
  }

  leave(): void {
    this.#release();
    this.#wish = null;
  }

  #moved(): void {
    this.#start();
    this.draw();
  }

  /** The new watches begin before the old ones end, so that what both keep is never dropped. */
  #start(): void {
    const { client } = this;
    if (!client || this.#wish?.key == null) return;
    const old = this.#stops;
    this.#stops = [
      client.onChange(() => {
        this.changed(client);
        this.draw();
      }, this.#wish?.alumniId),
      ...this.watch(client),
    ];
    for (const stop of old) stop();
  }

  #release(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#lease?.release();
    this.#lease = null;
  }
}
