import { isTimeZone } from '../calendar/zone-names.ts';

/** What a viewer chose for all elements of the page and its other tabs, kept on reload. */
export interface Choice {
  /** Null: nothing was chosen. */
  get(): string | null;
  /** Null goes back to the default. */
  set(value: string | null): void;
}

const listeners = new Set<() => void>();
const values = new Map<string, string | null>();

function keyed(name: string): string {
  return `mentor-slots:${name}`;
}

function kept(name: string): string | null {
  try {
    return localStorage.getItem(keyed(name));
  } catch {
    // Storage may be forbidden (a sandboxed frame): the choice then lasts as long as the page.
    return null;
  }
}

/** A value that is not `valid` (any more) counts as none. */
export function choice(name: string, valid: (value: string) => boolean): Choice {
  return {
    get() {
      if (!values.has(name)) values.set(name, kept(name));
      const value = values.get(name);
      return value && valid(value) ? value : null;
    },
    set(value) {
      values.set(name, value);
      try {
        if (value) localStorage.setItem(keyed(name), value);
        else localStorage.removeItem(keyed(name));
      } catch {
        // As above.
      }
      for (const listener of listeners) listener();
    },
  };
}

/** In which zone times are told (IANA). */
export const chosenZone = choice('time-zone', isTimeZone);

/** Hours to 12 or to 24: `h12` or `h23`. */
export const chosenHourCycle = choice('hour-cycle', (value) => /^h(12|23)$/.test(value));

/** Another tab has chosen; without a key it has cleared everything. */
function follow({ key }: StorageEvent): void {
  if (key !== null && !key.startsWith(keyed(''))) return;
  values.clear();
  for (const listener of listeners) listener();
}

/** Returns what stops it. */
export function onChosen(listener: () => void): () => void {
  if (!listeners.size) {
    // What was chosen while nobody listened counts too; without storage the page's own choice stays.
    for (const [name, value] of values) values.set(name, kept(name) ?? value);
    addEventListener('storage', follow);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (!listeners.size) removeEventListener('storage', follow);
  };
}
