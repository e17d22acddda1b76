import type { Messages } from '../../element/messages.ts';

/** What the choice of a time zone says. */
export const texts = {
  zoneTitle: 'In welcher Zeitzone anzeigen?',
  zoneLabel: 'Zeitzone',
  zoneKeep: '{zone} beibehalten',
  zoneTake: 'Zeitzone übernehmen',
} satisfies Messages;
