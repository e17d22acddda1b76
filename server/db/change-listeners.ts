/** Those who hear of changes, the same for both engines. */
export interface Listeners<Told> {
  /** Returns what stops it. */
  add(listener: (told: Told) => void): () => void;
  tell(told: Told): void;
}

export function createListeners<Told>(): Listeners<Told> {
  const listeners = new Set<(told: Told) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(told) {
      for (const listener of listeners) {
        try {
          listener(told);
        } catch (error) {
          // A listener's bug is the process's to report; what is committed must be answered all the same.
          process.nextTick(() => {
            throw error;
          });
        }
      }
    },
  };
}
