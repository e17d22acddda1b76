/** By which places people look for a zone whose id names another: countries, and cities larger than the one that it is named after. */
import { zoneLabel } from '../calendar/zone-names.ts';
import { kept } from '../text/kept.ts';

/** By zone, in the form of `zoneLabel`. */
const cities: Readonly<Record<string, string>> = {
  'Africa/Johannesburg': 'Cape Town, Pretoria',
  'Africa/Lagos': 'Abuja',
  'America/Chicago': 'Dallas, Houston, Texas',
  'America/Los Angeles': 'California, San Francisco, Seattle',
  'America/New York': 'Atlanta, Boston, Miami, Washington',
  'America/Sao Paulo': 'Brasilia, Rio de Janeiro',
  'America/Toronto': 'Montreal, Ottawa',
  'Asia/Dubai': 'Abu Dhabi',
  'Asia/Ho Chi Minh': 'Hanoi',
  'Asia/Jerusalem': 'Tel Aviv',
  'Asia/Karachi': 'Islamabad, Lahore',
  'Asia/Kolkata': 'Bangalore, Chennai, Delhi, Hyderabad, Mumbai',
  'Asia/Riyadh': 'Jeddah',
  'Asia/Shanghai': 'Beijing, Guangzhou, Shenzhen',
  'Asia/Tokyo': 'Osaka',
  'Europe/Berlin': 'Frankfurt, Hamburg, Köln, München',
  'Europe/Istanbul': 'Ankara',
  'Europe/London': 'Edinburgh, Manchester',
  'Europe/Madrid': 'Barcelona',
  'Europe/Rome': 'Milano',
  'Europe/Zurich': 'Basel, Genève',
};

/** What people call a country besides its name. */
const short: Readonly<Record<string, string>> = { AE: 'UAE', GB: 'UK England', US: 'USA' };

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Where browsers tell the zones of a country: at first as a property, by now as a method. */
type Region = Intl.Locale & { timeZones?: readonly string[]; getTimeZones?: () => readonly string[] };

const byLanguage = kept<ReadonlyMap<string, string>>();

/** The countries of each zone in this language and in English, from what the browser knows; none where it knows none. */
function countriesIn(locale: string): ReadonlyMap<string, string> {
  return byLanguage(locale, () => {
    const countries = new Map<string, string>();
    const names = [locale, 'en'].map(
      (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
    );
    for (const code of letters.flatMap((one) => letters.map((other) => one + other))) {
      const called = names.flatMap((named) => named.of(code) ?? []);
      if (called.length === 0) continue;
      const region: Region = new Intl.Locale(`und-${code}`);
      for (const zone of region.getTimeZones?.() ?? region.timeZones ?? []) {
        const place = zoneLabel(zone);
        countries.set(place, [countries.get(place), ...called, short[code]].filter(Boolean).join(' '));
      }
    }
    return countries;
  });
}

/** The words for a zone, by its id: `Germany Deutschland Cologne, Frankfurt, …`. */
export function placesOf(locale: string, id: string): string {
  const place = zoneLabel(id);
  return `${countriesIn(locale).get(place) ?? ''} ${cities[place] ?? ''}`;
}
