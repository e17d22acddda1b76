/**
 * Does a step again and again, each time a pause (in ms) after the one before has ended. The step must not fail.
 * Returns what stops that; it resolves once nothing of it runs any more.
 */
export function repeat(pause: () => number, step: () => Promise<void>): () => Promise<void> {
  let stopped = false;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;

  function next(): void {
    timer = setTimeout(() => {
      running = step().finally(() => {
        if (!stopped) next();
      });
    }, pause());
    timer.unref();
  }

  next();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
