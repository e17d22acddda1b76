import type { Poller } from './poller.ts';
import type { World } from './world.ts';

/** How long to wait before the poller's file is fetched again. */
const patience = 4_000;

/** A poller whose code is fetched when there is first something to read over HTTP. */
export function createLazyPoller(world: World, due: () => ReadonlyMap<string, () => Promise<void>>): Poller {
  let poller: Poller | null = null;
  let stopped = false;
  let stopWaiting = () => {};

  async function begin(): Promise<void> {
    if (stopped || !due().size) return;
    try {
      const { createPoller } = await import('./poller.ts');
      if (stopped) return;
      poller ??= createPoller(world, due);
      poller.start();
    } catch {
      // Without the network it does not come, and there would be nothing to read either.
      start(patience);
    }
  }

  function start(delay = 0): void {
    stopWaiting();
    if (poller) poller.start(delay);
    else stopWaiting = world.after(delay, () => void begin());
  }

  return {
    start,
    stop() {
      stopped = true;
      stopWaiting();
      poller?.stop();
    },
  };
}
