/** Somebody whose text changes with the clock. */
export interface Ticking {
  /** The clock that counts, ms. */
  now(): number;
  /** How often its text can change now: 1,000 or 60,000 ms. */
  step(): number;
  tick(): void;
}

const listeners = new Map<Ticking, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** One timer for all countdowns of the page, aligned to the clock; rests while nobody listens or looks. */
function schedule(): void {
  clearTimeout(timer);
  if (!listeners.size || document.hidden) return;
  let wait = 60_000;
  for (const [one, due] of listeners) wait = Math.min(wait, due - one.now());
  timer = setTimeout(() => fire(false), Math.max(wait, 50));
}

function dueOf(one: Ticking): number {
  const step = one.step();
  return (Math.floor(one.now() / step) + 1) * step;
}

function fire(all: boolean): void {
  for (const [one, due] of [...listeners]) {
    if (!all && one.now() < due) continue;
    one.tick();
    listeners.set(one, dueOf(one));
  }
  schedule();
}

function seen(): void {
  if (document.hidden) clearTimeout(timer);
  else fire(true);
}

/** Returns what stops it. Call again after `step()` or the clock have changed. */
export function ticking(one: Ticking): () => void {
  if (!listeners.size) document.addEventListener('visibilitychange', seen);
  listeners.set(one, dueOf(one));
  schedule();
  return () => {
    listeners.delete(one);
    if (!listeners.size) {
      document.removeEventListener('visibilitychange', seen);
      clearTimeout(timer);
    }
  };
}
