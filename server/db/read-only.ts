import { Problem } from '../problem.ts';
import type { Database } from './database.ts';

/** The same database, in which nothing can be changed: each write is refused as `maintenance`. `asked`: the operator's words, or true. */
export function readOnly(database: Database, asked: string | true): Database {
  const words = asked === true ? null : asked;
  const why =
    words ?? 'Nothing can be changed at the moment: the service is being worked on. Try again later.';
  return {
    ...database,
    isReadOnly: true,
    async write() {
      throw new Problem('maintenance', why, { words, retryAfter: 60 });
    },
  };
}
