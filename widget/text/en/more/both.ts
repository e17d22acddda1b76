import type { Messages } from '../../messages.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'Show times in which zone?',
  zoneLabel: 'Time zone',
  zoneSearch: 'Search for a city or region',
  zoneSuggested: 'Suggested',
  zoneAll: 'All time zones',
  zoneNone: 'No time zone by that name. Try a larger city near it.',
  zoneFound: { one: '{count} time zone', other: '{count} time zones' },
  zoneKeep: 'Keep {zone}',
  zoneTake: 'Use this zone',
} satisfies Messages;
