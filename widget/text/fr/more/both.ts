import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'Dans quel fuseau afficher les heures\u202f?',
  zoneLabel: 'Fuseau horaire',
  zoneKeep: 'Garder {zone}',
  zoneTake: 'Utiliser ce fuseau',
} satisfies Translated<'more', 'both'>;
