import type { ServerFrame, SlotView } from '@mentor-slots/contract';
import type { Api } from './api.ts';
import type { Failure } from './failure.ts';
import type { Reading } from './reading.ts';
import type { World } from './world.ts';

/** What a collection stands on: its client, seen from inside. */
export interface Link {
  readonly api: Api;
  readonly world: World;
  /** The server's clock, ms. */
  now(): number;
  /** The person the token names, once known. */
  readonly person: string | null;
  /** Somebody is signed in, or may turn out to be. */
  readonly signedIn: boolean;
  /** Why there is no token of somebody who may be signed in. */
  readonly tokenFailure: Failure | null;
  /** Throws a Failure `wrong_role` where the service has said that the token does not give the role: asking would be in vain. */
  requireRole(role: 'student' | 'alumni' | 'admin'): void;
  /** The feed knows the person, and brings what is theirs. */
  readonly authenticated: boolean;
  /** A list that is read over HTTP by `read`. */
  reading(read: () => Promise<void>): Reading;
  /** Something changed; with `alumniId` only that alumnus's slots. */
  changed(alumniId?: string): void;
  /** A watch came or went. */
  rewatched(): void;
}

/**
 * One kind of list that a client keeps. It comes with the view that shows it: a client without such a view neither has
 * it nor fetches its code.
 */
export interface Collection {
  readonly watched: boolean;
  /** Whose slots the feed shall bring; called after watches have changed. */
  wanted?(): readonly string[];
  /** Takes what the feed brought, or what an answer said as the feed would. Returns whether anything changed. */
  receive(frame: ServerFrame): boolean;
  /** A slot met in an answer to a request. Returns whether anything changed. */
  meet?(slot: SlotView): boolean;
  /** The connection is gone: what is held was true until then (server time, ms), the person's own if they were authenticated. */
  lost?(at: number): unknown;
  /** Reads what belongs to the person: once they are known, and after every reconnect. */
  readPersonal?(): Promise<void>;
  /** What the feed is not keeping at present, and how to read each over HTTP. */
  stale(): readonly (readonly [key: string, read: () => Promise<void>])[];
  /** Another person, or nobody: somebody else's data is dropped. */
  reset?(): void;
}
