/** Working beside a service that has others to answer. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long is worked at a stretch, in ms. */
const stretch = 10;

/** Await what this returns between two steps: every so often others have their turn. */
export function takingRests(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < stretch) return;
    await nextTurn();
    since = performance.now();
  };
}
