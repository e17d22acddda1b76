import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'In welcher Zeitzone anzeigen?',
  zoneLabel: 'Zeitzone',
  zoneKeep: '{zone} beibehalten',
  zoneTake: 'Zeitzone übernehmen',
} satisfies Translated<'more', 'both'>;
