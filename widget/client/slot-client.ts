/** What elements know of the service: requests go up, truth comes down. No Lit in this folder. */
import type { Booking, Slot, SlotView } from '@mentor-slots/contract';
import type { Failure } from './failure.ts';

/** Something that is read from the service and kept up to date by the feed. */
export type Loaded<T> =
  | { state: 'loading' }
  /** `at`: server time (ms) at which it was last known to be true; `live`: the feed is keeping it so now. */
  | { state: 'ready'; value: T; at: number; live: boolean }
  | { state: 'failed'; failure: Failure };

/** One portal person (or nobody) at one service. Shared by all elements on the page that ask for the same. */
export interface SlotClient {
  /** The server's clock, in milliseconds since 1970. */
  now(): number;
  /** The person the token names, once known. */
  readonly userId: string | null;
  /** Somebody is signed in, or a token is still being asked for. False once signing in has failed. */
  readonly signedIn: boolean;
  /** Signing in has failed for somebody whose token was good before, not for a visitor who never had one. */
  readonly ended: boolean;
  readonly connection: 'connecting' | 'live' | 'offline';
  /**
   * Called, at most once a microtask, after anything below has changed; with `alumniId` not after changes of others'
   * slots, so that a page of many elements draws only what changed. Returns what stops it.
   */
  onChange(listener: () => void, alumniId?: string): () => void;

  /** Keeps the upcoming and running slots of one alumnus. Reference-counted; returns the release. */
  watchSlots(alumniId: string): () => void;
  slots(alumniId: string): Loaded<readonly Slot[]>;

  /** Keeps the person's own bookings as a student, upcoming and running, cancelled ones included. */
  watchBookings(): () => void;
  bookings(): Loaded<readonly Booking[]>;

  /** Keeps the person's own slots with rosters: upcoming and running ones, and all within each watched range of dates. */
  watchOwnSlots(range?: { from: string; to: string }): () => void;
  ownSlots(): Loaded<readonly SlotView[]>;

  /** Asks again now, whatever failed or is old; a sign-in that failed is tried again too. */
  retry(): void;

  /* Requests. Each rejects with a Failure, and has already updated what is kept above when it resolves. */
  book(slotId: string, note?: string): Promise<Booking>;
  cancel(bookingId: string): Promise<Booking>;
  /**
   * An alumnus's request about their own slots; `path` is below `/api/slots`. The slots that it brings back are kept.
   * `key`: an Idempotency-Key, the same for every attempt at the same form.
   */
  manage<T extends object>(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<T>;
  /** `message`: what the student gets to read who is declined. */
  settle(
    slotId: string,
    bookingId: string,
    decision: 'confirm' | 'decline',
    message?: string,
  ): Promise<Booking>;
}
