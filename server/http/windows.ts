import { LRUCache } from 'lru-cache';
import type { Elapsed } from '../clock.ts';

/** A window of one key: when it began, and how much it has seen. */
interface Window {
  began: number;
  count: number;
}

/** Counts one more of this key: how many it has been within its window, and in how many ms that is over. */
export type Count = (key: string) => { current: number; ttl: number };

/** Counts by windows of so many ms, of at most so many keys, by time that never steps back. */
export function countByWindows(elapsed: Elapsed, windowMs: number, keys: number): Count {
  // By size, since `max` would set room aside for all of them at once.
  const windows = new LRUCache<string, Window>({ maxSize: keys, sizeCalculation: () => 1 });
  return (key) => {
    const now = elapsed();
    let window = windows.get(key);
    if (window === undefined || now - window.began >= windowMs) {
      window = { began: now, count: 0 };
      windows.set(key, window);
    }
    window.count += 1;
    return { current: window.count, ttl: windowMs - (now - window.began) };
  };
}
