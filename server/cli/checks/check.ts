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

/** How far the clocks of nodes may differ, in ms: each writes by its own. */
export const clockDifference = 5 * 60_000;

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * When something was last done in this database, in ms: what must have been done since then, was due before. Of a backup
 * that is when it was made, however old it is.
 */
export async function lastDone({ kysely }: Contents): Promise<number> {
  const row = await kysely
    .selectFrom('audit')
    .select((eb) => eb.fn.max('at').as('at'))
    .executeTakeFirst();
  return row?.at ? Date.parse(row.at) : 0;
}
