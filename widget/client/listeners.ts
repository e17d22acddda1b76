type Listener = () => void;

/** Who is told that something changed: at most once a microtask, and of one alumnus's slots alone where they asked so. */
export interface Listeners {
  /** Returns what removes it. */
  add(listener: Listener, alumniId?: string): () => void;
  /** Something changed; with `alumniId` only that alumnus's slots. */
  tell(alumniId?: string): void;
  clear(): void;
}

export function createListeners(): Listeners {
  const listeners = new Map<Listener, string | undefined>();
  /** Whose slots changed since listeners were last told; everything where it is not about slots. */
  let changedIds = new Set<string>();
  let changedAll = false;
  let telling = false;

  function tellNow(): void {
    const [all, ids] = [changedAll, changedIds];
    telling = changedAll = false;
    changedIds = new Set();
    for (const [listener, id] of [...listeners]) if (all || id === undefined || ids.has(id)) listener();
  }

  return {
    add(listener, alumniId) {
      listeners.set(listener, alumniId);
      return () => listeners.delete(listener);
    },
    tell(alumniId) {
      if (alumniId === undefined) changedAll = true;
      else changedIds.add(alumniId);
      if (telling) return;
      telling = true;
      queueMicrotask(tellNow);
    },
    clear: () => listeners.clear(),
  };
}
