/** What elements know of the service: requests go up, truth comes down. No Lit in this folder. */
import type { Api } from './api.ts';
import type { Collection, Link } from './collection.ts';

/** One portal person (or nobody) at one service. Shared by all elements on the page that ask for the same. */
export interface SlotClient {
  /** The server's clock, in milliseconds since 1970. */
  now(): number;
  /** The person the token names, once known. */
  readonly userId: string | null;
  /** How many milliseconds before the others they may book; 0 until the service has said so. */
  readonly headStart: number;
  /** Does the service tell them by mail? False until it has said so. */
  readonly mail: boolean;
  /** Somebody is signed in, or a token is still being asked for. False once signing in has failed. */
  readonly signedIn: boolean;
  /** Signing in has failed for somebody whose token was good before, not for a visitor who never had one. */
  readonly ended: boolean;
  readonly connection: 'connecting' | 'live' | 'offline';
  /**
   * Called, at most once a microtask, after anything has changed; with `alumniId` not after changes of others' slots,
   * so that a page of many elements draws only what changed. Returns what stops it.
   */
  onChange(listener: () => void, alumniId?: string): () => void;

  /** Opens the connection ahead of what will be watched on it. */
  connect(): void;
  /** The client's one collection of a kind, made on first use: `client.use(publicSlots)`. */
  use<T extends Collection>(kind: (link: Link) => T): T;
  /** Asks again now, whatever failed or is old; a sign-in that failed is tried again too. */
  retry(): void;

  /** What can be asked of the service as the person: one function an endpoint. */
  readonly api: Api;
}
