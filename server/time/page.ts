/** `?limit&cursor` of the lists. */
import { Problem } from '../problem.ts';

/** How many a page has at most. */
export function readLimit(
  text: string | undefined,
  { usual, largest }: { usual: number; largest: number },
): number {
  const limit = text === undefined ? usual : Number(text);
  if (limit > largest) {
    throw new Problem('invalid_request', `\`limit\` must be a whole number from 1 to ${largest}.`, {
      field: 'limit',
    });
  }
  return limit;
}

/** Why a cursor is refused that no page has given. */
export function foreignCursor(): Problem {
  return new Problem('invalid_request', '`cursor` must be the nextCursor of the answer before.', {
    field: 'cursor',
  });
}
