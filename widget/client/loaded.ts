import type { Failure } from './failure.ts';

/** Something that is read from the service and kept up to date by the feed. */
export type Loaded<T> =
  | { state: 'loading' }
  /** `at`: server time (ms) at which it was last known to be true; `live`: the feed is keeping it so now. */
  | { state: 'ready'; value: T; at: number; live: boolean }
  | { state: 'failed'; failure: Failure };
