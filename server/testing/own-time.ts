/** Time as this process lives it: what a busy machine keeps from it does not count. */
import { onTestFinished } from 'vitest';

const tick = 10;

/** Returns a function that tells how many ms have passed since, in ticks that this process got. Ends with the test. */
export function startOwnTime(): () => number {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, tick);
  onTestFinished(() => clearInterval(timer));
  return () => ticks * tick;
}
