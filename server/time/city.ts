/** What a time zone is called where people read it. */
import { dateFormat } from './formats.ts';

/** Cities that browsers and operating systems still call by the name of before (IANA `backward`). */
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

/** `Europe/Berlin` → `Berlin`; null for a zone that is of no place, such as `Etc/GMT+5` or `UTC`. */
export function cityOf(timeZone: string): string | null {
  const [area, ...rest] = timeZone.split('/');
  const city = rest.at(-1);
  if (city === undefined || area === 'Etc' || area === 'SystemV') return null;
  return (renamed[city] ?? city).replaceAll('_', ' ');
}

/** `GMT+1`, `GMT−3:30`: how far a zone's clock is from Greenwich at an instant. */
export function offsetOf(timeZone: string, at: string | number): string {
  const parts = dateFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(new Date(at));
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return offset.replace('-', '−');
}
