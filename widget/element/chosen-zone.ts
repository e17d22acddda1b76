/** The time zone that the viewer chose: one for all elements of the page and its other tabs, kept on reload. */
const key = 'mentor-slots:time-zone';
const listeners = new Set<() => void>();
let chosen: string | null | undefined;

/** Does this browser know the zone? */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function kept(): string | null {
  try {
    const zone = localStorage.getItem(key);
    return zone && isTimeZone(zone) ? zone : null;
  } catch {
    // Storage may be forbidden (a sandboxed frame): the choice then lasts as long as the page.
    return null;
  }
}

/** The chosen zone, or null for the default. */
export function chosenZone(): string | null {
  if (chosen === undefined) chosen = kept();
  return chosen;
}

/** Null goes back to the default. */
export function chooseZone(zone: string | null): void {
  chosen = zone;
  try {
    if (zone) localStorage.setItem(key, zone);
    else localStorage.removeItem(key);
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

/** Another tab has chosen; without a key it has cleared everything. */
function follow(event: StorageEvent): void {
  if (event.key !== key && event.key !== null) return;
  chosen = undefined;
  for (const listener of listeners) listener();
}

/** Returns what stops it. */
export function onZoneChosen(listener: () => void): () => void {
  if (!listeners.size) {
    // What was chosen while nobody listened counts too.
    chosen = kept() ?? chosen;
    addEventListener('storage', follow);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (!listeners.size) removeEventListener('storage', follow);
  };
}
