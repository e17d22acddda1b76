/**
 * Judges a history by what is promised to people, whatever was killed meanwhile. Sessions of a history never overlap, and nobody's
 * seats are limited: whoever waits can take any seat that becomes free.
 */
import { lostAnswers } from './acknowledged.ts';
import type { History } from './history.ts';
import { contradictions, faultyStates } from './states.ts';
import { staleSubscribers } from './subscribers.ts';
import { queueJumps } from './turns.ts';

/** What was broken, a sentence each; none where all promises were kept. */
export function faultsOf(history: History): string[] {
  return [
    ...faultyAnswers(history),
    ...faultyStates(history),
    ...contradictions(history),
    ...lostAnswers(history),
    ...queueJumps(history),
    ...staleSubscribers(history),
  ];
}

/** Whoever cannot be served is told 503. */
function faultyAnswers({ calls }: History): string[] {
  return calls.flatMap(({ ask, answer }) =>
    answer !== null && answer.status >= 500 && answer.status !== 503
      ? [`fault: ${ask.do} of ${ask.slotId} was answered with ${answer.status}`]
      : [],
  );
}
