import type { BookingRules } from '../../config.ts';
import type { Contents } from '../../db/snapshot.ts';

/** One promise that the database keeps, and how to see that it does. */
export interface Check {
  name: string;
  /** As a sentence that is true of a whole database. */
  promise: string;
  /** Calls `broken` with a sentence for each row that breaks it, `read` for each row that was looked at. */
  look(
    contents: Contents,
    broken: (sentence: string) => void,
    read: () => void,
    rules: BookingRules,
  ): Promise<void>;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
