/** What can be booked of everybody's, fetched with the view that shows it. */
import type { OpenSlotsQuery, SlotList } from '@mentor-slots/contract';
import { type Api, withQuery } from '../api.ts';
import { Failure } from '../failure.ts';

const patience = 20_000;

/**
 * `GET /api/slots/open`: one page of the sessions that can be booked, soonest first. Rejects with a Failure; once `givenUp`, with one
 * that nobody waits for.
 */
export async function readOpenSlots(
  { http }: Api,
  query: OpenSlotsQuery,
  givenUp?: AbortSignal,
): Promise<SlotList> {
  const late = AbortSignal.timeout(patience);
  const signal = givenUp ? AbortSignal.any([givenUp, late]) : late;
  const { body } = await http<SlotList>(withQuery('/api/slots/open', query), {
    by: async (address, headers) => {
      try {
        return await fetch(address, { headers, signal, credentials: 'omit', cache: 'no-store' });
      } catch (error) {
        if (signal.aborted) throw new Failure('timeout', 'The service did not answer in time.');
        throw error;
      }
    },
  });
  if (signal.aborted) throw new Failure('timeout', 'The service did not answer in time.');
  if (!body) throw new Failure('internal_error', 'The answer could not be read.');
  return body;
}
