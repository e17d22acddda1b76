import { kept } from '../text/kept.ts';
import type { Viewer } from './viewer.ts';

/** Cities that browsers still call by the name of before (IANA `backward`). */
const renamed: Readonly<Record<string, string>> = {
  Asmera: 'Asmara',
  Calcutta: 'Kolkata',
  Coral_Harbour: 'Atikokan',
  Enderbury: 'Kanton',
  Faeroe: 'Faroe',
  Godthab: 'Nuuk',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Ponape: 'Pohnpei',
  Rangoon: 'Yangon',
  Saigon: 'Ho_Chi_Minh',
  Truk: 'Chuuk',
};

/** `Asia/Calcutta` → `Asia/Kolkata`, `America/New_York` → `America/New York`: a zone as people write it today. */
export function zoneLabel(timeZone: string): string {
  return timeZone.replace(/\w+$/, (city) => renamed[city] ?? city).replaceAll('_', ' ');
}

const known = kept<boolean>();

/** Does this browser know the zone? */
export function isTimeZone(zone: string): boolean {
  return known(zone, () => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  });
}

const spellings = kept<string>();

/** `europe/berlin` → `Europe/Berlin`, where the browser knows that name; null where it knows no such zone. */
export function spelt(zone: string): string | null {
  if (!zone || !isTimeZone(zone)) return null;
  return spellings(zone, () => {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    // An old name stays the name that the page chose.
    return timeZone.toLowerCase() === zone.toLowerCase() ? timeZone : zone;
  });
}

/** The device's zone. A browser may call it by a name that it refuses itself (`Etc/Unknown`): then UTC. */
export function deviceZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}

/** As the viewer reads times in another zone; in their own where the browser does not know it, though the service does. */
export function inZone(viewer: Viewer, timeZone: string): Viewer {
  return isTimeZone(timeZone) ? { ...viewer, timeZone } : viewer;
}
