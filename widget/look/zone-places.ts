/** By which places people look for a zone whose id names another: countries, and cities larger than the one that it is named after. */
import { zoneLabel } from '../calendar/zone-names.ts';
import { kept } from '../text/kept.ts';

/** By zone, in the form of `zoneLabel`. */
const cities: Readonly<Record<string, string>> = {
  'Africa/Casablanca': 'Rabat',
  'Africa/Johannesburg': 'Cape Town, Durban, Pretoria',
  'Africa/Lagos': 'Abuja',
  'America/Chicago': 'Austin, Dallas, Houston, Minneapolis, Texas',
  'America/Denver': 'Salt Lake City',
  'America/Los Angeles': 'California, Las Vegas, Portland, San Diego, San Francisco, Seattle',
  'America/New York': 'Atlanta, Boston, Miami, Philadelphia, Washington',
  'America/Sao Paulo': 'Brasilia, Rio de Janeiro',
  'America/Toronto': 'Montreal, Ottawa, Quebec',
  'Asia/Dubai': 'Abu Dhabi',
  'Asia/Ho Chi Minh': 'Hanoi, Saigon',
  'Asia/Jerusalem': 'Haifa, Tel Aviv',
  'Asia/Karachi': 'Islamabad, Lahore',
  'Asia/Kolkata': 'Bangalore, Bengaluru, Bombay, Chennai, Delhi, Hyderabad, Mumbai, Pune',
  'Asia/Riyadh': 'Jeddah, Mecca',
  'Asia/Shanghai': 'Beijing, Chengdu, Guangzhou, Shenzhen, Wuhan',
  'Asia/Tokyo': 'Kyoto, Nagoya, Osaka',
  'Australia/Sydney': 'Canberra',
  'Europe/Amsterdam': 'Rotterdam, The Hague',
  'Europe/Berlin': 'Cologne, Frankfurt, Hamburg, Munich, München, Köln',
  'Europe/Istanbul': 'Ankara, Izmir',
  'Europe/London': 'Edinburgh, Glasgow, Manchester, Oxford',
  'Europe/Madrid': 'Barcelona, Sevilla, Valencia',
  'Europe/Paris': 'Lyon, Marseille',
  'Europe/Rome': 'Milan, Milano, Naples',
  'Europe/Zurich': 'Basel, Bern, Geneva, Genève',
  'Pacific/Auckland': 'Wellington',
};

/** What people call a country besides its name. */
const short: Readonly<Record<string, string>> = { AE: 'UAE', GB: 'UK England Britain', US: 'USA America' };

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
