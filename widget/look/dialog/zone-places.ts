/** By which places people look for a zone whose id names another: countries, and cities larger than the one that it is named after. */
import { zoneLabel } from '../../calendar/zone-names.ts';
import { kept } from '../../text/kept.ts';

/** By zone, in the form of `zoneLabel`. */
const cities: Readonly<Record<string, string>> = {
  'America/Chicago': 'Houston Texas',
  'America/Los Angeles': 'San Francisco Seattle',
  'America/New York': 'Boston Miami Washington',
  'Asia/Dubai': 'Abu Dhabi',
  'Asia/Jerusalem': 'Tel Aviv',
  'Asia/Kolkata': 'Bangalore Delhi Mumbai',
  'Asia/Shanghai': 'Beijing Shenzhen',
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
        countries.set(place, [countries.get(place), called, short[code]].join(' '));
      }
    }
    return countries;
  });
}

/** The words for a zone, by its id: `India Bangalore Delhi Mumbai`. */
export function placesOf(locale: string, id: string): string {
  const place = zoneLabel(id);
  return `${countriesIn(locale).get(place) ?? ''} ${cities[place] ?? ''}`;
}
