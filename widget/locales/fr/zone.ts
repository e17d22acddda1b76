import type { Messages } from '../../element/messages.ts';

/** What the choice of a time zone says. */
export const texts = {
  zoneTitle: 'Dans quel fuseau afficher les heures\u202f?',
  zoneLabel: 'Fuseau horaire',
  zoneKeep: 'Garder {zone}',
  zoneTake: 'Utiliser ce fuseau',
} satisfies Messages;
