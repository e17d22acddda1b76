import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import { LRUCache } from 'lru-cache';
import type { Elapsed } from '../clock.ts';

/** A window of one key: when it began, and how much it has seen. */
interface Window {
  began: number;
  count: number;
}

/** Where the limiter counts, by time that never steps back: its own store goes by the machine's clock. */
export function windowStore(elapsed: Elapsed, keys: number): FastifyRateLimitStoreCtor {
  return class WindowStore implements FastifyRateLimitStore {
    // By size, since `max` would set room aside for all of them at once.
    readonly #windows = new LRUCache<string, Window>({ maxSize: keys, sizeCalculation: () => 1 });

    incr(
      key: string,
      told: (error: null, counted: { current: number; ttl: number }) => void,
      windowMs = 0,
    ): void {
      const now = elapsed();
      let window = this.#windows.get(key);
      if (window === undefined || now - window.began >= windowMs) {
        window = { began: now, count: 0 };
        this.#windows.set(key, window);
      }
      window.count += 1;
      told(null, { current: window.count, ttl: windowMs - (now - window.began) });
    }

    child(): WindowStore {
      return new WindowStore();
    }
  };
}
