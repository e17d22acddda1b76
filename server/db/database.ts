/** What the service knows of its database. Which engine runs, only this folder knows. See server/README.md. */
import type { BookingFrame, SessionFrame, SlotFrame } from '@mentor-slots/contract';
import type { Kysely } from 'kysely';
import type { KeptQuery } from './kept-query.ts';
import type { SchemaChange } from './schema-upgrade.ts';
import type { Tables } from './tables.ts';

/** Something others hear of once it is committed: a ready frame and whom it is for. */
export type Change =
  | { to: 'subscribers'; alumniId: string; frame: SlotFrame }
  | { to: 'student'; personId: string; frame: BookingFrame | SessionFrame }
  /** In the form of the slot's owner, who must hold the role to hear it. */
  | { to: 'owner'; personId: string; frame: BookingFrame | SessionFrame }
  /** A person is gone: whatever a process remembers of this id is of nobody. */
  | { to: 'services'; erased: string };

/** What a query needs to run: given by `database.read`, or by a unit of work. */
export interface Queries {
  /** Kysely, for whatever is not on the hot path. */
  kysely: Kysely<Tables>;
  /** Runs a query that was compiled once and is kept prepared. */
  run<Params, Row>(query: KeptQuery<Params, Row>, params: Params): Promise<Row[]>;
}

/** What can be read of at leisure: the database, or a snapshot of it. */
export type Source = Pick<Queries, 'kysely'>;

/**
 * One unit of work. It awaits nothing but its own queries: no mail, no fetch, no timer, never `database.read`. Queries
 * run in the order in which they are asked; those that are asked without waiting for the one before (by `Promise.all`)
 * go to the engine together, and each sees what those before it did.
 */
export interface Tx extends Queries {
  /** Runs a query whose answer the work has no use for, and does not wait for it. The unit fails where it does. */
  submit<Params, Row>(query: KeptQuery<Params, Row>, params: Params): void;
  /**
   * Holds these rows still until the unit ends, so that what was read of the set they own stays true.
   * The ids are locked in one order everywhere, so that two units cannot wait for each other.
   */
  lock(table: 'people' | 'slots', ids: readonly string[]): Promise<void>;
  /** Tells others, after the commit and only then. */
  emit(change: Change): void;
  /** Counts something that happened, once it is committed: for figures, by a word that says nothing of anybody. */
  count(what: string): void;
}

/** A commit: how many units it made durable, how long it took, how many changes others heard of, and what was counted in them. */
export interface Commit {
  units: number;
  seconds: number;
  changes: number;
  counted: readonly string[];
}

/** Bytes; not a number where that is not known. */
export interface Room {
  database: number;
  /** Of the write-ahead log. */
  log: number;
  /** What is left where the database lies. */
  free: number;
}

/** How a pool of connections is used now. */
export interface PoolUse {
  used: number;
  /** How many there may be. */
  most: number;
  /** How many are waited for. */
  waiting: number;
}

/** How the database fares, for those who watch the service. */
export interface Vitals {
  /** Units of work that wait for their turn now. */
  waiting(): number;
  /** Whether changes of other processes are heard now. */
  hearing(): boolean;
  room(): Promise<Room>;
  /** By what they are for; none where the engine needs none. */
  pools(): Readonly<Record<string, PoolUse>>;
  /** Hears that the way to the database was lost, and what was said of it; `onGap` tells that it is back. Returns what stops it. */
  onLost(listener: (why: Error) => void): () => void;
  /** Was the last that had to be written refused, because the disk takes no more? */
  isFull(): boolean;
  /** Hears that the disk takes no more. Returns what stops it. */
  onFull(listener: (why: Error) => void): () => void;
  /** Hears that it does again: something was written. Returns what stops it. */
  onRoom(listener: () => void): () => void;
  /** Hears of each commit of this process. Returns what stops it. */
  onCommit(listener: (commit: Commit) => void): () => void;
}

export interface Database {
  /** For reading what is committed. Never inside a unit of work. */
  read: Queries;
  vitals: Vitals;
  /** Is every `write` refused? Then nothing is done by itself, either. */
  isReadOnly: boolean;
  /** What opening it did to its tables. */
  schema: SchemaChange;
  /**
   * Runs a unit of work: all of it or nothing. Resolves after the commit is durable, and after this process's own
   * listeners were told of it where they can be. Works may run side by side: each query sees what was committed
   * before it, and only a lock or the query's own condition keeps that true until the end. A query that fails inside
   * ends the unit: never swallow its error. A work may be run again from its beginning (nothing of the first time is
   * kept), so it changes nothing but `tx`.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Hears every committed change, of whichever process that shares the database, in the order of the commits.
   * Returns what stops it. A listener must not throw.
   */
  onChange(listener: (change: Change) => void): () => void;
  /** Hears that changes may have been missed, for good: whoever follows them reads anew. Returns what stops it. */
  onGap(listener: () => void): () => void;
  /**
   * For whoever keeps what was read until a change of it is told. True once `onChange` and `onGap` have told of all that any
   * process committed, and was answered for, before this call; false while that cannot be known: then only reading
   * says what is.
   */
  caughtUp(): boolean | Promise<boolean>;
  /** Lets what was accepted finish, then closes. */
  close(): Promise<void>;
}
