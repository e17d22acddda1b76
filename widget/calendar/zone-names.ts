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
