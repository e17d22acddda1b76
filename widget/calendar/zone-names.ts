/** Cities that browsers still call by the name of before (IANA `backward`). */
const renamed: Readonly<Record<string, string>> = {
  Calcutta: 'Kolkata',
  Godthab: 'Nuuk',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho_Chi_Minh',
};

/** `Asia/Calcutta` → `Asia/Kolkata`, `America/New_York` → `America/New York`: a zone as people write it today. */
export function zoneLabel(timeZone: string): string {
  return timeZone.replace(/\w+$/, (city) => renamed[city] ?? city).replaceAll('_', ' ');
}

/** Does this browser know the zone? */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
