import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'In welcher Zeitzone anzeigen?',
  zoneLabel: 'Zeitzone',
  zoneSearch: 'Stadt oder Region suchen',
  zoneSuggested: 'Vorschläge',
  zoneAll: 'Alle Zeitzonen',
  zoneNone: 'Keine Zeitzone mit diesem Namen. Versuchen Sie es mit einer größeren Stadt in der Nähe.',
  zoneFound: { one: '{count} Zeitzone', other: '{count} Zeitzonen' },
  zoneKeep: '{zone} beibehalten',
  zoneTake: 'Zeitzone übernehmen',
} satisfies Translated<'more', 'both'>;
