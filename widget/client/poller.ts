import type { World } from './world.ts';

/** How old a list read over HTTP may grow while somebody looks. */
const interval = 20_000;
/** More lists than this are read at a gentle pace. */
const few = 20;

export interface Poller {
  /** Starts, or looks again at once. */
  start(delay?: number): void;
  stop(): void;
}

/** Reads lists one after another, the longest unread first, while the feed cannot bring them. */
export function createPoller(world: World, due: () => ReadonlyMap<string, () => Promise<void>>): Poller {
  let stopTimer: (() => void) | null = null;
  let reading = false;
  const readAt = new Map<string, number>();

  function next(ms: number): void {
    stopTimer?.();
    stopTimer = world.after(ms, () => void step());
  }

  function stop(): void {
    stopTimer?.();
    stopTimer = null;
  }

  async function step(): Promise<void> {
    if (reading) return;
    const lists = due();
    for (const key of readAt.keys()) if (!lists.has(key)) readAt.delete(key);
    let oldest: string | null = null;
    for (const key of lists.keys()) {
      if (oldest === null || (readAt.get(key) ?? 0) < (readAt.get(oldest) ?? 0)) oldest = key;
    }
    // It rests until it is started again.
    if (oldest === null) return stop();
    // Of a clock that was set back, too, no wait is longer.
    const wait = Math.min(interval, (readAt.get(oldest) ?? -interval) + interval - world.now());
    if (wait > 0 || !world.visible()) {
      next(Math.max(1_000, wait));
      return;
    }
    readAt.set(oldest, world.now());
    reading = true;
    await lists.get(oldest)?.();
    reading = false;
    if (stopTimer) next(lists.size > few ? 1_000 : 50);
  }

  return {
    start(delay = 0) {
      if (!delay) readAt.clear();
      if (!stopTimer || !delay) next(delay);
    },
    stop,
  };
}
