import { Problem } from '../problem.ts';

/**
 * A row names one that is not there: the person who asks was erased while they did. When they ask again they are a new
 * person.
 */
export function goneMeanwhile(): Problem {
  return new Problem(
    'unavailable',
    'Somebody whom this names was erased at this moment. Nothing was changed; ask again.',
    { retryAfter: 1 },
  );
}
