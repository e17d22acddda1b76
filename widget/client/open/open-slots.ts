/** What can be booked of everybody's, fetched with whoever shows it. */
import type { OpenSlotsQuery, SlotList } from '@mentor-slots/contract';
import { type Api, withQuery } from '../api.ts';
import { Failure } from '../failure.ts';

/**
 * `GET /api/slots/open`: one page of the sessions that can be booked, soonest first. Rejects with a Failure; once `givenUp`, with one
 * that nobody waits for.
 */
export async function readOpenSlots(
  { http }: Api,
  query: OpenSlotsQuery,
  givenUp?: AbortSignal,
): Promise<SlotList> {
  const { body } = await http<SlotList>(withQuery('/api/slots/open', query), givenUp && { signal: givenUp });
  if (!body) throw new Failure('internal_error', 'The answer could not be read.');
  return body;
}
