/** First come, first served: whoever was answered before another one asked is before them. */
import { type Call, type History, isDone } from './history.ts';

/** Places that were given in another order than people came. Who jumps the queue thereafter is seen in states.ts. */
export function queueJumps({ calls, kept }: History): string[] {
  return kept.flatMap(({ id: slotId, bookings }) => {
    const placeOf = new Map(bookings.map(({ id, place }) => [id, place]));
    const joined = firstAnswers(calls.filter((call) => call.ask.slotId === slotId && joins(call)));
    return joined.flatMap((first) =>
      joined.flatMap((second) => {
        if (first.ended >= second.began || !second.isNew) return [];
        const [before, after] = [placeOf.get(first.bookingId), placeOf.get(second.bookingId)];
        return before === undefined || after === undefined || before < after
          ? []
          : [`overtaken: ${second.bookingId} came after ${first.bookingId} to slot ${slotId}`];
      }),
    );
  });
}

function joins(call: Call): boolean {
  return (call.ask.do === 'wait' || call.ask.do === 'book') && isDone(call);
}

/** When each booking was first known to be there. One that is told again (200) may have begun with a call that had no answer. */
function firstAnswers(calls: readonly Call[]) {
  const first = new Map<string, { bookingId: string; began: number; ended: number; isNew: boolean }>();
  for (const { began, ended, answer } of [...calls].sort((a, b) => a.ended - b.ended)) {
    const bookingId = answer?.booking?.id;
    if (bookingId === undefined || first.has(bookingId)) continue;
    first.set(bookingId, { bookingId, began, ended, isNew: answer?.status === 201 });
  }
  return [...first.values()];
}
