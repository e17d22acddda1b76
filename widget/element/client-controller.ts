import type { ReactiveController, ReactiveControllerHost } from 'lit';
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

/** Joins an element to the page's shared client, and renders it whenever the client knows more. */
export class ClientController implements ReactiveController {
  #lease: Lease | null = null;
  #wish: Wish | null = null;
  #stops: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly ask: () => Wish,
    private readonly watch: (client: SlotClient) => readonly (() => void)[],
    private readonly changed: (client: SlotClient) => void,
  ) {
    host.addController(this);
  }

  /** The client, from the first update until the element leaves the page. */
  get client(): SlotClient | null {
    return this.#lease?.client ?? null;
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  /** Only now, not on connecting: properties that a framework sets after inserting the element are there by now. */
  hostUpdate(): void {
    const wish = this.ask();
    const before = this.#wish;
    this.#wish = wish;
    if (!this.#lease || before?.api !== wish.api) {
      this.#leave();
      this.#lease = sharedClients.lease(wish.api, wish.identity, () => this.#moved());
      this.#start();
    } else {
      this.#lease.identify(wish.identity);
      if (before?.key !== wish.key) this.#start();
    }
    if (wish.connect && !before?.connect) this.client?.connect();
  }

  hostDisconnected(): void {
    this.#leave();
    this.#wish = null;
  }

  #moved(): void {
    this.#start();
    this.host.requestUpdate();
  }

  /** The new watches begin before the old ones end, so that what both keep is never dropped. */
  #start(): void {
    const { client } = this;
    if (!client || this.#wish?.key == null) return;
    const old = this.#stops;
    this.#stops = [
      client.onChange(() => {
        this.changed(client);
        this.host.requestUpdate();
      }, this.#wish?.alumniId),
      ...this.watch(client),
    ];
    for (const stop of old) stop();
  }

  #leave(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#lease?.release();
    this.#lease = null;
  }
}
